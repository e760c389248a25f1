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
    ItemState.ENDED: frozenset(),
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


class PlanState(StrEnum):
    """The yearly disclosure plan (Art. 14.1)."""

    DRAFT = "draft"
    APPROVED = "approved"


class NamesOnWeb(StrEnum):
    """How a named list stands on the web (design.md, "Named lists")."""

    MASKED = "masked"
    LISTED = "listed"  # the clause itself demands the list: then without indexing, feeds, data or mirrors


class ListState(StrEnum):
    """A quarterly list, or the report to the People's Council."""

    DRAFT = "draft"
    APPROVED = "approved"
    PUBLIC = "public"
