"""The commune's reports as anyone reads them."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render

from danchu.core.pages import public_page
from danchu.documents import files
from danchu.organisation.models import Commune
from danchu.reports import outline, queries
from danchu.reports.models import Report

COPIES = {"ky": "signed_copy", "pdf": "pdf"}


def _published_or_404(commune: str, code: str) -> Report:
    rows = queries.published(get_object_or_404(Commune.objects.begun(), slug=commune)).select_related(
        "cycle__commune", "document__pdf", "document__signed_copy", "commune"
    )
    return get_object_or_404(rows, cycle__code=code)


@public_page
def index(request, commune):
    """The published reports of a commune."""
    found = get_object_or_404(Commune.objects.begun(), slug=commune)
    return render(request, "reports/public_list.html", {"commune": found, "reports": queries.published(found)})


@public_page
def detail(request, commune, code):
    """One published report: what it says, its numbers with their marks, the signed paper."""
    report = _published_or_404(commune, code)
    last = queries.last_year(report.cycle, None)
    texts = {row.section: row for row in report.texts.all()}
    context = {
        "commune": report.commune, "report": report, "cycle": report.cycle, "document": report.document, "last": last,
        "sections": [{"section": section, "row": texts.get(section.code)} for section in outline.sections()],
        "groups": queries.groups(queries.sheet(report, last=last)), "note": outline.outline_note(),
    }  # fmt: skip
    return render(request, "reports/public_detail.html", context)


@public_page
def file(request, commune, code, copy):
    """The signed copy or the PDF of a published report, and nothing else."""
    report = _published_or_404(commune, code)
    stored = getattr(report.document, COPIES[copy], None) if copy in COPIES else None
    if stored is None:
        raise Http404
    response: FileResponse = files.deliver(stored, download=False)
    response.headers["Cache-Control"] = "public, no-cache"
    return response
