"""Codes, PINs, limits and what may be counted in public: pure functions."""

import datetime
from collections.abc import Callable, Mapping

# Without what is taken for something else: 0 O, 1 I L, B 8, S 5, Z 2, U V. One of each pair stays.
ALPHABET = "23456789ACDEFGHJKMNPQRTVWXY"
_MISREAD = str.maketrans({"B": "8", "S": "5", "Z": "2", "U": "V"})
BODY = 4
# Prime to 27, and so are their differences: one wrong letter and two neighbours exchanged are always noticed.
_WEIGHTS = (1, 2, 4, 5)
PIN_DIGITS = 6
# Wrong tries an hour. One stranger at one address cannot shut the person out; many together are stopped at twice that.
WRONG_PINS = 5  # at one code from one address
WRONG_OF_ALL = 10  # at one code, whoever tries
WRONG_FROM_ONE = 30  # from one address, at whatever codes: a village may share it
KEPT_MONTHS = 12  # how long the way to be reached is kept after the matter closed: the house's own rule


def check_letter(body: str) -> str:
    """The letter that makes a slip of the pen noticed."""
    total = sum(weight * ALPHABET.index(letter) for weight, letter in zip(_WEIGHTS, body, strict=True))
    return ALPHABET[total % len(ALPHABET)]


def new_body(choose: Callable[[str], str]) -> str:
    """Four letters and the check letter; `choose` picks one of the alphabet at random (`secrets.choice`)."""
    body = "".join(choose(ALPHABET) for _each in range(BODY))
    return body + check_letter(body)


def written(prefix: str, body: str) -> str:
    """A code as it is printed: "BM-7K3Q-4"."""
    return f"{prefix}-{body[:BODY]}-{body[BODY:]}"


def prefix_of(name: str) -> str:
    """The initials of a commune's folded name without what kind it is: "xa ban mau" → "BM"."""
    words = [word for word in name.upper().split() if word.isalpha()]
    if len(words) > 1 and words[0] in ("XA", "PHUONG"):
        words = words[1:]
    if words[:2] == ["DAC", "KHU"]:
        words = words[2:]
    return "".join(word[0] for word in words)[:4] or "X"


def read_code(typed: str) -> str:
    """The body of a code as a person types it: any case, dashes or blanks, with the prefix or without.

    Letters that are often misread stand for what they are taken for. Empty when it cannot be a code.
    """
    parts = [part for part in typed.upper().replace("-", " ").split() if part]
    letters = "".join(parts)
    if len(parts) > 1 and len(parts[0]) < BODY and len("".join(parts[1:])) == BODY + 1:
        letters = "".join(parts[1:])
    letters = letters[-(BODY + 1) :].translate(_MISREAD)
    if len(letters) != BODY + 1 or any(letter not in ALPHABET for letter in letters):
        return ""
    return letters if check_letter(letters[:BODY]) == letters[BODY] else ""


def new_pin(below: Callable[[int], int]) -> str:
    """Six digits at random, never from anything known; `below` gives a number below its argument (`randbelow`)."""
    return f"{below(10**PIN_DIGITS):0{PIN_DIGITS}}"


def read_pin(typed: str) -> str:
    """The digits of a PIN as a person types them."""
    return "".join(letter for letter in typed if letter.isdigit())


def erase_on(closed_on: datetime.date) -> datetime.date:
    """The day from which the way to be reached is no longer kept."""
    month = closed_on.month + KEPT_MONTHS
    year, month = closed_on.year + (month - 1) // 12, (month - 1) % 12 + 1
    last = (datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)).day
    return datetime.date(year, month, min(closed_on.day, last))


# -- what may be counted in public ------------------------------------------------------------------------------------
FEWEST = 5


def shown(parts: Mapping[str, int]) -> dict[str, int | None]:
    """The parts of a whole as they may stand beside it: None where one is told only together with the others hidden
    (design.md, "Small numbers").

    Hidden is every part from 1 to 4, and the smallest others with them (of one size all or none), until those hidden
    are at least two, make at least five together, and are not all of one size that their sum would give away (all
    ones, all fours). Where that takes every part there is, nothing is told of any, not even that one is nothing. Who
    knows this rule and the whole still cannot say of a hidden small part what it is: the tests try every division.
    """
    hidden = {name for name, count in parts.items() if 0 < count < FEWEST}
    if not hidden:
        return dict(parts)
    for size in sorted({count for count in parts.values() if count >= FEWEST}):
        if _covers([parts[each] for each in hidden]):
            break
        hidden |= {name for name, count in parts.items() if count == size}
    if len(hidden) == sum(1 for count in parts.values() if count):
        return dict.fromkeys(parts)
    return {name: None if name in hidden else count for name, count in parts.items()}


def _covers(hidden: list[int]) -> bool:
    """Whether the sum of what is hidden, and how many they are, tell nothing of one of them."""
    whole, number = sum(hidden), len(hidden)
    return number > 1 and whole >= FEWEST and whole not in (number, number * (FEWEST - 1))
