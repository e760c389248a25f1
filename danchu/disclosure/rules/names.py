"""Named lists: which columns may go out and which never, rows as they were typed. Pure functions of cells.

design.md, "Named lists": names on the board for their window; reasons of deferral never.
"""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from danchu.core.text import fold, squeezed

MOST_COLUMNS = 6
_NAME = ("ho va ten", "ho ten", "ten", "ho va ten chu ho", "chu ho", "ten chu ho", "ho, ten", "nguoi duoc huong")
_VILLAGE = ("thon", "ban", "to dan pho", "thon, ban", "thon/ban", "thon, to dan pho", "thon ban", "noi o", "khu", "to")
_COUNT = ("stt", "so tt", "tt", "so thu tu", "#")
# A heading in which one of these stands is never taken: folded words → why.
_NEVER = {
    "reason": ("ly do", "hoan", "benh", "suc khoe", "khuyet tat", "tinh trang", "nguyen nhan", "mien", "hoan canh"),
    "identity": ("cccd", "cmnd", "can cuoc", "so dinh danh", "ho chieu", "giay to", "bhyt", "bhxh", "ma so"),
    "contact": ("dien thoai", "sdt", "so dt", "email", "tai khoan", "dia chi", "so nha"),
    "birth": ("ngay sinh", "nam sinh", "tuoi", "sinh nam", "sinh ngay"),
    "belief": ("ton giao", "dao", "dang", "tien an", "tien su"),
}
_REASON_CELL = re.compile(
    r"\b(tam hoan|hoan|mien|benh|ung thu|khuyet tat|tam than|chua du suc khoe|loai \d suc khoe)\b"
)


@dataclass(frozen=True)
class Person:
    """One row: a name, a village, the cells of the further columns."""

    name: str
    village: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dropped:
    """A column that was left out; `why` is reason, identity, contact, birth, belief or value (what stands in it)."""

    column: str
    why: str


@dataclass(frozen=True)
class Fault:
    """What is wrong in a line (from 1, as the reader sees them): no_name, twice, too_long, no_heading, no_rows,
    too_many_columns."""

    line: int
    code: str
    words: str = ""


@dataclass(frozen=True)
class Table:
    """A list as it was read: `columns` are the further headings; what was dropped is not in it any more."""

    columns: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    faults: tuple[Fault, ...] = ()


def read_table(rows: Sequence[Sequence[str]]) -> Table:
    """Cells as they came from a sheet or were typed → a list. The first row that has a heading for the name begins it;
    without one, the columns are taken to be name, village and no more.
    """
    filled = [[squeezed(str(cell)) for cell in row] for row in rows]
    at = next((number for number, row in enumerate(filled) if any(fold(cell) in _NAME for cell in row)), None)
    if at is None:
        if any(len([cell for cell in row if cell]) > 3 for row in filled):
            return Table(faults=(Fault(1, "no_heading"),))
        heads, body, first = [], filled, 1
    else:
        heads, body, first = filled[at], filled[at + 1 :], at + 2
    return _listed(heads, body, first)


def _listed(heads: list[str], body: list[list[str]], first: int) -> Table:
    if not heads:
        numbered = bool(body) and all(row and row[0].rstrip(".").isdigit() for row in body if any(row))
        name, village, further = (1, 2, []) if numbered else (0, 1, [])
        dropped: list[Dropped] = []
    else:
        name = next(at for at, head in enumerate(heads) if fold(head) in _NAME)
        village = next((at for at, head in enumerate(heads) if fold(head) in _VILLAGE), -1)
        further, dropped = [], []
        for at, head in enumerate(heads):
            if not head or at in (name, village) or fold(head) in _COUNT:
                continue
            why = never(head) or _by_value(_cell(row, at) for row in body)
            dropped += [Dropped(head, why)] if why else []
            further += [] if why else [at]
    people, faults = _people(body, first, name, village, further)
    if not people and not faults:
        faults.append(Fault(first, "no_rows"))
    if len(further) > MOST_COLUMNS:
        faults.append(Fault(first - 1, "too_many_columns", str(MOST_COLUMNS)))
    return Table(tuple(heads[at] for at in further), tuple(people), tuple(dropped), tuple(faults))


def _people(body, first: int, name: int, village: int, further: list[int]) -> tuple[list[Person], list[Fault]]:
    people, faults, seen = [], [], {}
    for line, row in enumerate(body, first):
        if not any(row):
            continue
        one = Person(_cell(row, name), _cell(row, village), tuple(_cell(row, at) for at in further))
        mark = (fold(one.name), fold(one.village), one.cells)
        if not one.name or one.name.isdigit():
            faults.append(Fault(line, "no_name"))
        elif len(one.name) > 100 or len(one.village) > 150 or any(len(cell) > 200 for cell in one.cells):
            faults.append(Fault(line, "too_long"))
        elif mark in seen:
            faults.append(Fault(line, "twice", str(seen[mark])))
        seen.setdefault(mark, line)
        people.append(one)
    return people, faults


def never(heading: str) -> str:
    """Why a column with this heading never goes out; "" when it may."""
    words = f" {fold(squeezed(heading))} "
    for why, signs in _NEVER.items():
        if any(re.search(rf"(?<!\w){re.escape(sign)}(?!\w)", words) for sign in signs):
            return why
    return ""


def _by_value(cells: Iterable[str]) -> str:
    """Why a column never goes out for what stands in it: an illness or a deferral under an innocent heading."""
    return "reason" if any(_REASON_CELL.search(fold(cell)) for cell in cells) else ""


def _cell(row: Sequence[str], at: int) -> str:
    return row[at] if 0 <= at < len(row) else ""


def without_columns(table: Table, numbers: Iterable[int], why: str = "value") -> Table:
    """The same list without the further columns of these numbers (from 0)."""
    gone = set(numbers)
    keep = [at for at in range(len(table.columns)) if at not in gone]
    return Table(
        tuple(table.columns[at] for at in keep),
        tuple(Person(one.name, one.village, tuple(one.cells[at] for at in keep)) for one in table.people),
        table.dropped + tuple(Dropped(table.columns[at], why) for at in sorted(gone)),
        table.faults,
    )


def names_until(put_up_by: datetime.date, full_days: int) -> datetime.date:
    """The last day names may hang and be shown: the full days after the last day in time for the boards.

    Law 10/2022, Art. 13.2 (30 consecutive days from the day of posting, which is not counted, design.md §8).
    """
    return put_up_by + datetime.timedelta(days=full_days)
