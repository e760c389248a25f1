"""What those present decide about the meeting: secretary, by hand or in secret, the counting board with witnesses."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu import rulebook
from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.decisions.models import Meeting, ProceduralVote
from danchu.decisions.queries import meetings as queries
from danchu.decisions.states import Duty, MeetingState, Procedural
from danchu.duties.messages import cite
from danchu.rulebook import voting

WITNESSES = 2  # households that watch the count (Decree 59/2023, Art. 3.5.c)
ON_BOARD = (Duty.COUNTING_HEAD, Duty.COUNTING)


def hands_needed(present: int) -> int:
    """How many of those present have to raise their hands: more than half (Decree 59/2023, Art. 3.5)."""
    return voting.needed(queries.rule(queries.PRESENT_SHARE), present)


@act(gettext_lazy("Biểu quyết cử thư ký cuộc họp"), on="meeting")
def choose_secretary(*, meeting: Meeting, name: str, in_favour: int, present: int, by, now) -> ProceduralVote:
    """The secretary, by more than half of those present. What failed is written down too, and changes nothing."""
    meeting = _running(meeting)
    if not name.strip():
        raise Refused(_("Hãy ghi họ tên thư ký."))
    vote = _voted(meeting, Procedural.SECRETARY, name.strip(), in_favour, present, by, now)
    if passed(vote):
        meeting.members.filter(duty=Duty.SECRETARY).delete()
        meeting.members.create(duty=Duty.SECRETARY, name=name.strip()[:100])
    return vote


@act(gettext_lazy("Biểu quyết cách biểu quyết tại cuộc họp"), on="meeting")
def choose_way(*, meeting: Meeting, secret: bool, in_favour: int, present: int, by, now) -> ProceduralVote:
    """By hand or in secret (Law 10/2022, Art. 18.4.d), by more than half of those present."""
    meeting = _running(meeting)
    what = _("Bỏ phiếu kín") if secret else _("Giơ tay")
    vote = _voted(meeting, Procedural.WAY, what, in_favour, present, by, now)
    if passed(vote):
        meeting.secret = secret
        meeting.save(update_fields=["secret"])
        for one in meeting.votes.all():
            one.secret = one.meetings.exclude(state=MeetingState.CALLED_OFF).filter(secret=True).exists()
            one.save(update_fields=["secret"])
    return vote


@act(gettext_lazy("Biểu quyết bầu Ban kiểm phiếu"), on="meeting")
def choose_board(
    *, meeting: Meeting, head: str, others: list[str], witnesses: list[str], in_favour: int, present: int, by, now
) -> ProceduralVote:
    """The counting board of three to five with its head, and two households that watch (Decree 59/2023, Art. 3.5.c).

    `witnesses`: names of representatives of households that came. Raises Refused with the article otherwise.
    """
    meeting = _running(meeting)
    people = [name.strip() for name in (head, *others) if name.strip()]
    watching = [name.strip() for name in witnesses if name.strip()]
    rule = queries.rule(queries.BOARD)
    if not head.strip() or not rulebook.fits(rule, len(people)):
        raise Refused(
            _("Ban kiểm phiếu có từ 03 đến 05 người, gồm Trưởng ban và các thành viên; đang ghi %(n)s người (%(law)s).")
            % {"n": len(people), "law": cite(rule)}
        )
    if len(set(people)) != len(people):
        raise Refused(_("Một người chỉ ghi một lần trong Ban kiểm phiếu."))
    if len(watching) != WITNESSES or len(set(watching)) != WITNESSES:
        raise Refused(
            _("Phải mời 02 đại diện hộ dự họp chứng kiến việc kiểm phiếu; đang ghi %(n)s (%(law)s).")
            % {"n": len(set(watching)), "law": cite(rule)}
        )
    if set(watching) & set(people):
        raise Refused(_("Người chứng kiến không ở trong Ban kiểm phiếu."))
    what = _("Ban kiểm phiếu %(n)s người: %(names)s") % {"n": len(people), "names": ", ".join(people)}
    vote = _voted(meeting, Procedural.BOARD, what, in_favour, present, by, now)
    if passed(vote):
        meeting.members.filter(duty__in=(*ON_BOARD, Duty.WITNESS)).delete()
        for number, name in enumerate(people):
            meeting.members.create(duty=ON_BOARD[min(number, 1)], name=name[:100])
        for name in watching:
            meeting.members.create(duty=Duty.WITNESS, name=name[:100])
    return vote


@act(gettext_lazy("Ghi biểu quyết khác về cách họp"), on="meeting")
def vote_on_procedure(*, meeting: Meeting, what: str, in_favour: int, present: int, by, now) -> ProceduralVote:
    """Anything else those present decide about the meeting: the agenda, how long one speaks."""
    meeting = _running(meeting)
    if not what.strip():
        raise Refused(_("Hãy ghi nội dung biểu quyết."))
    return _voted(meeting, Procedural.OTHER, what.strip(), in_favour, present, by, now)


def check_ready_to_count(meeting: Meeting) -> None:
    """Raises Refused while a secret vote has no counting board and no witnesses (Decree 59/2023, Art. 3.5.c)."""
    if not meeting.secret:
        return
    duties = list(meeting.members.values_list("duty", flat=True))
    board, watching = sum(duty in ON_BOARD for duty in duties), duties.count(Duty.WITNESS)
    rule = queries.rule(queries.BOARD)
    if not rulebook.fits(rule, board) or watching != WITNESSES:
        raise Refused(
            _("Bỏ phiếu kín phải có Ban kiểm phiếu từ 03 đến 05 người và 02 đại diện hộ chứng kiến (%(law)s). Hãy ghi "
              "ở bước “Cách họp” trước khi nhập số đếm.") % {"law": cite(rule)}
        )  # fmt: skip


def passed(vote: ProceduralVote) -> bool:
    """Whether more than half of those present were for it."""
    return vote.present > 0 and vote.in_favour >= hands_needed(vote.present)


def _voted(meeting: Meeting, kind: Procedural, what: str, in_favour: int, present: int, by, now) -> ProceduralVote:
    here = meeting.attendance.count()
    if present > here:
        raise Refused(
            _("Ghi %(present)s người dự mà điểm danh mới có %(here)s hộ. Hãy điểm danh đủ trước.")
            % {"present": present, "here": here}
        )
    if present < 1:
        raise Refused(_("Chưa có hộ nào dự họp nên chưa biểu quyết được."))
    if in_favour > present:
        raise Refused(
            _("%(yes)s người giơ tay, nhiều hơn %(present)s người dự. Hãy xem lại.")
            % {"yes": in_favour, "present": present}
        )
    return ProceduralVote.objects.create(
        meeting=meeting, kind=kind, what=what[:200], in_favour=in_favour, present=present, at=now, by=by
    )


def _running(meeting: Meeting) -> Meeting:
    meeting = locked(Meeting.objects.select_related("commune", "village")).get(pk=meeting.pk)
    if meeting.state not in (MeetingState.CALLED, MeetingState.HELD):
        raise Stale(_("Cuộc họp chưa được báo mời, hoặc không họp. Hãy tải lại trang."))
    if meeting.counts.exists():
        raise Stale(_("Đã nhập kiểm đếm nên cách họp không đổi nữa. Hãy tải lại trang."))
    return meeting
