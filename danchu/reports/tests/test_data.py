"""The data: sections, the 67 indicators, where each number comes from."""

import datetime

import pytest

from danchu import rulebook
from danchu.reports import outline, rules
from danchu.reports.queries import counting
from danchu.reports.states import COMMUNE_ACTORS, EVENTS, NEXT, UNIT_ACTORS, ReportState


def test_there_are_67_indicators_in_eight_groups():
    counted = [each for each in outline.shipped().indicators if not each.is_extra]
    assert len(counted) == 67
    sizes = {letter: sum(each.group == letter for each in counted) for letter in "ABCDEFGH"}
    assert sizes == {"A": 7, "B": 11, "C": 12, "D": 6, "E": 7, "F": 8, "G": 12, "H": 4}
    assert len({each.id for each in counted}) == 67


def test_every_number_is_computed_typed_a_percentage_or_has_no_source_yet():
    assert {part.source for part in outline.shipped().parts.values()} == {"computed", "typed", "ratio", "none"}
    figures = {part.figure for part in outline.shipped().parts.values() if part.source == "computed"}
    assert figures <= counting.known_codes()


def test_sections_run_from_one_to_eight():
    assert [each.code for each in outline.shipped().sections] == [
        "I", "II", "III", "III.1", "III.2", "III.3", "IV", "V", "VI", "VII", "VIII",
    ]  # fmt: skip
    assert "chưa tìm thấy" in outline.shipped().note


def test_a_unit_is_asked_only_for_what_its_kind_counts():
    procedures = next(each for each in outline.shipped().indicators if each.id == "G2")
    assert procedures.parts_for("centre")
    assert not procedures.parts_for("office")
    assert len(procedures.parts_for(None)) == 6


def test_the_sum_of_units_never_holds_a_percentage():
    assert not [part.key for part in outline.shipped().parts.values() if part.source == "ratio" and part.figure]


@pytest.mark.parametrize("name", ["half_year", "year"])
def test_the_windows_agree_with_the_plans_commitment_in_the_rulebook(name):
    kind = next(each for each in outline.kinds() if each.kind == name)
    for year in (2026, 2027, 2028):
        window = rules.window(kind, year)
        assert rulebook.due(rulebook.find(kind.rule), window.opens_on).due == window.due_on
        assert window.due_on < window.period_to
        assert window.opens_on <= datetime.date(year, 7, 1)


def test_the_tables_of_states_are_whole():
    assert set(NEXT) == set(EVENTS) == set(UNIT_ACTORS) == set(COMMUNE_ACTORS) == set(ReportState)
    reached = {after for afters in NEXT.values() for after in afters}
    assert reached == set(ReportState) - {ReportState.DRAFT}
