"""What is being written to the commune is kept on the device until it is sent, and not where an official is meant; the
pages of papers, samples and the portal's list, on a phone and on a desk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect

from danchu.petitions.models import Sampled
from danchu.petitions.services import grading, papers
from danchu.petitions.states import PaperKind
from danchu.petitions.tests.situations import accepted, answered, at, brought

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORK = "/lam-viec/phan-anh/"
KEPT = "() => window.localStorage.getItem('phan-anh:ban-mau')"


def test_a_draft_survives_a_lost_network_and_is_wiped(cast, on_day, walk, wrong_with):
    on_day("2026-04-15")
    tab = walk("/ban-mau/phan-anh/")
    tab.get_by_label("Việc gì?").fill("Cống đầu bản tắc.")
    tab.get_by_label("Họ và tên").fill("Vàng Thị Mẫu")
    expect(tab.get_by_role("button", name="Xóa khỏi máy này")).to_be_visible()
    assert wrong_with(tab, "petitions-draft") == []
    assert "Vàng" not in tab.evaluate(KEPT)
    tab.context.set_offline(True)
    tab.get_by_label("Về việc").select_option("road")
    tab.get_by_role("button", name="Gửi", exact=True).click()
    expect(tab.get_by_text("Máy đang mất mạng")).to_be_visible()
    tab.context.set_offline(False)
    tab.goto(tab.url)
    expect(tab.get_by_label("Việc gì?")).to_have_value("Cống đầu bản tắc.")
    expect(tab.get_by_text("Đã lấy lại bản nháp")).to_be_visible()
    tab.get_by_label("Việc này có nói về").select_option(index=1)
    expect(tab.get_by_text("không giữ nháp trên máy này")).to_be_visible()
    assert tab.evaluate(KEPT) is None
    tab.get_by_label("Việc này có nói về").select_option(index=0)
    expect(tab.get_by_text("Bản nháp được giữ")).to_be_visible()
    tab.get_by_role("button", name="Xóa khỏi máy này").click()
    expect(tab.get_by_label("Việc gì?")).to_have_value("")
    assert tab.evaluate(KEPT) is None
    tab.get_by_label("Việc gì?").fill("Đèn hỏng.")
    tab.get_by_label("Về việc").select_option("power")
    tab.get_by_role("button", name="Gửi", exact=True).click()
    expect(tab.get_by_text("Giữ lại mã và số PIN này")).to_be_visible()
    assert tab.evaluate(KEPT) is None


def test_pages_of_papers_samples_and_the_list_are_whole(cast, on_day, walk, wrong_with, subtests):
    on_day("2026-07-02")
    case = answered(cast, accepted(cast, brought(cast)))
    words = {"addressee": "Người gửi", "title": "trả lời: Cống tắc", "text": "Lời.", "signer": cast.chair}
    paper = papers.make(case=case, kind=PaperKind.ANSWER, by=cast.clerk, now=at("2026-04-16"), **words)
    sample = grading.draw(
        unit=cast.front, year=2026, quarter=2, size=5, seed="48213", by=cast.front_head, now=at("2026-07-02")
    )
    item = Sampled.objects.get()
    pages = (
        (f"{case.pk}/giay-to/", cast.clerk), (f"{case.pk}/giay-to/lap/answer/", cast.clerk),
        (f"{case.pk}/giay-to/{paper.pk}/", cast.clerk), (f"{case.pk}/giay-to/{paper.pk}/so/", cast.clerk),
        (f"{case.pk}/giay-to/{paper.pk}/ky/", cast.clerk), ("nhap/", cast.clerk), ("cham/", cast.front_head),
        ("cham/rut/", cast.front_head), (f"cham/{sample.pk}/", cast.chair),
        (f"cham/{sample.pk}/{item.pk}/", cast.front_head),
    )  # fmt: skip
    for address, person in pages:
        with subtests.test(address):
            assert wrong_with(walk(WORK + address, person), f"petitions-{address}".replace("/", "-")) == []
    with subtests.test("for everybody"):
        assert wrong_with(walk("/ban-mau/phan-anh/cham/"), "petitions-graded") == []
    with subtests.test("the list, before anything is kept"):
        tab = walk(f"{WORK}nhap/", cast.clerk)
        sheet = "Mã,Nội dung,Ngày gửi\nPA-1,Đèn hỏng,10/4/2026\n,Thiếu mã,\n"
        upload = SimpleUploadedFile("cong.csv", sheet.encode("utf-8-sig"))
        tab.get_by_label("Tệp danh sách").set_input_files(
            {"name": "cong.csv", "mimeType": "text/csv", "buffer": upload.read()}
        )
        tab.get_by_role("button", name="Xem trước").click()
        expect(tab.get_by_text("Nhận được: 1 việc")).to_be_visible()
        assert wrong_with(tab, "petitions-list-preview") == []
        tab.get_by_role("button", name="Nhận 1 việc").click()
        expect(tab.get_by_text("Đã nhận 1 việc")).to_be_visible()
