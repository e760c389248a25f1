"""The life of a disclosed item and of its versions, of the yearly plan and of the lists: tables, no Django."""

from enum import StrEnum


class ItemState(StrEnum):
    """Where an item of Art. 11 stands. Whether it is late, short or done is asked of the day and of the channels."""

    EXPECTED = "expected"  # owed by the plan or the law; there is nothing yet
    PREPARING = "preparing"
    PUBLIC = "public"
    ENDED = "ended"  # taken down for good, or its time is over: only that it was there stays public
    NONE = "none"  # it did not arise this period, a person says so with a reason


ITEM_NEXT: dict[ItemState, frozenset[ItemState]] = {
    ItemState.EXPECTED: frozenset({ItemState.PREPARING, ItemState.NONE}),
    ItemState.PREPARING: frozenset({ItemState.PUBLIC, ItemState.EXPECTED, ItemState.NONE}),
    ItemState.PUBLIC: frozenset({ItemState.ENDED}),
    ItemState.ENDED: frozenset({ItemState.PUBLIC}),  # taken down by mistake, and made public again
    ItemState.NONE: frozenset({ItemState.EXPECTED}),
}


class VersionState(StrEnum):
    """A version on its way out. Only one of an item is public; earlier ones stay readable, unless withdrawn."""

    DRAFT = "draft"
    WAITING = "waiting"  # with the person who approves
    PUBLIC = "public"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


VERSION_NEXT: dict[VersionState, frozenset[VersionState]] = {
    VersionState.DRAFT: frozenset({VersionState.WAITING}),
    VersionState.WAITING: frozenset({VersionState.DRAFT, VersionState.PUBLIC}),
    VersionState.PUBLIC: frozenset({VersionState.REPLACED, VersionState.WITHDRAWN}),
    VersionState.REPLACED: frozenset({VersionState.WITHDRAWN}),
    VersionState.WITHDRAWN: frozenset(),
}


class Ground(StrEnum):
    """Why something public was taken down: a closed list; each is public with its reason and can be objected to."""

    SECRET = "secret"  # bí mật nhà nước, or not yet to be public by law
    PERSONAL = "personal"  # personal data that must not be public
    MISTAKE = "mistake"  # the wrong paper went out
    OVER = "over"  # the time for which it had to be public is over


class Standing(StrEnum):
    """How an item stands on a day, worked out by `rules.standing`; nothing is done by default."""

    AHEAD = "ahead"
    SOON = "soon"  # within 15 days
    LATE = "late"  # its last day is past and it is not public
    PUBLIC = "public"  # public, and every form whose day has come is proved so far
    INCOMPLETE = "incomplete"  # public, but a demanded form is missing or unproved past its day
    SHORT = "short"  # it came down from a board before its full days
    DONE = "done"  # the whole time of every board is proved, and the other forms
    RENEWAL = "renewal"  # must hang permanently and does not, or nobody has shown for a quarter that it does
    WITHDRAWN = "withdrawn"  # taken down for a reason other than that its time was over
    NONE = "none"  # it did not arise
    BEFORE_SYSTEM = "before_system"  # fell due before the commune began
    UNDATED = "undated"  # its paper is not there yet: no day binds


class PlanState(StrEnum):
    """The yearly disclosure plan (Art. 14.1)."""

    DRAFT = "draft"
    APPROVED = "approved"  # its items are owed; the paper waits for its number and signature
    PUBLIC = "public"


PLAN_NEXT: dict[PlanState, frozenset[PlanState]] = {
    PlanState.DRAFT: frozenset({PlanState.APPROVED}),
    PlanState.APPROVED: frozenset({PlanState.PUBLIC, PlanState.DRAFT}),
    PlanState.PUBLIC: frozenset({PlanState.DRAFT}),  # changed in the course of the year, and approved anew
}


class NamesOnWeb(StrEnum):
    """How a named list stands on the web (design.md, "Named lists")."""

    MASKED = "masked"
    LISTED = "listed"  # the clause itself demands the list: then without indexing, feeds, data or mirrors


class ListState(StrEnum):
    """A quarterly list, or the report to the People's Council."""

    DRAFT = "draft"
    APPROVED = "approved"
    PUBLIC = "public"
