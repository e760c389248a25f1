"""The life of a duty and where it may come from: tables, no Django."""

from enum import StrEnum


class DutyState(StrEnum):
    """Where a duty stands. Lateness is not a state: it is asked of the day."""

    OPEN = "open"
    FULFILLED = "fulfilled"
    WITHDRAWN = "withdrawn"  # its plan task was dropped, or the law no longer asks


NEXT: dict[DutyState, frozenset[DutyState]] = {
    DutyState.OPEN: frozenset({DutyState.FULFILLED, DutyState.WITHDRAWN}),
    DutyState.FULFILLED: frozenset({DutyState.OPEN}),  # what was reported done is returned
    DutyState.WITHDRAWN: frozenset({DutyState.OPEN}),
}


class Source(StrEnum):
    """What a duty stands on."""

    LAW = "law"
    PLAN = "plan"
    DIRECTIVE = "directive"
    REPORT = "report"


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
    LATE = "late"
    TODAY = "today"
    SOON = "soon"  # within 15 days
    AHEAD = "ahead"
    UNDATED = "undated"  # a period but no day, or a date the paper does not give: never late
    ASKED = "asked"  # a request: neither reminded nor late
