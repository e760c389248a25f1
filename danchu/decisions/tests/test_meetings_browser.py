"""The pages of meetings in a real browser: a village head's phone, a lost network, two clerks at once."""

import pytest
from django.urls import reverse

from danchu.decisions.models import Attendance, Tick
from danchu.decisions.rules.meetings import Tally
from danchu.decisions.services import close_attendance, type_count
from danchu.decisions.tests.gatherings import AFTER, DAY, called, came, election_vote, planned
from danchu.decisions.tests.situations import open_with_roll

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phone(chromium, live_server, sign_in):
    """A phone whose network can be cut; what the browser itself says about that is no fault of the page."""
    made = []

    def open_at(address: str, person):
        context = chromium.new_context(viewport={"width": 360, "height": 780})
        made.append(context)
        session = sign_in(person).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        tab = context.new_page()
        tab.goto(live_server.url + address)
        return context, tab

    yield open_at
    for context in made:
        context.close()


def tap(tab, number: int, what: str) -> None:
    tab.locator(".households > li").nth(number - 1).get_by_role("radio", name=what, exact=True).check()


def test_a_phone_that_loses_the_network_loses_no_tick_and_doubles_none(cast, on_day, phone):
    on_day(DAY.isoformat())
    meeting = called(cast, open_with_roll(cast, 12))
    address = reverse("meetings:attendance", args=[meeting.pk])
    context, tab = phone(address, cast.village_head)
    tap(tab, 1, "Đại diện")
    tab.get_by_text("Đã có 1/12 hộ").wait_for()
    context.set_offline(True)
    for number in (2, 3, 4):
        tap(tab, number, "Đại diện")
    tap(tab, 3, "Đi thay")
    tap(tab, 4, "Chưa đến")
    tab.get_by_text("Chưa gửi được").wait_for()
    assert Attendance.objects.count() == 1
    _second, other = phone(address, cast.culture_head)  # meanwhile somebody else ticks
    tap(other, 5, "Đại diện")
    other.get_by_text("Đã có 2/12 hộ").wait_for()
    context.set_offline(False)
    tab.get_by_text("Đã gửi hết.").wait_for()
    tab.get_by_text("Đã có 4/12 hộ").wait_for()
    assert tab.locator(".households > li").nth(4).locator("input:checked").get_attribute("value") == "representative"
    found = dict(Attendance.objects.order_by("household__code").values_list("household__code", "present"))
    assert found == {
        "H001": "representative", "H002": "representative", "H003": "substitute", "H005": "representative",
    }  # fmt: skip
    sent = Tick.objects.count()
    tab.reload()
    tab.evaluate("window.dispatchEvent(new Event('online'))")
    assert (Attendance.objects.count(), Tick.objects.count()) == (4, sent)


def test_ticks_that_waited_are_there_after_the_page_was_closed(cast, on_day, phone):
    on_day(DAY.isoformat())
    meeting = called(cast, open_with_roll(cast, 5))
    context, tab = phone(reverse("meetings:attendance", args=[meeting.pk]), cast.village_head)
    context.set_offline(True)
    tap(tab, 2, "Ủy quyền")
    tab.get_by_text("Chưa gửi được").wait_for()
    context.set_offline(False)
    tab.goto(tab.url)
    tab.get_by_text("Đã gửi hết.").wait_for()
    assert Attendance.objects.get().household.code == "H002"


def test_no_page_breaks_the_rules_of_access_or_overflows(cast, on_day, visit, violations):
    on_day(DAY.isoformat())
    vote = election_vote(cast, ["Ông Ứng Cử Thứ Nhất", "Bà Ứng Cử Thứ Hai"], count=20)
    meeting = called(cast, vote)
    came(cast, meeting, 15)
    open_pages = ("meeting", "attendance", "attendance_type", "attendance_close", "procedure", "write", "call_off")
    addresses = [reverse("meetings:list"), reverse("meetings:new") + "?conference=1"]
    addresses += [reverse(f"meetings:{name}", args=[meeting.pk]) for name in open_pages]
    addresses += [reverse("meetings:hands", args=[meeting.pk, kind]) for kind in ("thu-ky", "cach", "ban-kiem-phieu")]
    coming = planned(cast, is_conference=True)
    addresses += [reverse(f"meetings:{name}", args=[coming.pk]) for name in ("meeting", "call", "change")]
    _look(addresses, cast, visit, violations)
    close_attendance(meeting=meeting, by=cast.village_head, now=AFTER)
    for person, first in ((cast.village_head, 11), (cast.culture_officer, 10)):
        tally = Tally(14, for_candidates={"1": first, "2": 3}, invalid=1)
        type_count(vote=vote, meeting=meeting, tally=tally, by=person, now=AFTER)
    addresses = [reverse("meetings:settle", args=[meeting.pk, vote.pk]), reverse("meetings:attach", args=[meeting.pk])]
    addresses += [reverse("meetings:meeting", args=[meeting.pk]), reverse("meetings:count", args=[meeting.pk, vote.pk])]
    _look(addresses, cast, visit, violations)


def _look(addresses, cast, visit, violations) -> None:
    tab = visit(addresses[0], cast.village_head, width=360)
    origin = tab.url.removesuffix(addresses[0])
    for address in addresses:
        tab.goto(origin + address)
        assert violations(tab) == [], address
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360, address
