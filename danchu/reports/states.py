"""The life of a report: tables, no Django. One table serves a unit's report and the commune's; who may act differs."""

from enum import StrEnum

from danchu.organisation.states import Permission


class ReportState(StrEnum):
    """Where a report stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"  # a unit's: accepted by who gathers them; the commune's: the chair agreed to the text
    LOCKED = "locked"  # a unit's: the commune's report stands on it; the commune's: published


NEXT: dict[ReportState, frozenset[ReportState]] = {
    ReportState.DRAFT: frozenset({ReportState.SUBMITTED}),
    ReportState.SUBMITTED: frozenset({ReportState.APPROVED, ReportState.RETURNED}),
    ReportState.RETURNED: frozenset({ReportState.SUBMITTED}),
    ReportState.APPROVED: frozenset({ReportState.RETURNED, ReportState.LOCKED}),
    ReportState.LOCKED: frozenset(),
}
WRITABLE = frozenset({ReportState.DRAFT, ReportState.RETURNED})
HANDED_IN = frozenset({ReportState.SUBMITTED, ReportState.APPROVED, ReportState.LOCKED})

# state → who brings a unit's report into it.
UNIT_ACTORS: dict[ReportState, frozenset[Permission]] = {
    ReportState.DRAFT: frozenset({Permission.WORK}),
    ReportState.SUBMITTED: frozenset({Permission.SUBMIT}),
    ReportState.RETURNED: frozenset({Permission.COORDINATE}),
    ReportState.APPROVED: frozenset({Permission.COORDINATE}),
    ReportState.LOCKED: frozenset({Permission.APPROVE}),
}
# state → who brings the commune's report into it.
COMMUNE_ACTORS: dict[ReportState, frozenset[Permission]] = {
    ReportState.DRAFT: frozenset({Permission.COORDINATE}),
    ReportState.SUBMITTED: frozenset({Permission.COORDINATE}),
    ReportState.RETURNED: frozenset({Permission.APPROVE}),
    ReportState.APPROVED: frozenset({Permission.APPROVE}),
    ReportState.LOCKED: frozenset({Permission.RECORDS, Permission.COORDINATE}),
}


class ReportEvent(StrEnum):
    """What is written into a report's log."""

    OPENED = "opened"
    RECORDED = "recorded"  # written down on the unit's behalf from its file
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    LOCKED = "locked"
    PUBLISHED = "published"
    ATTACHED = "attached"
    REMOVED = "removed"
    REMINDED = "reminded"
    CHAIR_TOLD = "chair_told"  # late beyond the commune's own commitment
    CALLED = "called"  # the unit was called, and what came of it
    EXTENDED = "extended"  # a later last day, with the reason
    CORRECTING = "correcting"  # a correction was opened
    CORRECTED = "corrected"  # the correction took the place of what it corrects


EVENTS: dict[ReportState, ReportEvent] = {
    ReportState.DRAFT: ReportEvent.OPENED,
    ReportState.SUBMITTED: ReportEvent.SUBMITTED,
    ReportState.RETURNED: ReportEvent.RETURNED,
    ReportState.APPROVED: ReportEvent.APPROVED,
    ReportState.LOCKED: ReportEvent.LOCKED,
}


class FigureSource(StrEnum):
    """Where a number of a report came from."""

    COMPUTED = "computed"
    TYPED = "typed"
    ADDED = "added"  # the units' numbers added up
    RATIO = "ratio"
    NONE = "none"  # no source yet


class Comparison(StrEnum):
    """Why last year's column is empty."""

    NOT_COMPARABLE = "not_comparable"  # the commune was formed after last year's period began
    NO_DATA = "no_data"


class Remedy(StrEnum):
    """The answer to "has it been put right?"."""

    DONE = "done"
    PARTLY = "partly"
    NOT_YET = "not_yet"


class ChangeKind(StrEnum):
    """How one thing differs between two versions."""

    SAME = "same"
    OUT = "out"
    IN = "in"
    REWORDED = "reworded"
    MOVED = "moved"


class RemarkKind(StrEnum):
    """What a reviewer may want to look at (rules/honesty.py). Advice, never a refusal, never a score."""

    EMPTY = "empty"
    CONTRADICTS = "contradicts"
    COPIED_LAST = "copied_last"
    COPIED_UNIT = "copied_unit"
    DOES_NOT_MEET = "does_not_meet"
    FAR_FROM_COUNTED = "far_from_counted"
    ESTIMATE_BELOW = "estimate_below"
    ALL_HUNDRED = "all_hundred"
    ROUND = "round"
    SAME_AS_LAST = "same_as_last"
