"""Pure rules of duties: how one stands on a day, how many days are left, when to remind. No Django."""

import datetime
from typing import NamedTuple

from danchu.core.calendar import Calendar
from danchu.duties.states import DutyState, Mode, ReminderKind, Standing

SOON_DAYS = 15
_DAY = datetime.timedelta(days=1)
_WEEK = datetime.timedelta(days=7)
_BEFORE = ((15, ReminderKind.FIFTEEN_BEFORE), (7, ReminderKind.SEVEN_BEFORE), (1, ReminderKind.ONE_BEFORE))
# The longest run of days off is Tết: nine days in a row; a reminder is never moved back further than that.
_LONGEST_BREAK = 10
REMIND_FROM = _BEFORE[0][0] + _LONGEST_BREAK


def standing(
    *, state: DutyState, mode: Mode, due_on: datetime.date | None, fulfilled_on: datetime.date | None,
    never_late: bool, begins_on: datetime.date, today: datetime.date,
) -> Standing:  # fmt: skip
    """How a duty stands on `today`. `due_on` is the last day on which it is in time.

    What fell due before the commune began (`begins_on`) is "before the system", never late; a duty with a period
    but no day of the law's own and a request are never late (design.md §4, §8).
    """
    if state == DutyState.WITHDRAWN:
        return Standing.WITHDRAWN
    if state == DutyState.CARRIED:
        return Standing.CARRIED
    bound = None if never_late or mode == Mode.REQUEST else due_on
    if state == DutyState.FULFILLED:
        return Standing.DONE_LATE if bound and fulfilled_on and fulfilled_on > bound else Standing.DONE
    if due_on and due_on < begins_on:
        return Standing.BEFORE_SYSTEM
    if mode == Mode.REQUEST:
        return Standing.ASKED
    if bound is None:
        return Standing.UNDATED
    if bound < today:
        return Standing.LATE
    if bound == today:
        return Standing.TODAY
    return Standing.SOON if (bound - today).days <= SOON_DAYS else Standing.AHEAD


def days_left(due_on: datetime.date, today: datetime.date, calendar: Calendar) -> int:
    """Working days left, today and the last day counted; 0 when none is left, or the last day is past."""
    return calendar.working_days_left(today, due_on)


class Reminder(NamedTuple):
    """A reminder falls on a working day; `kind` says which one it is."""

    on: datetime.date
    kind: ReminderKind


def reminder_days(due_on: datetime.date, calendar: Calendar) -> tuple[Reminder, ...]:
    """When to remind up to the last day: 15, 7 and 1 days before and the day itself, earliest first.

    A day off moves its reminder to the working day before; of two that meet on one day the nearer to the last day
    stays.
    """
    found: dict[datetime.date, ReminderKind] = {}
    for before, kind in (*_BEFORE, (0, ReminderKind.THE_DAY)):
        found[calendar.previous_working_day(due_on - before * _DAY)] = kind
    return tuple(Reminder(on, found[on]) for on in sorted(found))


def latest_reminder(due_on: datetime.date, today: datetime.date, calendar: Calendar) -> Reminder | None:
    """The last reminder that falls on or before `today`: one of `reminder_days`, or one of the weekly ones after.

    A weekly one that a long run of days off would move back to the last day or before it is left out: the next week's
    follows. None when the first is still to come.
    """
    passed = [reminder for reminder in reminder_days(due_on, calendar) if reminder.on <= today]
    weeks = (today - due_on).days // 7 + 2  # a later week's day may have been moved back to today
    for week in range(weeks, 0, -1):
        on = calendar.previous_working_day(due_on + week * _WEEK)
        if due_on < on <= today:
            return Reminder(on, ReminderKind.WEEKLY_AFTER)
    return passed[-1] if passed else None


def reminder_due(
    *, due_on: datetime.date | None, today: datetime.date, calendar: Calendar,
    reminded_on: datetime.date | None, standing: Standing,
) -> Reminder | None:  # fmt: skip
    """The one reminder to give today, or None. `reminded_on` is the day of the last reminder given for the duty.

    After days on which nobody ran the clock only the latest is given. Requests, duties without a day of their own,
    those from before the system, done and withdrawn ones are never reminded.
    """
    if due_on is None or standing not in (Standing.LATE, Standing.TODAY, Standing.SOON, Standing.AHEAD):
        return None
    latest = latest_reminder(due_on, today, calendar)
    if latest is None or (reminded_on is not None and latest.on <= reminded_on):
        return None
    return latest


def missed_days(last_run: datetime.date | None, on: datetime.date) -> int:
    """How many days the daily clock did not run before `on`; 0 when it never ran or ran the day before."""
    return max((on - last_run).days - 1, 0) if last_run else 0
