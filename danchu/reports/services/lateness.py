"""Writes on what is not handed in: reminding, telling the chair, calling, a later day. Never a body that is asked."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused
from danchu.core.tables import locked as hold
from danchu.duties import queries as duties_queries
from danchu.notifications.services import notify
from danchu.organisation.states import Permission
from danchu.reports import messages, queries, rules
from danchu.reports.models import Cycle, LogLine, Report
from danchu.reports.services.common import LANGUAGE, locked, log
from danchu.reports.services.cycles import owe_report
from danchu.reports.states import ReportEvent

LONGEST_WAIT = 30
CHASED_FOR = datetime.timedelta(days=120)  # after its last day; what is older is settled otherwise


@act(gettext_lazy("Nhắc đơn vị gửi báo cáo"))
def remind(*, cycle: Cycle, by, now) -> int:
    """Tells the people of every unit that has not handed in, once a day; a body that is asked is never reminded.

    Returns how many people were told.
    """
    today = now.date()
    told = 0
    missing = [each.report for each in queries.not_reported(cycle, today) if not each.is_asked]
    workers = duties_queries.workers(cycle.commune, {report.unit_id for report in missing}, today)
    for report in missing:
        title, body = messages.reminder(report, today)
        reached = notify(
            recipients=workers.get(report.unit_id, []), key=f"reports.remind:{report.pk}:{today.isoformat()}",
            title=title, body=body, link=messages.address(report), now=now,
        )  # fmt: skip
        if reached:
            log(report, ReportEvent.REMINDED, by=by, now=now)
        told += reached
    return told


@transaction.atomic
def tell_chair(*, commune, on: datetime.date, now) -> int:
    """Tells the chair which units are late beyond the days the commune set itself, each once per last day.

    Called every day; the same day again tells nothing. Returns how many reports the chair was told of.
    """
    cycles = list(
        Cycle.objects.filter(
            commune=commune, opened_at__isnull=False, due_on__range=(on - CHASED_FOR, on)
        ).select_related("commune")
    )
    if not cycles:
        return 0
    calendar, told = duties_queries.calendar_of(commune), 0
    for cycle in cycles:
        late = [
            each.report for each in queries.not_reported(cycle, on)
            if each.is_late and rules.chair_is_told(each.report.due_on, cycle.chair_told_after, on, calendar)
        ]  # fmt: skip
        known = set(
            LogLine.objects.filter(report__in=late, event=ReportEvent.CHAIR_TOLD).values_list("report", "text")
        )  # fmt: skip
        new = [report for report in late if (report.pk, report.due_on.isoformat()) not in known]
        if not new:
            continue
        for report in new:
            log(report, ReportEvent.CHAIR_TOLD, by=None, now=now, text=report.due_on.isoformat())
        with override(LANGUAGE):
            title, body = messages.to_the_chair(cycle, new)
        notify(
            recipients=queries.people_who(commune, Permission.APPROVE, on),
            key=f"reports.chair:{cycle.pk}:{on.isoformat()}", title=title, body=body,
            link=messages.late_address(cycle), now=now,
        )  # fmt: skip
        told += len(new)
    return told


@act(gettext_lazy("Ghi đã gọi đơn vị chậm báo cáo"))
def note_call(*, report: Report, text: str, by, now) -> None:
    """Writes down that a unit was called and what it said. Raises Refused without words, or for what is handed in."""
    report = _missing(report)
    if not text.strip():
        raise Refused(_("Hãy ghi đơn vị trả lời thế nào."))
    log(report, ReportEvent.CALLED, by=by, now=now, text=text.strip())


@act(gettext_lazy("Gia hạn báo cáo"))
def extend(*, report: Report, due_on: datetime.date, reason: str, by, now) -> Report:
    """Gives one unit a later last day, with the reason; its duty moves along and its people are told.

    Raises Refused without a reason, or when the day is not later than the present one and today.
    """
    report = _missing(report)
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do gia hạn."))
    if due_on <= report.due_on or due_on < now.date():
        raise Refused(_("Hạn mới phải sau hạn đang có và không trước hôm nay."))
    report.extended_to = due_on
    report.save(update_fields=["extended_to"])
    with override(LANGUAGE):
        title, body = messages.extended(report, reason.strip())
    log(report, ReportEvent.EXTENDED, by=by, now=now, text=body)
    owe_report(report, now=now)
    workers = duties_queries.workers(report.commune, {report.unit_id}, now.date()).get(report.unit_id, [])
    notify(
        recipients=workers, key=f"reports.extended:{report.pk}:{due_on.isoformat()}", title=title, body=body,
        link=messages.address(report), now=now,
    )  # fmt: skip
    return report


@act(gettext_lazy("Đặt số ngày báo lãnh đạo xã"))
def set_commitment(*, cycle: Cycle, days: int, by, now) -> Cycle:
    """After how many working days without a report the chair is told: the commune's own commitment, no law's."""
    cycle = hold(Cycle.objects).get(pk=cycle.pk)
    if not 0 <= days <= LONGEST_WAIT:
        raise Refused(_("Ghi số ngày làm việc từ 0 đến %(most)s.") % {"most": LONGEST_WAIT})
    cycle.chair_told_after = days
    cycle.save(update_fields=["chair_told_after"])
    return cycle


def _missing(report: Report) -> Report:
    """The report, locked, when it is a unit's that is ordered to report and has not."""
    report = locked(report)
    if not report.unit_id or report.is_handed_in or report.corrects_id:
        raise Refused(_("Báo cáo này không còn chờ đơn vị gửi. Hãy tải lại trang."))
    if report.unit.is_asked:
        raise Refused(_("Cơ quan được đề nghị thì không nhắc và không tính trễ."))
    return report
