"""Numbers of matters for the periodic report: each opens its list, and nobody's secret is among them."""

from decimal import Decimal

import pytest

from danchu.petitions.figures.cases import FIGURES
from danchu.petitions.models import About
from danchu.petitions.services import cases as services
from danchu.petitions.states import Ground, Kind
from danchu.petitions.tests.situations import accepted, answered, at, brought, day

pytestmark = pytest.mark.django_db


def count(cast, code: str, unit=None, to: str = "2026-06-30"):
    return FIGURES[code](commune=cast.commune, unit=unit, period_from=day("2026-01-01"), period_to=day(to))


def test_without_any_matter_nobody_knows(cast):
    assert {count(cast, code).value for code in FIGURES} == {None}


def test_what_came_was_answered_and_waits(cast):
    done = answered(cast, accepted(cast, brought(cast, key="a")))
    late = answered(cast, accepted(cast, brought(cast, key="b")), on="2026-06-10")
    opened = accepted(cast, brought(cast, key="c"), unit=cast.culture)
    services.link(case=late, earlier=done, by=cast.clerk, now=at("2026-06-11"))
    services.decline(case=brought(cast, key="d"), ground=Ground.ABUSE, told="Chỉ có lời xúc phạm, không nêu việc gì.",
                    turn_to="Ngày tiếp công dân", by=cast.clerk, now=at("2026-04-14"))  # fmt: skip
    About.objects.create(case=accepted(cast, brought(cast, key="e")), person=cast.village_head)
    services.protect(case=brought(cast, key="f"), kind=Kind.DENUNCIATION, where="Tỉnh", told="Đến nói trực tiếp.",
                     by=cast.clerk, now=at("2026-04-14"))  # fmt: skip
    brought(cast, key="g")
    told = {code: count(cast, code).value for code in FIGURES}
    assert told == {
        "G7_petitions": 4, "G7_qualified": 3, "G7_repeated": 1, "G10_received": 3, "G10_answered": 2, "G10_pending": 1,
    }  # fmt: skip
    assert count(cast, "G10_answered", to="2026-06-09").value == 1, "as it stood on the last day"
    assert count(cast, "G10_pending", unit=cast.culture).rows[0].url == f"/lam-viec/phan-anh/{opened.pk}/"
    assert count(cast, "G10_pending", unit=cast.economy).value == Decimal(0), "takes matters in, and none waits"
    for code in FIGURES:
        rows = count(cast, code).rows
        assert len(rows) == told[code]
        assert not [row for row in rows if "tắc" in row.text + row.detail], "no word of a citizen"
