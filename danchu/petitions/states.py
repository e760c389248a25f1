"""What people bring before the commune and how it goes on its way: tables, no Django."""

from enum import StrEnum


class Kind(StrEnum):
    """What a matter is by law (Law 42/2013, Art. 2.2; Law 02/2011; Law 25/2018)."""

    FEEDBACK = "feedback"  # phản ánh: tells of something
    PETITION = "petition"  # kiến nghị: asks for something, proposes
    COMPLAINT = "complaint"  # khiếu nại: against a decision or act that touches one's own right
    DENUNCIATION = "denunciation"  # tố cáo: of a breach of the law by somebody


ORDINARY = frozenset({Kind.FEEDBACK, Kind.PETITION})  # handled here from intake to archive
SEALED = frozenset({Kind.COMPLAINT, Kind.DENUNCIATION})  # recognised, protected, shown the lawful way


class Topic(StrEnum):
    """What a matter is about, a closed list: counted, never by who wrote."""

    ROAD = "road"
    WATER = "water"
    POWER = "power"
    WASTE = "waste"
    LAND = "land"
    BUILDING = "building"
    BENEFIT = "benefit"
    MONEY = "money"
    PAPERS = "papers"
    MANNER = "manner"
    ORDER = "order"
    SCHOOL = "school"
    HEALTH = "health"
    FARMING = "farming"
    RULE = "rule"  # an administrative rule or form itself (Decree 20/2008)
    OTHER = "other"


class CaseState(StrEnum):
    """Where a matter stands. Whether it is late is asked of the day."""

    RECEIVED = "received"  # nobody but the desk has read it
    ACCEPTED = "accepted"  # sorted: a unit of the commune has to answer
    HANDLING = "handling"
    ANSWERED = "answered"  # the person says whether it is put right
    CLOSED = "closed"
    TRANSFERRED = "transferred"  # another body's: sent there, the person told
    GUIDED = "guided"  # the person was shown the right place and way
    REFUSED = "refused"  # on a ground of the closed list
    WITHDRAWN = "withdrawn"  # by the person


_AWAY = frozenset({CaseState.TRANSFERRED, CaseState.GUIDED, CaseState.REFUSED})
CASE_NEXT: dict[CaseState, frozenset[CaseState]] = {
    CaseState.RECEIVED: _AWAY | {CaseState.ACCEPTED, CaseState.WITHDRAWN},
    CaseState.ACCEPTED: _AWAY | {CaseState.HANDLING, CaseState.ANSWERED, CaseState.WITHDRAWN},
    CaseState.HANDLING: _AWAY | {CaseState.ANSWERED, CaseState.WITHDRAWN},
    CaseState.ANSWERED: frozenset({CaseState.CLOSED, CaseState.HANDLING}),
    CaseState.CLOSED: frozenset({CaseState.HANDLING}),
    **dict.fromkeys((CaseState.TRANSFERRED, CaseState.GUIDED, CaseState.REFUSED, CaseState.WITHDRAWN), frozenset()),
}
OPEN = frozenset({CaseState.RECEIVED, CaseState.ACCEPTED, CaseState.HANDLING})  # something is owed by the commune
OVER = frozenset({CaseState.CLOSED, CaseState.TRANSFERRED, CaseState.GUIDED, CaseState.REFUSED, CaseState.WITHDRAWN})


class Actor(StrEnum):
    """Who brings a matter into a state."""

    PERSON = "person"  # who brought it, with code and PIN
    DESK = "desk"  # who receives people and sorts
    UNIT = "unit"  # who works in the unit that has to answer
    LEADER = "leader"  # who signs for the commune
    CLOCK = "clock"  # the day itself


# state → who may bring a matter into it
WHO: dict[CaseState, frozenset[Actor]] = {
    CaseState.RECEIVED: frozenset({Actor.PERSON, Actor.DESK, Actor.UNIT}),
    CaseState.ACCEPTED: frozenset({Actor.DESK}),
    CaseState.HANDLING: frozenset({Actor.UNIT, Actor.LEADER, Actor.PERSON}),
    CaseState.ANSWERED: frozenset({Actor.UNIT, Actor.LEADER}),
    CaseState.CLOSED: frozenset({Actor.PERSON, Actor.CLOCK}),
    CaseState.TRANSFERRED: frozenset({Actor.DESK, Actor.UNIT}),
    CaseState.GUIDED: frozenset({Actor.DESK, Actor.UNIT}),
    CaseState.REFUSED: frozenset({Actor.DESK, Actor.UNIT, Actor.LEADER}),
    CaseState.WITHDRAWN: frozenset({Actor.PERSON}),
}


class EventKind(StrEnum):
    """What happened to a matter; what stands in `INNER` is for who handles it alone."""

    SORTED = "sorted"
    HANDED = "handed"
    TAKEN_UP = "taken_up"
    ASKED = "asked"
    ADDED = "added"
    EXTENDED = "extended"
    ANSWERED = "answered"
    FIXED = "fixed"
    NOT_FIXED = "not_fixed"
    CLOSED = "closed"
    TRANSFERRED = "transferred"
    GUIDED = "guided"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    SPLIT = "split"
    LINKED = "linked"
    ABOUT = "about"
    NEW_PIN = "new_pin"
    KEPT = "kept"
    CHECKED = "checked"  # somebody went and looked
    PAUSED = "paused"
    RESUMED = "resumed"
    TALK_SET = "talk_set"  # a dialogue: announced, moved, called off, held, the person did not come
    TALK_MOVED = "talk_moved"
    TALK_OFF = "talk_off"
    TALK_HELD = "talk_held"
    TALK_ABSENT = "talk_absent"


INNER = frozenset({EventKind.HANDED, EventKind.KEPT, EventKind.LINKED, EventKind.ABOUT, EventKind.NEW_PIN})
# What belongs together stands on the page of who handles it as far as they may see it: that there were three, or any
# other, would tell of the one that is hidden from them.
OF_OTHERS = frozenset({EventKind.SPLIT, EventKind.LINKED})
# state → the event written when a matter comes into it
EVENTS: dict[CaseState, EventKind] = {
    CaseState.ACCEPTED: EventKind.SORTED,
    CaseState.HANDLING: EventKind.TAKEN_UP,
    CaseState.ANSWERED: EventKind.ANSWERED,
    CaseState.CLOSED: EventKind.CLOSED,
    CaseState.TRANSFERRED: EventKind.TRANSFERRED,
    CaseState.GUIDED: EventKind.GUIDED,
    CaseState.REFUSED: EventKind.REFUSED,
    CaseState.WITHDRAWN: EventKind.WITHDRAWN,
}


class Decision(StrEnum):
    """What an answer says of the matter itself."""

    RIGHT = "right"  # so it is, and it is put right
    PARTLY = "partly"
    WRONG = "wrong"  # looked into: it is not so
    CANNOT = "cannot"  # so it is, and it cannot be done now
    EXPLAINED = "explained"  # asked how something is: said


class Ground(StrEnum):
    """Why nothing is answered: a closed list, each with where to turn instead."""

    NO_WORDS = "no_words"  # nobody can tell what it is about, and nobody can be asked
    SETTLED = "settled"  # answered already, nothing new
    COURT = "court"  # before a court, or decided by one
    PRIVATE = "private"  # a quarrel between people: mediation or court
    ABUSE = "abuse"  # insult or advertising, no matter in it


class PaperKind(StrEnum):
    """The papers of a matter; their words are in data/papers.toml."""

    RECEIPT = "receipt"
    STATEMENT = "statement"  # what was written down for a person, to be signed or marked with a finger
    NOTICE = "notice"  # what becomes of it (Law 42/2013, Art. 28.1)
    TRANSFER = "transfer"
    GUIDANCE = "guidance"
    REFUSAL = "refusal"
    EXTENSION = "extension"
    SUSPENSION = "suspension"
    INVITATION = "invitation"
    MINUTES = "minutes"
    CONCLUSION = "conclusion"  # what was found on the spot or in a dialogue
    ANSWER = "answer"
    DECISION = "decision"  # where the answer decides that something is done


class DialogueState(StrEnum):
    """Where a dialogue about a matter stands. Moved to another day it is the same one."""

    ANNOUNCED = "announced"
    HELD = "held"
    ABSENT = "absent"  # the person did not come
    CALLED_OFF = "called_off"


DIALOGUE_NEXT: dict[DialogueState, frozenset[DialogueState]] = {
    DialogueState.ANNOUNCED: frozenset({DialogueState.HELD, DialogueState.ABSENT, DialogueState.CALLED_OFF}),
    **dict.fromkeys((DialogueState.HELD, DialogueState.ABSENT, DialogueState.CALLED_OFF), frozenset()),
}


class Condition(StrEnum):
    """In what form a paper was handed over (form 02/TCD, note 5)."""

    ORIGINAL = "original"
    COPY = "copy"
    CERTIFIED = "certified"


class Link(StrEnum):
    """How two matters belong together."""

    SPLIT = "split"  # of one submission
    SAME = "same"  # the same matter brought again


class Rating(StrEnum):
    """What the person says of the answer; counted, never of who answered."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


class DownGround(StrEnum):
    """Why an answered matter is no longer shown: a closed list, public with the reason in words."""

    ASKED = "asked"  # the person allows it no longer
    PERSON = "person"  # somebody can be recognised in it
    WRONG = "wrong"  # the answer was wrong
    LAW = "law"  # a law or an authority demands it


# -- the reception of citizens (Law 42/2013) --------------------------------------------------------------------------
class ScheduleState(StrEnum):
    """Where a schedule of reception days stands."""

    DRAFT = "draft"
    APPROVED = "approved"  # by the chair; nobody outside sees it yet
    PUBLISHED = "published"


SCHEDULE_NEXT: dict[ScheduleState, frozenset[ScheduleState]] = {
    ScheduleState.DRAFT: frozenset({ScheduleState.APPROVED}),
    ScheduleState.APPROVED: frozenset({ScheduleState.PUBLISHED, ScheduleState.DRAFT}),
    ScheduleState.PUBLISHED: frozenset(),
}


class Whose(StrEnum):
    """Who receives on a day: the chair, regularly; somebody else; the chair because a matter presses (Art. 18.3)."""

    CHAIR = "chair"
    OTHER = "other"
    URGENT = "urgent"


class DayState(StrEnum):
    """What became of a reception day. Whether it lies ahead is asked of the day."""

    PLANNED = "planned"
    HELD = "held"
    MISSED = "missed"
    MOVED = "moved"  # to another day, told in public
    CANCELLED = "cancelled"


DAY_NEXT: dict[DayState, frozenset[DayState]] = {
    DayState.PLANNED: frozenset({DayState.HELD, DayState.MISSED, DayState.MOVED, DayState.CANCELLED}),
    DayState.HELD: frozenset({DayState.PLANNED}),  # noted by mistake
    DayState.MISSED: frozenset({DayState.PLANNED}),
    DayState.MOVED: frozenset(),
    DayState.CANCELLED: frozenset(),
}


class BookingState(StrEnum):
    """What became of a booking."""

    BOOKED = "booked"
    CAME = "came"
    ABSENT = "absent"
    CANCELLED = "cancelled"


BOOKING_NEXT: dict[BookingState, frozenset[BookingState]] = {
    BookingState.BOOKED: frozenset({BookingState.CAME, BookingState.ABSENT, BookingState.CANCELLED}),
    BookingState.ABSENT: frozenset({BookingState.BOOKED}),  # came late after all
    BookingState.CAME: frozenset(),
    BookingState.CANCELLED: frozenset(),
}


class VisitState(StrEnum):
    """Whether somebody who came was heard."""

    HEARD = "heard"
    REFUSED = "refused"


class Reply(StrEnum):
    """What a person who came is told (Law 42/2013, Art. 28.1)."""

    AT_ONCE = "at_once"  # answered there and then (Art. 18.4)
    ACCEPTED = "accepted"
    LONGER = "longer"  # whether it is accepted needs more time
    DECLINED = "declined"
    PASSED_ON = "passed_on"


class Standing(StrEnum):
    """How a week or month of the chair stands on a day."""

    KEPT = "kept"
    MISSED = "missed"
    PLANNED = "planned"  # enough days lie ahead
    SHORT = "short"  # the days held and planned are too few


# -- mediation in the village (Law 35/2013) ---------------------------------------------------------------------------
class Quarrel(StrEnum):
    """What people quarrel about, a closed list (Decree 15/2014, Art. 5: from memory)."""

    NEIGHBOURS = "neighbours"
    FAMILY = "family"
    LAND = "land"
    PROPERTY = "property"
    FARMING = "farming"
    BREACH = "breach"  # a small breach of the law, short of any penalty
    OTHER = "other"


class Begun(StrEnum):
    """Why mediation begins (Law 35/2013, Art. 16: unconfirmed)."""

    ASKED = "asked"
    SEEN = "seen"
    SENT = "sent"


class MediationState(StrEnum):
    """Where a matter of the log stands."""

    OPENED = "opened"  # given to a mediator, nobody has met
    MEETING = "meeting"  # the parties have met at least once
    SETTLED = "settled"
    NOT_SETTLED = "not_settled"
    STOPPED = "stopped"  # a party no longer wants it
    OUTSIDE = "outside"  # nothing to mediate by law: shown where to turn, counted nowhere


MEDIATION_NEXT: dict[MediationState, frozenset[MediationState]] = {
    MediationState.OPENED: frozenset({MediationState.MEETING, MediationState.STOPPED, MediationState.OUTSIDE}),
    MediationState.MEETING: frozenset({
        MediationState.SETTLED, MediationState.NOT_SETTLED, MediationState.STOPPED, MediationState.OUTSIDE,
    }),
    **dict.fromkeys((MediationState.SETTLED, MediationState.NOT_SETTLED, MediationState.STOPPED), frozenset()),
    MediationState.OUTSIDE: frozenset(),
}  # fmt: skip
MEDIATION_OPEN = frozenset({MediationState.OPENED, MediationState.MEETING})


class Outside(StrEnum):
    """Why something may not be mediated (Law 35/2013, Art. 3.1: unconfirmed)."""

    CRIME = "crime"
    PENALTY = "penalty"
    PUBLIC = "public"
    MARRIAGE = "marriage"
    DEAL = "deal"
    LAW = "law"


class Kept(StrEnum):
    """How an agreement is kept."""

    WHOLE = "whole"
    PARTLY = "partly"
    NOT = "not"


class LogKind(StrEnum):
    """What was done to a matter of the log."""

    OPENED = "opened"
    MET = "met"
    ENDED = "ended"
    FOLLOWED = "followed"
    AMENDED = "amended"
    WITHHELD = "withheld"  # from a mediator who is a party or kin
    PRINTED = "printed"
