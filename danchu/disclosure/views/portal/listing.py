"""Lists: what is public now, what was, how much of what is due is public."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danchu.channels import queries as channels
from danchu.core import clock
from danchu.core.excerpts import excerpt
from danchu.core.pages import public_page
from danchu.core.text import squeezed
from danchu.disclosure import queries
from danchu.disclosure.forms.finding import FindingForm
from danchu.disclosure.states import Standing
from danchu.disclosure.views.portal import words

PER_PAGE = 20
DUE = 60  # of what is due and public, on one page
_SUMMARY = 180  # letters


@public_page
def index(request, commune):
    """What is public now: found by words, topic, village, form, year and days; ordered, paged."""
    own, today = words.commune_of(commune), clock.today()
    form = FindingForm(request.GET, topics=words.topics(), places=channels.places(own, today), years=queries.years(own))
    asked = form.asked
    page = Paginator(queries.posted(own, asked), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "commune": own, "form": form, "page": page, "rows": _rows(own, page, asked.words, today),
        "filtered": bool(form.chosen.keys() - {"xep"}), "tally": queries.tally(own, today),
        "topic": words.topic(asked.clause) if asked.clause else "", "clause": asked.clause,
        "noindex": bool(request.GET),
    }  # fmt: skip
    return render(request, "disclosure/public/list.html", context)


def _rows(commune, page, looked_for: str, today) -> list[dict]:
    """The items of a page as the list shows them (2 queries)."""
    items = list(page)
    up = channels.boards_up(commune, [version.subject for item in items for version in item.shown])
    texts = queries.texts_of(items) if looked_for else {}
    return [_row(item, looked_for, texts.get(item.pk, []), up, today) for item in items]


def _row(item, looked_for: str, texts: list[str], up: dict, today) -> dict:
    version = item.shown[0] if item.shown else None
    summary = squeezed(version.summary) if version else ""
    found = excerpt([item.title, summary, *texts], looked_for) if looked_for else ()
    return {
        "item": item, "topic": words.topic(item.clause), "summary": _cut(summary),
        "found": found if found and "".join(piece.text for piece in found) != item.title else (),
        "boards": words.boards_words(*up.get(version.subject, (0, 0))) if version else "",
        "corrected": item.changed_on if item.changed_on != item.public_on else None,
    }  # fmt: skip


def _cut(text: str) -> str:
    if len(text) <= _SUMMARY:
        return text
    return text[: text.rfind(" ", 0, _SUMMARY)].rstrip(" ,;:.") + "…"


@public_page
def archive(request, commune):
    """What was public and is not any more: that it was there, from when to when, and why not now."""
    own = words.commune_of(commune)
    looked_for = squeezed(request.GET.get("q", ""))[:100]
    page = Paginator(queries.ended(own, looked_for), PER_PAGE).get_page(request.GET.get("page"))
    rows = [{"item": item, "ground": _ground(item), "topic": words.topic(item.clause)} for item in page]
    context = {"commune": own, "page": page, "rows": rows, "words": looked_for, "noindex": bool(request.GET)}
    return render(request, "disclosure/public/archive.html", context)


def _ground(item) -> str:
    last = item.shown[0] if item.shown else None
    return str(words.GROUNDS.get(last.ground, "")) if last else ""


@public_page
def in_force(request, commune):
    """How much of what is due is public, and the list behind that sentence."""
    own, today = words.commune_of(commune), clock.today()
    found = queries.due_list(own, today)
    context = {
        "commune": own, "found": found, "page": Paginator(found.public, DUE).get_page(request.GET.get("page")),
        "unmade": [_owed(item, (today - item.due_on).days) for item, how in found.missing if how == Standing.LATE],
        "undone": [{"item": item, "word": words.STANDINGS.get(how, "")}
                   for item, how in found.missing if how != Standing.LATE],
        "to_come": [_owed(item, 0) for item in found.to_come],
    }  # fmt: skip
    return render(request, "disclosure/public/in_force.html", context)


def _owed(item, days: int) -> dict:
    """An item that is not public yet: as the approved plan or the catalogue calls it, else by its topic alone."""
    title = queries.planned_title(item) or _("Một nội dung về: %(topic)s") % {"topic": words.topic(item.clause)}
    return {
        "item": item, "title": title, "period": words.period(item), "topic": words.topic(item.clause),
        "word": ngettext("Chậm %(n)s ngày", "Chậm %(n)s ngày", days) % {"n": days} if days else "",
    }  # fmt: skip
