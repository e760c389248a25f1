"""Ballots in a real browser at 360 pixels: every page, and typing sheet after sheet by keyboard and by thumb."""

import os

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from danchu.decisions.models import BallotReading
from danchu.decisions.services import ballots as services
from danchu.decisions.states import Mark
from danchu.decisions.tests.ballot_situations import COUNTED, at, entries, handed_out, in_the_box, serials, typed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTH = 360


def _look(tab, violations, name):
    if folder := os.environ.get("SHOTS"):
        tab.screenshot(path=f"{folder}/{name}.png", full_page=True)
    assert violations(tab) == [], name
    assert tab.evaluate("document.documentElement.scrollWidth") <= WIDTH, name


def test_every_page_while_ballots_go_from_door_to_door(cast, on_day, visit, violations):
    on_day("2026-03-12")
    vote = handed_out(cast, 12)
    services.take_in(vote=vote, entries=entries(vote)[:4], on=COUNTED.replace(day=12), by=cast.village_head, now=at(
        COUNTED.replace(day=12)))  # fmt: skip
    tab = visit(reverse("ballots:list"), cast.village_head, width=WIDTH)
    _look(tab, violations, "list")
    for name, *args in (
        ("vote",), ("plan",), ("form",), ("known",), ("sent",), ("print",), ("spoiled",), ("households",),
        ("household", entries(vote)[5]), ("close",),
    ):  # fmt: skip
        tab = visit(reverse(f"ballots:{name}", args=[vote.pk, *args]), cast.village_head, width=WIDTH)
        _look(tab, violations, name)
    tab = visit(reverse("ballots:households", args=[vote.pk]), cast.village_head, width=WIDTH)
    for number in (5, 6):
        tab.get_by_label(f"Đại Diện Hộ {number}", exact=False).first.check()
    tab.get_by_role("button", name="Đã thu").click()
    expect(tab.locator(".sums")).to_contain_text("6 đã nộp")


def test_typing_by_keyboard_and_by_thumb_then_comparing(cast, on_day, visit, violations):
    on_day("2026-03-17")
    vote = in_the_box(cast, 6)
    numbers = serials(vote)[:6]
    url = reverse("ballots:type", args=[vote.pk])
    tab = visit(url, cast.village_head, width=WIDTH)
    _look(tab, violations, "choose")
    tab.get_by_role("button", name="Tôi nhập lần thứ nhất").click()
    for serial in numbers[:4]:  # the number, the key, Enter: nothing else is touched
        tab.wait_for_selector("#id_serial:focus")
        tab.keyboard.type(f"{serial}1")
        with tab.expect_navigation():
            tab.keyboard.press("Enter")
    assert BallotReading.objects.count() == 4
    _look(tab, violations, "type")
    tab.get_by_label("Số phiếu").fill(numbers[4])
    tab.get_by_role("button", name="Không đồng ý").click()
    tab.get_by_label("Số phiếu").fill(numbers[5])
    tab.keyboard.press("Enter")
    tab.wait_for_selector("text=trên phiếu ghi gì")
    _look(tab, violations, "type-mark")
    tab.get_by_role("button", name="Ý kiến khác").click()
    assert [one.mark for one in BallotReading.objects.order_by("pk")] == ["yes"] * 4 + ["no", "other"]
    for name in ("typed", "finish"):
        _look(visit(reverse(f"ballots:{name}", args=[vote.pk]), cast.village_head, width=WIDTH), violations, name)
    typed(vote, cast.culture_head, 2, [Mark.YES] * 5 + [Mark.OTHER], numbers)
    for person in (cast.village_head, cast.culture_head):
        services.finish_reading(vote=vote, by=person, now=at(COUNTED, 12))
    ballot = BallotReading.objects.filter(mark="no").get().ballot_id
    for name, *args in (("compare",), ("settle", ballot), ("reopen",), ("balance",), ("by_hand",), ("declare",)):
        address = reverse(f"ballots:{name}", args=[vote.pk, *args])
        _look(visit(address, cast.village_head, width=WIDTH), violations, name)
    services.settle_ballot(
        vote=vote, serial=numbers[4], mark=Mark.NO, why="Dấu x ở ô Không đồng ý", by=cast.village_head, now=at(COUNTED)
    )
    services.declare_ballots(vote=vote, by=cast.village_head, now=at(COUNTED, 13))
    for name in ("vote", "balance", "minutes_scan", "compare"):
        address = reverse(f"ballots:{name}", args=[vote.pk])
        _look(visit(address, cast.village_head, width=WIDTH), violations, f"{name}-result")
