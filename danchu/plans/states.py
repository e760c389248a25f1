"""The life of a plan and of what a unit owes under it: tables, no Django."""

from enum import StrEnum

from danchu.organisation.states import Permission


class Origin(StrEnum):
    """Whose paper it is."""

    OWN = "own"  # the commune's own plan
    DIRECTIVE = "directive"  # a paper from above that becomes duties here


class Basis(StrEnum):
    """How a plan came to be here."""

    READ = "read"  # a paper, read by the reader
    WRITTEN = "written"  # written on pages here; its text is put together from its parts


class PlanState(StrEnum):
    """Where a plan stands."""

    DRAFT = "draft"  # being read and righted, or being written
    SUBMITTED = "submitted"  # a plan written here is before who approves it
    APPROVED = "approved"  # the chair agreed to the text: a paper that waits for its number and its signed copy
    CONFIRMED = "confirmed"  # its tasks are duties
    PUBLISHED = "published"
    SUPERSEDED = "superseded"  # a later edition stands in its place; what was owed went on there
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
    WEEKLY = "weekly"
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


class Change(StrEnum):
    """What became of a task from one edition to the next."""

    SAME = "same"
    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"  # its words, its units, its product
    MOVED = "moved"  # its day


class Event(StrEnum):
    """What is logged."""

    TAKEN_IN = "taken_in"
    WRITTEN = "written"
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    SUPERSEDED = "superseded"
    LAW_LINKED = "law_linked"
    LAW_UNLINKED = "law_unlinked"
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
    PlanState.DRAFT: frozenset({PlanState.CONFIRMED, PlanState.SUBMITTED, PlanState.DISCARDED}),
    PlanState.SUBMITTED: frozenset({PlanState.DRAFT, PlanState.APPROVED, PlanState.CONFIRMED}),
    PlanState.APPROVED: frozenset({PlanState.CONFIRMED}),
    PlanState.CONFIRMED: frozenset({PlanState.PUBLISHED, PlanState.SUPERSEDED}),
    PlanState.PUBLISHED: frozenset({PlanState.SUPERSEDED}),
    PlanState.SUPERSEDED: frozenset(),
    PlanState.DISCARDED: frozenset(),
}
_PLANNER = frozenset({Permission.MANAGE_PLANS})
# state -> who may bring the commune's plan into it
PLAN_WHO: dict[PlanState, frozenset[Permission]] = {
    PlanState.DRAFT: _PLANNER,
    PlanState.SUBMITTED: _PLANNER,
    PlanState.APPROVED: frozenset({Permission.APPROVE}),
    PlanState.CONFIRMED: _PLANNER,
    PlanState.PUBLISHED: frozenset({Permission.MANAGE_PLANS, Permission.RECORDS}),
    PlanState.SUPERSEDED: _PLANNER,
    PlanState.DISCARDED: _PLANNER,
}
_OWN = frozenset({Permission.WORK})
# state -> who may bring a unit's own plan into it, over that unit: whoever works there writes, the head approves
UNIT_PLAN_WHO: dict[PlanState, frozenset[Permission]] = {
    PlanState.DRAFT: _OWN,
    PlanState.SUBMITTED: _OWN,
    PlanState.CONFIRMED: frozenset({Permission.SUBMIT}),
    PlanState.DISCARDED: _OWN,
}
PLAN_EVENT: dict[PlanState, Event] = {
    PlanState.DRAFT: Event.TAKEN_IN,
    PlanState.SUBMITTED: Event.SUBMITTED,
    PlanState.APPROVED: Event.APPROVED,
    PlanState.CONFIRMED: Event.CONFIRMED,
    PlanState.PUBLISHED: Event.PUBLISHED,
    PlanState.SUPERSEDED: Event.SUPERSEDED,
    PlanState.DISCARDED: Event.DISCARDED,
}
IN_FORCE = frozenset({PlanState.CONFIRMED, PlanState.PUBLISHED})
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
