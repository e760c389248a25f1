"""A village head brings a matter up on a borrowed phone, in a real browser."""

import pytest
from playwright.sync_api import expect

from danchu.decisions.services import ready
from danchu.decisions.tests.situations import NOW, brought, initiative, with_paper

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fits(tab) -> bool:
    return tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_five_steps_and_the_pages_of_a_matter_on_a_phone(cast, visit, violations, on_day, live_server):
    on_day("2026-03-10")
    tab = visit("/lam-viec/dan-ban/moi/", cast.village_head)

    def seen():
        assert fits(tab), tab.url
        assert violations(tab) == [], tab.url

    def forward():
        seen()
        tab.click("main button.button:not(.secondary):not(.quiet)")

    tab.check("input[name=clause][value='15.1']")
    forward()
    tab.check(f"input[name=where][value='{cast.village.pk}']")
    forward()
    tab.check("input[name=proposer][value=village_head]")
    tab.fill("input[name=front_agreed_on]", "10/3/2026")
    tab.fill("input[name=front_agreed_by]", "Ông Trưởng ban")
    forward()
    tab.fill("input[name=title]", "Làm đường vào bản")
    tab.fill("textarea[name=question]", "Mỗi hộ góp 500.000 đồng và 3 ngày công?")
    forward()
    tab.check("input[name=form][value=meeting]")
    forward()
    seen()
    expect(tab.locator("main")).to_contain_text("Chốt câu hỏi")
    matters = [
        initiative(cast, [NOW.date()] * 3, count=12),
        ready(matter=with_paper(brought(cast)), by=cast.village_head, now=NOW),
    ]
    for path in ("", f"{matters[0].pk}/", f"{matters[0].pk}/dong-thuan/", f"{matters[1].pk}/", f"{matters[1].pk}/mo/"):
        tab.goto(f"{live_server.url}/lam-viec/dan-ban/{path}")
        seen()
