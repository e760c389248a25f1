"""Pure rules of duties: how one stands on a day, when to remind. No Django."""

import datetime

from danchu.duties.states import DutyState, Mode, Standing

SOON_DAYS = 15


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
