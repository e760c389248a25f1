"""The pages of organisation in a real browser: nothing axe objects to, nothing wider than the screen, the keyboard."""

import datetime
import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from danchu.organisation import services
from danchu.organisation.models import Person
from danchu.organisation.tests.test_pages import ADDRESSES, SETUP, _address

pytestmark = pytest.mark.browser


def test_every_page(cast, walk, wrong_with):
    paths = [(_address(name, cast), cast.admin) for name in ADDRESSES if name != "import_template"]  # a file
    for path, person in paths:
        assert wrong_with(walk(path, person)) == [], path


def test_every_step_of_the_set_up(db, walk, wrong_with):
    services.begin(
        province="tỉnh Mẫu", province_code="99", name="xã Bản Mẫu", code="99001", admin="quantri",
        begins_on=datetime.date(2026, 1, 1), admin_name="Người Quản Trị", on=datetime.date(2026, 4, 28),
    )  # fmt: skip
    for name in SETUP:
        assert wrong_with(walk(reverse(f"organisation:{name}"), Person.objects.get())) == [], name


def test_errors_are_announced_linked_and_reachable_by_keyboard(cast, visit, violations):
    tab = visit("/lam-viec/to-chuc/nguoi/them/", cast.admin)
    tab.get_by_role("button", name="Thêm người này").click()
    expect(tab).to_have_title(re.compile("^Lỗi"))
    tab.wait_for_function("document.activeElement.innerText.includes('chỗ cần sửa')")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(tab.locator("[name=full_name]")).to_be_focused()
    assert violations(tab) == []
