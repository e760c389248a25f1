"""Which weeks overload which office: pure arithmetic over the working calendar. No Django."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from danchu.core.calendar import Calendar

_WEEK = datetime.timedelta(days=7)
_TO_SUNDAY = datetime.timedelta(days=6)


@dataclass(frozen=True)
class Due:
    """One thing with a last day that a unit owes; `own`: it comes from the draft itself."""

    unit: int
    last_day: datetime.date
    title: str
    own: bool = True
    task: int | None = None


@dataclass(frozen=True)
class Week:
    """A unit's week, Monday to Sunday: what ends in it, how many days are worked, how much that carries."""

    monday: datetime.date
    working_days: int
    capacity: int
    due: tuple[Due, ...]
    days_off: tuple[tuple[datetime.date, str], ...]  # weekdays off, by name

    @property
    def sunday(self) -> datetime.date:
        return self.monday + _TO_SUNDAY

    @property
    def is_overloaded(self) -> bool:
        """More ends in it than its working days carry."""
        return len(self.due) > self.capacity

    @property
    def can_move(self) -> bool:
        """Whether something in it comes from the draft itself: what the law or another paper dates stays."""
        return any(one.own for one in self.due)


def capacity(working_days: int, per_week: int) -> int:
    """How many things a week carries when a full week of five carries `per_week`; rounded up, 0 without a day.

    A yardstick of the house, not of the law: it only says where to look.
    """
    return ceil(per_week * working_days / 5)


def monday_of(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.weekday())


def weeks(due: Iterable[Due], *, year: int, calendar: Calendar, per_week: int) -> list[Week]:
    """Every week that touches `year`, in order, with what of `due` (one unit's) ends in it."""
    by_week: dict[datetime.date, list[Due]] = {}
    for one in due:
        by_week.setdefault(monday_of(one.last_day), []).append(one)
    found = []
    monday = monday_of(datetime.date(year, 1, 1))
    while monday.year <= year:
        days = [monday + datetime.timedelta(days=n) for n in range(7)]
        worked = sum(calendar.is_working_day(day) for day in days)
        off = tuple((day, name) for day in days[:5] if (name := calendar.is_day_off(day)))
        ends = tuple(sorted(by_week.get(monday, ()), key=lambda one: (one.last_day, one.title)))
        found.append(Week(monday, worked, capacity(worked, per_week), ends, off))
        monday += _WEEK
    return found


def lighter_before(found: list[Week], heavy: Week) -> Week | None:
    """The nearest of the eight weeks before with room for one more; None when there is none, or nothing can move."""
    if not heavy.can_move:
        return None
    at = found.index(heavy)
    for week in reversed(found[max(0, at - 8) : at]):
        if len(week.due) < week.capacity:
            return week
    return None


def by_unit(due: Iterable[Due]) -> dict[int, list[Due]]:
    """What is due, unit by unit, in the order met."""
    found: dict[int, list[Due]] = {}
    for one in due:
        found.setdefault(one.unit, []).append(one)
    return found
