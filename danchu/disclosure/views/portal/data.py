"""Disclosure for programs: CSV, JSON with the register as its cursor, the dictionary of both, the map for searchers.

No personal data and no list of names is in any of it.
"""

import csv
import json

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from danchu.channels import queries as channels
from danchu.core import clock
from danchu.core.opendata import not_indexed
from danchu.core.pages import public_page
from danchu.core.text import whole_number
from danchu.disclosure import queries
from danchu.disclosure.queries import Asked
from danchu.disclosure.views.portal import words
from danchu.disclosure.views.portal.fields import FIELDS, Row, as_cells, as_json

LINES = 500  # of the register, in one answer
MOST_ADDRESSES = 50_000  # of one sitemap (sitemaps.org protocol)


@public_page
def as_csv(request, commune):
    """Everything public now as CSV (RFC 4180, UTF-8 with its mark, so that spreadsheets read the Vietnamese)."""
    own = words.commune_of(commune)
    items = list(queries.open_to_machines(queries.posted(own, Asked(order="khoan"))).select_related("unit"))
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = f"{own.slug}-cong-khai{'-du-lieu-mau' if own.is_sample else ''}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    out = csv.writer(response)
    out.writerow([field.name for field in FIELDS])
    out.writerows(as_cells(row) for row in _rows(request, own, items))
    return not_indexed(response, own)


@public_page
def as_json_document(request, commune):
    """What became public, was corrected or taken down after line `?since=` of the register; from the start without.

    `items` as they are now, `gone` ids no longer public, `cursor` for the next asking, `next` while there is more.
    """
    own = words.commune_of(commune)
    since = whole_number(request.GET.get("since", "0"))
    if since is None:
        return _json({"error": _("“since” là số dòng của sổ công khai. Ví dụ: ?since=12")}, own, status=400)
    found = queries.changes(own, since, LINES)
    here = request.build_absolute_uri(reverse("disclosure_public:json", args=[own.slug]))
    document = {
        "commune": own.slug, "commune_name": own.title, "sample": own.is_sample,
        "notice": _("DỮ LIỆU MẪU: xã này không có thật.") if own.is_sample else "",
        "dictionary": request.build_absolute_uri(reverse("disclosure_public:dictionary", args=[own.slug])),
        "items": [as_json(row) for row in _rows(request, own, found.items)],
        "gone": [f"{year}/{number}" for year, number in found.gone],
        "cursor": found.cursor, "more": found.more, "next": f"{here}?since={found.cursor}" if found.more else None,
    }  # fmt: skip
    return _json(document, own)


def _rows(request, commune, items) -> list[Row]:
    """The items as rows of data (2 queries)."""
    shown = {item.pk: item.shown[0] for item in items if item.shown}
    up = channels.boards_up(commune, [version.subject for version in shown.values()])
    papers = queries.papers_of_many(shown.values())
    rows = []
    for item in items:
        if version := shown.get(item.pk):
            item.commune = commune
            rows.append(
                Row(item=item, version=version, url=request.build_absolute_uri(words.address(commune.slug, item)),
                    papers=[_paper(request, item, at, paper) for at, paper in enumerate(papers.get(version.pk, []), 1)],
                    boards=up.get(version.subject, (0, 0)), today=clock.today())
            )  # fmt: skip
    return rows


def _paper(request, item, number: int, paper) -> dict:
    url = reverse("disclosure_public:file", args=[item.commune.slug, item.year, item.number, number])
    return {
        "title": paper.title, "url": request.build_absolute_uri(url), "media_type": paper.published.media_type,
        "size": paper.published.size, "sha256": paper.published.sha256,
    }  # fmt: skip


def _json(document: dict, commune, status: int = 200) -> HttpResponse:
    content = json.dumps(document, ensure_ascii=False, indent=1)
    return not_indexed(HttpResponse(content, content_type="application/json; charset=utf-8", status=status), commune)


@public_page
def dictionary(request, commune):
    """The data dictionary: where the data lies, every field with type and meaning, how to keep a copy up to date."""
    own = words.commune_of(commune)
    topics = [{"clause": clause, "label": words.topic(clause)} for clause in words.TOPICS]
    return render(request, "disclosure/public/data.html", {"commune": own, "fields": FIELDS, "topics": topics})


@public_page
def sitemap(request, commune):
    """The commune's public items for search engines (sitemaps.org); none of a sample, no list of names."""
    own = words.commune_of(commune)
    response = HttpResponse(content_type="application/xml; charset=utf-8")
    out = SimplerXMLGenerator(response, "utf-8")
    out.startDocument()
    out.startElement("urlset", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    if not own.is_sample:
        _address(out, request.build_absolute_uri(reverse("disclosure_public:list", args=[own.slug])))
        items = queries.open_to_machines(queries.posted(own, Asked()))
        for year, number, on in items.values_list("year", "number", "changed_on")[: MOST_ADDRESSES - 1]:
            path = reverse("disclosure_public:item", args=[own.slug, year, number])
            _address(out, request.build_absolute_uri(path), on)
    out.endElement("urlset")
    out.endDocument()
    return not_indexed(response, own)


def _address(out, address: str, on=None) -> None:
    """One address of a sitemap, with the day it last changed."""
    out.startElement("url", {})
    out.addQuickElement("loc", address)
    if on:
        out.addQuickElement("lastmod", on.isoformat())
    out.endElement("url")
