"""Requests for information in the workspace: the list, one of them, writing one down for a person."""

import datetime

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.forms import fresh_key
from danchu.core.pages import form_page, staff_page
from danchu.disclosure.forms.requests import FilterForm, WriteDownForm
from danchu.disclosure.messages import requests as words
from danchu.disclosure.models import Request
from danchu.disclosure.policies import requests as policies
from danchu.disclosure.queries import requests as queries
from danchu.disclosure.services import requests as services
from danchu.disclosure.states import RequestKind, RequestState
from danchu.disclosure.views.portal.requests import shown_once
from danchu.documents import files
from danchu.duties.queries import calendar_of
from danchu.duties.rules import days_left
from danchu.intake.rules import read_code
from danchu.intake.states import Way

PER_PAGE = 25


def request_or_404(request, pk: int) -> Request:
    """The request, for who may read it; for everybody else it is not there (1 query)."""
    return get_object_or_404(queries.requests_of(request.access), pk=pk)


def _filtered(rows, form: FilterForm, today: datetime.date):
    form.is_valid()
    chosen = form.cleaned_data.get
    if chosen("q"):
        return rows.filter(receipt__body=read_code(chosen("q")) or "-")
    if chosen("loai"):
        rows = rows.filter(kind=chosen("loai"))
    if chosen("tinh_trang") == "tre":
        return queries.late(rows, today).order_by("due_on", "pk")
    if chosen("tinh_trang") == "cho":
        return rows.filter(state=RequestState.TO_COMPLETE)
    if chosen("tinh_trang") == "xong":
        return rows.closed()
    return rows if chosen("tinh_trang") == "tat-ca" else rows.open().order_by("due_on", "pk")


def _line(one: Request, today: datetime.date) -> dict:
    bound = one.is_open and not one.never_late and one.state != RequestState.TO_COMPLETE
    left = days_left(one.due_on, today, calendar_of(one.commune)) if bound and one.due_on else None
    return {
        "one": one, "tag": words.tag(one), "days_left": left, "due_on": one.due_on if bound else None,
        "why": [one.explanation.get("explanation", "")], "unsure": one.explanation.get("evidence") != "confirmed",
    }  # fmt: skip


@staff_page
@require_safe
def index(request):
    """The requests a person may read: open ones first due first, filtered by state, kind, code."""
    today, form = clock.today(), FilterForm(request.GET)
    rows = _filtered(queries.requests_of(request.access), form, today)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "lines": [_line(one, today) for one in page], "filter": form,
        "counts": queries.counts(request.access, today), "filtered": any(request.GET.values()),
    }  # fmt: skip
    return render(request, "disclosure/requests/index.html", context)


@staff_page
@require_safe
def detail(request, pk):
    """One request: what is asked, until when and why, what happened, what may be done. The way to reach the person is
    shown to who handles it alone.
    """
    one, today, access = request_or_404(request, pk), clock.today(), request.access
    handles = policies.can_handle(access, one)
    contact = getattr(one.receipt, "contact", None) if handles else None
    may = {state.value: policies.can_move(access, one, state) for state in RequestState}
    context = {
        "one": one, **_line(one, today), "history": words.history(one, inner=True), "contact": contact,
        "handles": handles, "may": may, "files": one.files.select_related("file"),
        "hits": queries.public_items_about(one.commune, one.text) if one.is_open and handles else [],
        "is_wrong": one.kind == RequestKind.WRONG,
    }  # fmt: skip
    return render(request, "disclosure/requests/detail.html", context)


@staff_page
@form_page
def write_down(request):
    """Written down for a person at the desk or by a village head; the answer is the receipt with its PIN, to print."""
    access = request.access
    policies.check_write_down(access)
    village = policies.is_village_head(access)
    form = WriteDownForm(
        request.POST or None, commune=access.commune, village=village,
        initial={"form_key": fresh_key(), "kind": "information", "way": Way.DESK},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            issued = services.ask(
                commune=access.commune, text=data["text"], wanted=data["wanted"], form_key=data["form_key"],
                way=Way.VILLAGE_HEAD if village else Way(data["way"]), kind=RequestKind(data["kind"]),
                item=data["item"], contact=form.contact, read_back=data["read_back"],
                village=access.unit if village else None, given_at_once=data.get("given_at_once", ""),
                by=access.person, now=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _slip(request, issued)
    status = 422 if form.errors else 200
    return render(request, "disclosure/requests/write_down.html", {"form": form, "village": village}, status=status)


def _slip(request, issued):
    one = Request.objects.select_related(*queries.RELATED).get(receipt=issued.receipt)
    context = {
        **shown_once(request, one, issued), "contact": getattr(issued.receipt, "contact", None),
        "eyebrow": one.get_kind_display(), "recorded": "disclosure/requests/recorded.html",
    }  # fmt: skip
    return render(request, "disclosure/requests/slip.html", context)


@staff_page
@require_POST
def new_pin(request, pk):
    """A new PIN for the person at the desk, on the printed slip."""
    one = request_or_404(request, pk)
    policies.check_handle(request.access, one)
    return _slip(request, services.new_pin(request=one, by=request.access.person, now=clock.now()))


@staff_page
@require_safe
def file(request, pk, file):
    """A file of the answer, for who handles the request."""
    one = request_or_404(request, pk)
    policies.check_handle(request.access, one)
    return files.deliver(get_object_or_404(one.files.select_related("file"), pk=file).file)
