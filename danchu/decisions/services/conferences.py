"""The yearly village conference (Law 10/2022, Art. 33; Decree 59/2023, Art. 10 and 11): its reports, its closing."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.decisions.models import ConferenceReport, Meeting
from danchu.decisions.queries import meetings as queries
from danchu.decisions.states import MeetingState, Reporter
from danchu.documents.services import keep_upload
from danchu.duties import queries as duty_queries
from danchu.duties import services as duties
from danchu.duties.states import DutyState
from danchu.register import services as register

HELD = "village-conference"  # ids of the rulebook's duties
# Art. 23.2: told to the people where the head reported, the conference; to the committee with its written report.
REPORTED = ("village-conference-report", "village-report-decisions")


@act(gettext_lazy("Ghi báo cáo tại hội nghị thôn, bản"), on="meeting")
def note_report(*, meeting: Meeting, of: Reporter, given: bool, text: str, upload=None, by, now) -> ConferenceReport:
    """A report that was given, in short or as a file, or why there was none. Said again, it replaces."""
    meeting = _conference(meeting)
    if meeting.concluded_on:
        raise Stale(_("Hội nghị đã kết thúc. Hãy tải lại trang."))
    if not text.strip():
        raise Refused(_("Hãy tóm tắt báo cáo, hoặc ghi vì sao không có báo cáo."))
    if of == Reporter.HEAD and not given:
        raise Refused(_("Trưởng thôn, Tổ trưởng tổ dân phố phải báo cáo (khoản 3 Điều 33 Luật số 10/2022/QH15)."))
    values = {"given": given, "text": text.strip(), "at": now, "by": by}
    if upload:
        values["file"] = keep_upload(commune=meeting.commune, upload=upload, by=by, now=now)
    report, _made = ConferenceReport.objects.update_or_create(meeting=meeting, of=of, defaults=values)
    return report


@act(gettext_lazy("Kết thúc hội nghị định kỳ của thôn, bản"), on="meeting")
def conclude_conference(*, meeting: Meeting, conclusions: str, by, now) -> Meeting:
    """The conference was held: its reports were heard, its conclusions stand; the year's duty is done.

    Raises Refused while one of the three reports is neither given nor explained.
    """
    meeting = _conference(meeting)
    if meeting.state != MeetingState.HELD or meeting.concluded_on:
        raise Stale(_("Hãy chốt điểm danh trước; hoặc hội nghị đã kết thúc. Hãy tải lại trang."))
    if len(set(meeting.reports.values_list("of", flat=True))) < len(Reporter):
        raise Refused(
            _(
                "Còn thiếu báo cáo: hội nghị nghe báo cáo của Trưởng thôn, Ban công tác Mặt trận và thành viên Ban "
                "Thanh tra nhân dân (khoản 3 Điều 33 Luật số 10/2022/QH15). Ghi từng báo cáo, hoặc vì sao không có."
            )
        )
    if not conclusions.strip():
        raise Refused(_("Hãy ghi kết luận của hội nghị và những nội dung đã được thông qua."))
    on = queries.day_of(meeting)
    meeting.conclusions, meeting.concluded_on, meeting.version = conclusions, on, meeting.version + 1
    meeting.save(update_fields=["conclusions", "concluded_on", "version"])
    register.append(
        commune=meeting.commune.slug, event="decisions.conference", subject=meeting.subject, unit=meeting.village.name,
        on=timezone.localdate(now),
        public={"title": meeting.title, "held_on": on, "households_present": meeting.attendance.count()},
    )  # fmt: skip
    _done(meeting, (HELD,), on, by, now)
    return meeting


@act(gettext_lazy("Gửi báo cáo kết quả hội nghị thôn, bản"), on="meeting")
def send_report(*, meeting: Meeting, sent_on: datetime.date, by, now) -> Meeting:
    """The written report went to the People's Committee and the Front (Decree 59/2023, Art. 11.2)."""
    meeting = _conference(meeting)
    if not meeting.concluded_on:
        raise Refused(_("Hãy kết thúc hội nghị trước khi ghi ngày gửi báo cáo."))
    if not meeting.concluded_on <= sent_on <= timezone.localdate(now):
        raise Refused(_("Ngày gửi báo cáo phải từ ngày họp đến hôm nay."))
    meeting.report_sent_on = sent_on
    meeting.save(update_fields=["report_sent_on"])
    _done(meeting, REPORTED, sent_on, by, now)
    return meeting


def _done(meeting: Meeting, duty_ids: tuple[str, ...], on: datetime.date, by, now) -> None:
    """The village's duties of the year of the conference are done by it, where they are owed and open."""
    day = queries.day_of(meeting)
    for duty in duty_queries.law_duties_named(meeting.commune, list(duty_ids)):
        ours = duty.unit_id == meeting.village_id and duty.state == DutyState.OPEN and not duties.is_carried(duty)
        if ours and duty.period_from and duty.period_from <= day <= duty.period_to:
            duties.report_done(duty=duty, on=on, note=meeting.title, by=by, now=now)


def _conference(meeting: Meeting) -> Meeting:
    meeting = locked(Meeting.objects.select_related("commune", "village")).get(pk=meeting.pk)
    if not meeting.is_conference:
        raise Refused(_("Đây không phải hội nghị định kỳ."))
    if meeting.state not in (MeetingState.CALLED, MeetingState.HELD):
        raise Stale(_("Hội nghị chưa được báo mời, hoặc không họp. Hãy tải lại trang."))
    return meeting
