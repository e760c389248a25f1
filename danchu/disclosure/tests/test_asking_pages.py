"""Asking without an account, following with code and PIN, and the desk: as the pages do it."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from danchu.disclosure.models import Request
from danchu.disclosure.services import requests as services
from danchu.disclosure.tests.situations import public_item
from danchu.disclosure.tests.test_requests import MARK, asked, at
from danchu.intake.models import Contact, Receipt
from danchu.intake.services import renew_pin
from danchu.intake.tests.pages import receipt_of, send

pytestmark = pytest.mark.django_db
ASK, LOOK, WORK = "/ban-mau/hoi-thong-tin/", "/ban-mau/tra-cuu/", "/lam-viec/yeu-cau-thong-tin/"


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2026-04-13")


def sent(client, **fields) -> tuple[str, str]:
    """Asks online; the code and PIN as the page shows them."""
    data = {"text": "Tiền quỹ chợ năm 2025 dùng vào việc gì?", "form_key": "khoa", "send": "1", **fields}
    return receipt_of(client, ASK, data)


def follow(client, code: str, pin: str):
    return send(client, LOOK, {"code": code, "pin": pin})


def test_asked_without_an_account_read_over_sent_and_followed(citizen, cast):
    page = send(citizen, ASK, {"text": "Tiền quỹ chợ?", "form_key": "khoa"}).content.decode()
    assert "Gửi yêu cầu này?" in page
    assert not Request.objects.exists()
    code, pin = sent(citizen)
    answer = follow(citizen, code.lower(), pin)
    page = answer.content.decode()
    assert "16/4/2026" in page
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Robots-Tag"] == "noindex"
    assert "sessionid" not in citizen.cookies
    ticket = re.search(r'name="ticket" value="([^"]+)"', page)[1]
    assert pin.replace(" ", "") not in page
    page = send(citizen, ASK + "bo-sung/", {"ticket": ticket, "text": "Chợ ở bản Nà Mẫu."}, page).content.decode()
    assert "Chợ ở bản Nà Mẫu." in page


def test_changed_once_more_before_it_is_sent(citizen, cast):
    page = send(citizen, ASK, {"text": "Tiền quỹ chợ?", "form_key": "khoa", "change": "1", "name": "Bà Ké"})
    assert "Tiền quỹ chợ?" in page.content.decode()
    assert "Bà Ké" in page.content.decode()
    assert not Request.objects.exists()


def test_what_is_public_already_is_offered_before_anything_is_sent(citizen, cast):
    public_item(cast, now=at("2026-03-01"), title="Dự toán ngân sách năm 2026")
    page = send(citizen, ASK, {"text": "du toan ngan sach", "form_key": "khoa"}).content.decode()
    assert "Có thể đã công khai ở đây" in page
    assert "/ban-mau/cong-khai/2026/1/" in page


def test_an_empty_question_loses_nothing_typed(citizen, cast):
    answer = send(citizen, ASK, {"text": "", "form_key": "khoa", "phone": "0900", "send": "1"})
    assert answer.status_code == 422
    assert 'value="0900"' in answer.content.decode()


def test_sent_again_by_the_back_button_it_is_one_request(citizen, cast):
    first, second = sent(citizen), sent(citizen)
    assert first[0] == second[0]
    assert Request.objects.count() == 1
    assert follow(citizen, *second).status_code == 200


def test_with_a_wrong_pin_nothing_is_shown(citizen, cast):
    code, pin = sent(citizen)
    answer = follow(citizen, code, "000001" if pin != "000 001" else "000002")
    assert answer.status_code == 422
    assert "quỹ chợ" not in answer.content.decode()


def test_another_communes_page_does_not_open_it(citizen, cast, others):
    code, pin = sent(citizen)
    assert send(citizen, "/ban-khac/tra-cuu/", {"code": code, "pin": pin}).status_code == 422


def test_the_answers_file_is_for_code_and_pin_alone(citizen, cast):
    code, pin = sent(citizen)
    one = Request.objects.get()
    file = SimpleUploadedFile("bang.txt", "Bảng thu chi".encode())
    services.answer(request=one, text="Xem tệp.", files=[file], by=cast.clerk, now=at("2026-04-13"))
    page = follow(citizen, code, pin).content.decode()
    ticket = re.search(r'name="ticket" value="([^"]+)"', page)[1]
    kept = one.files.get()
    got = send(citizen, ASK + "tep/", {"ticket": ticket, "file": kept.pk}, page)
    assert b"".join(got.streaming_content).decode() == "Bảng thu chi"
    assert send(citizen, ASK + "tep/", {"ticket": "x", "file": kept.pk}, page).status_code == 403
    other = asked(cast, key="other")
    ticket = renew_pin(receipt=other.receipt, by=cast.clerk, now=at("2026-04-13"))
    page = follow(citizen, ticket.receipt.code, ticket.pin).content.decode()
    ticket = re.search(r'name="ticket" value="([^"]+)"', page)[1]
    assert send(citizen, ASK + "tep/", {"ticket": ticket, "file": kept.pk}, page).status_code == 404


def test_taken_back_after_being_asked_once_more(citizen, cast):
    page = follow(citizen, *sent(citizen)).content.decode()
    ticket = re.search(r'name="ticket" value="([^"]+)"', page)[1]
    page = send(citizen, ASK + "rut/", {"ticket": ticket}, page).content.decode()
    assert Request.objects.get().is_open
    page = send(citizen, ASK + "rut/", {"ticket": ticket, "sure": "1"}, page).content.decode()
    assert "Người yêu cầu đã rút" in page
    assert not Request.objects.get().is_open


def test_too_much_at_once_is_told_so_and_loses_nothing(citizen, cast):
    for number in range(21):
        answer = send(citizen, ASK, {"text": f"Câu {number}", "form_key": f"k{number}", "send": "1"})
    assert answer.status_code == 422
    assert "Câu 20" in answer.content.decode()


def test_a_citizens_words_stand_on_no_page_but_their_own(citizen, cast, sign_in):
    sent(citizen, text=MARK, name=MARK, phone=MARK)
    pages = ["/ban-mau/", "/ban-mau/so-cong-khai/", "/ban-mau/tim-kiem/?q=rieng", ASK, ASK + "so-lieu/", LOOK]
    for page in pages:
        assert MARK not in citizen.get(page).content.decode(), page
    for person in (cast.culture_head, cast.admin, cast.village_head):
        client = sign_in(person)
        assert client.get(f"{WORK}{Request.objects.get().pk}/").status_code == 404
        for page in ("/lam-viec/", "/lam-viec/viec-phai-lam/", WORK):
            assert MARK not in client.get(page).content.decode(), page
    handler = sign_in(cast.clerk)
    assert MARK in handler.get(f"{WORK}{Request.objects.get().pk}/").content.decode()
    assert MARK not in handler.get("/lam-viec/viec-phai-lam/").content.decode()


# -- something public is wrong ----------------------------------------------------------------------------------------
def test_from_a_public_item_anyone_says_that_it_is_wrong(citizen, cast):
    item = public_item(cast, now=at("2026-03-01"))
    address = f"{ASK}sai/{item.year}/{item.number}/"
    page = send(citizen, address, {"text": "Cộng nhầm.", "form_key": "k"}).content.decode()
    assert "BM-" in page
    assert Request.objects.get().item == item
    assert citizen.get(f"{ASK}sai/2026/99/").status_code == 404


# -- at the desk ------------------------------------------------------------------------------------------------------
def written(client, **fields):
    data = {"kind": "information", "text": "Bảng giá đất?", "way": "desk", "read_back": "agreed", "form_key": "k"}
    return client.post(f"{WORK}ghi-giup/", {**data, **fields})


def test_the_desk_writes_down_reads_back_and_prints_a_receipt(cast, sign_in):
    page = written(sign_in(cast.clerk), name="Bà Ké").content.decode()
    assert "Giấy biên nhận" in page
    assert "Đã đọc lại" in page
    assert Receipt.objects.get().written_by == cast.clerk
    assert Contact.objects.get().name == "Bà Ké"


def test_without_reading_back_it_is_not_taken_and_nothing_is_lost(cast, sign_in):
    answer = written(sign_in(cast.clerk), read_back="")
    assert answer.status_code == 422
    assert "Bảng giá đất?" in answer.content.decode()


def test_a_village_head_writes_down_for_the_village_and_does_not_handle(cast, sign_in):
    client = sign_in(cast.village_head)
    written(client, name="Bà Ké")
    one = Request.objects.get()
    assert (one.receipt.way, one.receipt.village, one.unit) == ("village_head", cast.village, cast.committee)
    page = client.get(f"{WORK}{one.pk}/").content.decode()
    assert "Bà Ké" not in page
    assert client.get(f"{WORK}{one.pk}/tra-loi/").status_code == 403
    assert client.post(f"{WORK}{one.pk}/pin/").status_code == 403


def test_the_clerk_answers_through_the_pages(cast, sign_in):
    one = asked(cast)
    client = sign_in(cast.clerk)
    assert one.receipt.code in client.get(WORK).content.decode()
    assert client.post(f"{WORK}{one.pk}/tra-loi/", {"text": "", "fee": "100"}).status_code == 422
    file = SimpleUploadedFile("bang.txt", "Bảng".encode())
    answer = client.post(f"{WORK}{one.pk}/tra-loi/", {"text": "Xem tệp.", "uploads": [file]})
    assert answer.status_code == 302
    one.refresh_from_db()
    assert (one.state, one.files.count()) == ("answered", 1)
    assert client.post(f"{WORK}{one.pk}/tu-choi/", {"ground": "beyond", "reasons": "Không."}).status_code == 409
    assert one.receipt.code not in client.get(WORK).content.decode()
    assert one.receipt.code in client.get(f"{WORK}?q={one.receipt.code}").content.decode()


@pytest.mark.parametrize(
    ("step", "data", "state"),
    [
        ("bo-sung", {"words": "Năm nào?"}, "to_complete"), ("thoi-han", {"words": "Ở nhiều phòng."}, "accepted"),
        ("gia-han", {"words": "Chờ kho bạc."}, "extended"), ("huong-dan", {"words": "Sở Tài chính."}, "passed_on"),
        ("tu-choi", {"ground": "beyond", "reasons": "Kho cháy."}, "refused"),
    ],
)  # fmt: skip
def test_each_step_asks_once_and_acts_once(cast, sign_in, step, data, state):
    one = asked(cast)
    client = sign_in(cast.clerk)
    address = f"{WORK}{one.pk}/{step}/"
    assert client.get(address).status_code == 200
    assert client.post(address, dict.fromkeys(data, "")).status_code == 422
    assert client.post(address, data).status_code == 302
    one.refresh_from_db()
    assert one.state == state
    assert client.post(address, data).status_code == 409


def test_what_is_refused_says_how_to_be_heard_further(citizen, cast):
    code, pin = sent(citizen)
    services.refuse(
        request=Request.objects.get(), ground="beyond", reasons="Kho cháy.", by=cast.clerk, now=at("2026-04-13")
    )
    page = follow(citizen, code, pin).content.decode()
    assert "khiếu nại" in page
    assert "Kho cháy." in page
