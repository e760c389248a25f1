"""A matter's way from proposal to carried out, and what a meeting, a ballot and a count may be: tables, no Django."""

from enum import StrEnum


class Proposer(StrEnum):
    """Who brought the matter up (Law 10/2022, Art. 16)."""

    CHAIR = "chair"  # commune-wide, with the chair of the commune's Front
    VILLAGE_HEAD = "village_head"  # with the head of the village's Front board
    CITIZENS = "citizens"  # with the assents of 10 % of the households, or fewer and the board's support


class MatterState(StrEnum):
    """Where a matter stands."""

    PROPOSED = "proposed"  # being written; assents being gathered
    READY = "ready"  # question, form and papers stand; the question's digest is in the register
    VOTING = "voting"  # a meeting was called or ballots went out: nothing of the question changes any more
    DECIDED = "decided"  # every village has its result
    SENT = "sent"  # to the People's Committee and the Front (Art. 20.3)
    IN_FORCE = "in_force"
    REFUSED = "refused"  # not recognised, with written reasons
    NOT_PASSED = "not_passed"
    DROPPED = "dropped"
    ANNULLED = "annulled"  # by the People's Committee, with written reasons (Art. 22.2)


MATTER_NEXT: dict[MatterState, frozenset[MatterState]] = {
    MatterState.PROPOSED: frozenset({MatterState.READY, MatterState.DROPPED}),
    MatterState.READY: frozenset({MatterState.PROPOSED, MatterState.VOTING, MatterState.DROPPED}),
    # dropped while nobody came and no ballot went out
    MatterState.VOTING: frozenset({MatterState.DECIDED, MatterState.NOT_PASSED, MatterState.DROPPED}),
    # for the whole commune the committee sets the day without having to recognise (Art. 21.2)
    MatterState.DECIDED: frozenset({MatterState.SENT, MatterState.IN_FORCE, MatterState.ANNULLED}),
    MatterState.SENT: frozenset({MatterState.IN_FORCE, MatterState.REFUSED, MatterState.ANNULLED}),
    MatterState.NOT_PASSED: frozenset({MatterState.VOTING}),  # a ballot after a meeting that was too small
    MatterState.IN_FORCE: frozenset({MatterState.ANNULLED}),
    MatterState.ANNULLED: frozenset(),
    MatterState.REFUSED: frozenset(),
    MatterState.DROPPED: frozenset(),
}


class ReportState(StrEnum):
    """The report on discussing and deciding to a session of the People's Council (Art. 23.1)."""

    DRAFT = "draft"
    APPROVED = "approved"  # its facts are frozen; the paper waits for its number and signature
    SENT = "sent"  # to the People's Council and the Front


REPORT_NEXT: dict[ReportState, frozenset[ReportState]] = {
    ReportState.DRAFT: frozenset({ReportState.APPROVED}),
    ReportState.APPROVED: frozenset({ReportState.SENT}),
    ReportState.SENT: frozenset(),
}


class VoteState(StrEnum):
    """One village's vote on a matter."""

    PLANNED = "planned"
    OPEN = "open"  # the roll is frozen; people vote
    COUNTING = "counting"
    RESULT = "result"  # never changes
    DROPPED = "dropped"  # opened, and not held after all


VOTE_NEXT: dict[VoteState, frozenset[VoteState]] = {
    VoteState.PLANNED: frozenset({VoteState.OPEN, VoteState.DROPPED}),
    VoteState.OPEN: frozenset({VoteState.COUNTING, VoteState.PLANNED}),  # thawed while nobody has voted
    VoteState.COUNTING: frozenset({VoteState.RESULT}),
    VoteState.RESULT: frozenset(),
    VoteState.DROPPED: frozenset(),
}


class MeetingState(StrEnum):
    """A meeting, or the meeting of one cluster."""

    PLANNED = "planned"
    CALLED = "called"  # the notice went out
    HELD = "held"  # attendance is closed
    CALLED_OFF = "called_off"


MEETING_NEXT: dict[MeetingState, frozenset[MeetingState]] = {
    MeetingState.PLANNED: frozenset({MeetingState.CALLED, MeetingState.CALLED_OFF}),
    MeetingState.CALLED: frozenset({MeetingState.HELD, MeetingState.CALLED_OFF}),
    MeetingState.HELD: frozenset({MeetingState.CALLED}),  # attendance opened again, while nothing has been counted
    MeetingState.CALLED_OFF: frozenset(),
}


class Procedural(StrEnum):
    """What those present decide about the meeting itself, by more than half of them (Decree 59/2023, Art. 3.5)."""

    SECRETARY = "secretary"
    WAY = "way"  # by hand or in secret
    BOARD = "board"  # the counting board of a secret vote
    OTHER = "other"


class Reporter(StrEnum):
    """Who reports to the yearly conference (Law 10/2022, Art. 33.3)."""

    HEAD = "head"
    FRONT = "front"
    INSPECTION = "inspection"


class Present(StrEnum):
    """Who came for a household."""

    REPRESENTATIVE = "representative"
    SUBSTITUTE = "substitute"
    MANDATE = "mandate"  # somebody else, with a mandate


class Mark(StrEnum):
    """What stands on a ballot, or what a hand meant."""

    YES = "yes"
    NO = "no"
    OTHER = "other"
    INVALID = "invalid"


class BallotState(StrEnum):
    """A printed ballot. It belongs to no household: nothing says who was handed which (docs/decisions/0072)."""

    PRINTED = "printed"
    SPOILED = "spoiled"  # came back damaged and was swapped, or was never used


class HandState(StrEnum):
    """Whether a household has its ballot. What stands on the ballot is not known from here."""

    ISSUED = "issued"
    RETURNED = "returned"
    UNRETURNED = "unreturned"  # at the end of the time


HAND_NEXT: dict[HandState, frozenset[HandState]] = {
    HandState.ISSUED: frozenset({HandState.RETURNED, HandState.UNRETURNED}),
    HandState.RETURNED: frozenset({HandState.ISSUED}),  # entered by mistake, before counting
    HandState.UNRETURNED: frozenset({HandState.RETURNED}),  # until counting begins
}


class Duty(StrEnum):
    """What somebody does at a meeting or a count."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    INTERPRETER = "interpreter"
    COUNTING_HEAD = "counting_head"  # Trưởng ban kiểm phiếu, Tổ trưởng Tổ phát phiếu
    COUNTING = "counting"
    WITNESS = "witness"  # one of the two household representatives who watch the count


class ContributionKind(StrEnum):
    """What people gave."""

    MONEY = "money"
    LABOUR = "labour"
    LAND = "land"
    MATERIAL = "material"


class Sent(StrEnum):
    """What goes to the People's Committee and the Front with a decision."""

    DECISION = "decision"  # with the four signatures (Art. 20.2.g)
    MINUTES = "minutes"
    CONVENTION = "convention"  # as adopted (Decree 61/2023, Art. 11.4.c)
    OTHER = "other"


class Ground(StrEnum):
    """Why a decision of the people may be annulled (Art. 22.1)."""

    CONTENT = "content"  # point a
    PROCEDURE = "procedure"  # point b
