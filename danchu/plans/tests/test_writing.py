"""A plan written on pages: parts and tasks, approval, number, signed copy, publication; next year's; seeds."""

import datetime as dt
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from danchu.core.errors import Refused, Stale
from danchu.documents import paper, reader
from danchu.documents import services as documents
from danchu.documents.models import Document
from danchu.documents.states import DocumentState
from danchu.duties.models import Duty
from danchu.notifications.models import Message
from danchu.organisation.models import Post, Rearrangement, Succession, Unit
from danchu.plans import papers, services
from danchu.plans.models import Occurrence, Plan
from danchu.plans.states import OccurrenceState, PlanState
from danchu.plans.tests.cases import PDF, SMALL, at, confirmed, taken_in
from danchu.register.models import Line

pytestmark = pytest.mark.django_db
NOW = at("2026-01-12")


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2026-01-12")


def begun(cast, **more):
    return services.begin(
        commune=cast.commune, year=2026, title="Thực hiện dân chủ ở cơ sở năm 2026", upload_key="viet",
        by=cast.culture_head, now=NOW, **more,
    )  # fmt: skip


def written(cast):
    """A plan of one part with two tasks: a posting by Phòng Kinh tế, a weekly broadcast by every office."""
    plan = begun(cast)
    part = plan.parts.get(title="Nội dung thực hiện")
    services.save_part(
        part=part, title=part.title, text="Tập trung các việc sau.", level=1, by=cast.culture_head, now=NOW
    )
    values = {"kind": "one_off", "due_on": dt.date(2026, 5, 15), "bound": "before", "lead_units": [cast.economy]}
    services.write_task(
        plan=plan, part=part, values=values | {"text": "Niêm yết dự toán ngân sách xã"}, by=cast.culture_head, now=NOW
    )
    services.write_task(
        plan=plan, part=part, by=cast.culture_head, now=NOW,
        values={"text": "Phát thanh tin dân chủ.", "kind": "continuing", "recurrence": "weekly", "bound": "by",
                "due_on": dt.date(2026, 1, 16), "every_office": True},
    )  # fmt: skip
    plan.refresh_from_db()
    return plan


def chair_post(cast):
    return Post.objects.get(person=cast.chair)


def approved(cast):
    plan = services.submit(plan=written(cast), by=cast.culture_head, now=NOW)
    return services.approve(plan=plan, post=chair_post(cast), by=cast.chair, now=NOW)


def issued(cast):
    plan = approved(cast)
    document = documents.assign_number(
        document=plan.document, number=9, dated_on=dt.date(2026, 1, 12), by=cast.clerk, now=NOW
    )
    documents.attach_signed(document=document, upload=SimpleUploadedFile("ky.pdf", PDF), by=cast.clerk, now=NOW)
    plan.refresh_from_db()
    return plan


# -- writing ---------------------------------------------------------------------------------------------------------
def test_the_form_sent_twice_begins_one_plan(cast):
    assert begun(cast) == begun(cast)
    assert Plan.objects.count() == 1


def test_every_span_points_at_its_words_and_the_text_is_readable_by_the_reader(cast):
    plan = written(cast)
    tasks = list(plan.tasks.all())
    assert [plan.source_text[t.span_start : t.span_end] for t in tasks] == [t.text for t in tasks]
    assert {t.section for t in tasks} == {"II. Nội dung thực hiện"}
    read = reader.read_text(plan.source_text)
    assert read.title == plan.title
    assert read.symbol == "KH-UBND"
    found = {task.text: task for task in read.tasks}
    assert any("Niêm yết dự toán ngân sách xã" in text for text in found)


def test_a_second_click_writes_once_and_moving_changes_the_order(cast):
    plan = written(cast)
    first, second = plan.tasks.all()
    part = first.part
    services.write_task(plan=plan, part=part, values={"text": first.text}, by=cast.culture_head, now=NOW)
    services.add_part(plan=plan, title="Kinh phí", after=part, by=cast.culture_head, now=NOW)
    services.add_part(plan=plan, title="Kinh phí", after=part, by=cast.culture_head, now=NOW)
    assert plan.tasks.count() == 2
    assert plan.parts.filter(title="Kinh phí").count() == 1
    services.move_task(task=second, up=True, by=cast.culture_head, now=NOW)
    assert [t.pk for t in plan.tasks.all()] == [second.pk, first.pk]
    services.move_task(task=second, up=True, by=cast.culture_head, now=NOW)  # at the top already
    assert [t.pk for t in plan.tasks.all()] == [second.pk, first.pk]


def test_a_part_with_tasks_is_not_taken_out(cast):
    plan = written(cast)
    with pytest.raises(Refused, match="còn việc"):
        services.remove_part(part=plan.tasks.first().part, by=cast.culture_head, now=NOW)
    empty = plan.parts.get(title="Tổ chức thực hiện")
    services.remove_part(part=empty, by=cast.culture_head, now=NOW)
    assert not plan.parts.filter(pk=empty.pk).exists()


def test_two_people_in_one_part_the_second_is_told(cast):
    part = begun(cast).parts.first()
    services.save_part(part=part, title="Một", text="", level=1, version=1, by=cast.chair, now=NOW)
    with pytest.raises(Stale):
        services.save_part(part=part, title="Hai", text="", level=1, version=1, by=cast.culture_head, now=NOW)
    same = services.save_part(part=part, title="Một", text="", level=1, version=1, by=cast.chair, now=NOW)
    assert same.title == "Một"


# -- the way to a public plan ----------------------------------------------------------------------------------------
def test_approved_numbered_signed_then_owed_and_public_in_one_act(cast):
    plan = issued(cast)
    assert not Duty.objects.filter(source="plan").exists()
    for _click in range(2):
        plan = services.publish(plan=plan, by=cast.clerk, now=NOW)
    assert (plan.state, plan.number, plan.symbol, plan.dated_on) == (
        PlanState.PUBLISHED, "09", "KH-UBND", dt.date(2026, 1, 12),
    )  # fmt: skip
    assert Duty.objects.get(unit=cast.economy, due_on=dt.date(2026, 5, 14)).source == "plan"
    assert Line.objects.filter(event="plans.published").count() == 1
    assert plan.document.signed_copy.sha256 in json.loads(Line.objects.get().body)["files"].values()
    plan.refresh_from_db()
    assert "Số: 09/KH-UBND" in plan.source_text
    tasks = list(plan.tasks.all())
    assert [plan.source_text[t.span_start : t.span_end] for t in tasks] == [t.text for t in tasks]
    assert plan.recipients.filter(unit=cast.economy).exists()


def test_weekly_tasks_are_owed_a_few_weeks_ahead_and_roll_on(cast):
    plan = services.publish(plan=issued(cast), by=cast.clerk, now=NOW)
    weekly = Occurrence.objects.filter(task__plan=plan, unit=cast.economy, task__recurrence="weekly")
    assert [o.due_on for o in weekly] == [dt.date(2026, 1, 16) + dt.timedelta(weeks=n) for n in range(5)]
    services.roll_forward(commune=cast.commune, on=dt.date(2026, 1, 19), now=at("2026-01-19"))
    assert weekly.all().count() == 6
    services.roll_forward(commune=cast.commune, on=dt.date(2026, 1, 12), now=at("2026-01-19"))  # an earlier day again
    assert weekly.exclude(state=OccurrenceState.WITHDRAWN).count() == 6


def test_it_is_not_owed_before_its_paper_is_issued(cast):
    plan = approved(cast)
    with pytest.raises(Refused, match="cấp số"):
        services.publish(plan=plan, by=cast.clerk, now=NOW)
    plan.refresh_from_db()
    assert (plan.state, plan.document.state) == (PlanState.APPROVED, DocumentState.APPROVED)
    assert not Occurrence.objects.exists()
    with pytest.raises(Refused):
        services.confirm(plan=plan, by=cast.culture_head, now=NOW)


def test_a_failure_while_publishing_leaves_it_approved_and_nothing_owed(cast, monkeypatch):
    plan = issued(cast)

    def broken(**kwargs):
        raise RuntimeError("cut off")

    monkeypatch.setattr("danchu.plans.services.publishing.register.append", broken)
    with pytest.raises(RuntimeError):
        services.publish(plan=plan, by=cast.clerk, now=NOW)
    plan.refresh_from_db()
    assert (plan.state, plan.number) == (PlanState.APPROVED, "")
    assert not Occurrence.objects.exists()


def test_approved_twice_is_one_paper(cast):
    plan = approved(cast)
    services.approve(plan=plan, post=chair_post(cast), by=cast.chair, now=NOW)
    assert Document.objects.count() == 1


def test_a_deputy_signs_for_the_chair_and_others_do_not(cast):
    plan = services.submit(plan=written(cast), by=cast.culture_head, now=NOW)
    with pytest.raises(Refused, match="Chủ tịch"):
        services.approve(plan=plan, post=Post.objects.get(person=cast.economy_head), by=cast.chair, now=NOW)
    plan = services.approve(plan=plan, post=Post.objects.get(person=cast.deputy), by=cast.deputy, now=NOW)
    (signature,) = papers.kept(plan).signatures
    assert signature.authority == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH")


def test_sent_back_it_is_written_on_and_its_author_reads_why(cast):
    plan = services.submit(plan=written(cast), by=cast.culture_head, now=NOW)
    with pytest.raises(Stale):
        services.save_task(task=plan.tasks.first(), values={"text": "x"}, by=cast.culture_head, now=NOW)
    with pytest.raises(Refused, match="lý do"):
        services.send_back(plan=plan, reason=" ", by=cast.chair, now=NOW)
    plan = services.send_back(plan=plan, reason="Thiếu kinh phí.", by=cast.chair, now=NOW)
    assert (plan.state, plan.returned_because) == (PlanState.DRAFT, "Thiếu kinh phí.")
    assert Message.objects.filter(recipient=cast.culture_head, body__contains="Thiếu kinh phí.").exists()
    assert services.submit(plan=plan, by=cast.culture_head, now=NOW).state == PlanState.SUBMITTED


def test_a_plan_changed_meanwhile_is_not_approved_unseen(cast):
    plan = services.submit(plan=written(cast), by=cast.culture_head, now=NOW)
    seen = plan.version
    plan = services.send_back(plan=plan, reason="Sửa.", by=cast.chair, now=NOW)
    plan = services.submit(plan=plan, by=cast.culture_head, now=NOW)
    with pytest.raises(Stale):
        services.approve(plan=plan, post=chair_post(cast), version=seen, by=cast.chair, now=NOW)


def test_an_empty_plan_and_one_with_unseen_tasks_are_not_submitted(cast):
    plan = begun(cast)
    with pytest.raises(Refused, match="chưa có việc"):
        services.submit(plan=plan, by=cast.culture_head, now=NOW)


def test_nd30_the_paper_has_its_parts(cast):
    """Decree 30/2020, Art. 8: issuer, number and symbol, place and date, kind and title, signature, recipients."""
    plan = written(cast)
    made = papers.of(plan, on=dt.date(2026, 1, 12), draft=True)
    assert (made.issuing_body, made.symbol, made.place) == ("Ủy ban nhân dân xã Bản Mẫu", "KH-UBND", "Bản Mẫu")
    assert made.kind == "Kế hoạch"
    assert len(made.legal_bases) == 2
    assert "Các cơ quan, đơn vị thuộc xã" in made.recipients
    assert made.archive == "Lưu: VT, VHXH"
    assert made.draft
    said = " ".join(paper.plain(b.text) for b in made.body if isinstance(b, paper.Bullet))
    assert "Chủ trì: Phòng Kinh tế. Thời hạn: trước ngày 15/5/2026." in said
    assert "hằng tuần" in said
    assert paper.render_docx(made)[:2] == b"PK"
    assert paper.render_pdf(made)[:4] == b"%PDF"


# -- next year's -----------------------------------------------------------------------------------------------------
def test_next_years_plan_has_every_task_a_year_later_and_says_what_was_never_done(cast):
    plan = confirmed(cast, text=SMALL, day="2026-01-21")
    posting = Occurrence.objects.get(task__plan=plan, unit=cast.economy, due_on=dt.date(2026, 5, 14))
    services.report_done(occurrence=posting, report="Xong.", by=cast.economy_head, now=at("2026-05-10"))
    services.accept(occurrence=posting, by=cast.culture_head, now=at("2026-05-11"))
    for _click in range(2):
        new = services.copy_forward(plan=plan, year=2027, upload_key="sau", by=cast.culture_head, now=at("2026-12-20"))
    assert Plan.objects.filter(year=2027).count() == 1
    assert (new.title, new.state, new.year) == ("Công khai ngân sách năm 2027", PlanState.DRAFT, 2027)
    by_old = {int(t.seeded_from.split(":")[1]): t for t in new.tasks.all()}
    assert set(by_old) == set(plan.tasks.values_list("pk", flat=True))
    copied = by_old[posting.task_id]
    assert (copied.due_on, copied.remark, copied.seen) == (dt.date(2027, 5, 15), "", False)
    assert "15/5/2026" not in copied.printed_deadline
    reports = by_old[plan.tasks.get(every_office=True).pk]
    assert "chưa làm xong ở nơi nào (0/3)" in reports.remark
    assert new.parts.filter(title="NHIỆM VỤ").exists()
    assert {t.part.title for t in new.tasks.all()} >= {"Phòng Kinh tế"}
    assert "Nơi nhận" in new.source_text
    with pytest.raises(Refused, match="chưa ai xem"):
        services.submit(plan=new, by=cast.culture_head, now=at("2026-12-20"))


def test_a_unit_that_is_gone_is_replaced_or_left_open_and_said(cast):
    plan = confirmed(cast, text=SMALL, day="2026-01-21")
    Unit.objects.filter(pk=cast.economy.pk).update(valid_to=dt.date(2026, 9, 30))
    new = services.copy_forward(plan=plan, year=2027, upload_key="a", by=cast.chair, now=at("2026-12-20"))
    copied = new.tasks.get(due_on=dt.date(2027, 5, 15))
    assert not copied.lead_units.exists()
    assert "Phòng Kinh tế không còn" in copied.remark
    heir = Unit.objects.create(
        commune=cast.commune, kind="office", name="Phòng Kinh tế", short_name="KT", parent=cast.committee, reports=True,
        valid_from=dt.date(2026, 10, 1),
    )  # fmt: skip
    order = Rearrangement.objects.create(
        commune=cast.commune,
        change="rename",
        on=dt.date(2026, 10, 1),
        decision="Quyết định số 1",
        made_at=NOW,
        made_by=cast.admin,
    )
    Succession.objects.create(
        rearrangement=order, predecessor=cast.economy, successor=heir, on=dt.date(2026, 10, 1)
    )  # fmt: skip
    new = services.copy_forward(plan=plan, year=2027, upload_key="b", by=cast.chair, now=at("2026-12-20"))
    assert list(new.tasks.get(due_on=dt.date(2027, 5, 15)).lead_units.all()) == [heir]


def test_next_year_is_a_later_year_of_a_confirmed_plan(cast):
    plan = confirmed(cast, text=SMALL, day="2026-01-21")
    with pytest.raises(Refused, match="sau năm 2026"):
        services.copy_forward(plan=plan, year=2026, upload_key="x", by=cast.chair, now=NOW)
    draft = taken_in(cast, text=SMALL.replace("12/KH", "13/KH"))
    with pytest.raises(Refused, match="đã xác nhận"):
        services.copy_forward(plan=draft, year=2027, upload_key="y", by=cast.chair, now=NOW)


# -- what reports propose --------------------------------------------------------------------------------------------
def test_a_seed_is_proposed_once_and_taken_once(cast):
    given = {
        "commune": cast.commune, "year": 2026, "key": "reports.weakness:7", "text": "Niêm yết chậm ở các bản.",
        "why": "Báo cáo năm 2025, mục VI", "unit": cast.economy, "now": NOW,
    }  # fmt: skip
    seed = services.seed(**given)
    assert services.seed(**given | {"text": "Niêm yết còn chậm ở các bản."}).pk == seed.pk
    plan = begun(cast)
    part = plan.parts.first()
    for _click in range(2):
        task = services.take_seed(seed=seed, plan=plan, part=part, by=cast.culture_head, now=NOW)
    assert plan.tasks.count() == 1
    assert (task.text, task.remark, task.seeded_from) == (
        "Niêm yết còn chậm ở các bản.", "Báo cáo năm 2025, mục VI", "reports.weakness:7",
    )  # fmt: skip
    assert list(task.lead_units.all()) == [cast.economy]
    assert services.seed(**given).task_id == task.pk


def test_a_seed_set_aside_is_not_taken(cast):
    seed = services.seed(commune=cast.commune, year=2026, key="k", text="x", now=NOW)
    services.set_seed_aside(seed=seed, by=cast.chair, now=NOW)
    with pytest.raises(Stale):
        services.take_seed(seed=seed, plan=begun(cast), part=None, by=cast.chair, now=NOW)
