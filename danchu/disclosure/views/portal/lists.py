"""The quarterly lists as anyone reads them."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render

from danchu.core.pages import public_page
from danchu.disclosure.messages import lists as words
from danchu.disclosure.models import QuarterlyList
from danchu.disclosure.queries import lists as queries
from danchu.disclosure.rules import lists as quarters
from danchu.documents import files
from danchu.organisation.models import Commune

COPIES = {"ky": "signed_copy", "pdf": "pdf"}


def commune_or_404(slug: str) -> Commune:
    """The commune behind a public address, once it has begun."""
    return get_object_or_404(Commune.objects.begun().select_related("province"), slug=slug)


def _published_or_404(commune: str, code: str, number: int) -> QuarterlyList:
    year, _dash, quarter = code.partition("-q")
    if not (year.isdigit() and quarter.isdigit()):
        raise Http404
    rows = queries.published(commune_or_404(commune)).select_related(
        "document__pdf", "document__signed_copy", "corrects"
    )
    return get_object_or_404(rows, year=year, quarter=quarter, correction=number)


@public_page
def index(request, commune):
    """The published lists, newest first, corrections among them."""
    found = commune_or_404(commune)
    return render(request, "disclosure/lists/public_index.html", {"commune": found, "lists": queries.published(found)})


@public_page
def latest(request, commune, code):
    """The list of a quarter that holds: the latest correction, else the first."""
    year, _dash, quarter = code.partition("-q")
    if not (year.isdigit() and quarter.isdigit()):
        raise Http404
    standing = queries.published(commune_or_404(commune)).filter(year=year, quarter=quarter).first()
    if standing is None:
        raise Http404
    return _show(request, standing)


@public_page
def version(request, commune, code, number):
    """One version: what was corrected stays readable."""
    return _show(request, _published_or_404(commune, code, number))


def _show(request, one: QuarterlyList):
    standing = queries.published(one.commune).filter(year=one.year, quarter=one.quarter)
    first, last = quarters.quarter_days(one.year, one.quarter)
    rows = [
        {**row, "content": words.content(row), "when": words.when(row),
         "said": [words.form_sentence(form) for form in row["forms"]]}
        for row in one.facts["rows"]
    ]  # fmt: skip
    missing = [{**item, "due": words.on(item["due_on"])} for item in one.facts["missing"]]
    context = {
        "commune": one.commune, "one": one, "first": first, "last": last, "rows": rows, "missing": missing,
        "none": one.facts["none"], "as_of": words.on(one.facts.get("as_of")), "stamp": one.stamp,
        "root": words.spaced(one.stamp.get("root", "")),
        "differences": [words.difference(each) for each in one.differences],
        "versions": [each for each in standing if each.pk != one.pk], "holds": standing[0].pk == one.pk,
    }  # fmt: skip
    return render(request, "disclosure/lists/public_detail.html", context)


@public_page
def file(request, commune, code, number, copy):
    """The signed copy or the PDF of a published list, and nothing else."""
    one = _published_or_404(commune, code, number)
    stored = getattr(one.document, COPIES[copy], None) if copy in COPIES else None
    if stored is None:
        raise Http404
    response: FileResponse = files.deliver(stored, download=False)
    response.headers["Cache-Control"] = "public, no-cache"
    return response
