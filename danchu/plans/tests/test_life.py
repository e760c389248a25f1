"""A plan is confirmed, becomes duties, rolls on with the days, is published."""

import datetime as dt
import threading

import pytest
from django.db import connection

from danchu.core.errors import Refused, Stale
from danchu.duties.models import Duty
from danchu.duties.states import DutyState, Mode, Standing
from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind
from danchu.plans import services
from danchu.plans.models import Occurrence, Task
from danchu.plans.states import (
    Bound,
    Origin,
    PlanState,
    Recurrence,
    TaskKind,
)  # fmt: skip
from danchu.plans.tests.cases import SMALL, at, confirmed, published, report_tasks, taken_in
from danchu.register import queries as register

pytestmark = pytest.mark.django_db


# -- confirming --------------------------------------------------------------------------------------------------------
def test_nothing_is_confirmed_that_nobody_looked_at(cast):
    plan = taken_in(cast)
    with pytest.raises(Refused, match="chưa ai xem"):
        services.confirm(plan=plan, by=cast.culture_head, now=at("2026-03-10"))


def test_every_office_owes_its_own_report_and_nobody_else(cast):
    plan = confirmed(cast)
    half, _year = report_tasks(plan)
    assert set(half.occurrences.values_list("unit__name", flat=True)) == {
        cast.culture.name, cast.economy.name, cast.centre.name,
    }  # fmt: skip
    duty = Duty.objects.get(unit=cast.economy, due_on=dt.date(2026, 5, 4))
    assert duty.citation.startswith("Kế hoạch 363/KH-UBND, mục III.1")
    assert "04/5/2026" in duty.explanation["explanation"]
    assert duty.standing_on(dt.date(2026, 5, 5)) == Standing.LATE


def test_a_continuing_task_is_one_question_per_half_year_never_late(cast):
    plan = confirmed(cast)
    task = plan.tasks.filter(kind=TaskKind.CONTINUING, every_office=True, recurrence=Recurrence.NONE).first()
    keys = list(task.occurrences.filter(unit=cast.economy).values_list("key", flat=True))
    assert keys == ["2026-H1", "2026-H2"]
    first = task.occurrences.get(unit=cast.economy, key="2026-H1")
    duty = Duty.objects.get(subject=first.subject)
    assert (duty.never_late, duty.due_on) == (True, None)
    assert duty.standing_on(dt.date(2027, 1, 1)) == Standing.UNDATED
    second = task.occurrences.get(unit=cast.economy, key="2026-H2")
    assert not Duty.objects.filter(subject=second.subject).exists()


def test_a_half_year_that_ended_before_the_commune_began_is_not_asked_about(cast):
    cast.commune.begins_on = dt.date(2026, 7, 1)
    cast.commune.save()
    plan = confirmed(cast, day="2026-07-02")
    keys = set(Occurrence.objects.filter(task__plan=plan, due_on=None).values_list("key", flat=True))
    assert keys == {"2026-H2", "2026"}
    half, _year = report_tasks(plan)
    early = Duty.objects.get(subject=half.occurrences.get(unit=cast.economy).subject)
    assert early.standing_on(dt.date(2026, 7, 2)) == Standing.BEFORE_SYSTEM


def test_a_request_to_the_front_is_never_late(cast):
    plan = confirmed(cast, text=SMALL, day="2026-01-21")
    found = Occurrence.objects.get(unit=cast.front)
    assert found.due_on == dt.date(2026, 5, 29)
    duty = Duty.objects.get(subject=found.subject)
    assert duty.mode == Mode.REQUEST
    assert duty.standing_on(dt.date(2026, 12, 1)) == Standing.ASKED
    assert plan.state == PlanState.CONFIRMED


def test_a_principle_makes_no_duty(cast):
    plan = confirmed(cast)
    assert not Occurrence.objects.filter(task__plan=plan, task__kind=TaskKind.PRINCIPLE).exists()


def test_confirming_again_changes_nothing_and_another_person_is_told(cast):
    plan = confirmed(cast)
    before = (Occurrence.objects.count(), Duty.objects.count(), plan.confirmed_at)
    again = services.confirm(plan=plan, by=cast.culture_head, now=at("2026-03-11"))
    assert (Occurrence.objects.count(), Duty.objects.count(), again.confirmed_at) == before
    with pytest.raises(Stale, match="Ông Trưởng Phòng Văn Hóa"):
        services.confirm(plan=plan, by=cast.chair, now=at("2026-03-11"))


def test_the_same_paper_is_not_confirmed_twice(cast):
    confirmed(cast)
    twin = taken_in(cast)
    services.mark_seen(plan=twin, by=cast.culture_head, now=at("2026-03-10"))
    with pytest.raises(Refused, match="từ trước"):
        services.confirm(plan=twin, by=cast.culture_head, now=at("2026-03-10"))


def test_a_draft_changed_meanwhile_is_not_confirmed_unseen(cast):
    plan = taken_in(cast, text=SMALL)
    services.mark_seen(plan=plan, by=cast.culture_head, now=at("2026-01-21"))
    plan.refresh_from_db()
    held = plan.version
    services.save_task(task=plan.tasks.first(), values={"title": "khác"}, by=cast.chair, now=at("2026-01-21"))
    with pytest.raises(Stale):
        services.confirm(plan=plan, version=held, by=cast.culture_head, now=at("2026-01-21"))


@pytest.mark.django_db(transaction=True)
def test_two_clerks_confirming_at_once_make_one_set_of_duties(cast):
    plan = taken_in(cast)
    services.mark_seen(plan=plan, by=cast.culture_head, now=at("2026-03-10"))
    plan.refresh_from_db()
    outcomes, gate = [], threading.Barrier(2)

    def clerk(person):
        gate.wait()
        try:
            services.confirm(plan=plan, version=plan.version, by=person, now=at("2026-03-10"))
            outcomes.append("confirmed")
        except Stale:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=clerk, args=[person]) for person in (cast.chair, cast.culture_head)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["confirmed", "told"]
    assert Duty.objects.count() == Duty.objects.values("unit", "key").distinct().count() > 0


def test_recipients_mean_units_and_the_archive_line_is_none(cast):
    plan = confirmed(cast)
    names = set(plan.recipients.values_list("name", flat=True))
    assert not any(name.startswith("Lưu") for name in names)
    offices = plan.recipients.filter(name="Cơ quan, đơn vị thuộc xã")
    assert {r.unit for r in offices} == {cast.culture, cast.economy, cast.centre}
    assert plan.recipients.get(name="Sở Nội vụ").unit is None


def test_a_directive_becomes_duties_and_what_it_leaves_open_is_a_question(cast):
    letter = """ỦY BAN NHÂN DÂN
TỈNH MẪU
Số: 709/UBND-TH
V/v thực hiện dân chủ ở cơ sở năm 2026
Mẫu, ngày 28 tháng 01 năm 2026
Kính gửi: Ủy ban nhân dân các xã, phường

Thực hiện dân chủ ở cơ sở, Ủy ban nhân dân tỉnh yêu cầu Ủy ban nhân dân các xã, phường thực hiện các nội dung sau:
1. Thành lập Tổ công tác thực hiện dân chủ ở cơ sở.
2. Gửi báo cáo kết quả trước ngày 15/6/2026.
"""
    plan = taken_in(cast, text=letter, origin=Origin.DIRECTIVE, day="2026-02-02")
    assert plan.kind == "Công văn"
    undated = plan.tasks.filter(kind=TaskKind.ONE_OFF, due_on=None)
    assert undated.exists()
    assert all("Hỏi lại" in task.question for task in undated)
    for task in plan.tasks.all():
        services.save_task(task=task, values={"lead_units": [cast.culture]}, by=cast.culture_head, now=at("2026-02-02"))
    services.confirm(plan=plan, by=cast.culture_head, now=at("2026-02-02"))
    assert Duty.objects.get(unit=cast.culture, due_on=dt.date(2026, 6, 14)).source == "directive"
    open_question = Duty.objects.filter(unit=cast.culture, due_on=None).first()
    assert open_question.standing_on(dt.date(2027, 1, 1)) == Standing.UNDATED


# -- rolling on --------------------------------------------------------------------------------------------------------
def test_rolling_forward_is_idempotent_and_brings_the_second_half(cast):
    confirmed(cast)
    before = Duty.objects.count()
    assert services.roll_forward(commune=cast.commune, on=dt.date(2026, 3, 11), now=at("2026-03-11")) == 0
    assert Duty.objects.count() == before
    services.roll_forward(commune=cast.commune, on=dt.date(2026, 7, 3), now=at("2026-07-03"))
    after = Duty.objects.count()
    assert after > before
    services.roll_forward(commune=cast.commune, on=dt.date(2026, 7, 3), now=at("2026-07-03"))
    assert Duty.objects.count() == after


def test_an_office_that_comes_later_owes_what_is_still_ahead(cast):
    plan = confirmed(cast)
    health = Unit.objects.create(
        commune=cast.commune, kind=UnitKind.HEALTH, name="Trạm Y tế", parent=cast.committee, reports=True,
        valid_from=dt.date(2026, 8, 1),
    )  # fmt: skip
    services.roll_forward(commune=cast.commune, on=dt.date(2026, 8, 2), now=at("2026-08-02"))
    owed = Occurrence.objects.filter(unit=health, task__plan=plan)
    assert owed.filter(due_on=dt.date(2026, 11, 4)).exists()
    assert not owed.filter(key="2026-H1").exists()


def test_a_directive_that_recurs_goes_on_in_the_next_year_and_a_plan_does_not(cast):
    text = SMALL.replace("trước ngày 15/5/2026", "trước ngày 15/5 hằng năm")
    for origin, later in ((Origin.DIRECTIVE, 1), (Origin.OWN, 0)):
        plan = confirmed(cast, text=text, origin=origin, day="2026-01-21")
        task = plan.tasks.filter(recurrence=Recurrence.YEARLY).get()
        services.roll_forward(commune=cast.commune, on=dt.date(2027, 1, 4), now=at("2027-01-04"))
        assert task.occurrences.filter(key="2027").count() == later


def test_a_task_given_to_another_unit_moves_the_duty_and_needs_a_reason(cast):
    plan = confirmed(cast, text=SMALL, day="2026-01-21")
    task = plan.tasks.get(due_on=dt.date(2026, 5, 15))
    with pytest.raises(Refused, match="vì sao"):
        services.save_task(task=task, values={"lead_units": [cast.culture]}, by=cast.chair, now=at("2026-02-01"))
    services.save_task(
        task=task, values={"lead_units": [cast.culture]}, reason="Đổi phân công", by=cast.chair, now=at("2026-02-01")
    )
    assert Duty.objects.get(unit=cast.economy, due_on=dt.date(2026, 5, 14)).state == DutyState.WITHDRAWN
    assert Duty.objects.get(unit=cast.culture, due_on=dt.date(2026, 5, 14)).state == DutyState.OPEN
    services.save_task(
        task=task, values={"lead_units": [cast.economy]}, reason="Giao lại", by=cast.chair, now=at("2026-02-02")
    )
    assert Duty.objects.get(unit=cast.economy, due_on=dt.date(2026, 5, 14)).state == DutyState.OPEN


def test_the_words_of_a_confirmed_plan_stand(cast):
    plan = confirmed(cast, text=SMALL, day="2026-01-21")
    task = plan.tasks.first()
    services.save_task(task=task, values={"text": "khác"}, reason="thử", by=cast.chair, now=at("2026-02-01"))
    assert Task.objects.get(pk=task.pk).text == task.text


def test_a_moved_day_moves_the_duty(cast):
    plan = confirmed(cast, text=SMALL, day="2026-01-21")
    task = plan.tasks.get(due_on=dt.date(2026, 5, 15))
    services.save_task(
        task=task, values={"due_on": dt.date(2026, 5, 25), "bound": Bound.BY}, reason="Gia hạn", by=cast.chair,
        now=at("2026-02-01"),
    )  # fmt: skip
    assert Duty.objects.get(unit=cast.economy, key=f"plans.task:{task.pk}:once").due_on == dt.date(2026, 5, 25)


def test_a_dropped_task_is_withdrawn_and_comes_back(cast):
    plan = confirmed(cast, text=SMALL, day="2026-01-21")
    task = plan.tasks.get(due_on=dt.date(2026, 5, 15))
    services.drop_task(task=task, reason="Trùng việc", by=cast.chair, now=at("2026-02-01"))
    assert not Duty.objects.filter(key__startswith=f"plans.task:{task.pk}:", state=DutyState.OPEN).exists()
    services.restore_task(task=task, by=cast.chair, now=at("2026-02-02"))
    assert Duty.objects.filter(key__startswith=f"plans.task:{task.pk}:", state=DutyState.OPEN).exists()


# -- publishing --------------------------------------------------------------------------------------------------------
def test_publishing_is_one_line_with_the_digest_of_the_signed_copy(cast):
    plan = published(cast)
    (line,) = register.lines(cast.commune.slug)
    assert (line.event, line.subject) == ("plans.published", plan.subject)
    assert plan.signed_copy.sha256 in line.body
    assert plan.source_sha256 in line.body
    services.publish(plan=plan, by=cast.clerk, now=at("2026-03-12"))
    assert register.lines(cast.commune.slug).count() == 1


def test_no_signed_copy_no_publication(cast):
    plan = confirmed(cast)
    with pytest.raises(Refused, match="bản ký"):
        services.publish(plan=plan, by=cast.clerk, now=at("2026-03-12"))
    assert not register.lines(cast.commune.slug).exists()


def test_a_plan_issued_outside_is_known_by_its_text(cast):
    plan = services.publish(plan=confirmed(cast), issued_outside=True, by=cast.clerk, now=at("2026-03-12"))
    (line,) = register.lines(cast.commune.slug)
    assert plan.issued_outside
    assert '"issued_outside":true' in line.body
    assert plan.source_sha256 in line.body


def test_number_and_date_come_before_publication(cast):
    plan = confirmed(cast)
    services.save_head(plan=plan, values={"number": ""}, by=cast.culture_head, now=at("2026-03-11"))
    with pytest.raises(Refused, match="số hoặc ngày"):
        services.publish(plan=plan, issued_outside=True, by=cast.clerk, now=at("2026-03-12"))


def test_a_directive_is_not_ours_to_publish(cast):
    plan = confirmed(cast, text=SMALL, origin=Origin.DIRECTIVE, day="2026-01-21")
    with pytest.raises(Refused, match="cấp trên"):
        services.publish(plan=plan, issued_outside=True, by=cast.clerk, now=at("2026-01-22"))
