"""A meeting is planned, called in time, held, written down, or called off with a reason (Law 10/2022, Art. 18)."""

import datetime
import secrets

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.decisions import messages
from danchu.decisions.messages import meetings as words
from danchu.decisions.models import Meeting, Vote
from danchu.decisions.queries import meetings as queries
from danchu.decisions.queries.sealed import MEETING_MINUTES_NAME
from danchu.decisions.services.matters import public_reason
from danchu.decisions.states import MEETING_NEXT, MeetingState, VoteState
from danchu.documents import files
from danchu.documents.services import keep_upload
from danchu.organisation.models import Unit
from danchu.register import services as register
from danchu.register.rules import SALT, salted_digest
from danchu.rulebook import voting

_NOT_BROUGHT_UP = (voting.Reason.NOT_BROUGHT_UP, voting.Reason.INITIATIVE_SHORT)


@act(gettext_lazy("Lập cuộc họp thôn, bản"), on="result")
def plan_meeting(
    *, village: Unit, votes: list[Vote], title: str, begins_at: datetime.datetime, place: str, convenor: str,
    agenda: str = "", cluster: str = "", is_conference: bool = False, by, now,
) -> Meeting:  # fmt: skip
    """A meeting of a village on these votes, of one of its clusters, or the yearly conference (Art. 33).

    Raises Refused when a vote is not decided at meetings or not lawful so, with the article; when a cluster is missing
    or not allowed.
    """
    on = timezone.localdate(begins_at)
    if not votes and not is_conference:
        raise Refused(_("Hãy chọn việc đưa ra cuộc họp, hoặc lập hội nghị định kỳ."))
    for vote in votes:
        _check_vote(vote, village, on)
    if votes and any((vote.form == "cluster") != bool(cluster) for vote in votes):
        raise Refused(
            _("Việc này họp chung cả thôn, không chia cụm.") if cluster else _("Hãy chọn cụm dân cư của cuộc họp này.")
        )
    meeting = Meeting.objects.create(
        commune=village.commune, village=village, title=title, begins_at=begins_at, place=place, convenor=convenor,
        agenda=agenda, cluster=cluster, is_conference=is_conference, made_at=now, made_by=by,
    )  # fmt: skip
    meeting.votes.set(votes)
    return meeting


def _check_vote(vote: Vote, village: Unit, on: datetime.date) -> None:
    if vote.village_id != village.pk:
        raise Refused(_("Việc này không thuộc thôn, bản của cuộc họp."))
    if vote.form not in queries.AT_MEETINGS:
        raise Refused(_("Việc này được quyết định bằng phiếu, không phải tại cuộc họp."))
    if vote.state not in (VoteState.PLANNED, VoteState.OPEN):
        raise Stale(_("Việc này đã kiểm đếm hoặc đã có kết quả. Hãy tải lại trang."))
    verdict = queries.verdict_of(vote, on=on)
    if verdict.outcome is voting.Outcome.FORM_NOT_LAWFUL or verdict.reason in _NOT_BROUGHT_UP:
        raise Refused(messages.explain_vote(verdict))


@act(gettext_lazy("Sửa cuộc họp đang chuẩn bị"), on="meeting")
def change_meeting(*, meeting: Meeting, version: int, by, now, **fields) -> Meeting:
    """Another time, place, agenda while nobody has been called. Raises Stale when somebody else changed it."""
    meeting = _current(meeting, MeetingState.PLANNED)
    if meeting.version != version:
        raise Stale(_("Người khác vừa sửa cuộc họp này. Hãy xem bản mới rồi sửa lại."))
    for name, value in fields.items():
        setattr(meeting, name, value)
    meeting.version += 1
    meeting.save()
    return meeting


@act(gettext_lazy("Cho phép họp theo cụm dân cư"), on="vote")
def note_cluster_plan(*, vote: Vote, scattered: bool, plan_on: datetime.date, number: str, by, now) -> Vote:
    """What the committee decided on meeting in parts (Law 10/2022, Art. 18.3; Decree 59/2023, Art. 3.6)."""
    vote = locked(Vote.objects.select_related("commune", "matter")).get(pk=vote.pk)
    if vote.form != "cluster" or vote.state not in (VoteState.PLANNED, VoteState.OPEN):
        raise Stale(_("Việc này không họp theo cụm, hoặc đã kiểm đếm. Hãy tải lại trang."))
    if plan_on > timezone.localdate(now):
        raise Refused(_("Ngày Ủy ban nhân dân xã quyết định phương án không được sau hôm nay."))
    vote.scattered, vote.cluster_plan_on, vote.cluster_plan_number = scattered, plan_on, number
    verdict = queries.verdict_of(vote, on=plan_on)
    if verdict.outcome is voting.Outcome.FORM_NOT_LAWFUL:
        raise Refused(messages.explain_vote(verdict))
    vote.save(update_fields=["scattered", "cluster_plan_on", "cluster_plan_number"])
    register.touch(commune=vote.commune.slug)
    return vote


@act(gettext_lazy("Báo mời họp thôn, bản"), on="meeting")
def call(
    *, meeting: Meeting, called_on: datetime.date, called_how: str, posted: bool = True,
    documents_on: datetime.date | None = None, plan_sent_on: datetime.date | None = None, by, now,
) -> Meeting:  # fmt: skip
    """The notice went out, and the documents of clauses 1 to 3 to each household; a line of the register.

    Raises Refused when that was too late for the day of the meeting (Decree 59/2023, Art. 3.3 and 3.4; Art. 11.1.c for
    the yearly conference), when the notice does not hang in the village, or the conference's plan was not sent.
    """
    meeting = _current(meeting, MeetingState.CALLED)
    _check_days(meeting, called_on, documents_on, timezone.localdate(now))
    if not meeting.is_conference and not posted:
        raise Refused(
            _(
                "Thông báo phải được niêm yết tại nhà văn hóa, các điểm sinh hoạt cộng đồng của cụm, thôn (khoản 3 "
                "Điều 3 Nghị định 59/2023/NĐ-CP). Hãy niêm yết rồi đánh dấu."
            )
        )
    if meeting.is_conference and plan_sent_on is None:
        raise Refused(
            _(
                "Kế hoạch hội nghị phải gửi Ủy ban nhân dân xã, Mặt trận xã và Ban Thanh tra nhân dân để thống nhất "
                "trước (khoản 4 Điều 10 Nghị định 59/2023/NĐ-CP). Hãy ghi ngày gửi."
            )
        )
    for vote in meeting.votes.select_related("matter", "village"):
        _check_vote(vote, meeting.village, queries.day_of(meeting))
    meeting.state, meeting.called_on, meeting.called_how = MeetingState.CALLED, called_on, called_how[:200]
    meeting.documents_on, meeting.plan_sent_on = documents_on, plan_sent_on
    meeting.save()
    _line(meeting, "decisions.meeting_called", now, {
        "title": meeting.title, "begins_at": timezone.localtime(meeting.begins_at).isoformat(timespec="minutes"),
        "place": meeting.place, "cluster": meeting.cluster, "called_on": called_on,
    })  # fmt: skip
    return meeting


def _check_days(meeting: Meeting, called_on, documents_on, today: datetime.date) -> None:
    days = queries.last_days(meeting)
    for given in (called_on, documents_on):
        if given and given > today:
            raise Refused(_("Ngày báo mời, ngày gửi tài liệu không được sau hôm nay."))
    if called_on > days["call"].due:
        raise Refused(words.too_late(days["call"], called=_("báo mời")))
    if "documents" in days:
        if documents_on is None:
            raise Refused(words.hand_out_by(days["documents"]) + " " + _("Hãy ghi ngày đã gửi."))
        if documents_on > days["documents"].due:
            raise Refused(words.too_late(days["documents"], called=_("gửi tài liệu đến từng hộ")))


@act(gettext_lazy("Ghi không họp thôn, bản"), on="meeting")
def call_off(*, meeting: Meeting, why: str, by, now) -> Meeting:
    """The meeting is not held; once it was called, the reason is public. Raises Refused without one."""
    meeting = _current(meeting, MeetingState.CALLED_OFF)
    why = public_reason(why, _("Hãy ghi lý do không họp."))
    was_called = meeting.state == MeetingState.CALLED
    meeting.state, meeting.called_off_why = MeetingState.CALLED_OFF, why
    meeting.save(update_fields=["state", "called_off_why"])
    if was_called:
        _line(meeting, "decisions.meeting_called_off", now, {"title": meeting.title, "reason": meeting.called_off_why})
    return meeting


@act(gettext_lazy("Ghi nội dung cuộc họp"), on="meeting")
def write_down(
    *, meeting: Meeting, version: int, remarks: str, conclusions: str, language: str = "", interpreter: str = "",
    ended_at: datetime.datetime | None = None, by, now,
) -> Meeting:  # fmt: skip
    """What was said and concluded, in which language, with whose help. Raises Stale when somebody else wrote."""
    meeting = locked(Meeting.objects.select_related("commune", "village")).get(pk=meeting.pk)
    if meeting.state not in (MeetingState.CALLED, MeetingState.HELD):
        raise Stale(_("Cuộc họp chưa được báo mời, hoặc không họp. Hãy tải lại trang."))
    if meeting.version != version:
        raise Stale(_("Người khác vừa ghi vào cuộc họp này. Hãy so với bản mới rồi lưu lại."))
    if meeting.minutes_id:
        raise Refused(_("Biên bản đã ký được đính kèm, nội dung không sửa nữa."))
    if ended_at and ended_at < meeting.begins_at:
        raise Refused(_("Giờ kết thúc phải sau giờ bắt đầu."))
    meeting.remarks, meeting.conclusions, meeting.language = remarks, conclusions, language[:60]
    meeting.ended_at, meeting.version = ended_at, meeting.version + 1
    meeting.save()
    meeting.members.filter(duty="interpreter").delete()
    if interpreter.strip():
        meeting.members.create(duty="interpreter", name=interpreter.strip()[:100])
    return meeting


@act(gettext_lazy("Đính kèm biên bản cuộc họp đã ký"), on="meeting")
def attach_minutes(*, meeting: Meeting, upload, by, now) -> Meeting:
    """The scan of the signed minutes, bound by its salted digest in the register; attached once, never swapped."""
    meeting = locked(Meeting.objects.select_related("commune", "village")).get(pk=meeting.pk)
    if meeting.state != MeetingState.HELD:
        raise Stale(_("Chỉ đính kèm biên bản sau khi đã chốt điểm danh."))
    if meeting.minutes_id:
        raise Stale(_("Biên bản đã ký đã được đính kèm. Hãy tải lại trang."))
    kept = keep_upload(
        commune=meeting.commune, upload=upload, by=by, now=now, only=frozenset({files.PDF, files.JPEG, files.PNG})
    )
    meeting.minutes, meeting.minutes_at, meeting.minutes_by = kept, now, by
    meeting.minutes_salt = secrets.token_hex(SALT)
    meeting.save(update_fields=["minutes", "minutes_salt", "minutes_at", "minutes_by"])
    digest = salted_digest(bytes.fromhex(meeting.minutes_salt), bytes.fromhex(kept.sha256))
    _line(meeting, "decisions.minutes", now, {"title": meeting.title}, erasable={MEETING_MINUTES_NAME: digest})
    return meeting


def _line(meeting: Meeting, event: str, now, public: dict, erasable: dict | None = None) -> None:
    register.append(
        commune=meeting.commune.slug, event=event, subject=meeting.subject, unit=meeting.village.name,
        on=timezone.localdate(now), public=public, erasable=erasable,
    )  # fmt: skip


def _current(meeting: Meeting, to: MeetingState) -> Meeting:
    """The meeting as it stands, locked, when it stands in `to` or may go there. Raises Stale otherwise."""
    meeting = locked(Meeting.objects.select_related("commune", "village")).get(pk=meeting.pk)
    if to == MeetingState.PLANNED and meeting.state == to:
        return meeting
    if to not in MEETING_NEXT[MeetingState(meeting.state)]:
        raise Stale(
            _("Cuộc họp đang ở bước “%(state)s”, không làm được. Hãy tải lại trang.")
            % {"state": meeting.get_state_display()}
        )
    return meeting
