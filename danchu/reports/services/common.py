"""What every write on a report shares: the lock, the step from state to state, the log."""

from django.utils.translation import gettext as _

from danchu.core.errors import Stale
from danchu.core.tables import locked as hold
from danchu.reports.models import LogLine, Report
from danchu.reports.states import EVENTS, NEXT, ReportEvent, ReportState

LANGUAGE = "vi"  # what is stored is stored in the law's own language, whoever asks


def locked(report: Report, *, version: int | None = None) -> Report:
    """The report as it stands now, locked until the transaction ends.

    `version`: the one the person saw; raises Stale when it moved on since (a double click, another person's step).
    """
    report = hold(_whole()).get(pk=report.pk)
    if version is not None and report.version != version:
        raise Stale(
            _("Báo cáo vừa chuyển sang bước “%(state)s”. Hãy tải lại trang.") % {"state": report.get_state_display()}
        )
    return report


def all_locked(reports: list[Report]) -> list[Report]:
    """Those reports as they stand now, with their numbers, locked until the transaction ends (2 queries)."""
    rows = _whole().filter(pk__in=[report.pk for report in reports]).order_by("pk")
    return list(hold(rows).prefetch_related("figures")) if reports else []


def _whole():
    return Report.objects.select_related(
        "commune__province",
        "cycle__commune",
        "cycle__coordinator",
        "cycle__outline_version",
        "unit",
        "document",
        "recorded_by",
        "corrects__document",
    )


def step(report: Report, to: ReportState, *, by, now, text: str = "") -> None:
    """Moves a locked report, sets who and when, writes the log. Raises Stale when the table has no such step."""
    if to not in NEXT[ReportState(report.state)]:
        raise Stale(
            _("Báo cáo đang ở bước “%(state)s”, không làm được việc này. Hãy tải lại trang.")
            % {"state": report.get_state_display()}
        )
    report.state = to
    report.version += 1
    if to == ReportState.SUBMITTED:
        report.submitted_at, report.submitted_by = now, by
    if to == ReportState.APPROVED:
        report.approved_at, report.approved_by = now, by
    if to == ReportState.RETURNED:
        report.approved_at = report.approved_by = None
    report.save()
    log(report, EVENTS[to], by=by, now=now, text=text)


def log(report: Report, event: ReportEvent, *, by, now, text: str = "") -> None:
    """One line of the report's log."""
    LogLine.objects.create(report=report, event=event, text=text, at=now, by=by)
