"""The law as the rulebook holds it: every rule, its article, how sure it is; and a last day to try out."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from danchu import rulebook
from danchu.core import clock
from danchu.core.pages import public_page
from danchu.duties import queries as duties
from danchu.duties.messages import cite, explain, figure_in_words, led_from
from danchu.portal import messages, queries
from danchu.portal.forms import LawFilterForm, TrialForm
from danchu.portal.views.portal import commune_of

PER_PAGE = 30


@public_page
def law(request, commune):
    """Every rule that holds on a day, by legal text; searched without marks, filtered by text and day."""
    own, today = commune_of(commune), clock.today()
    form = LawFilterForm(request.GET, today=today)
    chosen = form.chosen
    day = None if chosen.get("het") else form.day
    found = queries.rules(chosen.get("q", ""), law=chosen.get("van_ban", ""), on=day)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "commune": own, "filter": form, "page": page, "day": day, "filtered": bool(chosen),
        "rows": [messages.rule_row(rule, day or today) for rule in page],
        "whole": len(rulebook.all_rules()),
    }  # fmt: skip
    return render(request, "portal/law/list.html", context)


@public_page
def law_rule(request, commune, rule):
    """One rule: what it says, how sure it is, its other versions; for a deadline a last day to try out."""
    own, today = commune_of(commune), clock.today()
    versions = queries.versions(rule)
    if not versions:
        raise Http404
    shown = next((one for one in versions if one.in_force(today)), versions[-1])
    overlay = duties.overlay_of(own)
    trial = None
    if shown.reckon is not None and shown.unit is not None:
        trial = TrialForm(request.GET if "tu" in request.GET else None, rule=shown)
    promised = overlay.rule(shown)
    context = {
        "commune": own, "rule": shown, "place": cite(shown), "trial": trial,
        "pairs": messages.rule_pairs(shown, today),
        "variants": messages.variant_rows(shown),
        "versions": [messages.version_row(one, today) for one in versions] if len(versions) > 1 else [],
        "related": [messages.rule_row(one, today) for one in queries.related(shown)],
        "promise": figure_in_words(promised, promised.value) if promised is not shown else "",
        **(_tried(trial, shown, overlay) if trial and trial.is_valid() else {}),
    }  # fmt: skip
    return render(request, "portal/law/rule.html", context)


def _tried(trial: TrialForm, rule: rulebook.Rule, overlay) -> dict:
    """The last day from a day, with the commune's own days and promises; or the sentence why there is none."""
    start, facts = trial.cleaned_data["tu"], trial.facts
    for name, values in rule.applies.items():
        facts.setdefault(name, values[0])
    try:
        held = rulebook.find(rule.id, on=start, facts=facts)
        due = rulebook.due(overlay.rule(held), start, facts, working=overlay.calendar(rulebook.calendar()))
    except rulebook.RulebookError as error:
        return {"no_day": str(error)}
    led = led_from(rule.id, held) if held.id != rule.id else ""
    return {"due": due, "explanation": explain(due), "led": led}
