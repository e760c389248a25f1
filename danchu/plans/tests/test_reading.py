"""A paper comes in and is righted: the real services on the real plan."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from danchu.core.errors import Refused, Stale
from danchu.duties.models import Duty
from danchu.plans import rules, services
from danchu.plans.models import Occurrence, Plan
from danchu.plans.states import (
    Evidence,
    Origin,
    PlanState,
    Recurrence,
    TaskKind,
    TaskMode,
)  # fmt: skip
from danchu.plans.tests.cases import PDF, SMALL, at, report_tasks, taken_in

pytestmark = pytest.mark.django_db


# -- reading -----------------------------------------------------------------------------------------------------------
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


def test_who_the_commune_works_together_with_helps_and_does_not_lead(cast):
    plan = taken_in(cast)
    together = plan.tasks.get(text__startswith="Phối hợp với Ủy ban Mặt trận")
    assert together.mode == TaskMode.COOPERATE
    assert not together.lead_units.exists()
    assert cast.front in together.cooperating_units.all()


@pytest.mark.parametrize(
    ("said", "recurrence", "last_days"),
    [
        ("chậm nhất ngày 25 hằng tháng", Recurrence.MONTHLY, [(3, 25), (4, 25), (5, 25)]),
        ("trước ngày 20 của tháng cuối quý", Recurrence.QUARTERLY, [(3, 19), (6, 19), (9, 19)]),
    ],
)
def test_a_day_of_each_month_or_quarter_is_owed_by_that_day(cast, said, recurrence, last_days):
    text = "Số: 7/KH-UBND\n\nBản Mẫu, ngày 09 tháng 3 năm 2026\n\nKẾ HOẠCH\nKiểm tra\n\nI. TỔ CHỨC THỰC HIỆN\n\n"
    plan = taken_in(cast, text=f"{text}1. Giao Phòng Kinh tế gửi báo cáo về Ủy ban nhân dân xã {said}.\n")
    (task,) = plan.tasks.filter(due_on__isnull=False)
    assert (task.recurrence, task.question) == (recurrence, "")
    services.mark_seen(plan=plan, by=cast.culture_head, now=at("2026-03-10"))
    services.confirm(plan=plan, by=cast.culture_head, now=at("2026-03-10"))
    days = list(Occurrence.objects.filter(task=task).order_by("due_on").values_list("due_on", flat=True))
    assert [(day.month, day.day) for day in days[:3]] == last_days


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
        (SimpleUploadedFile("anh.jpg", b"\xff\xd8\xff\xe0"), "", "không mở được"),
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
    with pytest.raises(Refused, match="dấu MẬT"):
        services.take_in(
            commune=cast.commune, origin=Origin.OWN, upload=upload, upload_key="x", by=cast.chair, now=at("2026-01-21")
        )
    assert not Plan.objects.exists()
    assert not settings.FILES_DIR.exists()


def test_an_english_plan_is_kept_with_a_warning_and_no_task(cast):
    plan = taken_in(cast, text="PLAN\nThe people's committee shall report before 5 May 2026. " * 5)
    assert plan.reading["warnings"]
    assert not plan.tasks.exists()


# -- righting ----------------------------------------------------------------------------------------------------------
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


def test_the_back_button_leads_to_the_draft_that_is_open(cast):
    plan = taken_in(cast, text=SMALL)
    assert taken_in(cast, text=SMALL) == plan
    assert taken_in(cast, text=SMALL, by=cast.chair) != plan
    services.discard(plan=plan, by=cast.culture_head, now=at("2026-03-10"))
    assert taken_in(cast, text=SMALL) != plan
