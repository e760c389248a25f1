"""What people bring before the commune and how it goes on its way: tables, no Django."""

from enum import StrEnum


class Kind(StrEnum):
    """What a matter is by law (Law 42/2013, Art. 2.2; Law 02/2011; Law 25/2018)."""

    FEEDBACK = "feedback"  # phản ánh: tells of something
    PETITION = "petition"  # kiến nghị: asks for something, proposes
    COMPLAINT = "complaint"  # khiếu nại: against a decision or act that touches one's own right
    DENUNCIATION = "denunciation"  # tố cáo: of a breach of the law by somebody


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
