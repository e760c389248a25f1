"""Papers read on the page: their text, their pages as pictures; and the list of names while it may be shown."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from danchu.core import clock
from danchu.core.pages import public_page
from danchu.disclosure import queries
from danchu.disclosure.models import Version
from danchu.disclosure.states import VersionState
from danchu.disclosure.views.portal import words
from danchu.disclosure.views.portal.item import gone, item_or_404, marked, papers_of, readable_or_none

LETTERS = 6000  # of a paper's text on one page, cut at the end of a line
NAMES = 100  # rows of a list on one page


@public_page
def text(request, commune, year, number, paper, version=None):
    """The text of a paper as a page, so that nobody needs a reader of PDF files."""
    item, versions = item_or_404(commune, year, number, texts=True)
    found = readable_or_none(item, versions, version)
    if found is None:
        return gone(request, item, versions, version)
    shown = paper_or_404(found, paper)
    page = Paginator(_pages(shown.text), 1).get_page(request.GET.get("page"))
    context = {
        "commune": item.commune, "item": item, "version": found, "paper": shown, "page": page,
        "piece": page.object_list[0] if page.object_list else "", "noindex": found.state != VersionState.PUBLIC,
        "file": papers_of(item, found)[paper - 1],
        "short_address": request.build_absolute_uri(words.address(commune, item)),
    }  # fmt: skip
    return marked(render(request, "disclosure/public/text.html", context), found)


def paper_or_404(version: Version, number: int):
    """The paper of a version by its number from 1; 404 for none, or one of which nothing goes out."""
    papers = [paper for paper in version.papers.all() if paper.published is not None]
    if not 0 < number <= len(papers):
        raise Http404
    return papers[number - 1]


def _pages(text: str) -> list[str]:
    """The text in pieces of about `LETTERS` letters, cut at the end of a line where there is one."""
    pieces, rest = [], text.strip()
    while len(rest) > LETTERS:
        cut = max(rest.rfind("\n", LETTERS // 2, LETTERS), rest.rfind(" ", LETTERS // 2, LETTERS))
        cut = cut if cut > 0 else LETTERS
        pieces.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [*pieces, rest] if rest else pieces


@public_page
def pictures(request, commune, year, number, paper):
    """The pages of a paper as pictures, one at a time, for phones."""
    item, versions = item_or_404(commune, year, number)
    found = readable_or_none(item, versions, None)
    if found is None:
        return gone(request, item, versions)
    shown = paper_or_404(found, paper)
    page = Paginator(queries.page_pictures(shown), 1).get_page(request.GET.get("page"))
    where = [item.commune.slug, year, number, paper]
    picture = page.object_list[0] if page.object_list else None
    context = {
        "commune": item.commune, "item": item, "paper": shown, "page": page, "noindex": True,
        "file": papers_of(item, found)[paper - 1],
        "picture_url": reverse("disclosure_public:picture", args=[*where, picture.number]) if picture else "",
    }  # fmt: skip
    return marked(render(request, "disclosure/public/pictures.html", context), found)


@public_page
def named(request, commune, year, number):
    """The list of an item: in full where the clause demands it, else first letters; gone after its last day."""
    item, versions = item_or_404(commune, year, number)
    found = readable_or_none(item, versions, None)
    if found is None:
        return gone(request, item, versions)
    found.item = item
    names = queries.names_shown(found, clock.today())
    if names is None:
        raise Http404
    if names.over:
        return gone(request, item, versions)
    page = Paginator(names.rows, NAMES).get_page(request.GET.get("page"))
    context = {
        "commune": item.commune, "item": item, "names": names, "page": page, "noindex": True,
        "rows": [{"number": row[0], "name": row[1], "village": row[2],
                  "cells": list(zip(names.columns, row[3:], strict=False))} for row in page],
    }  # fmt: skip
    response = render(request, "disclosure/public/names.html", context)
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response
