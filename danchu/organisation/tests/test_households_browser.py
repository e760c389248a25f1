"""A village head keeps the households on a phone: found, named, ended and back; no page wider than the phone."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from danchu.organisation.models import Household
from danchu.organisation.services.households import add_many

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
NOW = datetime.datetime(2026, 4, 28, 9, tzinfo=timezone.get_default_timezone())


def test_households_are_kept_on_a_phone(cast, visit, violations, on_day):
    on_day("2026-04-28")
    rows = [
        {"code": f"H{number:03}", "representative": f"Tên Mẫu {number}", "cluster": f"Cụm {number % 3}"}
        for number in range(1, 61)
    ]
    made = add_many(village=cast.village, rows=[*rows, {"code": "H999"}], by=cast.village_head, now=NOW)

    def check(tab):
        assert violations(tab) == []
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360

    tab = visit(reverse("households:list"), cast.village_head)
    check(tab)
    tab.get_by_label("Tìm mã hộ, tên").fill("ten mau 17")
    tab.get_by_role("button", name="Lọc").click()
    tab.get_by_role("link", name="H017 · Tên Mẫu 17").click()
    check(tab)
    tab.get_by_role("link", name="Ghi người hộ cử").click()
    check(tab)
    tab.get_by_label("Người hộ cử làm đại diện").fill("Lò Thị Mẫu")
    tab.get_by_role("button", name="Ghi").click()
    expect(tab.get_by_role("heading", name="Lò Thị Mẫu")).to_be_visible()
    tab.get_by_role("link", name="Sửa thông tin").click()
    check(tab)
    tab.get_by_role("button", name="Lưu").click()
    tab.get_by_role("link", name="Đưa ra khỏi danh sách").click()
    check(tab)
    tab.get_by_label("Không còn ai ở").check()
    tab.get_by_role("button", name="Đưa ra khỏi danh sách").click()
    tab.get_by_role("link", name="Đưa trở lại danh sách").click()
    tab.get_by_role("button", name="Đưa trở lại").click()
    expect(tab.get_by_text("đã trở lại danh sách")).to_be_visible()
    one = Household.objects.get(pk=made[16].pk)
    assert (one.representative, one.substitute, one.valid_to) == ("Lò Thị Mẫu", "Tên Mẫu 17", None)
    for name in ("add", "import", "print"):
        tab.goto(tab.url.split("/lam-viec/")[0] + reverse(f"households:{name}"))
        check(tab)
