"""The life of a plan and of what a unit owes under it: tables, no Django."""

from enum import StrEnum

from danchu.organisation.states import Permission


class Origin(StrEnum):
    """Whose paper it is."""

    OWN = "own"  # the commune's own plan
    DIRECTIVE = "directive"  # a paper from above that becomes duties here


class PlanState(StrEnum):
    """Where a plan stands."""

    DRAFT = "draft"  # read, being righted by a person
    CONFIRMED = "confirmed"  # its tasks are duties
    PUBLISHED = "published"
    DISCARDED = "discarded"  # a draft nobody wants


class TaskKind(StrEnum):
    """What an instruction is: how to act in general, something that goes on, something with an end."""

    PRINCIPLE = "principle"
    CONTINUING = "continuing"
    ONE_OFF = "one_off"


class TaskMode(StrEnum):
    """Orders and requests differ: giao, đề nghị, phối hợp."""

    ASSIGN = "assign"
    REQUEST = "request"
    COOPERATE = "cooperate"


class Bound(StrEnum):
    """BEFORE: the day named is already too late. BY: it is the last day. ON: that day. IN: within the period."""

    BEFORE = "before"
    BY = "by"
    ON = "on"
    IN = "in"


class Recurrence(StrEnum):
    """How often a task comes back."""

    NONE = "none"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


class OccurrenceState(StrEnum):
    """Where one unit's answer to one task in one period stands."""

    OPEN = "open"
    REPORTED = "reported"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"  # its task was dropped or given to another unit


class Answer(StrEnum):
    """What the unit reports. "Không phát sinh" is a statement of its own, neither zero nor no data."""

    DONE = "done"
    NOTHING_AROSE = "nothing_arose"


class Evidence(StrEnum):
    """What would show that a continuing task was really done."""

    PHOTOS = "photos"  # photos, attendance list
    MINUTES = "minutes"  # minutes of a meeting
    PAPERS = "papers"  # a list of papers
    POSTING = "posting"  # a photo of the board, the address of the page
    REPORT = "report"  # the report sent
    NOTE = "note"


class Progress(StrEnum):
    """How far a task is, as the public sees it."""

    DONE = "done"
    DOING = "doing"
    NOT_YET = "not_yet"
    UNASSIGNED = "unassigned"  # no unit is named
    GENERAL = "general"  # a principle: nothing to tick off


class Event(StrEnum):
    """What is logged."""

    TAKEN_IN = "taken_in"
    DISCARDED = "discarded"
    CONFIRMED = "confirmed"
    SIGNED_COPY = "signed_copy"
    PUBLISHED = "published"
    TASK_CHANGED = "task_changed"
    TASK_MERGED = "task_merged"
    TASK_SPLIT = "task_split"
    TASK_DROPPED = "task_dropped"
    TASK_RESTORED = "task_restored"
    TASK_ADDED = "task_added"
    OFFICER = "officer"
    REPORTED = "reported"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"


PLAN_NEXT: dict[PlanState, frozenset[PlanState]] = {
    PlanState.DRAFT: frozenset({PlanState.CONFIRMED, PlanState.DISCARDED}),
    PlanState.CONFIRMED: frozenset({PlanState.PUBLISHED}),
    PlanState.PUBLISHED: frozenset(),
    PlanState.DISCARDED: frozenset(),
}
# state -> who may bring a plan into it
PLAN_WHO: dict[PlanState, frozenset[Permission]] = {
    PlanState.DRAFT: frozenset({Permission.MANAGE_PLANS}),
    PlanState.CONFIRMED: frozenset({Permission.MANAGE_PLANS}),
    PlanState.PUBLISHED: frozenset({Permission.MANAGE_PLANS, Permission.RECORDS}),
    PlanState.DISCARDED: frozenset({Permission.MANAGE_PLANS}),
}
PLAN_EVENT: dict[PlanState, Event] = {
    PlanState.DRAFT: Event.TAKEN_IN,
    PlanState.CONFIRMED: Event.CONFIRMED,
    PlanState.PUBLISHED: Event.PUBLISHED,
    PlanState.DISCARDED: Event.DISCARDED,
}
OCCURRENCE_NEXT: dict[OccurrenceState, frozenset[OccurrenceState]] = {
    OccurrenceState.OPEN: frozenset({OccurrenceState.REPORTED, OccurrenceState.WITHDRAWN}),
    OccurrenceState.REPORTED: frozenset({OccurrenceState.ACCEPTED, OccurrenceState.RETURNED}),
    OccurrenceState.RETURNED: frozenset({OccurrenceState.REPORTED, OccurrenceState.WITHDRAWN}),
    OccurrenceState.ACCEPTED: frozenset(),
    OccurrenceState.WITHDRAWN: frozenset({OccurrenceState.OPEN}),  # its task was given back
}
# state -> who may bring an occurrence into it, over the unit that owes it
OCCURRENCE_WHO: dict[OccurrenceState, frozenset[Permission]] = {
    OccurrenceState.OPEN: frozenset({Permission.MANAGE_PLANS}),
    OccurrenceState.REPORTED: frozenset({Permission.SUBMIT, Permission.WORK}),
    OccurrenceState.ACCEPTED: frozenset({Permission.ACCEPT}),
    OccurrenceState.RETURNED: frozenset({Permission.ACCEPT}),
    OccurrenceState.WITHDRAWN: frozenset({Permission.MANAGE_PLANS}),
}
OCCURRENCE_EVENT: dict[OccurrenceState, Event] = {
    OccurrenceState.OPEN: Event.REOPENED,
    OccurrenceState.REPORTED: Event.REPORTED,
    OccurrenceState.ACCEPTED: Event.ACCEPTED,
    OccurrenceState.RETURNED: Event.RETURNED,
    OccurrenceState.WITHDRAWN: Event.WITHDRAWN,
}
