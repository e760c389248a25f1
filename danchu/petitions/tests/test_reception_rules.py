"""The reception of citizens: Law 42/2013, Law 136/2025, Decree 154/2026. No database."""

import datetime

import pytest

from danchu import rulebook
from danchu.petitions.rules import reception as rules
from danchu.petitions.states import DayState, Standing

CALENDAR = rulebook.calendar()


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def needed(first: str, last: str) -> list[tuple[str, int, str]]:
    return [
        (one.first.isoformat(), one.needed, one.rule.id) for one in rules.stretches(day(first), day(last), CALENDAR)
    ]


def test_l42_a15_2d_one_day_a_week_until_june_and_l136_two_days_a_month_since_july():
    assert needed("2026-06-15", "2026-06-30") == [
        ("2026-06-15", 1, "TCD-15-2d-old"),
        ("2026-06-22", 1, "TCD-15-2d-old"),
    ]  # the week of 29 June lies half in the new law: asked of nobody
    assert needed("2026-06-29", "2026-08-31") == [
        ("2026-07-01", 2, "TCD-136-chair"), ("2026-08-01", 2, "TCD-136-chair")
    ]  # fmt: skip
    assert needed("2026-07-01", "2026-07-30") == []  # a month that does not end within is not asked yet


def test_a_week_in_which_nobody_works_asks_for_no_day():
    """Lunar new year 2026."""
    assert {first: number for first, number, _rule in needed("2026-02-09", "2026-03-01")}["2026-02-16"] == 0


def test_proposed_days_avoid_days_off_and_stay_in_their_week_or_month():
    weekly = rules.propose(day("2026-04-20"), day("2026-05-10"), CALENDAR, weekday=3)
    assert [one.on.isoformat() for one in weekly] == ["2026-04-23", "2026-04-29", "2026-05-07"]
    assert weekly[1].instead_of == day("2026-04-30")
    assert weekly[1].why
    monthly = rules.propose(day("2026-07-01"), day("2026-09-30"), CALENDAR, weekday=2)
    assert [one.on.isoformat() for one in monthly] == [
        "2026-07-01", "2026-07-15", "2026-08-05", "2026-08-19", "2026-09-03", "2026-09-16",
    ]  # fmt: skip
    assert monthly[4].instead_of == day("2026-09-02")
    once = rules.propose(day("2026-07-01"), day("2026-07-31"), CALENDAR, weekday=2, weeks=(1,))
    assert len(once) == 2  # never fewer than the law asks


@pytest.mark.parametrize(
    ("held", "ahead", "today", "found"),
    [(2, 0, "2026-07-31", Standing.KEPT), (1, 1, "2026-07-31", Standing.PLANNED), (1, 0, "2026-07-31", Standing.SHORT),
     (1, 1, "2026-08-01", Standing.MISSED)],
)  # fmt: skip
def test_l136_a_month_is_missed_once_it_is_over(held, ahead, today, found):
    (july,) = rules.stretches(day("2026-07-01"), day("2026-07-31"), CALENDAR)
    assert rules.standing(july, held, ahead, day(today)) == found
    assert rules.around(day("2026-07-15"), CALENDAR) == july


def test_l136_a_day_on_which_a_deputy_sat_in_is_not_the_chairs():
    assert rules.kept([(DayState.HELD, True), (DayState.HELD, False), (DayState.MISSED, None)]) == 1


@pytest.mark.parametrize(
    ("people", "found"), [(1, None), (4, None), (5, (1, 2)), (10, (1, 2)), (11, (1, 5)), (300, (1, 5))]
)
def test_l42_a29_how_many_speak_for_a_group(people, found):
    assert rules.representatives(people, day("2026-07-01")) == found


def test_l42_a9_and_nd154_a4_grounds_of_their_day():
    old = {rule.id for rule in rules.grounds(day("2026-06-30"))}
    new = {rule.id: rule for rule in rules.grounds(day("2026-07-01"))}
    assert old == {"TCD-09-1", "TCD-09-2", "TCD-09-3"}
    assert len(new) == 13
    assert {key for key, rule in new.items() if rules.needs_notice(rule)} == {"TCD-09-3", "ND154-04-1h"}


def test_slots_end_within_the_hours():
    assert rules.slots(datetime.time(7, 30), datetime.time(8, 30), 20) == [
        datetime.time(7, 30), datetime.time(7, 50), datetime.time(8, 10)
    ]  # fmt: skip
    assert rules.slots(datetime.time(7, 30), datetime.time(7, 40), 20) == []
