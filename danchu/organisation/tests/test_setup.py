"""The real start, from an empty database to a public commune, as an administrator walks it."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from danchu.organisation import directory, services
from danchu.organisation.forms import unit_kind
from danchu.organisation.models import Commune, Person, Unit
from danchu.organisation.policies import access_of
from danchu.organisation.states import Permission, UnitKind

DAY = "2026-04-28"
COMMUNE = {
    "province_name": "tỉnh Lai Châu", "province_code": "12", "name": "Xã Bình Lư", "code": "03390",
    "begins_on": "01/01/2026", "merged_on": "01/7/2025", "address": "Trung tâm xã", "phone": "0213 000 000",
    "office_hours": "thứ Hai đến thứ Sáu, 7 giờ 30 đến 17 giờ", "reception_days": "thứ Năm", "website": "",
}  # fmt: skip


@pytest.fixture
def begun(db, on_day):
    """The administrator's client just after `danchu init`."""
    today = on_day(DAY)
    password = services.begin(
        province="tỉnh Lai Châu", province_code="12", name="xã Bình Lư", code="03390",
        begins_on=datetime.date(2026, 1, 1), admin="quantri", admin_name="Người Quản Trị", on=today,
    )  # fmt: skip
    client = Client()
    client.post("/dang-nhap/", {"login": "quantri", "password": password})
    assert client.get("/lam-viec/").url == "/doi-mat-khau/"  # the first password is for choosing one's own
    own = {"oldpassword": password, "password1": "cua-rieng-toi-77", "password2": "cua-rieng-toi-77"}
    assert client.post("/doi-mat-khau/", own).url == "/lam-viec/"
    return client


def _root() -> Unit:
    return Unit.objects.get(kind=UnitKind.COMMITTEE)


def test_from_an_empty_database_to_a_public_commune(begun):
    assert begun.get("/lam-viec/").url == "/lam-viec/thiet-lap/"
    assert Client().get("/binh-lu/").status_code == 404
    assert "đang được thiết lập" in Client().get("/").text

    page = begun.get("/lam-viec/thiet-lap/")
    assert 'value="tỉnh Lai Châu"' in page.text
    assert 'value="03390"' in page.text
    assert begun.post("/lam-viec/thiet-lap/", COMMUNE).url == "/lam-viec/thiet-lap/don-vi/"
    commune = Commune.objects.get()
    assert (commune.name, commune.merged_on, commune.slug) == ("xã Bình Lư", datetime.date(2025, 7, 1), "binh-lu")

    unit = {"name": "Phòng Kinh tế", "kind": "office", "parent": _root().pk, "reports": "on", "order": "1"}
    assert begun.post("/lam-viec/thiet-lap/don-vi/", unit).status_code == 302
    pasted = {"pasted": "Bản Một; bản; 0900 000 001\nTrạm Y tế xã\ttrạm y tế\t"}
    assert "{%" not in begun.get("/lam-viec/to-chuc/don-vi/dan-danh-sach/").text
    preview = begun.post("/lam-viec/to-chuc/don-vi/dan-danh-sach/", pasted)
    assert "Bản Một" in preview.text
    assert Unit.objects.count() == 2
    pasted["reports"] = "on"
    assert begun.post("/lam-viec/to-chuc/don-vi/dan-danh-sach/", pasted | {"confirm": "1"}).status_code == 302
    assert Unit.objects.get(name="Trạm Y tế xã").reports
    assert Unit.objects.get(name="Trạm Y tế xã").kind == UnitKind.HEALTH

    refused = begun.post("/lam-viec/thiet-lap/xem-lai/", follow=True)
    assert "Chưa có Chủ tịch" in refused.text
    chair = {"full_name": "Bà Chủ Tịch", "unit": _root().pk, "role": "chair", "title": "Chủ tịch",
             "starts_on": "01/01/2026", "username": "chutich"}  # fmt: skip
    made = begun.post("/lam-viec/thiet-lap/nguoi/", chair)
    assert made.status_code == 200
    assert made.headers["Cache-Control"] == "no-store, private"
    password = made.context["made"].password
    assert password in made.text
    assert password not in begun.get("/lam-viec/thiet-lap/nguoi/").text

    review = begun.get("/lam-viec/thiet-lap/xem-lai/").text
    assert "Bà Chủ Tịch" in review
    assert "Chưa bắt đầu được" not in review
    assert begun.post("/lam-viec/thiet-lap/xem-lai/").url == "/lam-viec/"
    assert Client().get("/binh-lu/").status_code == 200
    assert Client().get("/").url == "/binh-lu/"
    assert begun.get("/lam-viec/thiet-lap/").status_code == 404
    entered = Client()
    assert entered.post("/dang-nhap/", {"login": "chutich", "password": password}).status_code == 302
    person = Person.objects.get(full_name="Bà Chủ Tịch")
    assert access_of(person, datetime.date.fromisoformat(DAY)).may(Permission.APPROVE)


def test_errors_keep_what_was_typed(begun):
    page = begun.post("/lam-viec/thiet-lap/", COMMUNE | {"name": "Bình Lư", "code": "339", "begins_on": "31/2/2026"})
    assert page.status_code == 200
    assert "Tên phải bắt đầu bằng xã, phường hoặc đặc khu" in page.text
    assert "Mã xã gồm 5 chữ số" in page.text
    assert "Lịch không có ngày 31/2/2026" in page.text
    assert 'value="0213 000 000"' in page.text
    assert Commune.objects.get().phone == ""


def test_a_pasted_list_says_which_line_is_wrong_and_adds_nothing(begun):
    pasted = "Bản Một; bản\nBản Một; bản\nPhòng Lạ; đội bay\nTên trơ trọi\n; bản"
    page = begun.post("/lam-viec/to-chuc/don-vi/dan-danh-sach/", {"pasted": pasted, "confirm": "1"})
    assert "Có 4 dòng chưa đọc được" in page.text
    for sentence in ("Đã có đơn vị mang tên này", "Không rõ loại “đội bay”", "Thiếu loại", "Thiếu tên"):
        assert sentence in page.text
    assert Unit.objects.count() == 1


def test_a_unit_entered_by_mistake_is_taken_away_after_a_question(begun):
    begun.post("/lam-viec/thiet-lap/don-vi/", {"name": "Phòng Nhầm", "kind": "office", "order": ""})
    unit = Unit.objects.get(name="Phòng Nhầm")
    address = reverse("organisation:unit_remove", args=[unit.pk])
    assert "thêm nhầm" in begun.get(address).text
    assert Unit.objects.filter(pk=unit.pk).exists()
    assert begun.post(address).url == "/lam-viec/thiet-lap/don-vi/"
    assert not Unit.objects.filter(pk=unit.pk).exists()


def test_a_double_click_adds_one_person_and_says_what_to_do(begun):
    chair = {"full_name": "Bà Chủ Tịch", "unit": _root().pk, "role": "chair", "title": "Chủ tịch",
             "starts_on": "01/01/2026", "username": "chutich"}  # fmt: skip
    begun.post("/lam-viec/thiet-lap/nguoi/", chair)
    again = begun.post("/lam-viec/thiet-lap/nguoi/", chair)
    assert "đặt lại mật khẩu" in again.text
    assert Person.objects.filter(full_name="Bà Chủ Tịch").count() == 1
    silent = chair | {"full_name": "Bác Trưởng Bản", "role": "village_head", "username": ""}
    assert begun.post("/lam-viec/thiet-lap/nguoi/", silent).status_code == 302
    assert "đã được thêm với chức vụ này" in begun.post("/lam-viec/thiet-lap/nguoi/", silent).text
    assert Person.objects.filter(full_name="Bác Trưởng Bản").count() == 1


@pytest.mark.parametrize(
    ("words", "kind"),
    [("Phòng", "office"), ("tổ dân phố", "village"), ("BẢN", "village"), ("Trường học", "school"),
     ("trung tâm", "centre"), ("mttq", "front"), ("Ban Thanh tra nhân dân", "inspection_board"), ("đội bay", None)],
)  # fmt: skip
def test_kinds_are_read_from_words(words, kind):
    assert unit_kind(words) == kind


def test_the_review_says_when_no_unit_hands_in_reports(begun):
    asked = "Chưa đơn vị nào phải gửi báo cáo định kỳ"
    assert asked in begun.get("/lam-viec/thiet-lap/xem-lai/").text
    pasted = {"pasted": "Bản Một; bản", "reports": "on", "confirm": "1"}
    begun.post("/lam-viec/to-chuc/don-vi/dan-danh-sach/", pasted)
    assert asked not in begun.get("/lam-viec/thiet-lap/xem-lai/").text


def test_the_commune_is_found_without_marks_and_chosen_without_typing(begun):
    page = begun.get("/lam-viec/thiet-lap/tim-xa/", {"q": "BINH LU lai chau"})
    assert [entry.code for entry in page.context["found"]] == ["03390"]
    assert "Không có xã nào như vậy" in begun.get("/lam-viec/thiet-lap/tim-xa/", {"q": "khong co xa nay"}).text
    assert begun.post("/lam-viec/thiet-lap/tim-xa/", {"code": "02104"}).url == "/lam-viec/thiet-lap/"
    commune = Commune.objects.get(begins_on__isnull=False)
    assert (commune.name, commune.slug) == (directory.entries()["02104"].name, directory.entries()["02104"].slug)
    assert "Không có xã nào mang mã này" in begun.post("/lam-viec/thiet-lap/tim-xa/", {"code": "1"}, follow=True).text


def test_choosing_a_commune_whose_entry_is_loaded_takes_its_place(begun):
    services.load_communes()
    begun.post("/lam-viec/thiet-lap/tim-xa/", {"code": "02104"})
    assert Commune.objects.filter(code="02104").count() == 1
    assert Commune.objects.get(code="02104").begins_on
