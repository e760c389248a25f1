"""A vote counted again, step by step: a declared one, numbers that anyone types, or rows of the open data."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from danchu.core.pages import public_page
from danchu.core.text import whole_number
from danchu.decisions import messages
from danchu.decisions.forms.recounting import RecountForm
from danchu.decisions.queries import public
from danchu.decisions.rules.recount import Recount, differences, recount
from danchu.decisions.states import VoteState
from danchu.decisions.views.portal import rows, words
from danchu.decisions.views.portal.matter import matter_or_404
from danchu.rulebook import RulebookError

PER_PAGE = 25
LONGEST = 6000  # letters of pasted rows


@public_page
def page(request, commune):
    """Everything declared, counted again; with `?viec=` one of it step by step; with typed numbers those."""
    own = words.commune_of(commune)
    context: dict = {"commune": own, "noindex": bool(request.GET), "form": RecountForm()}
    if request.GET.get("viec"):
        context |= _declared(request, own)
    elif pasted := request.GET.get("dong", "").strip():
        context |= {"pasted": pasted[:LONGEST], "pasted_rows": [_pasted(one) for one in rows.read(pasted[:LONGEST])]}
    elif "khoan" in request.GET:
        context |= _typed(request)
    else:
        context |= _all(request, own)
    return render(request, "decisions/public/recount.html", context)


def _declared(request, commune) -> dict:
    """The result of one village, or of all villages together, beside what comes out when it is counted again."""
    year, _slash, number = request.GET["viec"].partition("/")
    numbers = whole_number(year), whole_number(number)
    if None in numbers:
        raise Http404
    matter = matter_or_404(commune.slug, *numbers)
    context = {"matter": matter, "matter_url": words.address(commune.slug, matter)}
    if "lan" not in request.GET:
        found = public.commune_situation(matter)
        if found is None:
            raise Http404
        situation, on = found
        outcome = rows.outcome_of(matter)
        stated = {"outcome": outcome} if outcome else {}
        return context | _told(recount(situation, on=on), stated) | _again(situation, on)
    vote = next((one for one in matter.shown_votes if str(one.pk) == request.GET["lan"]), None)
    if vote is None or vote.state != VoteState.RESULT:
        raise Http404
    situation, on = public.situation_of(vote), vote.result.decided_on
    told = _told(recount(situation, on=on), _stated(vote))
    return context | {"vote": vote, "line": vote.result.line_sequence} | told | _again(situation, on)


def _stated(vote) -> dict:
    verdict = vote.result.verdict
    return {"outcome": vote.result.outcome} | {
        name: verdict.get(name) for name in ("needed", "denominator", "citation")
    }  # fmt: skip


def _again(situation, on) -> dict:
    """The form with the numbers of a declared vote in it, for whoever wants to change one and see."""
    return {"form": RecountForm(initial=RecountForm.typed_from(situation, on)), "numbers_of": True}


def _told(counted: Recount, stated: dict) -> dict:
    """A recount in words, beside what was declared."""
    verdict = counted.verdict
    tag, word = words.OUTCOMES[verdict.outcome]
    return {
        "steps": [words.told_step(step) for step in counted.steps], "sentence": messages.explain_vote(verdict),
        "tag": tag, "word": str(word), "stated": stated,
        "differs": [str(words.DIFFERENCES[name]) for name in differences(stated, verdict)],
    }  # fmt: skip


def _typed(request) -> dict:
    form = RecountForm(request.GET)
    if not form.is_valid():
        return {"form": form}
    try:
        counted = recount(form.situation, on=form.cleaned_data["ngay"])
    except RulebookError as error:
        form.add_error("ngay", str(error))
        return {"form": form}
    return {"form": form, "typed": True} | _told(counted, {})


def _pasted(one: rows.Pasted) -> dict:
    if one.situation is None:
        return {"name": one.name, "problem": one.problem}
    try:
        counted = recount(one.situation, on=one.on)
    except RulebookError as error:
        return {"name": one.name, "problem": str(error)}
    return {"name": one.name} | _told(counted, one.declared or {})


def _all(request, commune) -> dict:
    """Every declared result, each counted again."""
    votes = public.results(commune)
    found, wrong = [], 0
    for vote in reversed(votes):
        counted = recount(public.situation_of(vote), on=vote.result.decided_on)
        differing = differences(_stated(vote), counted.verdict)
        wrong += bool(differing)
        found.append({
            "vote": vote, "name": f"{vote.matter.title} · {vote.village.name}", "sum": words.sum_of(vote),
            "agrees": not differing, "url": words.recount_address(commune.slug, vote.matter, vote),
            "word": _("khớp") if not differing else _("không khớp"),
        })  # fmt: skip
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return {"all_page": page, "all_count": len(found), "wrong": wrong}
