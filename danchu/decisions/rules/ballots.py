"""Ballots on paper: their numbers, what is typed from a sheet, and the sums that must balance before a result."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from danchu import rulebook
from danchu.decisions.states import Mark

SERIAL = 10  # digits, the last of them a check: digits are typed fastest, on a phone too, and no keyboard garbles them
QUESTION = 12  # digits of the question's digest in the code
NOTICE = "L10-A19-2b"
TEAM = "L10-A19-2a"

# H. M. Damm's quasigroup of order 10 (2004): finds every wrong digit and every two neighbours that changed places.
_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip

KEYS = {"1": Mark.YES, "2": Mark.NO, "3": Mark.OTHER, "4": Mark.INVALID}


# -- numbers -----------------------------------------------------------------------------------------------------------
def check_digit(digits: str) -> str:
    """The digit that makes `digits` a serial (Damm): appended, the whole checks to 0."""
    interim = 0
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return str(interim)


def is_serial(text: str) -> bool:
    """Whether a text of ten digits is one that could have been printed, not one typed wrongly."""
    return len(text) == SERIAL and text.isascii() and text.isdigit() and check_digit(text) == "0"


def serial_of(number: int) -> str:
    """The serial of a random number below 10 ** (SERIAL - 1)."""
    digits = f"{number:0{SERIAL - 1}}"
    return digits + check_digit(digits)


def spaced(serial: str) -> str:
    """A serial as it is printed and read aloud, "483 920 6175", in one piece: the spaces do not break."""
    return "\u00a0".join(filter(None, (serial[:3], serial[3:6], serial[6:])))


def question_code(digest: str) -> str:
    """A question's SHA-256 (hex) as twelve digits: its first ten bytes as a number, the last twelve digits of that."""
    return f"{int(digest[:20], 16) % 10**QUESTION:0{QUESTION}}" if digest else "0" * QUESTION


def code(serial: str, digest: str) -> str:
    """What the QR code holds: the serial and the question's code, digits only. A household is not in it."""
    return serial + question_code(digest)


# -- what is typed -----------------------------------------------------------------------------------------------------
class Fault(StrEnum):
    """Why what was typed is no ballot's number."""

    EMPTY = "empty"
    LETTERS = "letters"
    LENGTH = "length"
    CHECK = "check"  # a digit is wrong, or two changed places
    OTHER_QUESTION = "other_question"  # the sheet was printed for another question


@dataclass(frozen=True, slots=True)
class Typed:
    """What was read off a sheet: its serial; the key of its mark when that was typed behind it; or what is wrong."""

    serial: str = ""
    key: str = ""
    fault: Fault | None = None


def read_typed(text: str, *, digest: str) -> Typed:
    """A serial as typed or scanned, with spaces, dots or hyphens as one likes, and perhaps the mark's key behind it.

    `digest`: of the question put to the vote; a scanned code that carries another is refused.
    """
    joined = "".join(letter for letter in text if letter not in " .-\t\u00a0")
    if not joined:
        return Typed(fault=Fault.EMPTY)
    if not (joined.isascii() and joined.isdigit()):
        return Typed(fault=Fault.LETTERS)
    whole = SERIAL + QUESTION
    if len(joined) not in (SERIAL, SERIAL + 1, whole, whole + 1):
        return Typed(fault=Fault.LENGTH)
    serial, rest = joined[:SERIAL], joined[SERIAL:]
    if not is_serial(serial):
        return Typed(serial, fault=Fault.CHECK)
    question, key = (rest[:QUESTION], rest[QUESTION:]) if len(joined) >= whole else ("", rest)
    if question and question != question_code(digest):
        return Typed(serial, fault=Fault.OTHER_QUESTION)
    return Typed(serial, key)


def chosen_text(numbers: Iterable[int]) -> str:
    """The candidates that a ballot names as they are kept: "1,3", each once, in order; "" where it names none."""
    return ",".join(str(number) for number in sorted(set(numbers)))


# -- when, and by whom -------------------------------------------------------------------------------------------------
def announced_by(opens_on: datetime.date) -> datetime.date:
    """The last day to make content, time and team known before ballots go out (Law 10/2022, Art. 19.2)."""
    rule = rulebook.find(NOTICE, opens_on)
    last = rulebook.due(rule, opens_on).due
    assert last is not None
    return last


def team_size() -> tuple[int, int]:
    """The least and the most members of a ballot team (Law 10/2022, Art. 19.2; Decree 59/2023, Art. 4.3)."""
    rule = rulebook.by_id(TEAM)
    assert rule is not None
    assert isinstance(rule.value, Sequence)
    least, most = rule.value
    return int(least), int(most)


# -- what must balance -------------------------------------------------------------------------------------------------
class Sum(StrEnum):
    """The sums of a count, in the order in which one looks at them."""

    PRINTED = "printed"  # printed = issued + spoiled + unused
    ISSUED = "issued"  # issued = returned + unreturned
    BOX = "box"  # returned = sheets in the box
    FIRST = "first"  # the box = what the first person read
    SECOND = "second"
    READ = "read"  # the box = yes + no + other + invalid
    ROLL = "roll"  # no more issued than there are households


@dataclass(frozen=True, slots=True)
class Figures:
    """What was printed, handed out, taken back and read. `unused` and `in_box` are counted by hand; None: not yet.

    `first` and `second` are how many sheets each person typed that exist; `apart` how many still stand apart.
    """

    households: int
    printed: int
    issued: int
    spoiled: int
    returned: int
    unreturned: int
    unused: int | None = None
    in_box: int | None = None
    first: int = 0
    second: int = 0
    apart: int = 0
    yes: int = 0
    no: int = 0
    other: int = 0
    invalid: int = 0

    @property
    def read(self) -> int:
        """The ballots whose mark stands."""
        return self.yes + self.no + self.other + self.invalid


@dataclass(frozen=True, slots=True)
class Check:
    """One sum: what stands left and right of the sign (None where a number is not known yet), and whether it holds."""

    sum: Sum
    left: int | None
    right: int | None

    @property
    def holds(self) -> bool:
        if self.left is None or self.right is None:
            return False
        return self.left <= self.right if self.sum is Sum.ROLL else self.left == self.right

    @property
    def difference(self) -> int:
        """Left less right; 0 while one of them is not known."""
        return 0 if self.left is None or self.right is None else self.left - self.right


def checks(now: Figures) -> tuple[Check, ...]:
    """Every sum that must hold before a result exists (Law 10/2022, Art. 19.3: "đầy đủ, khách quan")."""
    used = None if now.unused is None else now.issued + now.spoiled + now.unused
    return (
        Check(Sum.ROLL, now.issued, now.households),
        Check(Sum.PRINTED, now.printed, used),
        Check(Sum.ISSUED, now.issued, now.returned + now.unreturned),
        Check(Sum.BOX, now.returned, now.in_box),
        Check(Sum.FIRST, now.in_box, now.first),
        Check(Sum.SECOND, now.in_box, now.second),
        Check(Sum.READ, now.in_box, now.read),
    )


def balances(now: Figures) -> bool:
    """Whether every sum holds and no ballot still stands apart."""
    return now.apart == 0 and all(check.holds for check in checks(now))
