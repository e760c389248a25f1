"""Pure rules of days: which is the last one, how often a task comes back, for which year a plan is. No Django."""

import calendar
import datetime
import re
from dataclasses import dataclass

from danchu.plans.states import Bound, Recurrence, TaskKind

_MONTHS = {Recurrence.MONTHLY: 1, Recurrence.QUARTERLY: 3, Recurrence.HALF_YEARLY: 6, Recurrence.YEARLY: 12}

_DAY_OF_EACH = re.compile(
    r"ngày\s+(?P<day>\d{1,2})\s+(?:của\s+)?(?:(?P<month>(?:hằng|hàng|mỗi)\s+tháng)|tháng\s+cuối\s+(?:của\s+)?(?:mỗi\s+)?quý)",
    re.IGNORECASE,
)
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, **{str(n): n - 2 for n in range(2, 8)}}
_DAY_OF_WEEK = re.compile(
    r"(?:thứ\s+(?P<day>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sunday>chủ\s+nhật))[^.;]{0,20}?(?:hằng|hàng|mỗi)\s+tuần"
    r"|(?:hằng|hàng|mỗi)\s+tuần[^.;]{0,30}?thứ\s+(?P<after>hai|ba|tư|năm|sáu|bảy|[2-7])\b",
    re.IGNORECASE,
)


def last_day(date: datetime.date | None, bound: Bound | None) -> datetime.date | None:
    """The last day in time: "trước ngày 05/5" ends on 4 May, whatever day of the week that is; it never rolls."""
    if date is None:
        return None
    return date - datetime.timedelta(days=1) if bound == Bound.BEFORE else date


@dataclass(frozen=True)
class Turn:
    """One time a task is owed. `key` names it within the task; `last_day` None: a period but no day, never late."""

    key: str
    period_from: datetime.date
    period_to: datetime.date
    last_day: datetime.date | None


def turns(
    *, kind: TaskKind, due_on: datetime.date | None, bound: Bound | None, recurrence: Recurrence, year: int,
    issued_on: datetime.date | None = None,
) -> list[Turn]:  # fmt: skip
    """The times a task is owed in `year`, in order.

    A principle is owed never; a continuing task without a day once per half-year, without a last day; a task with a
    day once, or as often as it recurs, on that day of each period. What ended before the paper was issued is left out.
    """
    if kind == TaskKind.PRINCIPLE:
        return []
    if recurrence == Recurrence.NONE:
        if kind == TaskKind.CONTINUING and due_on is None:
            recurrence = Recurrence.HALF_YEARLY
        else:
            begins = datetime.date(year, 1, 1)
            end = last_day(due_on, bound)
            if issued_on and issued_on.year == year:
                begins = issued_on
            begins = min(begins, end or begins)
            return [Turn("once", begins, end or datetime.date(year, 12, 31), end)]
    if recurrence == Recurrence.WEEKLY:
        return _weeks(due_on, bound, year, issued_on)
    found = []
    step = _MONTHS[recurrence]
    for first in range(1, 13, step):
        begins, ends = _month_day(year, first, 1), _month_day(year, first + step - 1, 31)
        named = due_on and _month_day(year, first + (due_on.month - 1) % step, due_on.day)
        found.append(Turn(_key(recurrence, year, first), begins, ends, last_day(named, bound)))
    return [turn for turn in found if not issued_on or (turn.last_day or turn.period_to) >= issued_on]


def _weeks(due_on: datetime.date | None, bound: Bound | None, year: int, issued_on: datetime.date | None) -> list[Turn]:
    """One turn for each week of the year, from Monday to Sunday (ISO 8601: the week of the year's first Thursday on).

    The week in which the paper was issued counts when its day is still to come.
    """
    found = []
    monday = datetime.date.fromisocalendar(year, 1, 1)
    for week in range(datetime.date(year, 12, 28).isocalendar().week):
        begins = monday + datetime.timedelta(weeks=week)
        named = due_on and begins + datetime.timedelta(days=due_on.weekday())
        found.append(
            Turn(f"{year}-W{week + 1:02d}", begins, begins + datetime.timedelta(days=6), last_day(named, bound))
        )
    return [turn for turn in found if not issued_on or (turn.last_day or turn.period_to) >= issued_on]


def day_of_each(text: str, issued_on: datetime.date) -> datetime.date | None:
    """The first day of a deadline that comes back by its day: "ngày 25 hằng tháng", "thứ Sáu hằng tuần".

    It is the day in the month (or in the quarter's last month: "ngày 20 của tháng cuối quý") in which the paper was
    issued, or the first such weekday from then on; None where no day is named.
    """
    if week := _DAY_OF_WEEK.search(text):
        weekday = 6 if week["sunday"] else _WEEKDAYS[(week["day"] or week["after"]).lower()]
        return issued_on + datetime.timedelta(days=(weekday - issued_on.weekday()) % 7)
    found = _DAY_OF_EACH.search(text)
    if not found or not 1 <= int(found["day"]) <= 31:
        return None
    month = issued_on.month if found["month"] else (issued_on.month + 2) // 3 * 3
    return _month_day(issued_on.year, month, int(found["day"]))


def _month_day(year: int, month: int, day: int) -> datetime.date:
    return datetime.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _key(recurrence: Recurrence, year: int, first_month: int) -> str:
    return {
        Recurrence.MONTHLY: f"{year}-{first_month:02d}",
        Recurrence.QUARTERLY: f"{year}-Q{first_month // 3 + 1}",
        Recurrence.HALF_YEARLY: f"{year}-H{first_month // 6 + 1}",
        Recurrence.YEARLY: f"{year}",
    }[recurrence]


def year_named(title: str | None, dated_on: datetime.date | None, today: datetime.date) -> int:
    """The year a plan is for: the one its title names, else the year of its date, else this year."""
    found = re.findall(r"năm\s+(20\d\d)", title or "")
    if found:
        return int(found[-1])
    return (dated_on or today).year
