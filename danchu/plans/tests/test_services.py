"""From the read text to duties: the real services on the real plan."""

import datetime as dt
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from danchu.core.errors import Refused, Stale
from danchu.duties.models import Duty
from danchu.duties.states import DutyState, Mode, Standing
from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind
from danchu.plans import rules, services
from danchu.plans.models import Occurrence, Plan, PlanRecipient, Task
from danchu.plans.states import (
    Answer,
    Bound,
    Evidence,
    OccurrenceState,
    Origin,
    PlanState,
    Recurrence,
    TaskKind,
    TaskMode,
)  # fmt: skip
from danchu.plans.tests.cases import PDF, SMALL, at, confirmed, published, taken_in
from danchu.register import queries as register

pytestmark = pytest.mark.django_db


def report_tasks(plan):
    return list(plan.tasks.filter(due_on__isnull=False, every_office=True).order_by("due_on"))


# -- reading --------------------------------------------------------------------------------------------------------
def test_the_real_plan_becomes_a_draft_nobody_owes(cast):
    plan = taken_in(cast)
    assert (plan.number, plan.symbol, plan.dated_on, plan.year) == ("363", "KH-UBND", dt.date(2026, 3, 9), 2026)
    assert plan.state == PlanState.DRAFT
    assert plan.tasks.count() >= 25
    assert not Occurrence.objects.exists()
    assert not Duty.objects.exists()


def test_every_proposed_span_points_at_its_words(cast):
    plan = taken_in(cast)
    assert all(plan.source_text[t.span_start : t.span_end] == t.text for t in plan.tasks.all())


def test_the_two_reports_are_two_tasks_for_every_office_with_their_last_days(cast):
    plan = taken_in(cast)
    half, year = report_tasks(plan)
    assert [half.last_day, year.last_day] == [dt.date(2026, 5, 4), dt.date(2026, 11, 4)]
    assert "05/5" in half.printed_deadline
    assert {half.recurrence, year.recurrence} == {Recurrence.YEARLY}


def test_units_named_in_the_plan_are_proposed_and_the_front_is_asked(cast):
    plan = taken_in(cast)
    culture = [t for t in plan.tasks.all() if cast.culture in t.lead_units.all() and not t.every_office]
    assert culture
    asked = [t for t in plan.tasks.all() if cast.front in t.lead_units.all()]
    assert asked
    assert all(t.mode == TaskMode.REQUEST for t in asked)


def test_purposes_are_principles_and_most_of_the_rest_goes_on(cast):
    plan = taken_in(cast)
    purpose = plan.tasks.filter(section__startswith="I. ")
    assert set(purpose.values_list("kind", flat=True)) == {TaskKind.PRINCIPLE}
    assert plan.tasks.filter(kind=TaskKind.CONTINUING).count() > plan.tasks.count() / 2


def test_evidence_follows_the_words(cast):
    plan = taken_in(cast)
    assert plan.tasks.get(text__startswith="Đẩy mạnh công tác tuyên truyền").evidence == Evidence.PHOTOS


def test_the_same_form_sent_twice_is_one_plan(cast):
    given = {"commune": cast.commune, "origin": Origin.OWN, "text": SMALL, "upload_key": "k", "by": cast.chair}
    one = services.take_in(**given, now=at("2026-01-21"))
    two = services.take_in(**given, now=at("2026-01-21"))
    assert one.pk == two.pk
    assert Plan.objects.count() == 1


@pytest.mark.parametrize(
    ("upload", "text", "says"),
    [
        (None, "  \n ", "Hãy chọn một tệp hoặc dán"),
        (SimpleUploadedFile("a.txt", b""), "", "trống"),
        (SimpleUploadedFile("ke-hoach.docx", b"PK\x03\x04rubbish"), "", "Không nhận loại tệp"),
        (SimpleUploadedFile("ke-hoach.pdf", b"\x7fELF\x00\x00"), "", "Không nhận loại tệp"),
        (SimpleUploadedFile("anh.jpg", b"\xff\xd8\xff\xe0"), "", "ảnh chụp"),
    ],
)
def test_bad_input_is_refused_with_a_sentence_and_leaves_nothing(cast, upload, text, says):
    with pytest.raises(Refused, match=says):
        services.take_in(
            commune=cast.commune, origin=Origin.OWN, upload=upload, text=text, upload_key="x", by=cast.chair,
            now=at("2026-01-21"),
        )  # fmt: skip
    assert not Plan.objects.exists()


def test_a_scanned_pdf_is_refused_and_may_be_kept_beside_pasted_text(cast):
    scan = SimpleUploadedFile("quet.pdf", PDF)
    with pytest.raises(Refused):
        services.take_in(
            commune=cast.commune, origin=Origin.OWN, upload=scan, upload_key="x", by=cast.chair, now=at("2026-01-21")
        )
    scan.seek(0)
    plan = services.take_in(
        commune=cast.commune, origin=Origin.OWN, upload=scan, text=SMALL, upload_key="x", by=cast.chair,
        now=at("2026-01-21"),
    )  # fmt: skip
    assert plan.source_file.name == "quet.pdf"
    assert plan.number == "12"


def test_a_too_large_file_is_refused_before_it_is_read(cast, settings):
    settings.UPLOAD_LIMIT = 10
    with pytest.raises(Refused, match="lớn hơn"):
        services.take_in(
            commune=cast.commune, origin=Origin.OWN, upload=SimpleUploadedFile("a.txt", b"x" * 11), upload_key="x",
            by=cast.chair, now=at("2026-01-21"),
        )  # fmt: skip


def test_a_secret_paper_is_refused_before_anything_is_stored(cast, settings):
    stamped = SMALL.replace("KẾ HOẠCH\n", "MẬT\n\nKẾ HOẠCH\n", 1)
    upload = SimpleUploadedFile("mat.txt", stamped.encode())
    with pytest.raises(Refused, match="mật"):
        services.take_in(
            commune=cast.commune, origin=Origin.OWN, upload=upload, upload_key="x", by=cast.chair, now=at("2026-01-21")
        )
    assert not Plan.objects.exists()
    assert not settings.FILES_DIR.exists()


def test_an_english_plan_is_kept_with_a_warning_and_no_task(cast):
    plan = taken_in(cast, text="PLAN\nThe people's committee shall report before 5 May 2026. " * 5)
    assert plan.reading["warnings"]
    assert not plan.tasks.exists()


# -- righting -------------------------------------------------------------------------------------------------------
def test_a_split_shares_text_span_and_deadline(cast):
    plan = taken_in(cast, text=SMALL)
    task = plan.tasks.filter(due_on=dt.date(2026, 6, 20)).get()
    services.save_task(
        task=task, values={"text": task.text + " Lưu hồ sơ đầy đủ."}, by=cast.culture_head, now=at("2026-01-21")
    )
    task.refresh_from_db()
    (place,) = rules.split_places(task.text)
    new = services.split_task(task=task, at=place, version=task.version, by=cast.culture_head, now=at("2026-01-21"))
    task.refresh_from_db()
    assert new.text == "Lưu hồ sơ đầy đủ."
    assert (task.due_on, new.due_on) == (dt.date(2026, 6, 20), None)
    assert new.every_office is task.every_office is True
    orders = list(plan.tasks.values_list("order", flat=True))
    assert orders == sorted(set(orders))
    assert new.order == task.order + 1


def test_merging_joins_text_units_and_span(cast):
    plan = taken_in(cast, text=SMALL)
    first, second = plan.tasks.order_by("order")[:2]
    kept = services.merge_with_previous(task=second, by=cast.culture_head, now=at("2026-01-21"))
    assert kept.pk == first.pk
    assert second.text in kept.text
    assert (kept.span_start, kept.span_end) == (first.span_start, second.span_end)
    assert not plan.tasks.filter(pk=second.pk, removed=False).exists()
    with pytest.raises(Stale):
        services.merge_with_previous(task=second, by=cast.culture_head, now=at("2026-01-21"))


def test_the_first_task_has_nothing_before_it(cast):
    plan = taken_in(cast, text=SMALL)
    with pytest.raises(Refused, match="đầu tiên"):
        services.merge_with_previous(task=plan.tasks.first(), by=cast.culture_head, now=at("2026-01-21"))


def test_two_clerks_on_one_task_the_second_is_told(cast):
    plan = taken_in(cast, text=SMALL)
    task = plan.tasks.first()
    services.save_task(task=task, values={"title": "một"}, version=task.version, by=cast.chair, now=at("2026-01-21"))
    with pytest.raises(Stale):
        services.save_task(
            task=task, values={"title": "hai"}, version=task.version, by=cast.culture_head, now=at("2026-01-21")
        )
    task.refresh_from_db()
    assert task.title == "một"


def test_a_changed_day_no_longer_shows_the_papers_words(cast):
    plan = taken_in(cast, text=SMALL)
    task = plan.tasks.filter(due_on=dt.date(2026, 6, 20)).get()
    services.save_task(task=task, values={"due_on": dt.date(2026, 7, 1)}, by=cast.chair, now=at("2026-01-21"))
    task.refresh_from_db()
    assert task.printed_deadline == ""
    assert task.last_day == dt.date(2026, 6, 30)


# -- confirming -----------------------------------------------------------------------------------------------------
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


# -- rolling on -----------------------------------------------------------------------------------------------------
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


# -- publishing -----------------------------------------------------------------------------------------------------
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


# -- the units' work ------------------------------------------------------------------------------------------------
@pytest.fixture
def owed(cast):
    confirmed(cast, text=SMALL, day="2026-01-21")
    return Occurrence.objects.get(unit=cast.economy, due_on=dt.date(2026, 5, 14))


def test_report_return_report_accept(cast, owed):
    services.report_done(occurrence=owed, report="Đã niêm yết.", by=cast.economy_head, now=at("2026-05-12"))
    duty = Duty.objects.get(subject=owed.subject)
    assert (duty.state, duty.fulfilled_on) == (DutyState.FULFILLED, dt.date(2026, 5, 12))
    services.return_with_reasons(occurrence=owed, reason="Thiếu ảnh.", by=cast.culture_head, now=at("2026-05-13"))
    duty.refresh_from_db()
    assert duty.state == DutyState.OPEN
    assert duty.due_on == dt.date(2026, 5, 14)
    services.report_done(occurrence=owed, report="Có ảnh.", by=cast.economy_head, now=at("2026-05-16"))
    services.accept(occurrence=owed, by=cast.culture_head, now=at("2026-05-17"))
    owed.refresh_from_db()
    duty.refresh_from_db()
    assert owed.state == OccurrenceState.ACCEPTED
    assert owed.was_late
    assert duty.standing_on(dt.date(2026, 6, 1)) == Standing.DONE_LATE
    assert [entry.to_state for entry in owed.log.order_by("pk")] == ["reported", "returned", "reported", "accepted"]


def test_a_double_click_on_report_is_one_report(cast, owed):
    for _click in range(2):
        services.report_done(occurrence=owed, report="Đã làm.", by=cast.economy_head, now=at("2026-05-12"))
    assert owed.log.count() == 1


def test_nothing_arose_is_an_answer_of_its_own(cast, owed):
    services.report_done(occurrence=owed, answer=Answer.NOTHING_AROSE, by=cast.economy_head, now=at("2026-05-12"))
    owed.refresh_from_db()
    assert owed.answer == Answer.NOTHING_AROSE
    assert Duty.objects.get(subject=owed.subject).fulfilled_note == "Không phát sinh"


def test_done_needs_words_and_return_needs_reasons(cast, owed):
    with pytest.raises(Refused, match="vài dòng"):
        services.report_done(occurrence=owed, report=" ", by=cast.economy_head, now=at("2026-05-12"))
    services.report_done(occurrence=owed, report="Xong.", by=cast.economy_head, now=at("2026-05-12"))
    with pytest.raises(Refused, match="lý do"):
        services.return_with_reasons(occurrence=owed, reason="", by=cast.culture_head, now=at("2026-05-13"))


def test_what_is_not_reported_is_not_accepted(cast, owed):
    with pytest.raises(Stale):
        services.accept(occurrence=owed, by=cast.culture_head, now=at("2026-05-13"))


def test_a_note_sent_twice_is_one_note_and_its_photo_loses_its_place(cast, owed):
    import io

    from PIL import Image

    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (22.0, 20.0, 0.0)}
    Image.new("RGB", (8, 8), "red").save(out, "JPEG", exif=exif)
    for _click in range(2):
        photo = SimpleUploadedFile("anh.jpg", out.getvalue())
        services.add_note(
            occurrence=owed, text="Đã dán bảng tin", uploads=[photo], form_key="k", by=cast.economy_officer,
            now=at("2026-05-10"),
        )  # fmt: skip
    (note,) = owed.notes.all()
    (file,) = note.files.all()
    from danchu.documents import files

    assert not Image.open(files.path_of(file.sha256)).getexif()


def test_progress_of_a_public_plan_moves_the_public_revision(cast, on_day):
    on_day("2026-03-12")
    published(cast)
    before = register.revision(cast.commune.slug)
    found = Occurrence.objects.filter(unit=cast.economy).first()
    services.report_done(occurrence=found, report="Đã làm.", by=cast.economy_head, now=at("2026-05-12"))
    assert register.revision(cast.commune.slug) == before + 1


def test_a_report_before_its_period_is_not_owed_again_when_it_begins(cast):
    plan = confirmed(cast)
    second = Occurrence.objects.filter(task__plan=plan, unit=cast.economy, key="2026-H2").first()
    services.report_done(occurrence=second, report="Đã làm sớm.", by=cast.economy_head, now=at("2026-06-20"))
    services.roll_forward(commune=cast.commune, on=dt.date(2026, 7, 1), now=at("2026-07-01"))
    assert Duty.objects.get(subject=second.subject).state == DutyState.FULFILLED


def test_receipt_is_confirmed_once(cast):
    plan = confirmed(cast)
    recipient = PlanRecipient.objects.filter(plan=plan, unit=cast.economy).first()
    services.confirm_receipt(recipient=recipient, by=cast.economy_head, now=at("2026-03-11"))
    services.confirm_receipt(recipient=recipient, by=cast.economy_officer, now=at("2026-03-12"))
    recipient.refresh_from_db()
    assert recipient.received_by == cast.economy_head


def test_an_officer_of_another_commune_is_not_assigned(cast, others):
    task = confirmed(cast).tasks.first()
    with pytest.raises(Refused):
        services.assign_officer(task=task, officer=others.chair, by=cast.chair, now=at("2026-03-11"))
