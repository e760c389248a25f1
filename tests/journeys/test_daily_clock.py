"""The one clock: the same day again changes nothing, a missed week is caught up, a failing commune stops no other."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config import daily
from danchu.core import clock
from danchu.duties.models import DailyRun, Duty, DutyEvent
from danchu.duties.states import Mode, Source
from danchu.notifications.models import Message
from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind
from danchu.reports.models import Cycle


def day(text):
    return datetime.date.fromisoformat(text)


def everything():
    """All that the clock may write, as values."""
    return [list(model.objects.order_by("pk").values()) for model in (Duty, DutyEvent, Message, DailyRun)]


@pytest.fixture
def duty(cast):
    """A duty of the culture office, last day 4 May 2026."""
    return Duty.objects.create(
        commune=cast.commune, unit=cast.culture, key="plan:1", source=Source.PLAN, mode=Mode.ASSIGN,
        title="Báo cáo 06 tháng", due_on=day("2026-05-04"),
        created_at=datetime.datetime(2026, 3, 9, 8, tzinfo=datetime.UTC),
    )  # fmt: skip


def test_the_same_day_again_changes_nothing(cast, others, duty, on_day):
    first = daily.run(on_day("2026-04-17"))
    assert set(first["communes"]) == {"ban-mau", "ban-khac"}
    assert not first["failed"]
    assert first["communes"]["ban-mau"]["law"]["made"] > 30
    assert first["communes"]["ban-mau"]["reminders"]["people"] > 0
    before = everything()
    again = daily.run(on_day("2026-04-17"))
    assert again["communes"]["ban-mau"]["law"] == {"made": 0, "changed": 0, "withdrawn": 0}
    assert everything() == before


def test_a_missed_week_is_caught_up_with_one_digest_each(cast, duty, on_day):
    daily.run(on_day("2026-04-16"))
    told = Message.objects.filter(recipient=cast.culture_head).count()
    late = daily.run(on_day("2026-05-06"))
    assert late["communes"]["ban-mau"]["missed_days"] == 19
    new = Message.objects.filter(recipient=cast.culture_head)[: Message.objects.count()]
    assert len(new) == told + 1
    assert "trễ hạn" in new[0].title
    duty.refresh_from_db()
    assert duty.reminded_on == day("2026-05-04")
    daily.run(on_day("2026-05-06"))
    assert Message.objects.filter(recipient=cast.culture_head).count() == told + 1


def test_a_commune_that_has_not_begun_or_has_ended_is_left_alone(cast, others, on_day):
    cast.commune.begins_on = day("2026-06-01")
    cast.commune.save()
    others.commune.valid_to = day("2026-03-31")
    others.commune.save()
    assert daily.run(on_day("2026-04-17"))["communes"] == {}
    assert not Duty.objects.exists()


def test_one_communes_failure_stops_no_other(cast, others, on_day, monkeypatch):
    real = daily.generate_law_duties

    def broken(*, commune, **rest):
        if commune == cast.commune:
            raise ValueError("hỏng")
        return real(commune=commune, **rest)

    monkeypatch.setattr(daily, "generate_law_duties", broken)
    result = daily.run(on_day("2026-04-17"))
    assert set(result["communes"]) == {"ban-khac"}
    assert result["failed"] == {"ban-mau": "ValueError: hỏng"}
    assert not DailyRun.objects.filter(commune=cast.commune).exists()


def test_a_commune_being_set_up_is_left_alone_and_waited_for(cast, on_day):
    today = on_day("2026-04-17")
    cast.commune.is_being_set_up = True
    cast.commune.save()
    assert daily.run(today)["communes"] == {}
    assert daily.waiting(today) == set()
    cast.commune.is_being_set_up = False
    cast.commune.save()
    assert daily.waiting(today) == {cast.commune.pk}
    daily.run(today)
    assert daily.waiting(today) == set()


def test_the_new_year_brings_its_own_duties_and_cycles_and_takes_none_away(cast, on_day):
    daily.run(on_day("2026-12-31"))
    before = set(Duty.objects.values_list("key", "unit", "state"))
    result = daily.run(on_day("2027-01-02"))["communes"]["ban-mau"]
    assert result["missed_days"] == 1
    assert before <= set(Duty.objects.values_list("key", "unit", "state"))
    assert Duty.objects.filter(period_from__year=2027, source=Source.LAW).exists()
    opened = Cycle.objects.filter(commune=cast.commune, opened_at__isnull=False).values_list("code", flat=True)
    assert "2027-H1" in opened
    assert "2027-Y" not in opened
    # An earlier day asked for by mistake takes nothing of the new year away.
    assert daily.run(on_day("2026-12-30"))["communes"]["ban-mau"]["law"]["withdrawn"] == 0


def test_a_day_with_nothing_to_do_asks_little_and_no_more_for_more_units(cast, on_day):
    today = on_day("2026-05-13")

    def asked() -> int:
        daily.run(today)
        with CaptureQueriesContext(connection) as captured:
            daily.day_of(cast.commune, today, now=clock.now())
        return sum("SAVEPOINT" not in one["sql"] for one in captured)  # a test's own transaction holds them

    few = asked()
    Unit.objects.bulk_create(
        Unit(commune=cast.commune, kind=UnitKind.OFFICE, name=f"Phòng {at}", reports=True, order=50 + at)
        for at in range(12)
    )
    # Two more for twelve: nobody works there, so that their reminder waits, and is looked at again.
    assert asked() - 2 <= few <= 75  # bench/daily.py counts the clock's transactions besides
