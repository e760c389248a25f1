"""What the periodic report counts of the reception of citizens."""

import pytest

from danchu.core.figures import reading_once
from danchu.petitions.figures import FIGURES
from danchu.petitions.services import reception
from danchu.petitions.states import Kind
from danchu.petitions.tests.reception_situations import at, day, heard, other_day, published, the_day
from danchu.reports.queries.counting import known_codes

pytestmark = pytest.mark.django_db


def counted(cast, first: str = "2026-07-01", last: str = "2026-08-31") -> dict:
    with reading_once():
        return {
            code: count(commune=cast.commune, unit=None, period_from=day(first), period_to=day(last)).value
            for code, count in FIGURES.items()
        }


def test_nobody_knows_before_anything_is_kept_here(cast):
    assert set(counted(cast).values()) == {None}
    assert FIGURES["G5_chair"](
        commune=cast.commune, unit=cast.culture, period_from=day("2026-07-01"), period_to=day("2026-07-31")
    ).value is None  # fmt: skip
    assert {f"petitions.{code}" for code in FIGURES} <= known_codes()


def test_days_due_held_and_short_and_who_came(cast):
    published(cast)
    for on, in_person in (("2026-07-02", True), ("2026-07-16", True), ("2026-08-06", True), ("2026-08-20", False)):
        reception.note_held(day=the_day(on), in_person=in_person, by=cast.clerk, now=at(on))
    urgent = reception.add_urgent_day(
        commune=cast.commune, values=other_day(on=day("2026-08-12")), by=cast.clerk, now=at("2026-08-12")
    )
    reception.note_held(day=urgent, in_person=True, by=cast.clerk, now=at("2026-08-12"))
    heard(cast, day=the_day("2026-07-02"))
    heard(cast, "2026-07-08", key="2", kind=Kind.PETITION, people=7, speakers=2)
    heard(cast, "2026-09-01", key="3")  # after the period
    found = counted(cast)
    assert found["G5_due"] == 4
    assert found["G5_chair"] == 3
    assert found["G5_short"] == 0  # in August the day that pressed counts too
    assert (found["G5_urgent"], found["G5_regular"]) == (1, 1)
    assert (found["G6_people"], found["G6_cases"], found["G6_groups"], found["G6_refused"]) == (8, 2, 1, 0)
    assert (found["G6_feedback"], found["G6_petition"], found["G6_complaint"]) == (1, 1, 0)
