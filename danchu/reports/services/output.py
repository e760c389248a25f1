"""A report as a file, as it stands now."""

from django.utils.translation import gettext as _

from danchu.core.errors import Refused
from danchu.documents import paper as renderers
from danchu.reports import papers
from danchu.reports.models import Report
from danchu.reports.states import ReportState

FORMATS = {
    "docx": lambda report: renderers.render_docx(paper_of(report)),
    "pdf": lambda report: renderers.render_pdf(paper_of(report)),
    "xlsx": papers.workbook,  # the annex alone
}


def render(*, commune, period_code: str, fmt: str) -> bytes:
    """The commune's report of a period ("2026-H1") as .docx or .pdf, its annex as .xlsx, as it stands now.

    A draft bears its mark; once it was approved it is the approved paper itself, number and signature included; once
    it was corrected it is the correction. Raises Refused for a period that is not open or another format.
    """
    if fmt not in FORMATS:
        raise Refused(_("Chỉ xuất được tệp .docx, .pdf hoặc .xlsx, không phải “%(format)s”.") % {"format": fmt})
    rows = Report.objects.select_related(
        "commune__province", "cycle__commune", "cycle__coordinator", "cycle__outline_version", "document"
    )
    report = rows.filter(commune=commune, unit__isnull=True, cycle__code=period_code, stands=True).first()
    if report is None:
        raise Refused(
            _("%(commune)s chưa mở kỳ báo cáo “%(code)s”. Ví dụ mã kỳ: 2026-H1, 2026-Y.")
            % {"commune": commune.title, "code": period_code}
        )
    return FORMATS[fmt](report)


def paper_of(report: Report):
    """The paper of any report: the approved one once there is one, else built from what stands in it now."""
    if report.document is not None:
        return papers.kept(report.document)
    return papers.of(report, draft=report.state not in (ReportState.APPROVED, ReportState.LOCKED))
