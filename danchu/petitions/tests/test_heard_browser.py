"""Numbers, answered matters, hot spots in a real Chromium: axe finds nothing, no page is too wide."""

import pytest
from playwright.sync_api import expect

from danchu.petitions.services import showing
from danchu.petitions.services.sums import fix_sums
from danchu.petitions.states import DownGround
from danchu.petitions.tests.situations import accepted, answered, at, brought, day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = {"title": "Cống đầu bản bị tắc", "question": "Cống đầu bản tắc, nước tràn ra đường.", "answer": "Đã ra xem."}


def test_what_everybody_may_know(cast, on_day, monkeypatch, walk, wrong_with):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    on_day("2026-08-01")
    empty = [walk(f"/ban-mau/phan-anh/{page}/", None) for page in ("so-lieu", "da-tra-loi")]
    assert [wrong_with(tab) for tab in empty] == [[], []], "empty"
    cases = [
        answered(cast, accepted(cast, brought(cast, key=f"{n}", may_show=True, village=cast.village))) for n in range(6)
    ]
    accepted(cast, brought(cast, key="b"))
    fix_sums(commune=cast.commune, on=day("2026-08-01"), now=at("2026-08-01"))
    shown = [showing.show(case=case, by=cast.clerk, now=at("2026-04-16"), **WORDS) for case in cases[:2]]
    showing.take_down(
        showing=shown[1], ground=DownGround.ASKED, why="Người gửi rút.", by=cast.clerk, now=at("2026-04-17")
    )
    for page in ("so-lieu/", "so-lieu/du-lieu/", "da-tra-loi/", "da-tra-loi/1/", "da-tra-loi/2/"):
        assert wrong_with(walk(f"/ban-mau/phan-anh/{page}", None)) == [], page
    assert wrong_with(walk("/lam-viec/phan-anh/diem-nong/", cast.chair)) == [], "hot spots"
    assert wrong_with(walk(f"/lam-viec/phan-anh/dang/{shown[0].pk}/go/", cast.clerk)) == [], "take down"
    tab = walk(f"/lam-viec/phan-anh/{cases[2].pk}/dang/", cast.clerk)
    assert wrong_with(tab) == [], "words"
    tab.check("#id_read")
    tab.click("main form button.button")
    expect(tab.locator("main button[name=send]")).to_be_visible()
    assert wrong_with(tab) == [], "preview"
    tab.click("main button[name=send]")
    expect(tab.locator("h1")).to_contain_text("Cống tắc")
