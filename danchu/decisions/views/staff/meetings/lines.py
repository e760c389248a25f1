"""A meeting in lines: its steps, and where each matter on its agenda stands."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from danchu.decisions.messages import meetings as words
from danchu.decisions.models import Meeting, Result, Vote
from danchu.decisions.queries import meetings as queries
from danchu.decisions.queries.matters import ballots_may_follow
from danchu.decisions.states import MeetingState, VoteState


@dataclass(frozen=True)
class VoteLine:
    """A matter on the agenda as the meeting's page shows it."""

    vote: Vote
    running: str
    enough: bool
    counted: queries.Counted
    result: Result | None = None
    sentences: list[str] = field(default_factory=list)
    may_declare: bool = False
    too_small: bool = False
    may_ballot: bool = False  # so few came that ballots may follow
    ballots: Vote | None = None  # those that do
    lacking: list[str] = field(default_factory=list)

    @property
    def state(self) -> tuple[str, str]:
        """The tag and its words."""
        if self.result:
            passed = self.result.outcome == "passed"
            return ("done", _("Được thông qua")) if passed else ("late", _("Không được thông qua"))
        if self.counted.agreed:
            return "done", _("Số đếm đã thống nhất")
        if self.counted.differences:
            return "late", _("Hai bản khác nhau")
        if self.counted.counts:
            return "waiting", _("Một người đã nhập, chờ người thứ hai")
        return "draft", _("Chưa nhập số đếm")


def vote_lines(meeting: Meeting) -> list[VoteLine]:
    """Every matter on the agenda."""
    on = queries.day_of(meeting)
    return [_line(meeting, vote, on) for vote in meeting.votes.select_related("matter", "village", "commune")]


def _line(meeting: Meeting, vote: Vote, on) -> VoteLine:
    standing = queries.standing(vote, on=on)
    result = Result.objects.filter(vote=vote).first()
    others = [one for one in queries.held(vote) if one.state != MeetingState.HELD]
    lacking = queries.clusters_without_meeting(vote)
    closed = meeting.state == MeetingState.HELD and not others and not lacking and standing.frozen
    ballots = vote.followed_by.exclude(state=VoteState.DROPPED).first() if result else None
    too_small = closed and not standing.enough and not vote.counts.exists()
    return VoteLine(
        vote=vote, running=words.running(standing), enough=standing.enough, counted=queries.counted(vote, meeting),
        result=result, sentences=_sentences(vote, result, on), too_small=too_small, lacking=lacking,
        may_ballot=result is not None and ballots_may_follow(vote), ballots=ballots,
        may_declare=result is None and closed and (too_small or queries.summed(vote) is not None)
        and vote.state in (VoteState.OPEN, VoteState.COUNTING),
    )  # fmt: skip


def _sentences(vote: Vote, result: Result | None, on) -> list[str]:
    if result is None:
        return []
    found = [result.verdict["explanation"]]
    if result.for_candidates:
        found = [*words.elected(queries.election(vote, result.for_candidates, on=on)), *found]
    return found


def steps_of(meeting: Meeting) -> tuple[list[str], int]:
    """The steps in words, and at which one it stands (from 1)."""
    labels = [_("Chuẩn bị"), _("Báo mời"), _("Điểm danh"), _("Báo cáo") if meeting.is_conference else _("Kiểm đếm"),
              _("Biên bản")]  # fmt: skip
    if meeting.state == MeetingState.PLANNED:
        return labels, 2
    if meeting.state == MeetingState.CALLED:
        return labels, 3
    if meeting.minutes_id:
        return labels, 6
    open_votes = meeting.votes.exclude(state=VoteState.RESULT).exists()
    waits = open_votes or (meeting.is_conference and not meeting.concluded_on)
    return labels, 4 if waits else 5
