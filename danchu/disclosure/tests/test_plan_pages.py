"""The pages of the yearly plan, of the calendar, and of opening an item: the whole way, and bad input loses nothing."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from danchu.disclosure import catalogue, services
from danchu.disclosure.models import DisclosurePlan, Item
from danchu.disclosure.states import ItemState, PlanState
from danchu.duties.models import Duty
from danchu.organisation.models import Post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2026-02-10")


def now():
    return datetime.datetime(2026, 2, 10, 9, tzinfo=timezone.get_default_timezone())


def page(client, name, *args, status=200, **query):
    response = client.get(reverse(f"disclosure:{name}", args=args), query)
    assert response.status_code == status
    return response.content.decode()


def send(client, name, *args, **fields):
    return client.post(reverse(f"disclosure:{name}", args=args), fields)


def test_the_whole_way_of_a_plan_from_proposal_to_the_signed_paper(cast, sign_in):
    culture = sign_in(cast.culture_head)
    assert "Chưa có kế hoạch công khai nào" in page(culture, "plans")
    response = send(culture, "plan_begin", year=2026)
    plan = DisclosurePlan.objects.get()
    assert response.url == reverse("disclosure:plan", args=[plan.pk])
    html = page(culture, "plan", plan.pk)
    assert all(f'id="khoan-{clause}"' in html for clause in range(1, 15))

    line = plan.lines.get(kind="support-criteria")
    html = page(culture, "plan_line", plan.pk, line.pk)
    assert 'name="extra" value="a"' not in html  # what the law demands cannot be unticked
    fields = {"title": "Cách bình xét", "unit": cast.culture.pk, "extra": ["e"], "when": "Trước bình xét"}
    response = send(culture, "plan_line", plan.pk, line.pk, **fields)  # "how_long" is missing
    assert response.status_code == 422
    assert "Trước bình xét" in response.content.decode()
    assert send(culture, "plan_line", plan.pk, line.pk, how_long="30 ngày", **fields).status_code == 302
    line.refresh_from_db()
    assert line.forms == "abcde"

    assert send(culture, "plan_drop", plan.pk, line.pk, reason="").status_code == 422
    send(culture, "plan_drop", plan.pk, line.pk, reason="Năm nay không bình xét.")
    assert "Năm nay không bình xét." in page(culture, "plan", plan.pk)
    send(culture, "plan_keep", plan.pk, line.pk)
    send(
        culture, "plan_add", plan.pk, clause=14, title="Lịch tiêm chủng", unit=cast.culture.pk, when="Hằng tháng",
        how_long="30 ngày",
    )  # fmt: skip
    assert "Lịch tiêm chủng" in page(culture, "plan", plan.pk)

    chair = sign_in(cast.chair)
    post = Post.objects.get(person=cast.chair)
    assert "Việc sẽ xảy ra" in page(chair, "plan_approve", plan.pk)
    send(chair, "plan_approve", plan.pk, signer=post.pk)
    plan.refresh_from_db()
    assert plan.state == PlanState.APPROVED
    assert send(chair, "plan_approve", plan.pk, signer=post.pk).status_code == 409
    assert culture.get(reverse("disclosure:plan_line", args=[plan.pk, line.pk])).status_code == 404
    for fmt, head in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert culture.get(reverse("disclosure:plan_paper", args=[plan.pk, fmt])).content.startswith(head)
    assert send(sign_in(cast.clerk), "plan_publish", plan.pk).status_code == 422  # not issued yet, and says so


def test_who_may_not_make_or_sign_plans(cast, others, sign_in):
    plan = services.begin_plan(commune=cast.commune, year=2026, by=cast.culture_head, now=now())
    officer, stranger = sign_in(cast.economy_officer), sign_in(others.chair)
    assert "Thêm nội dung của xã" not in page(officer, "plan", plan.pk)
    for name in ("plan_add", "plan_approve", "plan_publish", "plan_change"):
        assert officer.get(reverse(f"disclosure:{name}", args=[plan.pk])).status_code == 403
        assert stranger.get(reverse(f"disclosure:{name}", args=[plan.pk])).status_code == 404
    assert stranger.get(reverse("disclosure:plan", args=[plan.pk])).status_code == 404
    assert sign_in(cast.culture_head).get(reverse("disclosure:plan_approve", args=[plan.pk])).status_code == 403


def test_a_year_is_compared_with_the_one_before(cast, sign_in):
    services.begin_plan(commune=cast.commune, year=2026, by=cast.culture_head, now=now())
    after = services.begin_plan(commune=cast.commune, year=2027, by=cast.culture_head, now=now())
    services.drop_line(line=after.lines.get(kind="credit"), why="Không có.", by=cast.culture_head, now=now())
    html = page(sign_in(cast.culture_head), "plan_differences", after.pk)
    assert "Chương trình tín dụng" in html
    assert "Bớt" in html


def test_the_calendar_shows_what_is_open_and_what_is_to_come_month_by_month(cast, sign_in):
    services.daily(commune=cast.commune, on=datetime.date(2026, 2, 10), now=now())
    client = sign_in(cast.economy_head)
    html = page(client, "calendar", nam=2026)
    april, may = html.index('id="thang-4"'), html.find('id="thang-7"')
    assert april < html.index("Tình hình thực hiện dự toán ngân sách xã 03 tháng đầu năm 2026") < may
    assert "hạn 10/4/2026" in html
    only = page(client, "calendar", nam=2026, don_vi=cast.culture.pk)
    assert "ngân sách" not in only
    assert "hộ nghèo" in only
    page(client, "calendar", nam="x", don_vi="y")  # not understood: left out


def test_an_item_is_found_without_marks_proposed_with_reasons_and_opened(cast, sign_in):
    client = sign_in(cast.economy_officer)
    html = page(client, "new", tim="du toan da duoc")
    assert reverse("disclosure:new_of", args=["budget-decided"]) in html
    assert "Kế hoạch thu hồi đất" not in html
    assert "Danh mục không có nội dung nào khớp" in page(client, "new", tim="không có đâu")
    assert "Kế hoạch thu hồi đất" in page(client, "new", khoan=3)

    html = page(client, "new_of", "land-recovery-plan")
    fields = {
        "title": "Thu hồi đất làm đường bản Nà Mẫu", "source_number": "12/QĐ-UBND", "unit": cast.economy.pk,
        "source_on": "10/02/2026",
    }  # fmt: skip
    wrong = send(client, "new_of", "land-recovery-plan", **{**fields, "source_on": "31/02/2026"})
    assert wrong.status_code == 422
    assert "12/QĐ-UBND" in wrong.content.decode()

    seen = send(client, "new_of", "land-recovery-plan", xem="1", **fields).content.decode()
    assert not Item.objects.exists()
    assert "Chậm nhất ngày 24/02/2026" in seen
    assert "Tết" in seen
    assert "khoản 3 Điều 12" in seen
    assert "bản Nà Mẫu" in seen
    assert "dán hôm nay thì giữ đến hết ngày 12/3/2026" in seen

    response = send(client, "new_of", "land-recovery-plan", luu="1", **fields)
    item = Item.objects.get()
    assert response.url == reverse("disclosure:item", args=[item.pk])
    assert (item.due_on, item.clause) == (datetime.date(2026, 2, 24), 3)
    assert Duty.objects.get(subject=item.subject).unit == cast.economy


def test_a_waiting_item_takes_the_paper(cast, sign_in):
    services.daily(commune=cast.commune, on=datetime.date(2026, 2, 10), now=now())
    client = sign_in(cast.economy_officer)
    item = Item.objects.get(key="budget-year:2026")
    assert f"?noi-dung={item.pk}" in page(client, "new")
    assert item.title in page(client, "new_of", "budget-year", **{"noi-dung": item.pk})
    send(
        client, "new_of", "budget-year", luu="1", item=item.pk, title=item.title, unit=cast.economy.pk,
        source_on="10/02/2026",
    )  # fmt: skip
    item.refresh_from_db()
    assert item.due_on == datetime.date(2026, 2, 23)  # ten days end on Friday 20, in Tết


def test_a_content_outside_the_catalogue_can_be_opened_and_what_the_system_writes_cannot(cast, sign_in):
    client = sign_in(cast.economy_officer)
    send(
        client, "new_of", "own", luu="1", title="Lịch cắt nước", unit=cast.economy.pk, source_on="10/02/2026",
    )  # fmt: skip
    item = Item.objects.get()
    assert (item.kind, item.clause) == (catalogue.OWN, 14)
    page(client, "new_of", "quarterly-list", status=404)
    page(client, "new_of", "khong-co", status=404)


def test_what_did_not_arise_is_said_by_who_answers_for_the_unit(cast, sign_in):
    services.daily(commune=cast.commune, on=datetime.date(2026, 2, 10), now=now())
    item = Item.objects.get(key="public-land-lease:2026")
    assert send(sign_in(cast.economy_officer), "none", item.pk, reason="Không có.").status_code == 403
    head = sign_in(cast.economy_head)
    assert send(head, "none", item.pk, reason="").status_code == 422
    send(head, "none", item.pk, reason="Xã không có đất công ích cho thuê.")
    item.refresh_from_db()
    assert item.state == ItemState.NONE
    send(head, "owed", item.pk)
    item.refresh_from_db()
    assert item.state == ItemState.EXPECTED


def test_opening_is_for_the_communes_own_offices(cast, sign_in):
    for person in (cast.admin, cast.village_head, cast.front_head):
        assert sign_in(person).get(reverse("disclosure:new")).status_code == 403
