"""What the periodic reports count of decisions: by unit and period, each number with the list behind it."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection

from danchu.decisions import triggers
from danchu.decisions.figures import FIGURES
from danchu.decisions.models import Contribution, Matter, Recognition
from danchu.decisions.rules.meetings import Tally
from danchu.decisions.states import MatterState
from danchu.decisions.tests import gatherings
from danchu.organisation.models import Unit
from danchu.reports.queries.counting import known_codes

pytestmark = pytest.mark.django_db
YEAR = (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))


def value(cast, code, unit=None, period=YEAR):
    return FIGURES[code](commune=cast.commune, unit=unit, period_from=period[0], period_to=period[1]).value


@pytest.fixture
def decided(cast, on_day):
    """A meeting of 90 of 98 households, 70 in favour; sent in time, recognised late."""
    on_day("2026-03-20")
    meeting, vote = gatherings.held(cast, 90)
    gatherings.declared(cast, meeting, vote, Tally(yes=70, no=20))
    Recognition.objects.update(send_by=datetime.date(2026, 3, 20), sent_on=datetime.date(2026, 3, 20))
    return vote


def test_a_commune_that_decides_nothing_here_has_no_data(cast):
    assert {code for code in FIGURES if value(cast, code) is not None} == set()


def test_what_was_held_and_decided_is_counted(cast, decided):
    expected = {
        "C1_households": 98, "C2_village": 1, "C2_cluster": 0, "C3_attended": 90, "C3_invited": 98, "C4_meeting": 1,
        "C4_ballot": 0, "C4_15_1": 1, "C4_15_6": 0, "C5_passed": 1, "C5_failed": 0, "C6_sent": 1, "C6_on_time": 1,
        "C7_recognised": 0, "C9_works": 0, "C10_elected": 0,
    }  # fmt: skip
    assert {code: value(cast, code) for code in expected} == expected


def test_the_period_and_the_unit_bound_it(cast, decided):
    before = (datetime.date(2026, 1, 1), datetime.date(2026, 3, 13))
    meeting_day = (datetime.date(2026, 3, 14), datetime.date(2026, 3, 14))
    other = Unit.objects.create(commune=cast.commune, kind="village", name="bản Xa", valid_from=YEAR[0])
    for code in ("C2_village", "C4_meeting", "C5_passed"):
        assert value(cast, code, period=before) == 0, code
        assert value(cast, code, period=meeting_day) == 1, code
        assert value(cast, code, unit=cast.village) == 1, code
        assert value(cast, code, unit=other) == 0, code


def test_what_was_sent_or_answered_a_day_late_is_not_in_time(cast, decided):
    Recognition.objects.update(sent_on=datetime.date(2026, 3, 21))
    assert (value(cast, "C6_sent"), value(cast, "C6_on_time")) == (1, 0)


def test_contributions_in_the_measures_of_the_annex(cast, decided):
    given = {"matter": decided.matter, "at": gatherings.NOW, "by": cast.village_head}
    rows = [("money", "12500000", "2026-03-20"), ("labour", "90", "2026-03-20"), ("labour", "10", "2027-01-01")]
    for at, (kind, amount, on) in enumerate(rows):
        Contribution.objects.create(
            kind=kind, amount=Decimal(amount), measure="x", on=on, what="Góp", form_key=str(at), **given
        )
    assert value(cast, "C8_money") == Decimal("12.5")
    assert value(cast, "C8_labour") == 90
    assert value(cast, "C9_works") == 1


def test_a_matter_of_the_commune_counts_once_and_only_when_it_is_decided(cast, decided):
    matter = decided.matter
    triggers.drop(connection)  # what was asked is fixed in the database
    Matter.objects.filter(pk=matter.pk).update(village=None, scope="commune", state=MatterState.VOTING, decided_on=None)
    assert value(cast, "C5_passed") == 0
    assert value(cast, "C5_passed", unit=cast.village) == 1
    Matter.objects.filter(pk=matter.pk).update(state=MatterState.NOT_PASSED, decided_on=datetime.date(2026, 3, 14))
    assert (value(cast, "C5_passed"), value(cast, "C5_failed")) == (0, 1)


def test_each_figure_opens_its_list(cast, decided):
    figure = FIGURES["C5_passed"](commune=cast.commune, unit=None, period_from=YEAR[0], period_to=YEAR[1])
    assert [row.text for row in figure.rows] == ["Làm đường vào bản"]
    assert "bản Nà Mẫu" in figure.rows[0].detail


def test_the_annex_names_only_what_is_counted():
    assert {f"decisions.{code}" for code in FIGURES} <= known_codes()
