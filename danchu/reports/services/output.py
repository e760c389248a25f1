"""The commune's report as a file, as it stands now."""

from django.utils.translation import gettext as _

from danchu.core.errors import Refused
from danchu.documents import paper as renderers
from danchu.reports import papers
from danchu.reports.models import Report
from danchu.reports.states import ReportState

FORMATS = {"docx": renderers.render_docx, "pdf": renderers.render_pdf}


def render(*, commune, period_code: str, fmt: str) -> bytes:
    """The commune's report of a period ("2026-H1") as .docx or .pdf, as it stands now; a draft bears its mark.

    Once it was approved it is the approved paper itself, number and signature included. Raises Refused for a period
    that is not open or a format other than docx and pdf.
    """
    if fmt not in FORMATS:
        raise Refused(_("Chỉ xuất được tệp .docx hoặc .pdf, không phải “%(format)s”.") % {"format": fmt})
    rows = Report.objects.select_related("commune__province", "cycle__commune", "cycle__coordinator", "document")
    report = rows.filter(commune=commune, unit__isnull=True, cycle__code=period_code).first()
    if report is None:
        raise Refused(
            _("%(commune)s chưa mở kỳ báo cáo “%(code)s”. Ví dụ mã kỳ: 2026-H1, 2026-Y.")
            % {"commune": commune.title, "code": period_code}
        )
    return FORMATS[fmt](paper_of(report))


def paper_of(report: Report):
    """The paper of any report: the approved one once there is one, else built from what stands in it now."""
    if report.document is not None:
        return papers.kept(report.document)
    return papers.of(report, draft=report.state not in (ReportState.APPROVED, ReportState.LOCKED))
