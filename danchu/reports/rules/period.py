"""Days of a cycle: its window, the same period a year before, when the chair is told. No Django."""

import datetime
from dataclasses import dataclass

from danchu.core.calendar import Calendar, add_months
from danchu.reports.outline import CycleKind
from danchu.reports.states import Comparison


@dataclass(frozen=True)
class Window:
    """The days of one cycle: both ends of the period, the day up to which is counted, the last day to hand in."""

    code: str
    period_from: datetime.date
    period_to: datetime.date
    cutoff_on: datetime.date
    opens_on: datetime.date
    due_on: datetime.date
    stated: str  # the words of the plan: "trước ngày 05/5"


def window(kind: CycleKind, year: int) -> Window:
    """The days of a kind of report in a year. "Trước ngày 05/5" means that 4 May is the last day; it never rolls."""
    before = _day(year, kind.due_before)
    return Window(
        code=f"{year}-{kind.suffix}",
        period_from=_day(year, kind.period[0]), period_to=_day(year, kind.period[1]),
        cutoff_on=_day(year, kind.cutoff), opens_on=_day(year, kind.opens),
        due_on=before - datetime.timedelta(days=1),
        stated=f"trước ngày {before.day:02d}/{before.month if before.month > 2 else f'{before.month:02d}'}",
    )  # fmt: skip


def _day(year: int, month_day: str) -> datetime.date:
    month, day = month_day.split("-")
    return datetime.date(year, int(month), int(day))


def a_year_before(day: datetime.date) -> datetime.date:
    """The same day a year before; 29 February becomes 28."""
    return add_months(day, -12)


def chair_is_told(due_on: datetime.date, after: int, today: datetime.date, calendar: Calendar) -> bool:
    """Whether `after` working days have gone by since the last day without a report: the commune's own commitment.

    With 3 days and a last day on Monday the 4th, the chair is told from Friday the 8th on.
    """
    return today > calendar.add_working_days(due_on, after)


def why_not_comparable(
    *, merged_on: datetime.date | None, last_from: datetime.date, has_last: bool
) -> Comparison | None:  # fmt: skip
    """Why last year's numbers do not stand beside this year's: the commune was formed after that period began, or
    there are none. None when they can be compared.
    """
    if merged_on and merged_on > last_from:
        return Comparison.NOT_COMPARABLE
    return None if has_last else Comparison.NO_DATA
