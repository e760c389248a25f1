"""In a real browser, on a phone and on a desk: brought without JavaScript's help, sorted, answered, followed."""

import pytest
from playwright.sync_api import expect

from danchu.petitions.services import cases as services
from danchu.petitions.tests.situations import accepted, answered, at, brought, given

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORK = "/lam-viec/phan-anh/"


def test_every_page_is_whole_on_a_phone_and_on_a_desk(cast, on_day, walk, wrong_with, subtests):
    on_day("2026-04-15")
    fresh = brought(cast, "2026-04-14", about=[cast.village_head])
    like = brought(cast, "2026-04-14", key="giống", village=cast.village)
    handled = accepted(cast, brought(cast, key="đang"))
    services.ask(case=handled, text="Cống nào?", by=cast.economy_officer, now=at("2026-04-14"))
    done = answered(cast, accepted(cast, brought(cast, key="xong")))
    sent = services.transfer(
        case=brought(cast, key="chuyển"), where="Điện lực", told="Hỏi lại sau 10 ngày.", by=cast.clerk,
        now=at("2026-04-14"),
    )  # fmt: skip
    pages = (
        ("", cast.clerk), ("?q=khong-co", cast.clerk), (f"{fresh.pk}/", cast.clerk), (f"{like.pk}/", cast.clerk),
        (f"{handled.pk}/", cast.economy_officer), (f"{done.pk}/", cast.chair), (f"{fresh.pk}/phan-loai/", cast.clerk),
        (f"{fresh.pk}/tach/", cast.clerk), (f"{fresh.pk}/niem-kin/", cast.clerk), (f"{fresh.pk}/noi-ve/", cast.clerk),
        (f"{fresh.pk}/khong-xu-ly/", cast.clerk), (f"{sent.pk}/giay-to/", cast.clerk),
        (f"{handled.pk}/tra-loi/", cast.economy_officer), ("ghi-giup/", cast.village_head),
        ("ghi-giup/nguoi-khac/", cast.village_head), ("ghi-giup/viet/?da-hoi=1", cast.clerk), ("phong-bi/", cast.clerk),
    )  # fmt: skip
    for address, person in pages:
        with subtests.test(address):
            assert wrong_with(walk(WORK + address, person), f"petitions-{address.split('?')[0]}") == []


def test_brought_followed_and_opened_again_by_the_person(cast, on_day, walk, wrong_with):
    on_day("2026-04-15")
    tab = walk("/ban-mau/phan-anh/")
    assert wrong_with(tab, "petitions-report") == []
    tab.get_by_label("Việc gì?").fill("Cống đầu bản tắc.")
    tab.get_by_label("Về việc").select_option("road")
    tab.get_by_role("button", name="Gửi", exact=True).click()
    expect(tab.get_by_text("Giữ lại mã và số PIN này")).to_be_visible()
    assert wrong_with(tab, "petitions-receipt") == []

    case, issued = given(cast, "2026-04-13", key="có trả lời")
    answered(cast, accepted(cast, case))
    tab = walk("/ban-mau/tra-cuu/")
    tab.get_by_label("Mã trên giấy biên nhận").fill(issued.receipt.code)
    tab.get_by_label("Số PIN").fill(issued.pin)
    tab.get_by_role("button", name="Xem").click()
    expect(tab.get_by_role("heading", name="Đã được giải quyết chưa?")).to_be_visible()
    assert wrong_with(tab, "petitions-follow") == []
    tab.get_by_text("Chưa được", exact=True).click()
    tab.get_by_label("Chỗ nào chưa được?").fill("Vẫn tắc.")
    tab.get_by_role("button", name="Chưa được, mở lại").click()
    expect(tab.get_by_text("Đã mở lại. Xã xem xét lại và trả lời.")).to_be_visible()
    expect(tab.get_by_text("Đang xử lý")).to_be_visible()


def test_written_down_read_back_and_printed(cast, on_day, walk, wrong_with):
    on_day("2026-04-15")
    tab = walk(f"{WORK}ghi-giup/", cast.village_head)
    tab.get_by_role("link", name="KHÔNG. Ghi tiếp").click()
    tab.get_by_label("Lời người dân nói").fill("Đường vào bản sạt.")
    tab.get_by_label("Về việc").select_option("road")
    tab.get_by_role("button", name="Tiếp: đọc lại").click()
    expect(tab.get_by_role("heading", name="Đọc lại cho người dân nghe")).to_be_visible()
    assert wrong_with(tab, "petitions-read-back") == []
    tab.get_by_label("Đã đọc lại, người yêu cầu đồng ý").check()
    tab.get_by_role("button", name="Ghi và in biên nhận").click()
    expect(tab.get_by_role("heading", name="Giấy biên nhận")).to_be_visible()
    assert wrong_with(tab, "petitions-slip") == []
