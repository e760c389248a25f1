"""Public numbers of what people bring: one page, the same as data, the dictionary of both."""

import csv
import datetime
import json
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.core import clock
from danchu.core.opendata import not_indexed, plain_cell
from danchu.core.pages import public_page
from danchu.organisation.models import Commune
from danchu.petitions.messages import sums as words
from danchu.petitions.models import SumSheet
from danchu.petitions.queries import sums as queries
from danchu.petitions.rules import sums as rules
from danchu.petitions.rules.sums import Span

MOST = 80  # sheets, in one file: twenty years


def commune_of(slug: str) -> Commune:
    """The commune behind a public address, once it has begun."""
    return get_object_or_404(Commune.objects.begun().select_related("province"), slug=slug)


@public_page
def index(request, commune):
    """The numbers of a quarter (`?ky=` its last day; else the newest) and of the half-year it ended in or before."""
    own = commune_of(commune)
    quarters = list(queries.sheets(own, Span.QUARTER)[:MOST])
    asked = request.GET.get("ky", "")
    chosen = next((each for each in quarters if each.last_on.isoformat() == asked), quarters[0] if quarters else None)
    half = queries.sheets(own, Span.HALF).filter(last_on__lte=chosen.last_on).first() if chosen else None
    end = rules.quarter_end(rules.quarter_start(own.begins_on))
    context = {
        "commune": own, "chosen": chosen, "half": half, "noindex": bool(request.GET),
        "periods": [{"value": each.last_on.isoformat(), "words": words.stretch(each.first_on, each.last_on),
                     "chosen": each == chosen} for each in quarters],
        "title": words.stretch(chosen.first_on, chosen.last_on) if chosen else "",
        "half_title": words.stretch(half.first_on, half.last_on) if half else "",
        "tables": words.tables(chosen) if chosen else [], "half_tables": words.tables(half) if half else [],
        "first_day": end + datetime.timedelta(days=rules.SETTLES_DAYS + 1), "today": clock.today(),
    }  # fmt: skip
    return render(request, "petitions/sums/page.html", context)


@dataclass(frozen=True)
class Field:
    """A field of the data: its name, its type in words, what it means."""

    name: str
    type_words: str
    meaning: str


FIELDS = (
    Field("first_on", gettext_lazy("ngày, dạng 2026-02-24"), gettext_lazy("Ngày đầu của khoảng thời gian.")),
    Field("last_on", gettext_lazy("ngày, dạng 2026-02-24"), gettext_lazy("Ngày cuối của khoảng thời gian.")),
    Field("span", gettext_lazy("chữ"), gettext_lazy("quarter: theo quý; half: theo nửa năm.")),
    Field("fixed_on", gettext_lazy("ngày, dạng 2026-02-24"),
          gettext_lazy("Ngày chốt số; từ đó không đổi nữa.")),
    Field("dimension", gettext_lazy("chữ"),
          gettext_lazy("Đếm theo gì: received (tất cả), kind, outcome, fixed, rating, median_days, topic, village.")),
    Field("part", gettext_lazy("chữ"), gettext_lazy("Mã của phần được đếm.")),
    Field("label", gettext_lazy("chữ"), gettext_lazy("Phần ấy nói bằng lời.")),
    Field("count", gettext_lazy("số"),
          gettext_lazy("Số việc; của median_days là số ngày. Trống: không nêu vì quá nhỏ, không phải bằng 0.")),
    Field("register_line", gettext_lazy("số nguyên"), gettext_lazy("Dòng của sổ công khai ghi các số này.")),
)  # fmt: skip


def rows_of(sheet: SumSheet) -> list[dict]:
    """A sheet as rows of data, the fields in their order."""
    content, names = sheet.content, sheet.content.get("names", {})
    numbers = [("received", "", _("Tất cả"), content["received"])]
    for dimension in words.DIMENSIONS:
        for part, count in content.get(dimension, {}).items():
            numbers.append((dimension, part, words.part_words(dimension, part, names), count))
    if "median_days" in content:
        numbers.append(("median_days", "", _("Một nửa được trả lời trong (ngày)"), content["median_days"]))
    return [
        {
            "first_on": sheet.first_on.isoformat(), "last_on": sheet.last_on.isoformat(), "span": sheet.span,
            "fixed_on": sheet.fixed_on.isoformat(), "dimension": dimension, "part": part, "label": label,
            "count": count, "register_line": sheet.line_sequence,
        }
        for dimension, part, label, count in numbers
    ]  # fmt: skip


def _all(commune) -> list[dict]:
    sheets = SumSheet.objects.filter(commune=commune).order_by("-last_on", "span")[:MOST]
    return [row for sheet in sheets for row in rows_of(sheet)]


@public_page
def as_csv(request, commune):
    """Every published number as CSV (RFC 4180, UTF-8 with its mark)."""
    own = commune_of(commune)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = f"{own.slug}-phan-anh-kien-nghi{'-du-lieu-mau' if own.is_sample else ''}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    out = csv.writer(response)
    out.writerow([field.name for field in FIELDS])
    for row in _all(own):
        out.writerow(["" if value is None else plain_cell(str(value)) for value in row.values()])
    return not_indexed(response, own)


@public_page
def as_json(request, commune):
    """The same as JSON."""
    own = commune_of(commune)
    document = {
        "commune": own.slug, "commune_name": own.title, "sample": own.is_sample,
        "notice": _("DỮ LIỆU MẪU: xã này không có thật.") if own.is_sample else "",
        "dictionary": request.build_absolute_uri(reverse("heard_public:dictionary", args=[own.slug])),
        "rows": _all(own),
    }  # fmt: skip
    content = json.dumps(document, ensure_ascii=False, indent=1)
    return not_indexed(HttpResponse(content, content_type="application/json; charset=utf-8"), own)


@public_page
def dictionary(request, commune):
    """The data dictionary: where the data lies, its fields, the rule by which numbers are told."""
    return render(request, "petitions/sums/data.html", {"commune": commune_of(commune), "fields": FIELDS})
