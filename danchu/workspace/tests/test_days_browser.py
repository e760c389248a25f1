"""The pages of days and promises in a real browser: narrow and wide, without violations, usable by hand."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from danchu.duties.models import Duty, OwnDay
from danchu.duties.tests.situations import day, law, moment
from danchu.organisation.models import Commune
from danchu.workspace import services

ON = "2026-03-10"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GROUNDS = {"evidence": "confirmed", "source": "Thông báo số 12/TB-UBND", "reason": "Tỉnh thông báo"}


@pytest.fixture
def at_work(cast, on_day):
    on_day(ON)
    law(cast, ON)
    commune = Commune.objects.get(pk=cast.commune.pk)
    given = {"by": cast.admin, "now": moment(ON), **GROUNDS}
    services.change_days(
        commune=commune, days=[day("2026-03-31")], kind="off", name="Ngày hội xuống đồng", **given
    )  # fmt: skip
    services.promise(commune=commune, rule_id="L10-A12-3", value=3, **given)
    return cast


def test_no_page_breaks_the_rules_of_access_or_overflows(at_work, walk, wrong_with):
    own = OwnDay.objects.get().pk
    names = [("days", []), ("days_log", []), ("day_add", []), ("day_remove", [own]), ("promise_rules", []),
             ("promise", ["L10-A12-3"]), ("promise", ["SEED-01"])]  # fmt: skip
    for name, arguments in names:
        assert wrong_with(walk(reverse(f"workspace:{name}", args=arguments), at_work.admin)) == [], name


def test_a_day_added_by_hand(at_work, visit, violations):
    tab = visit(reverse("workspace:days"), at_work.admin, width=360)
    tab.get_by_role("link", name="Thêm ngày").click()
    tab.get_by_label("Ngày", exact=True).fill("1/4/2026")
    tab.get_by_label("Tên ngày").fill("Nghỉ bão")
    tab.get_by_label("Văn bản làm căn cứ").fill("Công điện số 3")
    tab.get_by_label("Lý do").fill("Bão về")
    tab.get_by_role("button", name="Xem việc nào đổi hạn").click()
    assert violations(tab) == []
    expect(tab.locator("main")).to_contain_text("muộn hơn 1 ngày")
    tab.get_by_role("button", name="Quay lại sửa").click()
    expect(tab.get_by_label("Tên ngày")).to_have_value("Nghỉ bão")
    tab.get_by_role("button", name="Xem việc nào đổi hạn").click()
    tab.get_by_role("button", name="Lưu thay đổi này").click()
    expect(tab.locator("main")).to_contain_text("Công điện số 3")
    assert Duty.objects.get(key="law:staff-conference:2026").due_on == day("2026-04-02")
