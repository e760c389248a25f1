"""Lists, the council's report and requests in a real Chromium at 360 and 1366 px: axe finds nothing, none is wide."""

import pytest

from danchu.channels.models import Board, PostingOrder
from danchu.channels.states import OrderState, Place
from danchu.disclosure.models import Request
from danchu.disclosure.services import council, lists
from danchu.disclosure.services import requests as services
from danchu.disclosure.states import SessionKind
from danchu.disclosure.tests.situations import issued, owed_item, public_item
from danchu.disclosure.tests.test_requests import asked, at, day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = pytest.mark.parametrize("width", [360, 1366])


@pytest.fixture(autouse=True)
def _day(on_day, monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    on_day("2026-04-13")


def check(tab, violations, name: str) -> None:
    """Axe finds nothing; the page is not wider than the screen."""
    assert violations(tab) == [], name
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name}: wider than the screen"


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


@WIDTHS
def test_the_quarterly_list(cast, visit, violations, width):
    one = a_full_list(cast)
    base = "/lam-viec/cong-khai/danh-sach/"
    check(visit(base, cast.clerk, width), violations, "index")
    check(visit(f"{base}{one.pk}/", cast.clerk, width), violations, "published, with what happened since")
    check(visit(f"{base}mo/", cast.clerk, width), violations, "start")
    fresh = lists.correct_list(quarterly=one, by=cast.clerk, now=at("2026-04-13"))
    row = one.facts["rows"][0]["key"]
    for page in ("", f"ghi-chu/{row}/", "duyet/"):
        check(visit(f"{base}{fresh.pk}/{page}", cast.chair, width), violations, page)
    check(visit("/ban-mau/cong-khai/danh-sach/", None, width), violations, "public index")
    check(visit("/ban-mau/cong-khai/danh-sach/2026-q1/", None, width), violations, "public")


@WIDTHS
def test_the_report_to_the_council(cast, visit, violations, width):
    a_full_list(cast)
    base = "/lam-viec/cong-khai/bao-cao-hdnd/"
    check(visit(base, cast.clerk, width), violations, "empty")
    session = council.enter_session(
        commune=cast.commune, opens_on=day("2026-06-25"), kind=SessionKind.REGULAR, by=cast.clerk, now=at("2026-04-13")
    )
    report = council.begin_report(session=session, by=cast.clerk, now=at("2026-04-13"))
    for page in ("", "ky-hop/", f"{report.pk}/", f"{report.pk}/viet/"):
        check(visit(base + page, cast.clerk, width), violations, page)
    check(visit(f"{base}{report.pk}/duyet/", cast.chair, width), violations, "approve")


@WIDTHS
def test_requests_at_the_desk(cast, visit, violations, width):
    one = asked(cast, contact={"name": "Bà Ké", "phone": "0900"})
    wrong = asked(cast, key="sai", kind="wrong", item=public_item(cast, now=at("2026-03-01")))
    base = "/lam-viec/yeu-cau-thong-tin/"
    check(visit(base, cast.clerk, width), violations, "index")
    for page in ("", "tra-loi/", "tu-choi/", "bo-sung/", "chuyen/"):
        check(visit(f"{base}{one.pk}/{page}", cast.clerk, width), violations, page)
    check(visit(f"{base}{wrong.pk}/tra-loi/", cast.economy_officer, width), violations, "checked")
    tab = visit(f"{base}ghi-giup/", cast.clerk, width)
    check(tab, violations, "written down")
    tab.fill("#id_text", "Bảng giá đất ở bản Nà Mẫu?")
    tab.check("#id_read_back_0")
    tab.click("main form button.button")
    assert tab.locator("text=Giữ lại mã và số PIN này").count() == 1
    check(tab, violations, "slip")


@WIDTHS
def test_a_citizen_asks_and_follows(cast, visit, violations, width):
    item = public_item(cast, now=at("2026-03-01"), title="Dự toán ngân sách năm 2026")
    tab = visit("/ban-mau/hoi-thong-tin/", None, width)
    check(tab, violations, "ask")
    tab.fill("#id_text", "Dự toán ngân sách năm 2026 chi cho đường bản bao nhiêu?")
    tab.click("main form button.button")
    check(tab, violations, "confirm")
    tab.click("button[name=send]")
    check(tab, violations, "receipt")
    code, pin = tab.locator(".figure .value").all_inner_texts()
    services.answer(
        request=Request.objects.get(), text="Xem mục 3 của bảng.", item=item, by=cast.clerk, now=at("2026-04-13")
    )
    tab.click("main a.button")
    check(tab, violations, "look up")
    tab.fill("#id_code", code.lower())
    tab.fill("#id_pin", pin)
    tab.click("main form button.button")
    assert tab.locator("text=Xem mục 3 của bảng.").count() >= 1
    check(tab, violations, "follow")
    check(visit(f"/ban-mau/hoi-thong-tin/sai/{item.year}/{item.number}/", None, width), violations, "wrong")
    check(visit("/ban-mau/hoi-thong-tin/so-lieu/", None, width), violations, "figures")
