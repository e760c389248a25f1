"""The life of a duty and where it may come from: tables, no Django."""

from enum import StrEnum

from danchu.organisation.states import UnitKind


class DutyState(StrEnum):
    """Where a duty stands. Lateness is not a state: it is asked of the day."""

    OPEN = "open"
    FULFILLED = "fulfilled"
    WITHDRAWN = "withdrawn"  # its plan task was dropped, or the law no longer asks
    CARRIED = "carried"  # a duty of the law that one act fulfils together with a plan's task; owed there


NEXT: dict[DutyState, frozenset[DutyState]] = {
    DutyState.OPEN: frozenset({DutyState.FULFILLED, DutyState.WITHDRAWN, DutyState.CARRIED}),
    DutyState.FULFILLED: frozenset({DutyState.OPEN, DutyState.CARRIED}),  # what was reported done is returned
    DutyState.WITHDRAWN: frozenset({DutyState.OPEN}),
    DutyState.CARRIED: frozenset({DutyState.FULFILLED, DutyState.OPEN}),
}


class Source(StrEnum):
    """What a duty stands on."""

    LAW = "law"
    PLAN = "plan"
    DIRECTIVE = "directive"
    REPORT = "report"
    DISCLOSURE = "disclosure"  # an item of Art. 11 that has to be public
    PETITION = "petition"  # what somebody brought before the commune and has to be answered
    DECISION = "decision"  # what is put to the people, sent, answered, carried out (Art. 15 to 23)


class Mode(StrEnum):
    """Orders and requests differ: a request is never reminded and never late (design.md)."""

    ASSIGN = "assign"  # giao
    REQUEST = "request"  # đề nghị
    COOPERATE = "cooperate"  # phối hợp


class Standing(StrEnum):
    """How a duty stands on a day, worked out by `rules.standing`."""

    BEFORE_SYSTEM = "before_system"
    DONE = "done"
    DONE_LATE = "done_late"
    WITHDRAWN = "withdrawn"
    CARRIED = "carried"  # done together with a plan's task, and owed there alone
    LATE = "late"
    TODAY = "today"
    SOON = "soon"  # within 15 days
    AHEAD = "ahead"
    UNDATED = "undated"  # a period but no day, or a date the paper does not give: never late
    ASKED = "asked"  # a request: neither reminded nor late


class ReminderKind(StrEnum):
    """Which reminder it is, counted from the last day."""

    FIFTEEN_BEFORE = "fifteen_before"
    SEVEN_BEFORE = "seven_before"
    ONE_BEFORE = "one_before"
    THE_DAY = "the_day"
    WEEKLY_AFTER = "weekly_after"


class EventKind(StrEnum):
    """What happened to a duty; the first, that it came to be, is the duty's own `created_at`."""

    FULFILLED = "fulfilled"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    CARRIED = "carried"  # tied to a plan's task: one act fulfils both
    OWED_AGAIN = "owed_again"
    MOVED = "moved"  # its last day changed


# state -> event written when a duty comes into it from another
EVENTS: dict[DutyState, EventKind] = {
    DutyState.FULFILLED: EventKind.FULFILLED,
    DutyState.WITHDRAWN: EventKind.WITHDRAWN,
    DutyState.CARRIED: EventKind.CARRIED,
    DutyState.OPEN: EventKind.REOPENED,
}


# who owes a duty of the law (rulebook/data/duties.toml) -> the kind of unit it goes to; None: no unit of this kind is
# kept yet, so that it stands with the People's Committee and says so. The staff conference of a commune's agency is the
# Committee's; schools and other public units count their work year by themselves and are not assumed.
OWED_BY: dict[str, UnitKind | None] = {
    "people_committee": UnitKind.COMMITTEE,
    "agency_head": UnitKind.COMMITTEE,
    "village_head": UnitKind.VILLAGE,
    "front": UnitKind.FRONT,
    "people_council": UnitKind.COUNCIL,
    "inspection_board": UnitKind.INSPECTION_BOARD,
    "investment_board": None,
    "agency_inspection_board": None,
}


class OwnDayKind(StrEnum):
    """What a day is in one commune, where that differs from the common calendar."""

    OFF = "off"
    WORKED = "worked"  # a Saturday or Sunday worked to make up for a day off
    ORDINARY = "ordinary"  # special in the common calendar, like any other day of the week here


class ChangeAct(StrEnum):
    """What an administrator did to the commune's days or promises."""

    ADDED = "added"
    REPLACED = "replaced"
    REMOVED = "removed"
