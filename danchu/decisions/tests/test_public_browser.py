"""The public pages of decisions in a real browser: nothing axe objects to, readable at 360 pixels, by keyboard."""

import datetime

import pytest
from playwright.sync_api import expect

from danchu.decisions.models import Contribution, Matter, Meeting, Progress, Spending
from danchu.decisions.services import declare
from danchu.decisions.states import MeetingState
from danchu.decisions.tests.situations import NOW, matter_that_is_ready, open_with_roll
from danchu.decisions.tests.test_public import line

pytestmark = pytest.mark.browser
HOME = "/ban-mau/dan-ban/"


@pytest.fixture
def busy(cast, on_day):
    """A matter decided and half carried out; another to which people are called."""
    on_day("2026-03-10")
    vote = open_with_roll(cast, 98)
    declare(
        vote=vote, decided_on=NOW.date(), attending=90, women=40, men=50, yes=67, no=20, other=2, invalid=1,
        by=cast.village_head, now=NOW,
    )  # fmt: skip
    line(Contribution, vote.matter, kind="money", amount=15_000_000, measure="đồng", households=30, what="Góp")
    line(Spending, vote.matter, amount=12_000_000, what="Xi măng")
    line(Progress, vote.matter, per_cent=60, what="Đổ xong nền")
    matter_that_is_ready(cast, explanation="Đường đất lầy vào mùa mưa.")
    meeting = Meeting.objects.create(
        commune=cast.commune, village=cast.village, title="Họp bản", begins_at=NOW + datetime.timedelta(days=3),
        place="Nhà văn hóa", state=MeetingState.CALLED, called_on=NOW.date(), made_at=NOW, made_by=cast.village_head,
    )  # fmt: skip
    meeting.votes.add(vote)
    return vote


def test_every_page(busy, walk, wrong_with):
    typed = "dem-lai/?khoan=15.1&pham_vi=village&hinh_thuc=meeting&ho=98&du=90&dong_y=65"
    pages = ["", "?q=khongco", "2026/1/", "2026/2/", "dem-lai/", f"dem-lai/?viec=2026/1&lan={busy.pk}", typed,
             "dem-lai/?dong=clause,form,households,yes%0A15.1,meeting,98,70", "du-lieu/"]  # fmt: skip
    assert Matter.objects.count() == 2
    for path in [f"{HOME}{page}" for page in pages] + [f"/en{HOME}", f"/en{HOME}2026/1/"]:
        tab = walk(path)
        assert tab.evaluate("document.scripts.length") == 0
        assert wrong_with(tab) == [], path


def test_found_by_keyboard_and_counted_again(busy, visit):
    tab = visit(HOME)
    tab.get_by_label("Tìm (gõ không dấu cũng được)").focus()
    tab.keyboard.type("duong vao ban")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**q=duong+vao+ban*")
    tab.goto(f"{tab.url.partition('?')[0]}2026/1/")
    tab.get_by_role("link", name="Tự đếm lại từng bước").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/dem-lai/**")
    expect(tab.get_by_text("Khớp với kết quả đã công bố")).to_be_visible()
    tab.get_by_label("Đồng ý (không bắt buộc)", exact=True).fill("65")
    tab.get_by_role("button", name="Tính", exact=True).click()
    expect(tab.get_by_text("65 < 66")).to_be_visible()
