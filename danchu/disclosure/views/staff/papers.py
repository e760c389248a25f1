"""The second step: the papers of a draft, from a file or from what the commune issued; put in order, taken out."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import sent, step
from danchu.core.text import fold
from danchu.disclosure import policies, services
from danchu.disclosure.forms.preparing import FindDocumentForm, PaperForm, TitleForm
from danchu.disclosure.models import Item, Paper, PaperPage
from danchu.disclosure.views.staff.loading import (
    begin_first,
    draft_of,
    paper_to_prepare,
    told,
    way,
)  # fmt: skip
from danchu.documents import files
from danchu.documents import queries as documents

PER_PAGE = 20


@staff_page
@form_page
def papers(request, pk):
    """The papers there are, and the form for one more."""
    item, version = draft_of(request, pk)
    if version is None:
        return begin_first(request, item)
    form = PaperForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            paper = services.attach(
                version=version, title=given["title"], upload=given["file"], by=request.access.person, now=clock.now()
            )
        except Refused as refusal:
            told(form, refusal, version)
        else:
            services.begin_looking(paper=paper, by=request.access.person, now=clock.now())
            messages.success(request, _("Đã thêm “%(title)s”.") % {"title": paper.title})
            return redirect("disclosure:papers", pk=pk)
    rows = version.papers.select_related("original", "document").defer("text", "findings")
    return render(request, "disclosure/staff/papers.html", {
        "item": item, "version": version, "form": form, "papers": rows, "way": way(item, version, "papers"),
        "had_file": bool(request.FILES) and bool(form.errors),
    }, status=422 if form.errors else 200)  # fmt: skip


@staff_page
@form_page
def documents_of(request, pk):
    """The commune's issued papers, to choose one: its signed copy is taken."""
    item, version = draft_of(request, pk)
    if version is None:
        return begin_first(request, item)
    issued = documents.issued(item.commune).select_related("unit")
    if request.method == "POST":
        number = request.POST.get("document", "")
        document = get_object_or_404(issued, pk=number if number.isdigit() else 0)
        try:
            paper = services.attach_document(
                version=version, document=document, by=request.access.person, now=clock.now()
            )  # fmt: skip
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("disclosure:documents", pk=pk)
        services.begin_looking(paper=paper, by=request.access.person, now=clock.now())
        messages.success(request, _("Đã thêm “%(title)s”.") % {"title": paper.title})
        return redirect("disclosure:papers", pk=pk)
    form = FindDocumentForm(request.GET)
    form.is_valid()
    wanted = fold(form.cleaned_data.get("tim", "")).split()
    rows = [one for one in issued if all(word in fold(f"{one} {one.title} {one.unit.name}") for word in wanted)]
    return render(request, "disclosure/staff/documents.html", {
        "item": item, "filter": form, "filtered": bool(wanted), "way": way(item, version, "papers"),
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "taken": set(version.papers.values_list("document", flat=True)),
    })  # fmt: skip


@staff_page
@form_page
def rename(request, pk):
    """Another title for a paper of the draft."""
    paper = paper_to_prepare(request, pk)
    item = paper.version.item
    form = TitleForm(sent(request), initial={"title": paper.title})
    return step(
        request, form,
        lambda form: services.rename(
            paper=paper, title=form.cleaned_data["title"], by=request.access.person, now=clock.now()
        ),
        then=reverse("disclosure:papers", args=[item.pk]), template="disclosure/staff/rename.html", item=item,
        paper=paper,
    )  # fmt: skip


@staff_page
@require_POST
def move_up(request, pk):
    """One place nearer to the top."""
    paper = paper_to_prepare(request, pk)
    services.move_up(paper=paper, by=request.access.person, now=clock.now())
    return redirect("disclosure:papers", pk=paper.version.item_id)


@staff_page
@require_POST
def remove(request, pk):
    """Out of the draft."""
    paper = paper_to_prepare(request, pk)
    services.remove(version=paper.version, paper=paper, by=request.access.person, now=clock.now())
    messages.success(request, _("Đã bỏ “%(title)s” khỏi bản này.") % {"title": paper.title})
    return redirect("disclosure:papers", pk=paper.version.item_id)


def _seen_paper(request, pk: int) -> Paper:
    rows = Paper.objects.filter(version__item__in=Item.objects.visible_to(request.access))
    return get_object_or_404(rows.select_related("version__item__unit", "original", "published"), pk=pk)


@staff_page
@require_safe
def file(request, pk, copy):
    """A paper as it came in, for whoever prepares or approves it; or as it goes out."""
    paper = _seen_paper(request, pk)
    if copy == "goc":
        policies.check_see_original(request.access, paper.version.item)
        return files.deliver(paper.original)
    if copy != "cong-khai" or paper.published is None:
        raise Http404
    return files.deliver(paper.published)


@staff_page
@require_safe
def page(request, pk):
    """The picture of one page."""
    page = get_object_or_404(PaperPage.objects.select_related("file", "paper"), pk=pk)
    paper = _seen_paper(request, page.paper_id)
    if not page.is_public:
        policies.check_see_original(request.access, paper.version.item)
    return files.deliver(page.file, download=False)
