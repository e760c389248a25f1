"""The administrator's pages for the commune's own days and promises: typed, looked at, saved, taken back."""

import pytest
from django.urls import reverse

from danchu.duties import services as duties
from danchu.duties.models import DaysChange, Duty, OwnDay, OwnPromise
from danchu.duties.tests.situations import day, law, moment
from danchu.organisation.models import Commune
from danchu.reports.models import Cycle
from danchu.workspace import services
from danchu.workspace.tests.situation import ask_for_reports

ON = "2026-03-02"
LAST = "31/3/2026"
TYPED = {
    "kind": "off", "first": LAST, "last": "", "make_up": "", "name": "Ngày hội xuống đồng", "evidence": "unconfirmed",
    "source": "Thông báo số 12/TB-UBND", "reason": "Tỉnh thông báo",
}  # fmt: skip


@pytest.fixture
def at_work(cast, on_day):
    on_day(ON)
    law(cast, ON)
    return cast


def conference() -> Duty:
    return Duty.objects.get(key="law:staff-conference:2026")


def test_first_what_would_move_is_shown_and_nothing_is_written(at_work, sign_in):
    page = sign_in(at_work.admin).post(reverse("workspace:day_add"), TYPED)
    assert page.status_code == 200
    for words in ("Nghỉ: 31/3/2026 · Ngày hội xuống đồng", "1 việc đổi hạn", "thứ Tư, 01/4/2026", "muộn hơn 1 ngày"):
        assert words in page.text
    assert conference().due_on == day("2026-03-31")
    assert not OwnDay.objects.exists()


def test_then_it_is_saved_and_the_log_says_what_moved(at_work, sign_in):
    client = sign_in(at_work.admin)
    page = client.post(reverse("workspace:day_add"), {**TYPED, "confirm": "1"}, follow=True)
    assert page.redirect_chain[-1][0] == reverse("workspace:days_log")
    for words in ("Nghỉ: 31/3/2026", "Tỉnh thông báo", "Anh Quản Trị", "Thông báo số 12/TB-UBND", "muộn hơn 1 ngày"):
        assert words in page.text
    assert conference().due_on == day("2026-04-01")
    shown = client.get(reverse("duties:holidays")).text
    assert "Ngày hội xuống đồng" in shown
    assert "của xã" in shown
    detail = sign_in(at_work.chair).get(reverse("duties:detail", args=[conference().pk])).text
    assert "Từ 31/3/2026 sang 01/4/2026" in detail


def test_going_back_from_the_look_keeps_what_was_typed(at_work, sign_in):
    page = sign_in(at_work.admin).post(reverse("workspace:day_add"), {**TYPED, "back": "1"}).text
    assert 'value="Ngày hội xuống đồng"' in page
    assert "Tỉnh thông báo" in page
    assert not OwnDay.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"first": "31/2/2026"}, "Lịch không có ngày 31/2/2026"),
        ({"last": "30/3/2026"}, "Ngày cuối phải từ ngày đầu trở đi"),
        ({"first": "28/3/2026"}, "vốn đã nghỉ"),
        ({"kind": "worked"}, "phải là thứ Bảy hoặc Chủ nhật"),
        ({"reason": ""}, "Hãy điền: Lý do"),
        ({"source": ""}, "Hãy điền: Văn bản làm căn cứ"),
    ],
)
@pytest.mark.parametrize("confirm", [{}, {"confirm": "1"}])
def test_a_wrong_day_is_said_and_nothing_typed_is_lost(at_work, sign_in, wrong, sentence, confirm):
    page = sign_in(at_work.admin).post(reverse("workspace:day_add"), {**TYPED, **wrong, **confirm})
    assert page.status_code == 422
    assert sentence in page.text
    assert 'value="Ngày hội xuống đồng"' in page.text
    assert not OwnDay.objects.exists()


def test_taken_back_with_a_reason(at_work, sign_in):
    client = sign_in(at_work.admin)
    client.post(reverse("workspace:day_add"), {**TYPED, "confirm": "1"})
    address = reverse("workspace:day_remove", args=[OwnDay.objects.get().pk])
    assert "sớm hơn 1 ngày" in client.get(address).text
    assert client.post(address, {"reason": ""}).status_code == 422
    page = client.post(address, {"reason": "Ghi nhầm năm"}, follow=True).text
    assert "Ghi nhầm năm" in page
    assert conference().due_on == day("2026-03-31")
    assert [change.act for change in DaysChange.objects.all()] == ["removed", "added"]


def test_l10_a12_3_a_promise_is_found_looked_at_and_saved(at_work, sign_in):
    client = sign_in(at_work.admin)
    found = client.get(reverse("workspace:promise_rules"), {"q": "cong khai 12"}).text
    address = reverse("workspace:promise", args=["L10-A12-3"])
    assert address in found
    typed = {"value": "3", "evidence": "confirmed", "source": "Quyết định 9", "reason": "Nhanh hơn"}
    assert "Cam kết 3 ngày làm việc" in client.post(address, typed).text
    assert not OwnPromise.objects.exists()
    too_many = client.post(address, {**typed, "value": "6"})
    assert too_many.status_code == 422
    assert "nhiều nhất 5" in too_many.text
    client.post(address, {**typed, "confirm": "1"})
    assert OwnPromise.objects.get().value == "3"
    assert "3 ngày làm việc" in client.get(reverse("workspace:days")).text


def test_the_plans_days_move_the_cycle_and_what_the_units_owe(at_work, sign_in, on_day):
    on_day("2026-03-10")  # the plan is of 9 March
    ask_for_reports(at_work, day("2026-03-10"))
    assert Cycle.objects.get(code="2026-H1").due_on == day("2026-05-04")
    client = sign_in(at_work.admin)
    typed = {"day_0": "20/4", "day_1": "5/11", "evidence": "confirmed", "source": "Kế hoạch sửa", "reason": "Sớm hơn"}
    address = reverse("workspace:promise", args=["SEED-01"])
    look = client.post(address, typed).text
    assert "trước ngày 20/4" in look
    client.post(address, {**typed, "confirm": "1"})
    cycle = Cycle.objects.get(code="2026-H1")
    assert (cycle.due_on, cycle.stated) == (day("2026-04-19"), "trước ngày 20/4")
    assert Cycle.objects.get(code="2026-Y").due_on == day("2026-11-04")
    owed = set(Duty.objects.filter(key="report:2026-H1").values_list("due_on", flat=True))
    assert owed == {day("2026-04-19")}
    services.remove_promise(own=OwnPromise.objects.get(), reason="Thôi", by=at_work.admin, now=moment(ON))
    assert Cycle.objects.get(code="2026-H1").due_on == day("2026-05-04")
    assert set(Duty.objects.filter(key="report:2026-H1").values_list("due_on", flat=True)) == {day("2026-05-04")}


def test_the_daily_clock_after_a_change_changes_nothing_more(at_work):
    commune = Commune.objects.get(pk=at_work.commune.pk)
    services.change_days(
        commune=commune, days=[day("2026-03-31")], kind="off", name="Nghỉ", evidence="confirmed", source="TB",
        reason="Tỉnh báo", by=at_work.admin, now=moment(ON),
    )  # fmt: skip
    commune.refresh_from_db()
    assert duties.generate_law_duties(commune=commune, on=day(ON), now=moment(ON)) == duties.Generated()


def test_only_an_administrator_and_only_of_the_commune(at_work, others, sign_in):
    client = sign_in(at_work.admin)
    client.post(reverse("workspace:day_add"), {**TYPED, "confirm": "1"})
    pk = OwnDay.objects.get().pk
    for name, arguments in (
        ("days", []),
        ("day_add", []),
        ("days_log", []),
        ("promise_rules", []),
        ("day_remove", [pk]),
    ):
        address = reverse(f"workspace:{name}", args=arguments)
        assert sign_in(at_work.chair).get(address).status_code == (404 if arguments else 403)
    other = sign_in(others.admin)
    assert other.post(reverse("workspace:day_remove", args=[pk]), {"reason": "x"}).status_code == 404
    assert "Ngày hội xuống đồng" not in other.get(reverse("workspace:days_log")).text
    assert "Ngày hội xuống đồng" not in other.get(reverse("duties:holidays")).text


def test_every_page_asks_few_questions(at_work, sign_in, django_assert_max_num_queries):
    client = sign_in(at_work.admin)
    client.post(reverse("workspace:day_add"), {**TYPED, "confirm": "1"})
    for name in ("workspace:days", "workspace:days_log", "workspace:day_add", "workspace:promise_rules"):
        with django_assert_max_num_queries(13):
            client.get(reverse(name))
    chair = sign_in(at_work.chair)
    for name in ("workspace:home", "duties:list", "duties:holidays", "reports:list", "plans:list"):
        with django_assert_max_num_queries(14):
            chair.get(reverse(name))
