"""Every page in a real Chromium on a phone and on a desk: nothing for axe to find, nothing wider than the screen."""

import pytest

from danchu.core import clock
from danchu.reports import services
from danchu.reports.rules.editing import Edit
from danchu.reports.tests.situations import (
    corrected,
    hand_in,
    in_year,
    merged,
    name,
    open_half_year,
    published,
    report_of,
    with_weaknesses,
    write,
)  # fmt: skip

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _day(on_day, monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    on_day("2026-04-28")


def test_pages_of_a_unit(cast, walk, wrong_with):
    cycle = open_half_year(cast)
    report = report_of(cycle, cast.centre)
    write(report, cast.centre_head, text="Đã phát 200 tờ rơi.", A4_held=(1, 2), A6_articles="KPS")
    base = f"/lam-viec/bao-cao/{report.pk}/"
    for page in ("", "muc/II/", "muc/IV/", "muc/III.1/", "so-lieu/A4.held/", "gui/", "tep/"):
        assert wrong_with(walk(base + page, cast.centre_head)) == [], page
    assert wrong_with(walk("/lam-viec/bao-cao/", cast.centre_head)) == [], "list"


def test_pages_of_who_gathers(cast, walk, wrong_with):
    cycle, whole = merged(cast)
    centre = report_of(cycle, cast.centre)
    write(centre, cast.centre_head, text="Đã phát 200 tờ rơi.")
    hand_in(centre, cast.centre_head)
    pages = (
        "/lam-viec/bao-cao/", f"/lam-viec/bao-cao/ky/{cycle.pk}/", f"/lam-viec/bao-cao/ky/{cycle.pk}/chua-gui/",
        "/lam-viec/bao-cao/dot-xuat/", f"/lam-viec/bao-cao/{whole.pk}/tong-hop/",
        f"/lam-viec/bao-cao/{whole.pk}/muc/II/",
        f"/lam-viec/bao-cao/{whole.pk}/so-lieu/A4.held/", f"/lam-viec/bao-cao/{whole.pk}/kinh-gui/",
        f"/lam-viec/bao-cao/{whole.pk}/gui/", f"/lam-viec/bao-cao/{centre.pk}/duyet/",
        f"/lam-viec/bao-cao/{centre.pk}/tra-lai/",
    )  # fmt: skip
    for page in pages:
        assert wrong_with(walk(page, cast.culture_head)) == [], page


def test_pages_of_weaknesses_lateness_corrections_and_the_outline(cast, walk, wrong_with, on_day):
    cycle, whole = with_weaknesses(cast)
    mended = services.correct(
        report=report_of(cycle, cast.culture), reason="Đếm thiếu.", by=cast.culture_head, now=clock.now()
    )
    write(mended, cast.culture_head, text="Phòng đã tổ chức 7 hội nghị.", A4_held=(7, 8), A5_people=412)
    draft = services.start_editing(commune=cast.commune, by=cast.culture_head, now=clock.now())
    change = Edit("indicator", "drop", "H3")
    services.edit(version=draft, change=change, edits=0, by=cast.culture_head, now=clock.now())
    later = in_year(cast, "2027-H1", on_day)
    report, named = report_of(later, cast.culture), whole.weaknesses.first()
    name(report, cast.culture_head, "Chưa đủ loa ở hai bản.", cast.culture, "2027-09-30")
    write(report, cast.culture_head, text="Phòng đã tổ chức 6 hội nghị tại các thôn, bản trong xã.", A4_held=(6, 5))
    services.tell_chair(commune=cast.commune, on=on_day("2027-05-12"), now=clock.now())
    services.remind(cycle=later, by=cast.culture_head, now=clock.now())
    base = "/lam-viec/bao-cao/"
    pages = (
        f"{report.pk}/han-che/", f"{report.pk}/han-che/them/", f"{report.pk}/han-che/{named.origin}/tra-loi/",
        f"{report_of(later, None).pk}/han-che/", f"han-che/{named.pk}/", "goi-y/", f"{report.pk}/xem-lai/",
        f"{report.pk}/gui/", f"ky/{later.pk}/tre/", f"ky/{later.pk}/cam-ket/", f"{report.pk}/goi/",
        f"{mended.pk}/", f"{mended.pk}/thay-doi/", f"{whole.pk}/dinh-chinh/", f"{whole.pk}/tong-hop/",
        "de-cuong/", f"de-cuong/{draft.pk}/", f"de-cuong/{draft.pk}/khac/", f"de-cuong/{draft.pk}/muc/II/",
        f"de-cuong/{draft.pk}/muc/", f"de-cuong/{draft.pk}/chi-tieu/A1/", f"de-cuong/{draft.pk}/chi-tieu/",
        f"de-cuong/{draft.pk}/ban-hanh/",
    )  # fmt: skip
    for page in pages:
        assert wrong_with(walk(base + page, cast.culture_head)) == [], page
    for page in (f"{report.pk}/gia-han/", f"ky/{later.pk}/tre/"):
        assert wrong_with(walk(base + page, cast.chair)) == [], page


def test_a_corrected_report_as_anyone_reads_it(cast, walk, wrong_with):
    corrected(cast)
    for page in ("", "2026-H1/", "2026-H1/lan/0/"):
        assert wrong_with(walk(f"/ban-mau/bao-cao/{page}", None), widths=(320, 1366)) == [], page


def test_pages_of_anyone(cast, walk, wrong_with):
    published(cast)
    for page in ("/ban-mau/bao-cao/", "/ban-mau/bao-cao/2026-H1/"):
        assert wrong_with(walk(page, None), widths=(320, 1366)) == [], page


def test_a_section_is_written_with_the_keyboard_alone(cast, visit):
    report = report_of(open_half_year(cast), cast.economy)
    tab = visit(f"/lam-viec/bao-cao/{report.pk}/muc/II/", cast.economy_head)
    tab.get_by_label("Nội dung").focus()
    tab.keyboard.type("Đã tổ chức hai hội nghị.")
    tab.get_by_label("A4, đã tổ chức (cuộc), đến ngày lấy số liệu").focus()
    tab.keyboard.type("2")
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    report.refresh_from_db()
    assert report.texts.get(section="II").text == "Đã tổ chức hai hội nghị."
    assert report.figures.get(indicator="A4", part="held").value == 2
