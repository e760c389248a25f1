"""Lists, the council's report and requests in a real Chromium: axe finds nothing, no page is too wide."""

import pytest
from playwright.sync_api import expect

from danchu.channels.models import Board, PostingOrder
from danchu.channels.states import OrderState, Place
from danchu.disclosure.models import Request
from danchu.disclosure.services import council, lists
from danchu.disclosure.services import requests as services
from danchu.disclosure.states import SessionKind
from danchu.disclosure.tests.situations import issued, owed_item, public_item
from danchu.disclosure.tests.test_requests import asked, at, day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _day(on_day, monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    on_day("2026-04-13")


def a_full_list(cast):
    """A published list with a late item, one that hung too briefly, one that is missing; a correction being written."""
    for unit, place in ((cast.committee, Place.HEADQUARTERS), (cast.village, Place.CULTURE_HOUSE)):
        Board.objects.create(commune=cast.commune, unit=unit, place=place, name=f"Bảng {unit.name}"[:120])
    public_item(cast, now=at("2026-02-12"), due_on=day("2026-02-10"), source_number="05/NQ-HĐND")
    public_item(cast, now=at("2026-03-01"), clause=9, title="Danh sách hộ được hỗ trợ làm nhà", kind="support")
    owed_item(cast, due_on=day("2026-03-20"), title="Quyết toán ngân sách năm 2025")
    first = PostingOrder.objects.order_by("pk").first()
    first.up_on, first.keep_until, first.down_on = day("2026-02-13"), day("2026-03-15"), day("2026-03-10")
    first.state = OrderState.DOWN
    first.save()
    one = lists.open_list(commune=cast.commune, year=2026, quarter=1, by=cast.clerk, now=at("2026-03-31"))
    one = lists.approve(quarterly=one, post=cast.chair.posts.get(), by=cast.chair, now=at("2026-03-31"))
    issued(cast, one.document, now=at("2026-03-31"))
    one = lists.publish_list(quarterly=one, by=cast.chair, now=at("2026-03-31"))
    PostingOrder.objects.filter(up_on=None).exclude(announcement__group=one.item.subject).update(
        up_on=day("2026-04-01"), keep_until=day("2026-05-01"), state=OrderState.UP
    )
    return one


def test_the_quarterly_list(cast, walk, wrong_with):
    one = a_full_list(cast)
    base = "/lam-viec/cong-khai/danh-sach/"
    assert wrong_with(walk(base, cast.clerk)) == [], "index"
    assert wrong_with(walk(f"{base}{one.pk}/", cast.clerk)) == [], "published, with what happened since"
    assert wrong_with(walk(f"{base}mo/", cast.clerk)) == [], "start"
    fresh = lists.correct_list(quarterly=one, by=cast.clerk, now=at("2026-04-13"))
    row = one.facts["rows"][0]["key"]
    for page in ("", f"ghi-chu/{row}/", "duyet/"):
        assert wrong_with(walk(f"{base}{fresh.pk}/{page}", cast.chair)) == [], page
    assert wrong_with(walk("/ban-mau/cong-khai/danh-sach/", None)) == [], "public index"
    assert wrong_with(walk("/ban-mau/cong-khai/danh-sach/2026-q1/", None)) == [], "public"


def test_the_report_to_the_council(cast, walk, wrong_with):
    a_full_list(cast)
    base = "/lam-viec/cong-khai/bao-cao-hdnd/"
    assert wrong_with(walk(base, cast.clerk)) == [], "empty"
    session = council.enter_session(
        commune=cast.commune, opens_on=day("2026-06-25"), kind=SessionKind.REGULAR, by=cast.clerk, now=at("2026-04-13")
    )
    report = council.begin_report(session=session, by=cast.clerk, now=at("2026-04-13"))
    for page in ("", "ky-hop/", f"{report.pk}/", f"{report.pk}/viet/"):
        assert wrong_with(walk(base + page, cast.clerk)) == [], page
    assert wrong_with(walk(f"{base}{report.pk}/duyet/", cast.chair)) == [], "approve"


def test_requests_at_the_desk(cast, walk, wrong_with):
    one = asked(cast, contact={"name": "Bà Ké", "phone": "0900"})
    wrong = asked(cast, key="sai", kind="wrong", item=public_item(cast, now=at("2026-03-01")))
    base = "/lam-viec/yeu-cau-thong-tin/"
    assert wrong_with(walk(base, cast.clerk)) == [], "index"
    for page in ("", "tra-loi/", "tu-choi/", "bo-sung/", "chuyen/"):
        assert wrong_with(walk(f"{base}{one.pk}/{page}", cast.clerk)) == [], page
    assert wrong_with(walk(f"{base}{wrong.pk}/tra-loi/", cast.economy_officer)) == [], "checked"
    tab = walk(f"{base}ghi-giup/", cast.clerk)
    assert wrong_with(tab) == [], "written down"
    tab.fill("#id_text", "Bảng giá đất ở bản Nà Mẫu?")
    tab.check("#id_read_back_0")
    tab.click("main form button.button")
    expect(tab.locator("text=Giữ lại mã và số PIN này")).to_have_count(1)
    assert wrong_with(tab) == [], "slip"


def test_a_citizen_asks_and_follows(cast, walk, wrong_with):
    item = public_item(cast, now=at("2026-03-01"), title="Dự toán ngân sách năm 2026")
    tab = walk("/ban-mau/hoi-thong-tin/", None)
    assert wrong_with(tab) == [], "ask"
    tab.fill("#id_text", "Dự toán ngân sách năm 2026 chi cho đường bản bao nhiêu?")
    tab.click("main form button.button")
    assert wrong_with(tab) == [], "confirm"
    tab.click("button[name=send]")
    assert wrong_with(tab) == [], "receipt"
    code, pin = tab.locator(".figure .value").all_inner_texts()
    services.answer(
        request=Request.objects.get(), text="Xem mục 3 của bảng.", item=item, by=cast.clerk, now=at("2026-04-13")
    )
    tab.click("main a.button")
    assert wrong_with(tab) == [], "look up"
    tab.fill("#id_code", code.lower())
    tab.fill("#id_pin", pin)
    tab.click("main form button.button")
    expect(tab.locator("text=Xem mục 3 của bảng.").first).to_be_visible()
    assert wrong_with(tab) == [], "follow"
    assert wrong_with(walk(f"/ban-mau/hoi-thong-tin/sai/{item.year}/{item.number}/", None)) == [], "wrong"
    assert wrong_with(walk("/ban-mau/hoi-thong-tin/so-lieu/", None)) == [], "figures"
