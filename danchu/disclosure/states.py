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


ERASING = (Ground.SECRET, Ground.PERSONAL)  # the register forgets the words of what is taken down for these


class PaperTask(StrEnum):
    """What the worker does to a paper that is too long for a page to wait for."""

    LOOK = "look"  # looks for personal data
    CLEAN = "clean"  # takes out what was decided, searches the output


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


LIST_NEXT: dict[ListState, frozenset[ListState]] = {
    ListState.DRAFT: frozenset({ListState.APPROVED}),
    ListState.APPROVED: frozenset({ListState.PUBLIC}),
    ListState.PUBLIC: frozenset(),  # what changes afterwards goes into a correction beside it
}


class SessionKind(StrEnum):
    """A session of the People's Council; the report on disclosure is heard by the next regular one (Art. 14.3)."""

    REGULAR = "regular"
    EXTRAORDINARY = "extraordinary"


class RequestKind(StrEnum):
    """What a person asks: something to be told, or that something public be put right."""

    INFORMATION = "information"  # yêu cầu cung cấp thông tin
    WRONG = "wrong"  # báo thông tin đã công khai không đúng


class RequestState(StrEnum):
    """A request on its way. Whether it is late is asked of the day."""

    RECEIVED = "received"
    TO_COMPLETE = "to_complete"  # the person was asked to say more; the clock waits
    ACCEPTED = "accepted"  # it takes longer: the person was told until when
    EXTENDED = "extended"
    ANSWERED = "answered"
    REFUSED = "refused"
    PASSED_ON = "passed_on"  # another body holds it: the person was told which
    WITHDRAWN = "withdrawn"  # by the person


_CLOSING = frozenset({RequestState.ANSWERED, RequestState.REFUSED, RequestState.PASSED_ON, RequestState.WITHDRAWN})
REQUEST_NEXT: dict[RequestState, frozenset[RequestState]] = {
    RequestState.RECEIVED: _CLOSING | {RequestState.TO_COMPLETE, RequestState.ACCEPTED, RequestState.EXTENDED},
    RequestState.TO_COMPLETE: frozenset({RequestState.RECEIVED, RequestState.PASSED_ON, RequestState.WITHDRAWN}),
    RequestState.ACCEPTED: _CLOSING | {RequestState.TO_COMPLETE, RequestState.EXTENDED},
    RequestState.EXTENDED: _CLOSING,
    **dict.fromkeys(sorted(_CLOSING), frozenset()),
}
CLOSED = _CLOSING
# A report that something public is wrong is checked and answered: neither extended nor refused, and nobody else's.
OF_INFORMATION_ONLY = frozenset(
    {RequestState.ACCEPTED, RequestState.EXTENDED, RequestState.REFUSED, RequestState.PASSED_ON}
)


class Refusal(StrEnum):
    """Why a request is refused: a closed list, after Law 104/2016, Art. 6, 7 and 28.1 (superseded on 1 Sept 2026).

    What is public already is no ground here: it is pointed to. What others hold is passed on with guidance.
    """

    SECRET = "secret"
    HARM = "harm"  # Art. 6.2
    CONSENT = "consent"  # Art. 7: trade secrets, private life, without the consent of whom it concerns
    TWICE = "twice"  # Art. 28.1.d
    BEYOND = "beyond"  # Art. 28.1.đ
    COST = "cost"  # Art. 28.1.e


class Outcome(StrEnum):
    """What came of a report that something public is wrong."""

    CORRECTED = "corrected"
    STANDS = "stands"


class RequestEventKind(StrEnum):
    """What happened to a request; all but the last two are for the person to read."""

    ASKED_MORE = "asked_more"
    ADDED = "added"
    ACCEPTED = "accepted"
    EXTENDED = "extended"
    ANSWERED = "answered"
    REFUSED = "refused"
    PASSED_ON = "passed_on"
    WITHDRAWN = "withdrawn"
    HANDED = "handed"
    NEW_PIN = "new_pin"
