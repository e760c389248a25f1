"""One act for a plan's task and a duty of the law: tied together, owed once."""

import datetime as dt

import pytest

from danchu.core.errors import Refused
from danchu.duties import services as duties
from danchu.duties.models import Duty
from danchu.duties.states import DutyState, Standing
from danchu.plans import services
from danchu.plans.models import Occurrence
from danchu.plans.states import OccurrenceState
from danchu.plans.tests.cases import SMALL, at, confirmed

pytestmark = pytest.mark.django_db
NOW = at("2026-02-02")
LAW = "disclosure-plan"  # L10, Art. 14, clause 1, point a: once a year


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2026-02-02")


@pytest.fixture
def task(cast):
    """Niêm yết dự toán, by Phòng Kinh tế before 15 May; the year's duties of the law stand."""
    plan = confirmed(cast, text=SMALL, day="2026-01-21")
    duties.generate_law_duties(commune=cast.commune, on=dt.date(2026, 2, 2), now=NOW)
    return plan.tasks.get(due_on=dt.date(2026, 5, 15))


def law_duty(cast, law=LAW):
    return Duty.objects.get(commune=cast.commune, key__startswith=f"law:{law}:2026")


def linked(cast, task, law=LAW):
    return services.link_law(task=task, law=law, by=cast.culture_head, now=NOW)


def owed(task):
    return Occurrence.objects.get(task=task)


def test_l10_a14_1a_the_laws_duty_is_owed_in_the_plan_alone(cast, task):
    before = Duty.objects.open().count()
    linked(cast, task)
    duty = law_duty(cast)
    assert (duty.state, duty.subject) == (DutyState.CARRIED, f"plans.task:{task.pk}")
    duty.commune = cast.commune
    assert duty.standing_on(dt.date(2026, 2, 2)) == Standing.CARRIED
    assert Duty.objects.open().count() == before - 1
    assert "Niêm yết dự toán" in duty.note


def test_one_act_fulfils_both_and_a_return_opens_both(cast, task):
    linked(cast, task)
    part = owed(task)
    services.report_done(occurrence=part, report="Đã niêm yết.", by=cast.economy_head, now=at("2026-05-12"))
    duty = law_duty(cast)
    assert (duty.state, duty.fulfilled_on) == (DutyState.FULFILLED, dt.date(2026, 5, 12))
    assert Duty.objects.get(subject=part.subject).state == DutyState.FULFILLED
    services.return_with_reasons(occurrence=part, reason="Thiếu ảnh.", by=cast.culture_head, now=at("2026-05-13"))
    assert law_duty(cast).state == DutyState.CARRIED
    assert Duty.objects.get(subject=part.subject).state == DutyState.OPEN


def test_the_daily_clock_leaves_it_carried(cast, task):
    linked(cast, task)
    for _run in range(2):
        duties.generate_law_duties(commune=cast.commune, on=dt.date(2026, 2, 3), now=at("2026-02-03"))
        services.roll_forward(commune=cast.commune, on=dt.date(2026, 2, 3), now=at("2026-02-03"))
    duty = law_duty(cast)
    assert (duty.state, duty.subject) == (DutyState.CARRIED, f"plans.task:{task.pk}")


def test_untied_it_is_owed_by_the_law_again(cast, task):
    linked(cast, task)
    services.link_law(task=task, law="", by=cast.culture_head, now=NOW)
    duty = law_duty(cast)
    assert (duty.state, duty.subject, duty.note) == (DutyState.OPEN, duty.key, "")


def test_a_dropped_task_gives_the_duty_back_to_the_law(cast, task):
    linked(cast, task)
    services.drop_task(task=task, reason="Không làm.", by=cast.chair, now=NOW)
    assert law_duty(cast).state == DutyState.OPEN


def test_it_is_not_reported_at_the_law_beside_the_plan(cast, task):
    linked(cast, task)
    with pytest.raises(Refused, match="phần việc của nó"):
        duties.report_done(duty=law_duty(cast), on=dt.date(2026, 2, 2), note="x", by=cast.chair, now=NOW)


def test_what_does_not_come_round_alike_is_refused(cast, task):
    """A quarterly list is not kept by one posting a year, nor a yearly plan by a task of every month."""
    linked(cast, task, "disclosure-register")  # the second quarter's goes with it, the others stay the law's own
    states = dict(Duty.objects.filter(key__startswith="law:disclosure-register:").values_list("key", "state"))
    assert states["law:disclosure-register:2026-Q2"] == DutyState.CARRIED
    assert states["law:disclosure-register:2026-Q1"] == DutyState.OPEN
    services.save_task(task=task, values={"recurrence": "monthly"}, reason="x", by=cast.chair, now=NOW)
    task.refresh_from_db()
    with pytest.raises(Refused, match="nhiều lần"):
        linked(cast, task)


def test_an_unknown_duty_and_one_taken_by_another_task_are_refused(cast, task):
    with pytest.raises(Refused):
        linked(cast, task, "no-such-duty")
    linked(cast, task)
    other = task.plan.tasks.get(due_on=dt.date(2026, 6, 20))
    with pytest.raises(Refused, match="đã gắn với một việc khác"):
        linked(cast, other)


def test_the_laws_earlier_day_binds(cast, task):
    """The staff conference's day binds (L10, Art. 51): a later day of the plan gives way to it."""
    rows = Duty.objects.filter(commune=cast.commune, source="law", never_late=False)
    bound = rows.exclude(due_on=None).order_by("due_on").first()
    law = bound.key.split(":")[1]
    services.save_task(
        task=task, values={"due_on": bound.due_on + dt.timedelta(days=20), "bound": "by"}, reason="x", by=cast.chair,
        now=NOW,
    )  # fmt: skip
    task.refresh_from_db()
    if task.due_on > bound.period_to:
        services.save_task(
            task=task, values={"due_on": bound.period_to, "bound": "by"}, reason="x", by=cast.chair, now=NOW
        )
        task.refresh_from_db()
    linked(cast, task, law)
    assert owed(task).due_on == min(bound.due_on, task.due_on)
    assert owed(task).state == OccurrenceState.OPEN
    assert Duty.objects.get(subject=owed(task).subject).due_on == owed(task).due_on


def test_the_next_edition_carries_it_on(cast, task):
    linked(cast, task)
    from danchu.plans.services.life import put_in_force

    new = services.amend_here(plan=task.plan, upload_key="sua", by=cast.culture_head, now=NOW)
    put_in_force(new, by=cast.chair, now=NOW)
    duty = law_duty(cast)
    assert (duty.state, duty.subject) == (DutyState.CARRIED, f"plans.task:{task.pk}")
    again = new.tasks.get(continues=task)
    services.report_done(occurrence=owed(again), report="Xong.", by=cast.economy_head, now=NOW)
    assert law_duty(cast).state == DutyState.FULFILLED
