"""Decisions for programs: CSV and JSON from which anyone can recount, and the dictionary of both. Sums only."""

import csv
import json

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core.opendata import not_indexed
from danchu.core.pages import public_page
from danchu.decisions.queries import public
from danchu.decisions.views.portal import words
from danchu.decisions.views.portal.fields import FIELDS, as_cells, as_json
from danchu.decisions.views.portal.rows import rows


@public_page
def as_csv(request, commune):
    """Every result as CSV (RFC 4180, UTF-8 with its mark, so that spreadsheets read the Vietnamese)."""
    own = words.commune_of(commune)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = f"{own.slug}-dan-ban{'-du-lieu-mau' if own.is_sample else ''}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    out = csv.writer(response)
    out.writerow([field.name for field in FIELDS])
    out.writerows(as_cells(row) for row in rows(request, own))
    return not_indexed(response, own)


@public_page
def as_json_document(request, commune):
    """Every public matter with what became of it (`matters`), and every result (`results`, as in the CSV)."""
    own = words.commune_of(commune)
    matters = list(public.matters(own, public.Asked()))
    done = public.carried_out(matters)
    document = {
        "commune": own.slug, "commune_name": own.title, "sample": own.is_sample,
        "notice": _("DỮ LIỆU MẪU: xã này không có thật.") if own.is_sample else "",
        "dictionary": request.build_absolute_uri(reverse("decisions_public:dictionary", args=[own.slug])),
        "matters": [_matter(request, own, matter, done[matter.pk]) for matter in matters],
        "results": [as_json(row) for row in rows(request, own)],
    }  # fmt: skip
    content = json.dumps(document, ensure_ascii=False, indent=1)
    return not_indexed(HttpResponse(content, content_type="application/json; charset=utf-8"), own)


def _matter(request, commune, matter, done) -> dict:
    return {
        "id": f"{matter.year}/{matter.number}", "title": matter.title, "question": matter.question,
        "clause": matter.clause, "scope": matter.scope,
        "village": matter.village.name if matter.village_id else None, "form": matter.form, "state": matter.state,
        "decided_on": matter.decided_on and matter.decided_on.isoformat(),
        "effect_on": matter.effect_on and matter.effect_on.isoformat(), "question_sha256": matter.question_digest,
        "url": request.build_absolute_uri(words.address(commune.slug, matter)),
        "given": [
            {"kind": one.kind, "amount": str(one.amount), "measure": one.measure, "households": one.households}
            for one in done.given
        ],
        "spent": str(done.spent) if done.spendings else None, "per_cent": done.per_cent,
    }  # fmt: skip


@public_page
def dictionary(request, commune):
    """The data dictionary: where the data lies, every field with type and meaning, how to recount from it."""
    own = words.commune_of(commune)
    return render(request, "decisions/public/data.html", {"commune": own, "fields": FIELDS})
