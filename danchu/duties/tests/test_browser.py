"""The pages of duties in a real browser: narrow and wide, without violations, usable by hand."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from danchu.duties import services
from danchu.duties.models import Duty
from danchu.duties.services import reminding
from danchu.duties.states import DutyState, Mode, Source
from danchu.duties.tests.situations import day, law, moment, owe

ON = "2026-04-28"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def work(cast, on_day):
    """A commune in the middle of things."""
    on_day(ON)
    law(cast, ON)
    owe(
        cast, cast.culture, "late", "2026-04-20", title="Đăng tin, bài về Luật Thực hiện dân chủ ở cơ sở",
        citation="mục III.2 Kế hoạch 363/KH-UBND",
    )  # fmt: skip
    owe(
        cast, cast.culture, "report", "2026-05-04", title="Báo cáo 06 tháng đầu năm 2026", source=Source.REPORT,
        explanation={
            "explanation": "Văn bản ghi trước ngày 5/5/2026, nên ngày cuối là thứ Hai, 4/5/2026.",
            "evidence": "confirmed",
        },
    )  # fmt: skip
    owe(cast, cast.economy, "economy", ON, title="Công khai tình hình thực hiện dự toán ngân sách quý I")
    owe(cast, cast.front, "asked", "2026-05-10", title="Vận động Nhân dân tham gia giám sát", mode=Mode.REQUEST)
    plan = Duty.objects.get(key="law:disclosure-plan:2026")
    services.report_done(
        duty=plan, on=day("2026-01-20"), note="Kế hoạch số 05/KH-UBND", by=cast.chair, now=moment("2026-01-21")
    )
    reminding.remind(commune=cast.commune, on=day(ON), now=moment(ON))
    return cast


def addresses():
    """Every page of the area: its name, its address."""
    open_law = Duty.objects.get(key="law:staff-conference:2026").pk
    done = Duty.objects.get(key="law:disclosure-plan:2026").pk
    return {
        "list": reverse("duties:list"),
        "all": reverse("duties:list") + "?tinh_trang=all&ky=2026",
        "nothing": reverse("duties:list") + "?tim=khongco",
        "print": reverse("duties:list") + "?in=1",
        "detail": reverse("duties:detail", args=[open_law]),
        "done": reverse("duties:detail", args=[done]),
        "report_done": reverse("duties:report_done", args=[open_law]),
        "reopen": reverse("duties:reopen", args=[done]),
        "holidays": reverse("duties:holidays"),
        "notices": reverse("duties:notices"),
    }


def test_no_page_breaks_the_rules_of_access_or_overflows(work, walk, wrong_with):
    for name, address in addresses().items():
        assert wrong_with(walk(address, work.chair)) == [], name


def test_reporting_done_by_hand(work, visit):
    duty = Duty.objects.get(key="law:staff-conference:2026")
    tab = visit(reverse("duties:detail", args=[duty.pk]), work.chair)
    tab.get_by_role("link", name="Báo đã làm").click()
    expect(tab.get_by_label("Ngày làm xong")).to_have_value("28/04/2026")
    tab.get_by_label("Căn cứ").fill("Biên bản số 02/BB-UBND")
    tab.get_by_label("Ngày làm xong").fill("20/3/2026")
    tab.get_by_role("button", name="Ghi là đã làm").click()
    expect(tab.locator("main")).to_contain_text("Biên bản số 02/BB-UBND")
    duty.refresh_from_db()
    assert duty.state == DutyState.FULFILLED
