"""Days off, working days and months. Free of Django and of any clock: every function is given its days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

_ONE_DAY = timedelta(days=1)
_WEEKEND = {5: "Thứ Bảy", 6: "Chủ nhật"}


class Evidence(StrEnum):
    """How sure a figure is: its text was seen; it is recollection; it is known to exist and was not found."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    UNKNOWN = "unknown"


def weakest(*marks: Evidence) -> Evidence:
    """The least sure of the marks; CONFIRMED when none is given."""
    order = list(Evidence)
    return max(marks, key=order.index, default=Evidence.CONFIRMED)


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One special day: a day off, or with `works` a weekend day that is worked to make up for one."""

    day: date
    name: str
    works: bool = False
    evidence: Evidence = Evidence.CONFIRMED
    rule: str = ""


@dataclass(frozen=True)
class Calendar:
    """The working calendar of offices of the state.

    Saturdays and Sundays are off without a row (the 40-hour week); a row makes a weekday off or a weekend day worked.
    `years` says how sure the rows of each year are; a year that is not in it is unconfirmed.
    """

    rows: tuple[CalendarRow, ...] = ()
    years: Mapping[int, Evidence] = field(default_factory=dict)
    _by_day: Mapping[date, CalendarRow] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_day: dict[date, CalendarRow] = {}
        for row in self.rows:
            if row.day in by_day:
                raise ValueError(f"Ngày {row.day:%d/%m/%Y} có hai dòng trong lịch.")
            if row.works and row.day.weekday() < 5:
                raise ValueError(f"Ngày làm bù {row.day:%d/%m/%Y} không phải thứ Bảy hay Chủ nhật.")
            if not row.name:
                raise ValueError(f"Ngày {row.day:%d/%m/%Y} trong lịch chưa có tên.")
            by_day[row.day] = row
        object.__setattr__(self, "rows", tuple(sorted(self.rows, key=lambda row: row.day)))
        object.__setattr__(self, "years", MappingProxyType(dict(self.years)))
        object.__setattr__(self, "_by_day", MappingProxyType(by_day))

    def row(self, day: date) -> CalendarRow | None:
        """The row of a special day, or None for an ordinary one."""
        return self._by_day.get(day)

    def is_day_off(self, day: date) -> str | None:
        """Why nobody works that day ("Tết Nguyên đán", "Chủ nhật"), or None on a working day."""
        row = self._by_day.get(day)
        if row is not None:
            return None if row.works else row.name
        return _WEEKEND.get(day.weekday())

    def is_working_day(self, day: date) -> bool:
        return self.is_day_off(day) is None

    def next_working_day(self, day: date) -> date:
        """The day itself when it is worked, else the first working day after it (Civil Code Art. 148.5)."""
        while not self.is_working_day(day):
            day += _ONE_DAY
        return day

    def previous_working_day(self, day: date) -> date:
        """The day itself when it is worked, else the last working day before it."""
        while not self.is_working_day(day):
            day -= _ONE_DAY
        return day

    def add_working_days(self, day: date, amount: int) -> date:
        """The `amount`-th working day after `day`, or before it when `amount` is negative; `day` is not counted.

        Zero gives `day` back. Source: Civil Code Art. 147 (the day of the event is not counted).
        """
        step = _ONE_DAY if amount >= 0 else -_ONE_DAY
        left = abs(amount)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def count_working_days(self, first: date, last: date) -> int:
        """How many working days lie in first…last, both included; 0 when last is before first."""
        return sum(self.is_working_day(first + timedelta(days=n)) for n in range((last - first).days + 1))

    def working_days_left(self, today: date, due: date) -> int:
        """Working days from today to the last day, both counted: on the last day itself 1 is left, after it 0."""
        return self.count_working_days(today, due)

    def evidence(self, first: date, last: date | None = None) -> Evidence:
        """How sure the calendar is about every day of first…last (both included; one day when `last` is None)."""
        last = last or first
        if last < first:
            first, last = last, first
        years = [self.years.get(year, Evidence.UNCONFIRMED) for year in range(first.year, last.year + 1)]
        rows = [row.evidence for row in self.rows if first <= row.day <= last]
        return weakest(*years, *rows)

    def is_confirmed(self, year: int) -> bool:
        """Whether the days off and the make-up days of the whole year are published and confirmed."""
        return self.evidence(date(year, 1, 1), date(year, 12, 31)) is Evidence.CONFIRMED

    @property
    def confirmed_years(self) -> tuple[int, ...]:
        return tuple(year for year in sorted(self.years) if self.is_confirmed(year))

    def with_rows(self, rows: Iterable[CalendarRow]) -> "Calendar":
        """A copy where the given rows replace or join the present ones (a commune's own correction)."""
        mine = {row.day: row for row in self.rows} | {row.day: row for row in rows}
        return Calendar(rows=tuple(mine.values()), years=self.years)

    def without(self, days: Iterable[date]) -> "Calendar":
        """A copy where the given days are ordinary ones, whatever row they had."""
        gone = set(days)
        return Calendar(rows=tuple(row for row in self.rows if row.day not in gone), years=self.years)


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later (earlier when negative).

    A month without that day gives its last day: 31 January + 1 month = 28 or 29 February (Civil Code Art. 148.3).
    Raises OverflowError outside the years 1–9999.
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"Năm {year} ngoài lịch.")
    return date(year, month0 + 1, min(day.day, last_day_of_month(year, month0 + 1).day))


def last_day_of_month(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - _ONE_DAY


_EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet's calendar


def spreadsheet_day(text: str) -> date | None:
    """The day a bare number stands for in a spreadsheet ("46023" → 1 January 2026); None when it is no such number."""
    if text.isascii() and text.isdigit() and 20000 <= int(text) <= 80000:
        return _EPOCH + timedelta(days=int(text))
    return None
