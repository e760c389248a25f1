"""The plan, the calendar and opening an item in a real browser: at 360 and 1366 pixels, usable by hand."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from danchu.disclosure import services
from danchu.disclosure.models import Item

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOW = datetime.datetime(2026, 2, 10, 9, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def addresses(cast, on_day):
    """Every page with something on it: name → (address, who opens it)."""
    on_day("2026-02-10")
    plan = services.begin_plan(commune=cast.commune, year=2026, by=cast.culture_head, now=NOW)
    services.drop_line(
        line=plan.lines.get(kind="credit"), why="Xã không có chương trình này.", by=cast.culture_head, now=NOW
    )
    following = services.begin_plan(commune=cast.commune, year=2027, by=cast.culture_head, now=NOW)
    services.drop_line(line=following.lines.get(kind="funds"), why="Gộp vào quyết toán.", by=cast.culture_head, now=NOW)
    services.daily(commune=cast.commune, on=NOW.date(), now=NOW)
    line = plan.lines.get(kind="housing-support")
    item = Item.objects.get(key="public-land-lease:2026")

    def at(name, *args, query=""):
        return reverse(f"disclosure:{name}", args=args) + query

    culture, chair, economy = cast.culture_head, cast.chair, cast.economy_head
    return {
        "plans": (at("plans"), culture), "plan": (at("plan", plan.pk), culture),
        "plan_line": (at("plan_line", plan.pk, line.pk), culture), "plan_add": (at("plan_add", plan.pk), culture),
        "plan_drop": (at("plan_drop", plan.pk, line.pk), culture),
        "plan_approve": (at("plan_approve", plan.pk), chair),
        "plan_differences": (at("plan_differences", following.pk), culture),
        "calendar": (at("calendar"), culture), "new": (at("new"), economy),
        "new_found": (at("new", query="?tim=dat"), economy), "nothing": (at("new", query="?tim=xyz"), economy),
        "new_of": (at("new_of", "housing-support"), economy), "none": (at("none", item.pk), economy),
    }  # fmt: skip


def test_no_page_breaks_the_rules_of_access_or_overflows(addresses, walk, wrong_with):
    for name, (address, who) in addresses.items():
        assert wrong_with(walk(address, who), name) == [], name


def test_opening_an_item_by_hand(addresses, cast, visit, wrong_with):
    tab = visit(reverse("disclosure:new"), cast.economy_head)
    tab.get_by_label("Tìm nội dung").fill("thu hoi dat")
    tab.get_by_role("button", name="Lọc").click()
    tab.get_by_role("link", name="Kế hoạch thu hồi đất").click()
    tab.get_by_label("Tên nội dung công khai").fill("Thu hồi đất làm đường bản Nà Mẫu")
    tab.get_by_label("Ngày của quyết định, văn bản").fill("10/2/2026")
    tab.get_by_role("button", name="Xem hạn và hình thức").click()
    expect(tab.locator("#de-xuat")).to_contain_text("24/02/2026")
    assert wrong_with(tab, "proposed") == []
    tab.get_by_role("button", name="Mở nội dung công khai").click()
    assert Item.objects.filter(title="Thu hồi đất làm đường bản Nà Mẫu").exists()
