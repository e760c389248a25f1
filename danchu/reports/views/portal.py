"""The commune's reports as anyone reads them, with their corrections."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render

from danchu.core.pages import public_page
from danchu.documents import files
from danchu.organisation.models import Commune
from danchu.register import queries as register
from danchu.reports import queries
from danchu.reports.models import Report

COPIES = {"ky": "signed_copy", "pdf": "pdf"}


def _published_or_404(commune: str, code: str, number: int | None = None) -> Report:
    """The published report of a period that holds; with a number that version, corrected since or not."""
    begun = get_object_or_404(Commune.objects.begun(), slug=commune)
    rows = queries.published(begun, corrected=True).select_related(
        "cycle__commune", "cycle__outline_version", "document__pdf", "document__signed_copy", "commune",
        "corrects__document",
    )  # fmt: skip
    rows = rows.filter(stands=True) if number is None else rows.filter(correction=number)
    return get_object_or_404(rows, cycle__code=code)


@public_page
def index(request, commune):
    """The published reports of a commune, corrections and what they correct among them."""
    found = get_object_or_404(Commune.objects.begun(), slug=commune)
    return render(
        request, "reports/public_list.html", {"commune": found, "reports": queries.published(found, corrected=True)}
    )


@public_page
def detail(request, commune, code):
    """The published report that holds: what it says, its numbers with their marks, the signed paper."""
    return _show(request, _published_or_404(commune, code))


@public_page
def version(request, commune, code, number):
    """One version of a published report: what was corrected stays readable."""
    return _show(request, _published_or_404(commune, code, number))


def _show(request, report: Report):
    last = queries.last_year(report.cycle, None)
    texts = {row.section: row for row in report.texts.all()}
    outline, lines = report.cycle.outline, queries.sheet(report, last=last)
    context = {
        "commune": report.commune, "report": report, "cycle": report.cycle, "document": report.document, "last": last,
        "sections": [{"section": section, "row": texts.get(section.code)} for section in outline.sections],
        "groups": queries.groups(lines, outline), "note": outline.note,
        "changed": queries.what_changed(report, lines) if report.corrects_id else None,
        "versions": [each for each in queries.versions(report) if each.published_at],
        "asked": [each for each in queries.questions(report) if each.answer],
        "weaknesses": report.weaknesses.select_related("unit"),
        "line": register.about(report.commune.slug, report.subject).first(),
    }  # fmt: skip
    return render(request, "reports/public_detail.html", context)


@public_page
def file(request, commune, code, copy):
    """The signed copy or the PDF of a published report, and nothing else."""
    return _deliver(_published_or_404(commune, code), copy)


@public_page
def version_file(request, commune, code, number, copy):
    """The signed copy or the PDF of one version."""
    return _deliver(_published_or_404(commune, code, number), copy)


def _deliver(report: Report, copy: str) -> FileResponse:
    stored = getattr(report.document, COPIES[copy], None) if copy in COPIES else None
    if stored is None:
        raise Http404
    response: FileResponse = files.deliver(stored, download=False)
    response.headers["Cache-Control"] = "public, no-cache"
    return response
