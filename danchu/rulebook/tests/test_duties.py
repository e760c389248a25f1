from collections import Counter
from datetime import date

import pytest

from danchu.rulebook import Evidence, law_duties, recurring_duties


def occurrences(year, duty):
    return [one for one in law_duties(year) if one.duty.id == duty]


def test_generating_twice_gives_the_same_and_keys_are_unique():
    first = law_duties(2026)
    assert first == law_duties(2026)
    assert max(Counter(one.key for one in first).values()) == 1


def test_every_duty_of_the_data_comes_round_in_a_full_year():
    assert {one.duty.id for one in law_duties(2026)} == {duty.id for duty in recurring_duties()}


def test_l10_13_2_the_list_of_what_was_disclosed_each_quarter():
    found = occurrences(2026, "disclosure-register")
    assert [one.key for one in found] == [f"disclosure-register:2026-Q{n}" for n in (1, 2, 3, 4)]
    assert [one.due for one in found] == [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]
    assert not any(one.binding for one in found)


@pytest.mark.parametrize("duty", ["report-disclosure", "report-decisions", "report-consultations"])
def test_l10_14_3_23_1_28_5_a_report_to_each_regular_session_with_a_copy_to_the_front(duty):
    found = occurrences(2026, duty)
    assert [one.period for one in found] == ["2026-S1", "2026-S2"]
    assert all(one.duty.to == ("people_council", "front") and not one.binding for one in found)


def test_the_staff_conference_and_the_budget_by_quarters_are_the_only_duties_with_a_legal_day():
    binding = [one for one in law_duties(2026) if one.binding]
    assert [(one.key, one.due) for one in binding] == [
        ("staff-conference:2026", date(2026, 3, 31)),
        ("budget-execution:2026-Q1", date(2026, 4, 10)),
        ("budget-execution:2026-Q2", date(2026, 7, 10)),
        ("budget-execution:2026-Q3", date(2026, 10, 12)),
    ]
    assert [one.evidence for one in binding] == [Evidence.UNCONFIRMED, *[Evidence.CONFIRMED] * 3]


def test_nd73_37_3_the_budget_before_2026_followed_another_decree():
    assert occurrences(2025, "budget-execution") == []


def test_l136_two_days_a_month_from_july_2026_and_no_month_before():
    found = occurrences(2026, "chair-reception")
    assert [one.period for one in found] == [f"2026-M{month:02}" for month in range(7, 13)]
    assert [one.due.day for one in found] == [31, 31, 30, 31, 30, 31]
    assert not any(one.binding for one in found)
    assert len(occurrences(2027, "chair-reception")) == 12


def test_nd59_14_3_the_inspection_board_reports_by_quarter_half_year_and_year():
    assert len(occurrences(2026, "inspection-report-quarter")) == 4
    assert [one.due for one in occurrences(2026, "inspection-report-half-year")] == [
        date(2026, 6, 30),
        date(2026, 12, 31),
    ]
    assert [one.duty.owes for one in occurrences(2026, "inspection-report-year")] == ["inspection_board"]


def test_nd61_15_4_the_review_of_the_convention_is_suggested_for_18_november():
    (one,) = occurrences(2026, "convention-review")
    assert one.due == date(2026, 11, 18)
    assert not one.binding


def test_no_duty_before_its_law():
    assert law_duties(2022) == ()
    first_year = {one.key for one in law_duties(2023)}
    assert "disclosure-register:2023-Q2" not in first_year
    assert "disclosure-register:2023-Q3" in first_year
    assert "staff-conference:2023" not in first_year  # 31/3/2023 came before the law
    assert occurrences(2024, "staff-conference")[0].due == date(2024, 4, 1)  # 31/3/2024 was a Sunday


def test_the_plan_is_a_commitment_and_no_duty_of_the_law():
    assert not any(one.rule.source_text.is_commitment for one in law_duties(2026))
