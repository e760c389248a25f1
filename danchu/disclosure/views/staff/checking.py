"""The third step: what may be personal data in each paper, what becomes of it, bars drawn by hand, the result."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from PIL import Image

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import sent
from danchu.core.text import whole_number
from danchu.disclosure import rules, services
from danchu.disclosure.forms.preparing import DecisionsForm, RegionForm
from danchu.disclosure.messages import finding_hint, finding_kind
from danchu.disclosure.views.staff.loading import begin_first, draft_of, paper_to_prepare, told, way
from danchu.documents import files, redaction

SHOWN_TEXT = 20_000  # characters of a paper without pages
_REFRESH = 5  # seconds, while the worker is at a long paper


@staff_page
@require_safe
def papers(request, pk):
    """Each paper of the draft and how far its check is."""
    item, version = draft_of(request, pk)
    if version is None:
        return begin_first(request, item)
    rows = [
        {
            "paper": paper,
            "work": getattr(paper, "work", None),
            "found": len(paper.findings),
            "open": sum(1 for row in paper.findings if row["out"] is None),
        }
        for paper in version.papers.select_related("published", "work").defer("text")
    ]
    return render(request, "disclosure/staff/check.html", {
        "item": item, "version": version, "rows": rows, "way": way(item, version, "check"),
        "all_done": bool(rows) and not version.papers.filter(published=None).exists(),
    })  # fmt: skip


@staff_page
@form_page
def paper(request, pk):
    """What was found in one paper; the decisions are saved and what goes out is made, in one press.

    A long scan is made in the worker: the page says how far it is, and can be left.
    """
    paper = paper_to_prepare(request, pk)
    item = paper.version.item
    carried = any(not row["text"] for row in paper.findings)
    form = DecisionsForm(sent(request), findings=paper.findings)
    if request.method == "POST" and form.is_valid():
        by, now = request.access.person, clock.now()
        try:
            if not carried:
                services.decide(paper=paper, decisions=form.decisions, by=by, now=now)
            made = services.begin_cleaning(paper=paper, by=by, now=now)
        except Refused as refusal:
            told(form, refusal, None)
        else:
            return redirect("disclosure:result" if made else "disclosure:check_paper", pk=pk)
    work = getattr(paper, "work", None)
    if work and work.waits and not form.is_bound:
        context = {"item": item, "paper": paper, "work": work, "way": way(item, paper.version, "check")}
        response = render(request, "disclosure/staff/check_waits.html", context)
        response.headers["Refresh"] = str(_REFRESH)
        return response
    return render(request, "disclosure/staff/check_paper.html", {
        "item": item, "paper": paper, "form": form, "carried": carried, "way": way(item, paper.version, "check"),
        "problem": work.problem if work else "",
        "rows": [
            {"row": row, "out": out, "why": why, "kind": finding_kind(row["kind"]), "hint": finding_hint(row["hint"]),
             "where": _where(row)}
            for row, out, why in form.rows()
        ],
        "pages": paper.pages.filter(is_public=False), "regions": paper.regions,
    }, status=422 if form.errors else 200)  # fmt: skip


def _where(row: dict) -> str:
    found = redaction.of_data([{key: value for key, value in row.items() if key not in ("out", "why")}])
    return found[0].place.words


@staff_page
@require_POST
def look(request, pk):
    """The machine looks (again) through a paper of the draft."""
    paper = paper_to_prepare(request, pk)
    if paper.looked_at:
        services.look_again(paper=paper, by=request.access.person, now=clock.now())
        paper.refresh_from_db()
    services.begin_looking(paper=paper, by=request.access.person, now=clock.now())
    return redirect("disclosure:check_paper", pk=pk)


@staff_page
@require_POST
def stop(request, pk):
    """What the worker is doing to a long paper is no longer wanted."""
    paper = paper_to_prepare(request, pk)
    services.stop_working(paper=paper, by=request.access.person, now=clock.now())
    return redirect("disclosure:check_paper", pk=pk)


@staff_page
@form_page
def region(request, pk):
    """A bar drawn by hand: squares of a grid over the page's picture, looked at, then kept."""
    paper = paper_to_prepare(request, pk)
    pages = list(paper.pages.filter(is_public=False))
    if not pages:
        raise Http404
    number = whole_number(request.POST.get("page", "") or request.GET.get("trang", "")) or 1
    page = next((one for one in pages if one.number == number), None)
    if page is None:
        raise Http404
    form = RegionForm(sent(request), initial={"page": number})
    proposed = None
    if request.method == "POST" and form.is_valid():
        proposed = form.rectangle
        if "keep" in request.POST:
            left, top, width, height = proposed
            try:
                services.cover(
                    paper=paper, page=number, left=left, top=top, width=width, height=height,
                    by=request.access.person, now=clock.now(),
                )  # fmt: skip
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Đã thêm một chỗ che ở trang %(n)s.") % {"n": number})
                return redirect(f"{request.path}?trang={number}")
    high = _height(page)
    drawn = [region[1:] for region in paper.regions if region[0] == number]
    found = [
        (box["left"], box["top"], box["width"], box["height"])
        for row in paper.findings for box in row["place"]["boxes"] if box["page"] == number
    ]  # fmt: skip
    return render(request, "disclosure/staff/region.html", {
        "item": paper.version.item, "paper": paper, "form": form, "page": page, "pages": pages,
        "leaf": (100, _said(high), _said(high - 0.6)), "proposed": _on_leaf(proposed, high) if proposed else None,
        "drawn": [_on_leaf(box, high) for box in drawn], "boxes": [_on_leaf(box, high) for box in found],
        "columns": [(letter, _said(at * 100 / rules.COLUMNS)) for at, letter in enumerate(rules.GRID_LETTERS)],
        "rows": [
            (at + 1, _said(at * high / rules.ROWS), _said((at + 0.65) * high / rules.ROWS)) for at in range(rules.ROWS)
        ],
    }, status=422 if form.errors else 200)  # fmt: skip


def _height(page) -> float:
    """The height of a page whose width is 100."""
    with Image.open(files.path_of(page.file.sha256)) as picture:
        return 100 * picture.height / picture.width


def _on_leaf(box, high: float) -> list[str]:
    """Left, top, width, height in per cent → on a page 100 wide and so high, as SVG writes numbers."""
    left, top, width, height = box
    return [_said(left), _said(top * high / 100), _said(width), _said(height * high / 100)]


def _said(value: float) -> str:
    return f"{value:.2f}"


@staff_page
@require_POST
def uncover(request, pk):
    """A bar drawn by hand is taken back."""
    paper = paper_to_prepare(request, pk)
    number = whole_number(request.POST.get("number", ""))
    if number is not None:
        services.uncover(paper=paper, number=number, by=request.access.person, now=clock.now())
    return redirect("disclosure:check_paper", pk=pk)


@staff_page
@require_safe
def result(request, pk):
    """Before and after, page by page; the text of what has no pages."""
    paper = paper_to_prepare(request, pk)
    if paper.published is None:
        return redirect("disclosure:check_paper", pk=pk)
    before = {page.number: page for page in paper.pages.filter(is_public=False)}
    pages = [(before.get(page.number), page) for page in paper.pages.filter(is_public=True)]
    return render(request, "disclosure/staff/result.html", {
        "item": paper.version.item, "paper": paper, "pages": pages, "text": paper.text[:SHOWN_TEXT],
        "gone": sum(1 for row in paper.findings if row["out"]), "kept": [row for row in paper.findings if row["why"]],
        "way": way(paper.version.item, paper.version, "check"),
        "next": paper.version.papers.filter(published=None).first(),
    })  # fmt: skip
