"""Asking for information, and saying that something public is wrong: without an account, by anyone.

No page here keeps who asks: no session is opened, no address is written down, limits live for an hour in memory.
"""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.http import require_POST

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.forms import fresh_key
from danchu.core.pages import public_page, unkept_page
from danchu.disclosure.forms.requests import AddForm, AskForm, WrongForm
from danchu.disclosure.messages import requests as words
from danchu.disclosure.models import Item, Request
from danchu.disclosure.models.requests import REFUSAL_LABELS
from danchu.disclosure.queries import requests as queries
from danchu.disclosure.services import requests as services
from danchu.disclosure.states import Refusal, RequestKind, RequestState
from danchu.disclosure.views.portal.lists import commune_or_404
from danchu.documents import files
from danchu.intake import services as intake
from danchu.intake.states import Way

MOST = 30  # years looked back for figures


@unkept_page
def ask(request, commune):
    """GET: the form. POST: first what is public about it already, then, confirmed, the receipt with its PIN."""
    own = commune_or_404(commune)
    form = AskForm(request.POST or None, initial={"form_key": fresh_key()})
    context = {"commune": own, "form": form}
    if request.method == "POST" and form.is_valid():
        if "send" not in request.POST and "change" not in request.POST:
            hits = queries.public_items_about(own, form.cleaned_data["text"])
            return render(request, "disclosure/requests/confirm.html", {**context, "hits": hits})
        if "send" in request.POST:
            return _sent(request, form, "disclosure/requests/ask.html", context, text=form.cleaned_data["text"],
                         wanted=form.cleaned_data["wanted"])  # fmt: skip
    return render(request, "disclosure/requests/ask.html", context, status=422 if form.errors else 200)


@unkept_page
def wrong(request, commune, year, number):
    """The same for something public that is said to be wrong."""
    own = commune_or_404(commune)
    item = get_object_or_404(Item.objects.public(), commune=own, year=year, number=number)
    form = WrongForm(request.POST or None, initial={"form_key": fresh_key()})
    context = {"commune": own, "form": form, "item": item}
    if request.method == "POST" and form.is_valid():
        return _sent(request, form, "disclosure/requests/wrong.html", context, text=form.cleaned_data["text"],
                     kind=RequestKind.WRONG, item=item)  # fmt: skip
    return render(request, "disclosure/requests/wrong.html", context, status=422 if form.errors else 200)


def _sent(request, form, template: str, context: dict, **values):
    own = context["commune"]
    try:
        intake.check_pace(address=import_string(settings.AXES_CLIENT_IP_CALLABLE)(request))
        issued = services.ask(
            commune=own, way=Way.ONLINE, form_key=form.cleaned_data["form_key"], contact=form.contact,
            now=clock.now(), **values,
        )  # fmt: skip
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return render(request, template, context, status=422)
    made = Request.objects.select_related(*queries.RELATED).get(receipt=issued.receipt)
    return render(request, "disclosure/requests/receipt.html", {**context, **shown_once(request, made, issued)})


def shown_once(request, made: Request, issued) -> dict:
    """The receipt with its PIN, for the one page that shows it."""
    follow = request.build_absolute_uri(reverse("intake:look_up", args=[made.commune.slug]))
    return {
        "one": made, "receipt": issued.receipt, "pin": issued.pin, "next": words.next_step(made),
        "follow_url": follow, "follow_address": follow.partition("://")[2],
    }  # fmt: skip


# -- with code and PIN ------------------------------------------------------------------------------------------------
def follow(request, commune, receipt, ticket: str, *, form=None, problem: str = "", status: int = 200):
    """The page of a request opened with its code and PIN (settings RECEIPT_PAGES)."""
    made = get_object_or_404(Request.objects.select_related(*queries.RELATED), receipt=receipt)
    context = {
        "commune": commune, "one": made, "receipt": receipt, "ticket": ticket, "form": form or AddForm(),
        "tag": words.tag(made), "next": words.next_step(made), "history": words.history(made, inner=False),
        "files": made.files.select_related("file"), "problem": problem,
        "complain": words.how_to_complain(made) if made.state == RequestState.REFUSED else "",
    }  # fmt: skip
    return render(request, "disclosure/requests/follow.html", context, status=status)


def _opened_or_back(request, commune: str):
    """The commune, the receipt a page was opened for, and None; or an answer that leads back to code and PIN."""
    own = commune_or_404(commune)
    try:
        return own, intake.opened(commune=own, ticket=request.POST.get("ticket", "")), None
    except Refused as refusal:
        answer = render(
            request, "disclosure/requests/expired.html",
            {"commune": own, "why": str(refusal), "typed": request.POST.get("text", "")}, status=403,
        )  # fmt: skip
        return own, None, answer


@unkept_page
@require_POST
def add(request, commune):
    """The person adds something to an open request."""
    own, receipt, answer = _opened_or_back(request, commune)
    if answer:
        return answer
    made, form = get_object_or_404(Request, receipt=receipt), AddForm(request.POST)
    if form.is_valid():
        try:
            services.add(request=made, text=form.cleaned_data["text"], now=clock.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return follow(request, own, receipt, intake.pass_for(receipt))
    return follow(request, own, receipt, request.POST["ticket"], form=form, status=422)


@unkept_page
@require_POST
def take_back(request, commune):
    """The person no longer asks; asked once more before it is done."""
    own, receipt, answer = _opened_or_back(request, commune)
    if answer:
        return answer
    made = get_object_or_404(Request.objects.select_related(*queries.RELATED), receipt=receipt)
    if "sure" not in request.POST:
        context = {"commune": own, "one": made, "ticket": request.POST["ticket"]}
        return render(request, "disclosure/requests/take_back.html", context)
    problem, status = "", 200
    try:
        services.take_back(request=made, now=clock.now())
    except Refused as refusal:
        problem, status = str(refusal), 409
    return follow(request, own, receipt, intake.pass_for(receipt), problem=problem, status=status)


@unkept_page
@require_POST
def file(request, commune):
    """A file of the answer, for whoever opened the page with code and PIN."""
    _own, receipt, answer = _opened_or_back(request, commune)
    if answer:
        return answer
    made = get_object_or_404(Request, receipt=receipt)
    pk = request.POST.get("file", "")
    if not pk.isdigit():
        raise Http404
    kept = get_object_or_404(made.files.select_related("file"), pk=pk[:18])
    return files.deliver(kept.file)


# -- what is counted --------------------------------------------------------------------------------------------------
@public_page
def figures(request, commune):
    """How requests were answered, year by year; nothing under five."""
    own, today = commune_or_404(commune), clock.today()
    first = max((own.begins_on or today).year, today.year - MOST)
    tables = []
    for year in range(today.year, first - 1, -1):
        for kind in RequestKind:
            found = queries.public_figures(own, year, kind)
            tables.append({
                "year": year, "kind": kind, "received": found.received, "median": found.median_days,
                "how": [(words.HOW_WORDS[name](), count) for name, count in found.how.items() if count != 0],
                "refused": [
                    (REFUSAL_LABELS[Refusal(ground)], count) for ground, count in found.refused.items() if count != 0
                ] if kind == RequestKind.INFORMATION else [],
            })  # fmt: skip
    return render(request, "disclosure/requests/figures.html", {"commune": own, "tables": tables})
