"""The national portal's list, whose columns nobody was told: guessed by their heads, said by a person, read row by row.

Pure; the sentences are made in forms/portal_list.py.
"""

import datetime
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from danchu.core.calendar import spreadsheet_day
from danchu.core.text import fold, squeezed

MOST_ROWS = 100  # each gets a receipt of its own
LONGEST = 8000  # letters of one matter
CODE_LONGEST = 60
UPPERMOST = 10  # rows among which the head is looked for


class Field(StrEnum):
    """What a column may hold."""

    CODE = "code"
    TEXT = "text"
    SENT_ON = "sent_on"
    NAME = "name"
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    PLACE = "place"


NEEDED = (Field.CODE, Field.TEXT)
# field → words of a head that name it, the surest first
HEADS: Mapping[Field, tuple[str, ...]] = {
    Field.CODE: ("ma phan anh", "ma pakn", "ma ho so", "so hieu", "ma so", "ma"),
    Field.TEXT: ("noi dung phan anh", "noi dung pakn", "noi dung", "tom tat", "tieu de"),
    Field.SENT_ON: ("ngay gui", "thoi gian gui", "ngay tiep nhan", "ngay tao", "ngay"),
    Field.NAME: ("nguoi gui", "ho va ten", "ho ten", "nguoi phan anh", "ten nguoi"),
    Field.PHONE: ("dien thoai", "sdt", "so dt"),
    Field.EMAIL: ("email", "thu dien tu"),
    Field.PLACE: ("dia diem", "noi xay ra", "vi tri"),
    Field.ADDRESS: ("dia chi", "noi cu tru", "thuong tru"),
}


class Fault(StrEnum):
    """What is wrong with a row."""

    NO_CODE = "no_code"
    CODE_LONG = "code_long"
    NO_TEXT = "no_text"
    TEXT_LONG = "text_long"
    FORMULA = "formula"
    TWICE = "twice"  # the same code further up in the list
    NO_DAY = "no_day"  # the day cannot be read: the row comes in without it


@dataclass(frozen=True)
class Row:
    """A row as it was read. `known`: it is here already."""

    line: int
    values: Mapping[Field, str]
    sent_on: datetime.date | None = None
    faults: Sequence[Fault] = field(default_factory=tuple)
    known: bool = False

    @property
    def good(self) -> bool:
        """Whether it comes in: a day that cannot be read keeps nothing out."""
        return not self.known and not (set(self.faults) - {Fault.NO_DAY})


def guessed(heads: Sequence[str]) -> dict[Field, int]:
    """Which column each field seems to be, every column for one field only; by the surest words first."""
    folded = [squeezed(fold(head)) for head in heads]
    found: dict[Field, int] = {}
    for words_at in range(max(len(words) for words in HEADS.values())):
        for name, words in HEADS.items():
            if name in found or words_at >= len(words):
                continue
            word = re.compile(rf"\b{words[words_at]}\b")
            free = (at for at, head in enumerate(folded) if at not in found.values() and word.search(head))
            if (at := next(free, None)) is not None:
                found[name] = at
    return found


def head_at(rows: Sequence[Sequence[str]]) -> int:
    """Which row names the columns: the first of the uppermost that names all that is needed (a title may stand above);
    the first where none does.
    """
    named = (at for at, row in enumerate(rows[:UPPERMOST]) if set(NEEDED) <= guessed(row).keys())
    return next(named, 0)


def read(
    rows: Sequence[Sequence[str]], columns: Mapping[Field, int], known: Collection[str], today: datetime.date
) -> list[Row]:
    """Every row under the head, with what is wrong with it. `known`: codes that are here already."""
    seen: set[str] = set()
    made = []
    first = head_at(rows) + 1
    for line, cells in enumerate(rows[first:], start=first + 1):
        values = {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()}
        code, text = values.get(Field.CODE, ""), values.get(Field.TEXT, "")
        faults = []
        if any(value.startswith("=") for value in values.values()):
            faults.append(Fault.FORMULA)
        if not code:
            faults.append(Fault.NO_CODE)
        elif len(code) > CODE_LONGEST:
            faults.append(Fault.CODE_LONG)
        elif code in seen:
            faults.append(Fault.TWICE)
        if not text:
            faults.append(Fault.NO_TEXT)
        elif len(text) > LONGEST:
            faults.append(Fault.TEXT_LONG)
        sent_on, said = None, values.get(Field.SENT_ON, "")
        if said:
            sent_on = day_of(said)
            if sent_on is None or sent_on > today:
                sent_on = None
                faults.append(Fault.NO_DAY)
        seen.add(code)
        made.append(Row(line, values, sent_on, tuple(faults), code in known))
    return made


_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def day_of(text: str) -> datetime.date | None:
    """The day in a cell (a time beside it is left out); None when there is none."""
    if serial := spreadsheet_day(text.strip()):
        return serial
    try:
        if found := _ISO.search(text):
            return datetime.date(*map(int, found.groups()))
        if found := _DAY_FIRST.search(text):
            day, month, year = map(int, found.groups())
            return datetime.date(year, month, day)
    except ValueError:
        return None
    return None
