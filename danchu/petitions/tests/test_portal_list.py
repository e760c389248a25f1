"""The national portal's list: columns guessed and said, faults named, nothing twice."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from danchu.core.errors import Refused
from danchu.intake.states import Way
from danchu.petitions.models import Case, PortalCode
from danchu.petitions.rules import portal_list as rules
from danchu.petitions.rules.portal_list import Fault, Field
from danchu.petitions.services.portal_list import bring_in
from danchu.petitions.tests.situations import at, day

HEADS = ["STT", "Mã phản ánh", "Họ tên người gửi", "Số điện thoại", "Nội dung phản ánh", "Ngày gửi", "Địa chỉ"]
ROWS = [
    ["1", "PAKN-001", "Nguyễn Mẫu", "0900000001", "Đèn đường ở ngã ba hỏng.", "10/4/2026 08:30", "bản Nà Mẫu"],
    ["2", "PAKN-002", "", "", "Rác đổ ở bờ suối.", "2026-04-11", ""],
    ["3", "", "", "", "Thiếu mã.", "", ""],
    ["4", "PAKN-002", "", "", "Trùng trong tệp.", "", ""],
    ["5", "PAKN-003", "", "", "", "", ""],
    ["6", "PAKN-004", "", "", "=HYPERLINK(1)", "", ""],
    ["7", "PAKN-005", "", "", "Ngày lạ.", "32/13/2026", ""],
]


def read(known=()):
    return rules.read([HEADS, *ROWS], rules.guessed(HEADS), known, day("2026-04-13"))


def test_columns_are_guessed_each_for_one_thing():
    assert rules.guessed(HEADS) == {
        Field.CODE: 1, Field.TEXT: 4, Field.SENT_ON: 5, Field.NAME: 2, Field.PHONE: 3, Field.ADDRESS: 6
    }  # fmt: skip
    assert rules.guessed(["Cột 1", "Thứ hai"]) == {}


def test_a_title_above_the_columns_is_passed_over():
    under_a_title = [["DANH SÁCH PHẢN ÁNH"], [], HEADS, *ROWS]
    assert rules.head_at(under_a_title) == 2
    assert rules.head_at([["Cột 1"], ["Thứ hai"]]) == 0
    rows = rules.read(under_a_title, rules.guessed(HEADS), (), day("2026-04-13"))
    assert [(row.line, row.good) for row in rows[:3]] == [(4, True), (5, True), (6, False)]


def test_every_row_says_what_is_wrong_with_it():
    assert [tuple(row.faults) for row in read()] == [
        (), (), (Fault.NO_CODE,), (Fault.TWICE,), (Fault.NO_TEXT,), (Fault.FORMULA,), (Fault.NO_DAY,),
    ]  # fmt: skip
    assert [row.line for row in read({"PAKN-001"}) if row.good] == [3, 8]
    assert [row.sent_on for row in read()[:2]] == [day("2026-04-10"), day("2026-04-11")]


@pytest.mark.parametrize(
    ("text", "on"), [("46125", "2026-04-13"), ("13.4.2026", "2026-04-13"), ("hôm qua", None), ("2026-02-30", None)]
)
def test_a_day_is_read_as_people_and_spreadsheets_write_it(text, on):
    assert rules.day_of(text) == (day(on) if on else None)


@pytest.mark.django_db
def test_each_row_is_a_submission_of_its_own_and_none_comes_twice(cast):
    now = at("2026-04-13")
    assert bring_in(commune=cast.commune, rows=read(), by=cast.clerk, now=now) == 3
    assert bring_in(commune=cast.commune, rows=read(), by=cast.clerk, now=now) == 0  # sent again
    case = Case.objects.get(submission__portal_code__code="PAKN-001")
    receipt = case.submission.receipt
    assert (receipt.way, receipt.contact.name, receipt.contact.address) == (Way.PORTAL, "Nguyễn Mẫu", "bản Nà Mẫu")
    assert (case.received_on, case.submission.portal_code.sent_on) == (day("2026-04-13"), day("2026-04-10"))
    with pytest.raises(Refused, match="Không có dòng"):
        bring_in(commune=cast.commune, rows=[], by=cast.clerk, now=now)


@pytest.mark.django_db
def test_the_pages_show_every_row_before_anything_is_kept(cast, client, settings, subtests):
    settings.DANCHU_TODAY = "2026-04-13"
    sheet = io.StringIO()
    csv.writer(sheet).writerows([HEADS, *ROWS])
    client.force_login(cast.clerk.account)
    upload = SimpleUploadedFile("cong.csv", sheet.getvalue().encode("utf-8-sig"), "text/csv")
    page = client.post("/lam-viec/phan-anh/nhap/", {"file": upload})
    said = page.content.decode()
    with subtests.test("previewed"):
        assert "Nhận được: 3 việc" in said
        assert "Mã này đã có ở dòng trên." in said
        assert not PortalCode.objects.exists()
    form = page.context["form"]
    sent = dict(form.data)
    with subtests.test("one column for two things is refused"):
        assert client.post("/lam-viec/phan-anh/nhap/", {**sent, "name": sent["text"]}).status_code == 422
    with subtests.test("confirmed, and again"):
        assert client.post("/lam-viec/phan-anh/nhap/", {**sent, "confirm": "1"}).status_code == 302
        again = client.post("/lam-viec/phan-anh/nhap/", sent).content.decode()
        assert "Đã nhập trước đây, bỏ qua: 4 dòng" in again
        assert PortalCode.objects.count() == 3
    with subtests.test("the code is on the matter's page"):
        case = Case.objects.get(submission__portal_code__code="PAKN-001")
        assert "PAKN-001" in client.get(f"/lam-viec/phan-anh/{case.pk}/").content.decode()
    with subtests.test("what is no list"):
        assert client.post("/lam-viec/phan-anh/nhap/", {"rows": "{]"}).status_code == 302
    with subtests.test("not for who does not sit at the desk"):
        client.force_login(cast.economy_officer.account)
        assert client.get("/lam-viec/phan-anh/nhap/").status_code == 403
