"""The public pages of disclosure in a real browser: nothing axe objects to, readable on 320 pixels, by keyboard."""

import pytest
from playwright.sync_api import expect

from danchu.disclosure.services import withdraw
from danchu.disclosure.states import Ground
from danchu.disclosure.tests import public_scene as scene
from danchu.disclosure.tests.public_scene import NOW, TODAY
from danchu.disclosure.tests.situations import owed_item

pytestmark = pytest.mark.browser
HOME = "/ban-mau/cong-khai/"


@pytest.fixture
def busy(cast, others, on_day):
    """One item with everything, corrected; one taken down; one owed."""
    on_day("2026-02-10")
    scene.boards(cast)
    item = scene.disclosed(
        cast, clause=7, title="Danh sách hộ được hỗ trợ làm nhà ở năm 2026", key="nha", source_number="12/QĐ-UBND",
        source_on=TODAY, due_on=TODAY, explanation={"explanation": "Tính từ ngày ký, 5 ngày làm việc."},
        names={"people": ["Lò Văn Hẹn", "Giàng Thị Súa"]},
    )  # fmt: skip
    version = scene.corrected(cast, item, now=NOW, text=scene.TEXT.replace("12,5", "13,1") * 40)
    scene.proved(cast, version)
    over = scene.disclosed(cast, key="het")
    withdraw(version=over.versions.get(), ground=Ground.MISTAKE, why="Nhầm tệp.", by=cast.chair, now=NOW)
    owed_item(cast, key="no", clause=3, due_on=TODAY.replace(day=9), now=NOW)
    return item, over


def test_every_page(busy, walk, wrong_with):
    item, over = (f"2026/{each.number}/" for each in busy)
    pages = ["", "?q=sua+duong&xep=cu", "?q=khongco", "da-het/", "den-han/", "du-lieu/", item, f"{item}van-ban/1/doc/",
             f"{item}ban/1/", f"{item}ban/2/khac/", f"{item}danh-sach/", over]  # fmt: skip
    for path in [f"{HOME}{page}" for page in pages] + [f"/en{HOME}", f"/en{HOME}{item}"]:
        tab = walk(path)
        assert tab.evaluate("document.scripts.length") == 0
        assert wrong_with(tab, widths=(320, 1366)) == [], path


def test_found_by_keyboard_and_read_without_a_file_reader(busy, visit):
    tab = visit(HOME)
    tab.get_by_label("Tìm (gõ không dấu cũng được)").focus()
    tab.keyboard.type("truong mam non")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**q=truong+mam+non*")
    expect(tab.locator("mark").first).to_have_text("trường")
    tab.get_by_role("link", name="Danh sách hộ được hỗ trợ").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**{HOME}2026/*/")
    tab.get_by_role("link", name="Đọc ngay trên trang").first.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/doc/")
    expect(tab.get_by_text("Chi sửa đường vào bản Nà Mẫu").first).to_be_visible()
