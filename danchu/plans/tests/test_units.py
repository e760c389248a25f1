"""A unit's own plan from the commune's: nothing owed twice, approved in the unit, progress rolled up, seen by few."""

import datetime as dt

import pytest
from django.urls import reverse

from danchu.core.errors import Refused, Stale
from danchu.duties.models import Duty
from danchu.plans import figures, queries, services
from danchu.plans.models import Occurrence
from danchu.plans.states import OccurrenceState, PlanState, Progress
from danchu.plans.tests.cases import SMALL, at, confirmed

pytestmark = pytest.mark.django_db
NOW = at("2026-02-02")


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2026-02-02")


@pytest.fixture
def communes(cast):
    return confirmed(cast, text=SMALL, day="2026-01-21")


def derived(cast, plan, by=None):
    return services.derive(plan=plan, unit=cast.economy, upload_key="don-vi", by=by or cast.economy_officer, now=NOW)


def step(cast, own, text="Gửi dự toán đến 6 bản"):
    posting = own.tasks.get(is_mirror=True, due_on=dt.date(2026, 5, 15))
    values = {"text": text, "kind": "one_off", "due_on": dt.date(2026, 4, 10), "bound": "by", "parent": posting.parent}
    return services.write_task(plan=own, part=posting.part, values=values, by=cast.economy_officer, now=NOW)


def in_force(cast, plan):
    own = derived(cast, plan)
    step(cast, own)
    own.refresh_from_db()
    return services.approve_in_unit(plan=own, by=cast.economy_head, now=NOW)


def test_the_communes_tasks_stand_in_it_and_are_not_owed_twice(cast, communes):
    before = Duty.objects.filter(unit=cast.economy, source="plan").count()
    own = derived(cast, communes)
    assert own == derived(cast, communes, by=cast.economy_head)
    mirrored = set(own.tasks.filter(is_mirror=True).values_list("parent", flat=True))
    assert mirrored == set(Occurrence.objects.filter(unit=cast.economy).values_list("task", flat=True))
    own = services.approve_in_unit(plan=own, by=cast.economy_head, now=NOW)
    assert (own.state, own.unit, own.parent_id) == (PlanState.CONFIRMED, cast.economy, communes.pk)
    assert Duty.objects.filter(unit=cast.economy, source="plan").count() == before


def test_a_step_is_owed_by_the_unit_and_accepted_in_it(cast, communes, sign_in):
    own = in_force(cast, communes)
    owed = Occurrence.objects.get(task__plan=own)
    assert (owed.unit, owed.due_on) == (cast.economy, dt.date(2026, 4, 10))
    services.report_done(occurrence=owed, report="Đã gửi đủ.", by=cast.economy_officer, now=NOW)
    client = sign_in(cast.economy_head)
    client.post(reverse("plans:accept", args=[owed.pk]))
    owed.refresh_from_db()
    assert (owed.state, owed.accepted_by) == (OccurrenceState.ACCEPTED, cast.economy_head)


def test_progress_rolls_up_to_the_communes_task_and_its_report_is_proposed(cast, communes, sign_in):
    own = in_force(cast, communes)
    owed = Occurrence.objects.get(task__plan=own)
    rows = {row.task.pk: row for row in queries.public_rows(communes, dt.date(2026, 2, 2))}
    assert rows[owed.task.parent_id].progress == Progress.NOT_YET
    services.report_done(occurrence=owed, report="Đã gửi đủ 6 bản.", by=cast.economy_officer, now=NOW)
    services.accept(occurrence=owed, by=cast.economy_head, now=NOW)
    rows = {row.task.pk: row for row in queries.public_rows(communes, dt.date(2026, 2, 2))}
    assert rows[owed.task.parent_id].progress == Progress.DOING
    steps = queries.steps_under(communes)[owed.task.parent_id, cast.economy.pk]
    assert (steps.done, steps.total, steps.plan) == (1, 1, own.pk)
    whole = Occurrence.objects.get(task=owed.task.parent_id, unit=cast.economy)
    html = sign_in(cast.economy_head).get(reverse("plans:occurrence", args=[whole.pk])).content.decode()
    assert "Đã gửi đủ 6 bản.</textarea>" in html
    html = sign_in(cast.chair).get(reverse("plans:detail", args=[communes.pk])).content.decode()
    assert "1/1 bước đã xong" in html


def test_steps_are_not_counted_beside_the_communes_tasks(cast, communes):
    period = {"period_from": dt.date(2026, 1, 1), "period_to": dt.date(2026, 6, 30)}
    before = {code: count(commune=cast.commune, unit=None, **period).value for code, count in figures.FIGURES.items()}
    in_force(cast, communes)
    after = {code: count(commune=cast.commune, unit=None, **period).value for code, count in figures.FIGURES.items()}
    assert after == before
    assert figures.FIGURES["A2"](commune=cast.commune, unit=cast.economy, **period).value == 1


def test_a_draft_is_the_units_and_the_rest_is_seen_by_whom_it_concerns(cast, others, communes, sign_in):
    own = derived(cast, communes)
    address = reverse("plans:compose", args=[own.pk])
    assert sign_in(cast.economy_officer).get(address).status_code == 200
    assert sign_in(cast.centre_head).get(address).status_code == 404
    assert sign_in(cast.chair).get(reverse("plans:detail", args=[own.pk])).status_code == 404
    assert sign_in(others.economy_head).get(address).status_code == 404
    services.submit(plan=own, by=cast.economy_officer, now=NOW)
    address = reverse("plans:detail", args=[own.pk])
    seen = {name: sign_in(person).get(address).status_code for name, person in cast.people.items()}
    assert {name for name, code in seen.items() if code == 200} == {
        "chair", "deputy", "clerk", "culture_head", "economy_head", "economy_officer",
    }  # fmt: skip
    assert set(seen.values()) == {200, 404}


def test_only_the_units_head_approves(cast, communes, sign_in):
    own = derived(cast, communes)
    services.submit(plan=own, by=cast.economy_officer, now=NOW)
    address = reverse("plans:approve", args=[own.pk])
    own.refresh_from_db()
    assert sign_in(cast.economy_officer).post(address, {"version": own.version}).status_code == 403
    assert sign_in(cast.chair).post(address, {"version": own.version}).status_code == 403
    assert sign_in(cast.economy_head).post(address, {"version": own.version}).status_code == 302
    own.refresh_from_db()
    assert own.state == PlanState.CONFIRMED
    with pytest.raises(Refused):
        services.publish(plan=own, by=cast.clerk, now=NOW)


def test_the_communes_task_is_not_righted_in_the_units_plan(cast, communes):
    own = derived(cast, communes)
    mirror = own.tasks.filter(is_mirror=True).first()
    with pytest.raises(Refused, match="kế hoạch xã"):
        services.save_task(task=mirror, values={"text": "khác"}, by=cast.economy_head, now=NOW)


def test_a_unit_that_owes_nothing_has_nothing_to_derive(cast, communes):
    with pytest.raises(Refused, match="không giao việc nào"):
        services.derive(plan=communes, unit=cast.village, upload_key="x", by=cast.village_head, now=NOW)


def test_the_units_plan_follows_the_next_edition(cast, communes):
    own = in_force(cast, communes)
    new = services.amend_here(plan=communes, upload_key="sua", by=cast.culture_head, now=NOW)
    from danchu.plans.services.life import put_in_force

    put_in_force(new, by=cast.chair, now=NOW)  # as publishing the issued paper does
    own.refresh_from_db()
    assert own.parent_id == new.pk
    assert {task.parent.plan_id for task in own.tasks.all()} == {new.pk}


def test_two_heads_one_approval(cast, communes):
    own = derived(cast, communes)
    version = own.version
    step(cast, own)
    with pytest.raises(Stale):
        services.approve_in_unit(plan=own, version=version, by=cast.economy_head, now=NOW)
    own.refresh_from_db()
    for _click in range(2):
        services.approve_in_unit(plan=own, by=cast.economy_head, now=NOW)
    assert Occurrence.objects.filter(task__plan=own).count() == 1
