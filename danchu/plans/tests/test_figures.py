"""Numbers over acts that really happened, each with its list."""

import datetime as dt
from decimal import Decimal

import pytest

from danchu.plans import services
from danchu.plans.figures import FIGURES, section_narrative
from danchu.plans.models import Occurrence
from danchu.plans.states import Answer
from danchu.plans.tests.cases import SMALL, at, confirmed

pytestmark = pytest.mark.django_db
FIRST_HALF = {"period_from": dt.date(2026, 1, 1), "period_to": dt.date(2026, 6, 30)}


def value(code, cast, unit=None, **period):
    return FIGURES[code](commune=cast.commune, unit=unit, **(period or FIRST_HALF)).value


@pytest.fixture
def half_done(cast, on_day):
    """On 1 July: Phòng Kinh tế in time, Trung tâm late, Văn hóa had nothing, the Front is silent."""
    on_day("2026-07-01")
    plan = confirmed(cast, text=SMALL, day="2026-01-21")
    owed = {(o.unit_id, o.due_on): o for o in Occurrence.objects.filter(task__plan=plan, due_on__isnull=False)}
    economy = owed[cast.economy.pk, dt.date(2026, 5, 14)]
    services.report_done(occurrence=economy, report="Đã niêm yết ở 6 bản.", by=cast.economy_head, now=at("2026-05-12"))
    services.accept(occurrence=economy, by=cast.culture_head, now=at("2026-05-13"))
    late = owed[cast.centre.pk, dt.date(2026, 6, 19)]
    services.report_done(occurrence=late, report="Gửi muộn.", by=cast.centre_head, now=at("2026-06-25"))
    nothing = owed[cast.culture.pk, dt.date(2026, 6, 19)]
    services.report_done(occurrence=nothing, answer=Answer.NOTHING_AROSE, by=cast.culture_head, now=at("2026-06-10"))
    services.accept(occurrence=nothing, by=cast.chair, now=at("2026-06-11"))
    return plan


def test_figures_of_the_commune(cast, half_done):
    got = {code: value(code, cast) for code in FIGURES}
    assert got == {
        "A2": Decimal(1),
        "P1": Decimal(4),
        # three offices' reports, the posting, the question of the first half-year, the request to the Front
        "P2": Decimal(6),
        "P3": Decimal(2),
        "P4": Decimal(2),
        "P5": Decimal(2),
        # Trung tâm reported late; Phòng Kinh tế did not report by 19 June; the Front is never late
        "P6": Decimal(2),
        "P7": Decimal(1),
        "P8": Decimal(0),
        "P9": Decimal(3),
    }


def test_every_figure_opens_as_many_rows_as_it_counts(cast, half_done):
    for code, compute in FIGURES.items():
        figure = compute(commune=cast.commune, unit=None, **FIRST_HALF)
        assert figure.value == len(figure.rows), code
        assert all(row.text and row.url for row in figure.rows)


def test_figures_of_a_unit(cast, half_done):
    assert value("P2", cast, cast.economy) == 3
    assert value("P4", cast, cast.economy) == 1
    assert value("P6", cast, cast.front) == 0


def test_no_data_is_not_zero(cast, half_done):
    assert value("P2", cast, cast.village) is None
    assert value("P6", cast, cast.village) is None
    assert value("A2", cast, cast.economy) is None
    assert value("P2", cast, period_from=dt.date(2025, 1, 1), period_to=dt.date(2025, 6, 30)) is None


def test_a_day_that_has_not_come_is_not_late(cast, half_done, on_day):
    on_day("2026-06-19")
    assert value("P6", cast) == 1  # only the one reported late


def test_plans_adopted_are_counted_by_their_date(cast, half_done):
    assert value("A2", cast, period_from=dt.date(2026, 7, 1), period_to=dt.date(2026, 12, 31)) == 0


def test_another_communes_acts_are_not_counted(cast, others, half_done):
    assert value("P2", others) is None


def test_narrative_is_what_was_accepted_under_the_plans_headings(cast, half_done):
    whole = section_narrative(commune=cast.commune, unit=None, **FIRST_HALF)
    assert any("1. Phòng Kinh tế" in heading for heading in whole)
    lines = [line for each in whole.values() for line in each]
    assert "Phòng Kinh tế: Đã niêm yết ở 6 bản." in lines
    assert not any("Gửi muộn" in line for line in lines)
    assert any("không phát sinh" in line for line in lines)
    own = section_narrative(commune=cast.commune, unit=cast.economy, **FIRST_HALF)
    assert [line for each in own.values() for line in each] == ["Đã niêm yết ở 6 bản."]
