"""When items come round, and by which day: checked by a reckoning of the test's own (days off written out here)."""

import datetime
from typing import NamedTuple

import pytest

from danchu.disclosure import catalogue, rules
from danchu.rulebook import Overlay

DAY = datetime.timedelta(days=1)
# Weekdays off and worked Saturdays of 2026, typed from the announcement and not read from the rulebook's file.
OFF = {
    datetime.date(2026, 1, 1), datetime.date(2026, 1, 2), *(datetime.date(2026, 2, day) for day in range(16, 21)),
    datetime.date(2026, 4, 27), datetime.date(2026, 4, 30), datetime.date(2026, 5, 1), datetime.date(2026, 8, 31),
    datetime.date(2026, 9, 1), datetime.date(2026, 9, 2), datetime.date(2026, 11, 24),
}  # fmt: skip
WORKED = {datetime.date(2026, 1, 10), datetime.date(2026, 8, 22)}
TET_EVE_DECISION = datetime.date(2026, 2, 10)  # a Tuesday; Tết is off from 14 (a Saturday) to 22 (a Sunday)


class Office(NamedTuple):
    kind: str
    name: str
    short_name: str = ""


OFFICES = {
    "committee": Office("committee", "Ủy ban nhân dân xã"), "culture": Office("office", "Phòng Văn hóa - Xã hội"),
    "economy": Office("office", "Phòng Kinh tế"), "office": Office("office", "Văn phòng HĐND và UBND"),
}  # fmt: skip


def works(day):
    return day in WORKED or (day.weekday() < 5 and day not in OFF)


def working_days_after(start, amount):
    day = start
    while amount:
        day += DAY
        amount -= works(day)
    return day


def days_after(start, amount):
    day = start + amount * DAY
    while not works(day):
        day += DAY
    return day


def due(kind, start):
    return rules.due_of(catalogue.find(kind) if kind else None, start, Overlay()).due


@pytest.mark.parametrize("kind", catalogue.load(), ids=lambda kind: kind.id)
def test_the_decision_before_tet_is_reckoned_as_by_hand(kind):
    reckoned = rules.due_of(kind, TET_EVE_DECISION, Overlay())
    by_hand = working_days_after if reckoned.unit.value == "working_days" else days_after
    assert reckoned.due == by_hand(TET_EVE_DECISION, reckoned.amount)
    assert reckoned.due >= TET_EVE_DECISION + reckoned.amount * DAY


@pytest.mark.parametrize(
    ("kind", "start", "last"),
    [
        (None, "2026-02-10", "2026-02-24"),  # Wed 11, Thu 12, Fri 13, then Mon 23, Tue 24: Tết is not counted
        ("land-recovery-plan", "2026-02-10", "2026-02-24"),  # Art. 12.3
        ("budget-draft", "2026-02-10", "2026-02-24"),  # Decree 73, Art. 37.1: from the session's opening
        ("budget-decided", "2026-02-10", "2026-03-12"),  # Art. 37.2: thirty days, Thursday
        ("budget-accounts", "2026-02-10", "2026-03-12"),
        ("support-policy", "2026-02-10", "2026-02-13"),  # Art. 37.4: three working days
        ("support-results", "2026-02-10", "2026-03-12"),
        ("funds", "2026-02-10", "2026-02-23"),  # Art. 37.5: ten days end on Friday 20, in Tết; the next worked day
        ("budget-procedures", "2026-02-10", "2026-02-24"),
        ("budget-year", "2026-02-10", "2026-02-23"),
        ("budget-progress", "2026-03-31", "2026-04-10"),
        ("budget-progress", "2026-06-30", "2026-07-10"),
        ("budget-progress", "2026-09-30", "2026-10-12"),  # the tenth is a Saturday
        ("dialogue-results", "2026-02-10", "2026-02-23"),
    ],
)
def test_nd73_a37_and_l10_a12_3_last_days(kind, start, last):
    assert due(kind, datetime.date.fromisoformat(start)) == datetime.date.fromisoformat(last)


def test_l10_a13_2_thirty_full_days_after_the_day_it_went_up_and_never_rolled():
    up = datetime.date(2026, 2, 12)
    end = rules.proposal(
        clause=2, kind=None, start=TET_EVE_DECISION, overlay=Overlay(), put_up_on=up
    ).posted  # fmt: skip
    assert end.due == up + 30 * DAY == datetime.date(2026, 3, 14)  # a Saturday: a minimum does not roll


def test_l10_a13_2_permanent_and_web_alone_have_no_last_day_on_the_board():
    for clause, kind in ((4, "democracy-rules"), (14, "council-report")):
        found = rules.proposal(
            clause=clause, kind=catalogue.find(kind), start=TET_EVE_DECISION, overlay=Overlay(),
            put_up_on=TET_EVE_DECISION,
        )  # fmt: skip
        assert found.posted is None


def test_the_budget_is_told_after_three_six_and_nine_months_and_the_whole_year_by_its_report():
    found = rules.turns(catalogue.find("budget-progress"), 2026)
    assert [(turn.key, turn.start.isoformat(), turn.title.rpartition("xã ")[2]) for turn in found] == [
        ("budget-progress:2026-M3", "2026-03-31", "03 tháng đầu năm 2026"),
        ("budget-progress:2026-M6", "2026-06-30", "06 tháng đầu năm 2026"),
        ("budget-progress:2026-M9", "2026-09-30", "09 tháng đầu năm 2026"),
    ]
    assert all(turn.period[0] == datetime.date(2026, 1, 1) for turn in found)
    assert found[0].opens_on == datetime.date(2026, 3, 1)
    (year,) = rules.turns(catalogue.find("budget-year"), 2026)
    assert (year.title.rpartition("xã ")[2], year.start) == ("cả năm 2025", None)


def test_half_years_quarters_and_years_have_keys_of_their_own():
    for year in (2025, 2026):
        keys = [turn.key for kind in catalogue.load() for turn in rules.turns(kind, year)]
        assert len(keys) == len(set(keys))
    quarters = rules.turns(catalogue.find("quarterly-list"), 2026)
    assert [turn.period[1].isoformat() for turn in quarters] == ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]
    halves = rules.turns(catalogue.find("project-progress"), 2026)
    assert [turn.window[1].isoformat() for turn in halves] == ["2026-07-31", "2027-01-31"]


@pytest.mark.parametrize(
    ("hints", "offices", "chosen"),
    [
        (("economy", "office"), ("committee", "culture", "economy"), "economy"),
        (("military", "committee"), ("committee", "culture"), "committee"),
        (("culture",), ("committee", "economy"), "committee"),
        (("centre", "office"), ("committee", "office"), "office"),
        (("economy",), (), None),
    ],
)
def test_who_answers_is_the_first_office_the_commune_has_and_else_the_committee(hints, offices, chosen):
    assert rules.unit_for(hints, [OFFICES[name] for name in offices]) == (OFFICES[chosen] if chosen else None)
