"""The page of a vote on a phone, from an unfrozen roll to its result."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from danchu.decisions.services import declare, open_vote
from danchu.decisions.tests.situations import NOW, households, matter_that_is_ready

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_a_roll_is_looked_at_frozen_opened_and_frozen_again(cast, visit, violations, on_day):
    on_day(NOW.date().isoformat())
    households(cast, 98)
    vote = open_vote(matter=matter_that_is_ready(cast), village=cast.village, by=cast.village_head, now=NOW)
    tab = visit(reverse("decisions:vote", args=[vote.pk]), cast.village_head)

    def check():
        assert violations(tab) == []
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360

    def freeze():
        tab.get_by_role("link", name="Xem lại và chốt danh sách").click()
        check()
        tab.get_by_role("button", name="Chốt 98 hộ").click()

    check()
    freeze()
    check()
    tab.get_by_role("link", name="Mở lại để sửa").click()
    check()
    tab.get_by_label("Lý do mở lại").fill("Sót một hộ")
    tab.get_by_role("button", name="Mở lại").click()
    freeze()
    tab.get_by_role("link", name="Xem, in danh sách đã chốt").click()
    check()
    declare(
        vote=vote, decided_on=NOW.date(), attending=80, yes=66, no=14, other=0, invalid=0, by=cast.village_head, now=NOW
    )
    tab.goto(tab.url.removesuffix("danh-sach/"))
    expect(tab.get_by_text("66 trên 98 hộ tán thành")).to_be_visible()
    check()
