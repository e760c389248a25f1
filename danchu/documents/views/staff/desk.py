"""The records office's desk: what waits for a number, what waits for its signed copy."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.documents import files, queries, services
from danchu.documents.forms import NumberForm, SignedCopyForm
from danchu.documents.models import Document
from danchu.documents.policies import check_keep_records
from danchu.documents.states import DocumentState

COPIES = {"docx": "docx", "pdf": "pdf", "ky": "signed_copy"}


def _document_or_404(request, pk: int) -> Document:
    """The paper, for who keeps the commune's records; another commune's is not there."""
    rows = Document.objects.filter(commune=request.access.commune)
    document = get_object_or_404(rows.select_related("commune", "unit", "docx", "pdf", "signed_copy"), pk=pk)
    check_keep_records(request.access, document.unit)
    return document


@staff_page
@require_safe
def desk(request):
    """Papers waiting for the records office, and those issued lately."""
    check_keep_records(request.access)
    commune = request.access.commune
    waiting = list(queries.waiting_for_records(commune))
    return render(
        request,
        "documents/desk.html",
        {
            "to_number": [d for d in waiting if d.state == DocumentState.APPROVED],
            "to_sign": [d for d in waiting if d.state == DocumentState.NUMBERED],
            "issued": queries.issued(commune).select_related("unit")[:20],
        },
    )


@staff_page
@form_page
def number(request, pk):
    """Number and date."""
    document = _document_or_404(request, pk)
    form = NumberForm(request.POST or None, initial={"dated_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        typed = data["number"] if data["source"] == NumberForm.OWN else None
        try:
            document = services.assign_number(
                document=document, number=typed, dated_on=data["dated_on"], by=request.access.person, now=clock.now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("Đã ghi số %(number)s. In văn bản để ký, rồi đính kèm bản đã ký.") % {"number": document.full_number},
            )
            return redirect("documents:attach", pk=document.pk)
    return _page(request, "documents/number.html", document, form)


@staff_page
@form_page
def attach(request, pk):
    """The signed copy; with it the paper is issued."""
    document = _document_or_404(request, pk)
    form = SignedCopyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.attach_signed(
                document=document, upload=form.cleaned_data["file"], by=request.access.person, now=clock.now()
            )
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("Đã phát hành %(paper)s.") % {"paper": document})
            return redirect(reverse("documents:desk"))
    return _page(request, "documents/attach.html", document, form)


@staff_page
@require_safe
def file(request, pk, copy):
    """One of a paper's files."""
    document = _document_or_404(request, pk)
    stored = getattr(document, COPIES[copy], None) if copy in COPIES else None
    if stored is None:
        raise Http404
    return files.deliver(stored)


def _page(request, template: str, document: Document, form):
    status = 422 if form.errors else 200
    return render(request, template, {"document": document, "form": form}, status=status)
