"""The public pages in a real browser: nothing axe objects to, readable on 320 pixels, light on the wire."""

import pytest
from playwright.sync_api import expect

from danchu.portal.tests.test_pages import PAGES
from danchu.workspace.tests.situation import ask_for_reports, publish_plan, publish_report

pytestmark = pytest.mark.browser


@pytest.fixture
def at_work(cast, others, on_day):
    """Two communes; in the first the plan and a report are public."""
    day = on_day("2026-04-28")
    publish_plan(cast, day)
    ask_for_reports(cast, day)
    publish_report(cast, day)
    return cast


def test_every_page(at_work, walk, wrong_with):
    for path in [page for page in PAGES if page.partition("?")[0].endswith("/")] + ["/en/ban-mau/"]:
        assert wrong_with(walk(path), widths=(320, 1366)) == [], path


def test_a_page_with_everything_it_needs_is_light_and_keeps_nothing(at_work, chromium, live_server):
    context = chromium.new_context()
    tab = context.new_page()
    sizes = []
    tab.on("response", lambda response: sizes.append(len(response.body())))
    tab.goto(live_server.url + "/ban-mau/", wait_until="networkidle")
    assert 1 < len(sizes) <= 4
    assert sum(sizes) <= 50_000
    assert context.cookies() == []
    assert tab.evaluate("document.scripts.length") == 0
    context.close()


def test_from_the_home_to_the_plan_by_the_door(at_work, visit):
    tab = visit("/ban-mau/")
    tab.get_by_role("link", name="Dân làm").click()
    assert "/ban-mau/ke-hoach/" in tab.url
    tab.go_back()
    tab.get_by_label("Tìm (gõ không dấu cũng được)").fill("tuyen truyen")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/tim-kiem/?q=tuyen+truyen")
    expect(tab.get_by_role("heading", name="Tìm thấy")).to_be_visible()
