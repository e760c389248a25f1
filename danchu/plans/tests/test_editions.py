"""A later paper takes a plan's place: what was owed goes on, what was done stays done, nothing is owed twice."""

import datetime as dt
import json
import uuid

import pytest
from django.urls import reverse

from danchu.core.errors import Refused, Stale
from danchu.duties.models import Duty
from danchu.duties.states import DutyState
from danchu.plans import queries, services
from danchu.plans.models import Occurrence, Plan
from danchu.plans.states import Change, OccurrenceState, Origin, PlanState
from danchu.plans.tests.cases import PDF, SMALL, at, published
from danchu.register.models import Line

pytestmark = pytest.mark.django_db

# The posting moves from 15 to 25 May, the Front's request is dropped, a new task comes; the rest stays.
LATER = (
    SMALL.replace("12/KH-UBND", "30/KH-UBND")
    .replace("ngày 20 tháng 01 năm 2026", "ngày 02 tháng 5 năm 2026")
    .replace("trước ngày 15/5/2026", "trước ngày 25/5/2026")
    .replace("- Giám sát việc niêm yết trước ngày 30/5/2026.", "- Tham gia tổng kết trước ngày 10/12/2026.")
)
PART = """ỦY BAN NHÂN DÂN
XÃ BẢN MẪU
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 31/KH-UBND
Bản Mẫu, ngày 02 tháng 5 năm 2026

KẾ HOẠCH
Sửa đổi, bổ sung Kế hoạch công khai ngân sách năm 2026

I. NHIỆM VỤ
1. Phòng Kinh tế
- Niêm yết dự toán ngân sách xã trước ngày 25/5/2026.

Nơi nhận:
- Phòng Kinh tế;
- Lưu: VT.
"""


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2026-05-03")


@pytest.fixture
def first(cast):
    """The first edition, public; Phòng Kinh tế answered for the first half-year, nothing else is done."""
    plan = published(cast, text=SMALL, day="2026-01-21")
    question = Occurrence.objects.get(task__plan=plan, unit=cast.economy, key="2026-H1")
    services.report_done(occurrence=question, report="Đã rà soát.", by=cast.economy_head, now=at("2026-04-01"))
    services.accept(occurrence=question, by=cast.culture_head, now=at("2026-04-02"))
    return plan


def amended(cast, plan, text=LATER, *, whole=True, confirm=True):
    new = services.take_in(
        commune=cast.commune, origin=Origin.OWN, text=text, upload_key=uuid.uuid4().hex, replaces=plan, whole=whole,
        by=cast.culture_head, now=at("2026-05-02"),
    )  # fmt: skip
    services.mark_seen(plan=new, by=cast.culture_head, now=at("2026-05-02"))
    return services.confirm(plan=new, by=cast.culture_head, now=at("2026-05-02")) if confirm else new


def owed(cast):
    return Duty.objects.filter(commune=cast.commune, source="plan").exclude(state=DutyState.WITHDRAWN)


def test_what_goes_on_is_carried_over_with_its_duty_and_not_doubled(cast, first):
    before = {duty.pk: (duty.key, duty.subject) for duty in owed(cast)}
    posting = Occurrence.objects.get(task__plan=first, unit=cast.economy, due_on=dt.date(2026, 5, 14))
    new = amended(cast, first)
    first.refresh_from_db()
    assert (first.state, new.state, new.edition, new.series_pk) == (
        PlanState.SUPERSEDED, PlanState.CONFIRMED, 2, first.pk,
    )  # fmt: skip
    posting.refresh_from_db()
    assert (posting.task.plan_id, posting.due_on) == (new.pk, dt.date(2026, 5, 24))
    duty = Duty.objects.get(subject=posting.subject)
    assert duty.due_on == dt.date(2026, 5, 24)
    kept = {duty.pk: (duty.key, duty.subject) for duty in owed(cast)}
    assert {pk: kept[pk] for pk in kept if pk in before} == {pk: before[pk] for pk in kept if pk in before}
    per_unit = list(owed(cast).values_list("unit", "title"))
    assert len(per_unit) == len(set(per_unit))


def test_what_was_done_stays_done(cast, first):
    amended(cast, first)
    done = Occurrence.objects.get(unit=cast.economy, key="2026-H1")
    assert (done.state, done.report) == (OccurrenceState.ACCEPTED, "Đã rà soát.")
    assert Duty.objects.get(subject=done.subject).state == DutyState.FULFILLED


def test_what_was_dropped_is_withdrawn_and_what_is_new_is_owed(cast, first):
    watch = Occurrence.objects.get(task__plan=first, unit=cast.front)
    new = amended(cast, first)
    watch.refresh_from_db()
    assert watch.state == OccurrenceState.WITHDRAWN
    assert Duty.objects.get(subject=watch.subject).state == DutyState.WITHDRAWN
    assert Occurrence.objects.get(task__plan=new, unit=cast.front).due_on == dt.date(2026, 12, 9)


def test_a_late_turn_from_before_the_amendment_stays_late(cast, first):
    """A monthly report not sent in February is owed on, though the new paper was issued in May."""
    monthly = first.tasks.get(every_office=True)
    services.save_task(
        task=monthly, values={"recurrence": "monthly", "due_on": dt.date(2026, 2, 20), "bound": "by"}, reason="x",
        by=cast.chair, now=at("2026-02-01"),
    )  # fmt: skip
    february = Occurrence.objects.get(task=monthly, unit=cast.centre, key="2026-02")
    # in the later paper the task is the same; its units and recurrence are righted in the draft, as they stand
    new = amended(cast, first, confirm=False)
    same = new.tasks.get(continues=monthly)
    services.save_task(
        task=same, values={"recurrence": "monthly", "due_on": dt.date(2026, 2, 20), "bound": "by"}, by=cast.chair,
        now=at("2026-05-02"),
    )  # fmt: skip
    services.confirm(plan=new, by=cast.culture_head, now=at("2026-05-02"))
    february.refresh_from_db()
    assert (february.state, february.due_on, february.task_id) == (OccurrenceState.OPEN, dt.date(2026, 2, 20), same.pk)


def test_a_paper_that_changes_a_part_leaves_the_rest_as_it_is(cast, first):
    new = amended(cast, first, PART, whole=False)
    assert new.tasks.filter(removed=False).count() == first.tasks.count()
    assert Occurrence.objects.get(task__plan=new, unit=cast.front).state == OccurrenceState.OPEN
    _rows, counted = queries.compared(first, new)
    assert (counted[Change.ADDED], counted[Change.DROPPED], counted[Change.MOVED]) == (0, 0, 1)


def test_confirmed_twice_or_by_two_is_once(cast, first):
    new = amended(cast, first, confirm=False)
    for _click in range(2):
        services.confirm(plan=new, by=cast.culture_head, now=at("2026-05-02"))
    with pytest.raises(Stale):
        services.confirm(plan=new, by=cast.chair, now=at("2026-05-02"))
    assert Plan.objects.in_force().filter(commune=cast.commune).count() == 1
    count = owed(cast).count()
    services.roll_forward(commune=cast.commune, on=dt.date(2026, 5, 3), now=at("2026-05-03"))
    assert owed(cast).count() == count


def test_one_edition_at_a_time(cast, first):
    new = amended(cast, first, confirm=False)
    with pytest.raises(Refused, match="đang có một bản sửa đổi"):
        services.take_in(
            commune=cast.commune, origin=Origin.OWN, text=PART, upload_key="khac", replaces=first, by=cast.chair,
            now=at("2026-05-02"),
        )  # fmt: skip
    assert services.amend_here(plan=first, upload_key="nua", by=cast.chair, now=at("2026-05-02")) == new
    services.discard(plan=new, by=cast.culture_head, now=at("2026-05-02"))
    assert amended(cast, first, PART, confirm=False).edition == 2


def test_a_failure_half_way_leaves_the_first_edition_in_force(cast, first, monkeypatch):
    """As a kill would: everything of the confirmation is one transaction."""
    new = amended(cast, first, confirm=False)
    before = list(Occurrence.objects.order_by("pk").values())

    def broken(*args, **kwargs):
        raise RuntimeError("cut off")

    monkeypatch.setattr("danchu.plans.services.life.settle", broken)
    with pytest.raises(RuntimeError):
        services.confirm(plan=new, by=cast.culture_head, now=at("2026-05-02"))
    first.refresh_from_db()
    new.refresh_from_db()
    assert (first.state, new.state) == (PlanState.PUBLISHED, PlanState.DRAFT)
    assert list(Occurrence.objects.order_by("pk").values()) == before


def test_a_person_rights_which_task_is_which(cast, first):
    new = amended(cast, first, confirm=False)
    added = new.tasks.get(due_on=dt.date(2026, 12, 10))
    watch = first.tasks.get(due_on=dt.date(2026, 5, 30))
    services.continue_from(task=added, old=watch, by=cast.culture_head, now=at("2026-05-02"))
    other = new.tasks.exclude(pk=added.pk).exclude(continues=None).first()
    with pytest.raises(Refused, match="đã nối"):
        services.continue_from(task=other, old=watch, by=cast.culture_head, now=at("2026-05-02"))
    services.confirm(plan=new, by=cast.culture_head, now=at("2026-05-02"))
    only = Occurrence.objects.get(unit=cast.front)
    assert (only.task_id, only.due_on, only.state) == (added.pk, dt.date(2026, 12, 9), OccurrenceState.OPEN)


def test_the_register_says_whose_place_was_taken_and_what_changed(cast, first):
    from django.core.files.uploadedfile import SimpleUploadedFile

    new = amended(cast, first)
    services.publish(plan=new, upload=SimpleUploadedFile("ky.pdf", PDF), by=cast.clerk, now=at("2026-05-03"))
    public = json.loads(Line.objects.latest("sequence").body)["public"]
    assert (public["edition"], public["replaces"]) == (2, "12/KH-UBND")
    assert public["changes"] == {"added": 1, "dropped": 1, "changed": 1, "moved": 1}


def test_the_public_sees_the_editions_their_differences_and_the_register(cast, first, client):
    from django.core.files.uploadedfile import SimpleUploadedFile

    new = amended(cast, first)
    slug = cast.commune.slug
    # until the new edition is public the old one is what the public has, with its progress
    html = client.get(reverse("plans_public:detail", args=[slug, first.pk])).content.decode()
    assert "đã được thay" not in html
    assert "Chưa ghi nơi làm" not in html
    assert html.count("Thôi làm theo bản mới") == 1
    assert client.get(reverse("plans_public:detail", args=[slug, new.pk])).status_code == 404
    services.publish(plan=new, upload=SimpleUploadedFile("ky.pdf", PDF), by=cast.clerk, now=at("2026-05-03"))
    html = client.get(reverse("plans_public:list", args=[slug])).content.decode()
    assert "30/KH-UBND" in html
    assert "12/KH-UBND" not in html
    html = client.get(reverse("plans_public:detail", args=[slug, first.pk])).content.decode()
    assert "đã được thay bằng" in html
    html = client.get(reverse("plans_public:history", args=[slug, first.pk])).content.decode()
    assert "12/KH-UBND" in html
    assert "30/KH-UBND" in html
    html = client.get(reverse("plans_public:differences", args=[slug, new.pk])).content.decode()
    assert "25/5/2026" in html
    assert "<del>" in html
    for person in cast.people.values():
        assert person.full_name not in html
    assert client.get(reverse("plans_public:differences", args=[slug, first.pk])).status_code == 404


def test_a_later_edition_can_be_amended_again(cast, first):
    new = amended(cast, first)
    third = services.amend_here(plan=new, upload_key="ba", by=cast.culture_head, now=at("2026-05-03"))
    assert (third.edition, third.series_pk, third.is_written) == (3, first.pk, True)
    assert all(task.continues_id for task in third.tasks.all())
    assert third.tasks.count() == new.tasks.filter(removed=False).count()
    assert [each.edition for each in queries.editions(first)] == [3, 2, 1]
