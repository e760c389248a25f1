"""Writes on corrections: a locked report is never changed; what was wrong is said in a new one beside it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.notifications.services import notify
from danchu.organisation.states import Permission
from danchu.reports import messages, queries
from danchu.reports.models import FigureEntry, Report, SectionText, Weakness, WeaknessAnswer
from danchu.reports.services.common import LANGUAGE, locked, log
from danchu.reports.services.writing import count_figures
from danchu.reports.states import ReportEvent, ReportState


@act(gettext_lazy("Đính chính báo cáo"), on="result")
def correct(*, report: Report, reason: str, by, now) -> Report:
    """Opens a correction of a locked report: a new report that says what the old one says, to be put right.

    The old one holds until the new one is accepted (a unit's) or published (the commune's). A second click finds the
    correction that is open. Raises Refused without a reason, or when the report is not locked or holds no more.
    """
    report = locked(report)
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do đính chính: sai ở đâu, vì sao."))
    already = report.corrections.first()
    if already:
        return already
    if report.state != ReportState.LOCKED or not report.stands:
        raise Refused(_("Chỉ đính chính báo cáo đã khóa và đang có hiệu lực. Báo cáo chưa khóa thì trả lại để sửa."))
    new = Report.objects.create(
        commune=report.commune, cycle=report.cycle, unit=report.unit, addressees=report.addressees, created_at=now,
        corrects=report, correction=report.correction + 1, corrected_because=reason.strip(), stands=False,
    )  # fmt: skip
    _copy(report, new, by=by, now=now)
    log(report, ReportEvent.CORRECTING, by=by, now=now, text=reason.strip())
    log(new, ReportEvent.OPENED, by=by, now=now, text=reason.strip())
    count_figures(report=new, now=now)
    return new


def _copy(report: Report, new: Report, *, by, now) -> None:
    SectionText.objects.bulk_create(
        SectionText(
            report=new, section=row.section, text=row.text, nothing_occurred=row.nothing_occurred, version=1,
            updated_at=row.updated_at, updated_by=row.updated_by,
        )
        for row in report.texts.all()
    )  # fmt: skip
    entries = []
    for entry in report.figures.all():
        if entry.asked and not entry.note:
            continue  # added up anew from the units' reports as they stand now
        entry.pk, entry.report = None, new
        if entry.asked:
            entry.value = entry.estimate = None
            entry.nothing_occurred, entry.rows, entry.known, entry.asked = False, [], 0, 0
        entries.append(entry)
    FigureEntry.objects.bulk_create(entries)
    Weakness.objects.bulk_create(
        Weakness(
            report=new, root_id=row.origin, text=row.text, unit=row.unit, due_on=row.due_on, created_at=now,
            created_by=by,
        )
        for row in report.weaknesses.select_related("unit")
    )  # fmt: skip
    WeaknessAnswer.objects.bulk_create(
        WeaknessAnswer(
            report=new, weakness_id=row.weakness_id, remedy=row.remedy, text=row.text, answered_at=row.answered_at,
            answered_by_id=row.answered_by_id,
        )
        for row in report.answers.all()
    )  # fmt: skip


@act(gettext_lazy("Bỏ bản đính chính đang soạn"))
def drop_correction(*, report: Report, version: int, by, now) -> Report:
    """Gives up a correction that is still written; what it was to correct holds on. Gives that report back."""
    report = locked(report, version=version)
    if not report.corrects_id or not report.is_writable:
        raise Stale(_("Bản đính chính này đã gửi hoặc đã bỏ. Hãy tải lại trang."))
    old = report.corrects
    log(old, ReportEvent.REMOVED, by=by, now=now, text=_("Bỏ bản đính chính đang soạn"))
    report.delete()
    return old


def take_place(report: Report, *, by, now) -> None:
    """A correction that is accepted or published holds from now on in the place of what it corrects."""
    if not report.corrects_id or report.stands:
        return
    old = locked(report.corrects)
    Report.objects.filter(pk=old.pk).update(stands=False)
    Report.objects.filter(pk=report.pk).update(stands=True)
    report.stands = True
    log(old, ReportEvent.CORRECTED, by=by, now=now, text=report.corrected_because)
    if report.unit_id:
        _tell_who_gathers(report, by=by, now=now)


def give_place_back(report: Report) -> None:
    """A correction that was accepted came back: what it corrects holds again."""
    if not report.corrects_id or not report.stands:
        return
    Report.objects.filter(pk=report.pk).update(stands=False)
    Report.objects.filter(pk=report.corrects_id).update(stands=True)
    report.stands = False


def _tell_who_gathers(report: Report, *, by, now) -> None:
    """The commune's report stands on the old numbers: whoever gathers the reports decides whether it is corrected."""
    with override(LANGUAGE):
        title, body = messages.unit_corrected(report)
    people = queries.people_who(report.commune, Permission.COORDINATE, now.date())
    whole = Report.objects.filter(cycle=report.cycle, unit__isnull=True, stands=True).first()
    notify(
        recipients=people, key=f"reports.corrected:{report.pk}", title=title, body=body,
        link=messages.address(whole or report), now=now,
    )  # fmt: skip
