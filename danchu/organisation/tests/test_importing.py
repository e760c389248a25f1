"""Lists brought in: what people really send, mistakes and all; nothing is saved until confirmed."""

import datetime
import io
import unicodedata
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from danchu.core.errors import Refused
from danchu.core.sheets import read_lines, read_table
from danchu.organisation import services
from danchu.organisation.forms.importing import by_column
from danchu.organisation.models import Import, Person, Post, Unit
from danchu.organisation.states import ImportKind, Role, UnitKind

TODAY = "2026-04-28"
HEAD = ["Họ và tên", "Điện thoại", "Thư điện tử", "Đơn vị", "Chức vụ", "Vai trò", "Từ ngày", "Đến hết ngày"]


def _xlsx(rows, head=HEAD) -> bytes:
    book = Workbook()
    book.active.append(head)
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _upload(data: bytes, name="danh-sach.xlsx"):
    return SimpleUploadedFile(name, data)


def _address(kind="nguoi"):
    return reverse("organisation:import", args=[kind])


@pytest.fixture
def admin(cast, sign_in, on_day):
    on_day(TODAY)
    return sign_in(cast.admin)


def _sent(page) -> dict:
    return dict(page.context["sent"])


def _two_hundred() -> list:
    """Two hundred people; rows 20, 40, … have a mistake each."""
    rows = [
        [f"Người Số {at:03}", f"0900 100 {at:03}", "", "Phòng Kinh tế", "Chuyên viên", "", "01/3/2026", ""]
        for at in range(1, 201)
    ]
    rows[19][3] = "Phòng Kinh tê Hạ tầng"  # no such unit
    rows[39][6] = "31/02/2026"  # no such day
    rows[59][1] = rows[0][1]  # somebody else's telephone in the list
    rows[79][0] = ""  # nobody
    rows[99][4] = rows[99][5] = "Phi công"  # no role
    rows[119][6] = "=TODAY()"  # a formula
    rows[139][2] = "khong-phai-thu"  # no address
    rows[159] = list(rows[0])  # the same row again
    rows[179][7] = "01/01/2020"  # ends before it begins
    rows[199][1] = "bố nó giữ"  # no telephone
    return rows


def test_two_hundred_people_with_mistakes_row_by_row_and_nothing_saved(cast, admin):
    before = (Person.objects.count(), Post.objects.count())
    page = admin.post(_address(), {"file": _upload(_xlsx(_two_hundred()))})
    assert page.status_code == 200
    assert [row.line for row in page.context["wrong"]] == [21, 41, 61, 81, 101, 121, 141, 161, 181, 201]
    assert len(page.context["good"]) == 190
    for sentence in (
        "Xã không có đơn vị “Phòng Kinh tê Hạ tầng”", "Lịch không có ngày 31/02/2026", "trùng với dòng 2",
        "Thiếu họ và tên", "Không rõ vai trò “Phi công”", "ô này là công thức", "viết chưa đúng",
        "Giống hệt dòng 2", "Ngày cuối đứng trước ngày bắt đầu", "không giống số điện thoại",
    ):  # fmt: skip
        assert sentence in page.text, sentence
    assert (Person.objects.count(), Post.objects.count()) == before

    sent = _sent(page) | {"confirm": "1"}
    assert admin.post(_address(), sent).url == reverse("organisation:imports")
    assert Person.objects.count() == before[0] + 190
    assert admin.post(_address(), sent).status_code == 302  # a second click
    assert Person.objects.count() == before[0] + 190
    assert Import.objects.count() == 1
    assert Person.objects.get(full_name="Người Số 001").posts.get().role == Role.OFFICER

    undo = reverse("organisation:import_undo", args=[Import.objects.get().pk])
    assert "bị bỏ" in admin.get(undo).text
    admin.post(undo)
    assert (Person.objects.count(), Post.objects.count()) == before
    assert "đã được hoàn tác" in admin.post(undo, follow=True).text


def test_an_import_is_not_undone_once_somebody_got_an_account(cast, admin):
    rows = [["Người Mới", "0900 222 333", "", "Phòng Kinh tế", "Chuyên viên", "", "01/3/2026", ""]]
    page = admin.post(_address(), {"file": _upload(_xlsx(rows))})
    admin.post(_address(), _sent(page) | {"confirm": "1"})
    person = Person.objects.get(full_name="Người Mới")
    services.give_account(person=person, username="nguoi.moi", by=cast.admin)
    undo = reverse("organisation:import_undo", args=[Import.objects.get().pk])
    assert "đã được cấp tài khoản" in admin.post(undo, follow=True).text
    assert Person.objects.filter(pk=person.pk).exists()
    assert person.posts.exists()


def test_people_who_are_there_already(cast, admin):
    known = cast.economy_officer
    services.change_person(person=known, full_name=known.full_name, phone="0912 345 678", email="", by=cast.admin)
    rows = [
        [known.full_name, "0912345678", "", "VHXH", "Chuyên viên", "", "01/3/2026", ""],  # a second post
        ["Người Khác Hẳn", "0912 345 678", "", "VHXH", "Chuyên viên", "", "01/3/2026", ""],  # her telephone
        [cast.culture_officer.full_name, "", "", "KT", "Chuyên viên", "", "01/3/2026", ""],  # only the name
    ]
    page = admin.post(_address(), {"file": _upload(_xlsx(rows))})
    good, wrong, asked = (page.context[name] for name in ("good", "wrong", "asked"))
    assert [row.values["person"] for row in good] == [known]
    assert f"đang là của {known.full_name}" in wrong[0].errors[0]
    assert [row.same_name for row in asked] == [[cast.culture_officer]]
    people = Person.objects.count()
    admin.post(_address(), _sent(page) | {"confirm": "1", "who-4": "other"})
    assert known.posts.count() == 2
    assert Person.objects.count() == people + 1
    again = admin.post(_address(), {"file": _upload(_xlsx(rows[:1]))})
    assert again.context["good"] == []
    assert "đã giữ chức vụ này" in again.text


def test_the_same_person_in_two_rows_gets_two_posts(cast, admin):
    rows = [["Người Hai Việc", "0900 222 333", "", unit, "Chuyên viên", "", "01/3/2026", ""] for unit in ("KT", "VHXH")]
    page = admin.post(_address(), {"file": _upload(_xlsx(rows))})
    admin.post(_address(), _sent(page) | {"confirm": "1"})
    assert Person.objects.get(full_name="Người Hai Việc").posts.count() == 2


def test_days_and_telephones_as_a_spreadsheet_keeps_them(cast, admin):
    day = datetime.date(2026, 3, 1)
    rows = [["Người Một", 912345678, "", "KT", "Chuyên viên", "", day, ""],
            ["Người Hai", 912345679.0, "", "KT", "Chuyên viên", "", 46082, ""]]  # fmt: skip
    page = admin.post(_address(), {"file": _upload(_xlsx(rows))})
    assert [row.values["starts_on"] for row in page.context["good"]] == [datetime.date(2026, 3, 1)] * 2
    assert [row.values["phone"] for row in page.context["good"]] == ["0912345678", "0912345679"]


CSV = "Họ và tên;Đơn vị;Chức vụ;Từ ngày\nNgười Đặng Mới;Phòng Kinh tế;Chuyên viên;01/3/2026\n"


@pytest.mark.parametrize(
    "data",
    [CSV.encode(), CSV.encode("utf-8-sig"), CSV.encode("utf-16"), CSV.replace(";", ",").encode(),
     CSV.replace(";", "\t").encode(), CSV.replace("\n", "\r\n").encode()],
    ids=["utf-8", "bom", "utf-16", "comma", "tab", "crlf"],
)  # fmt: skip
def test_csv_as_it_comes(cast, admin, data):
    page = admin.post(_address(), {"file": _upload(data, "danh-sach.csv")})
    assert [row.values["full_name"] for row in page.context["good"]] == ["Người Đặng Mới"]


def test_windows_1258_is_read_and_said(cast, admin):
    # Windows-1258 keeps the tone as a mark of its own behind the vowel.
    data = "".join(_split_tone(c) for c in CSV).encode("cp1258")
    page = admin.post(_address(), {"file": _upload(data, "danh-sach.csv")})
    assert [row.values["full_name"] for row in page.context["good"]] == ["Người Đặng Mới"]
    assert "Windows-1258" in page.text


def _split_tone(c: str) -> str:
    parts = unicodedata.normalize("NFD", c)
    tones = "".join(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones)) + tones


def _zip(**parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "trong.xlsx", "trống"),
        (b"   \n ", "trong.csv", "Tệp trống"),
        (_zip(a="không phải bảng tính"), "doi-ten.xlsx", "không phải là bảng tính .xlsx"),
        (_zip(**{"xl/workbook.xml": b"0" * 90_000_000}), "bom.xlsx", "bung ra quá lớn"),
        (_zip(**{"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]>'}), "xxe.xlsx", "không phải là bảng tính"),
        (_zip(**{"xl/workbook.xml": "<a/>", "xl/vbaProject.bin": "x"}), "macro.xlsm", "macro"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "cu.xls", ".xls"),
        (b"PK\x03\x04hong", "hong.xlsx", "không phải là bảng tính"),
        (b"\x00\x01\x02\x03" * 100, "nhi-phan.csv", "Không đọc được chữ"),
        (b"chi co mot cot\nabc\n", "mot-cot.csv", "không phải là danh sách có cột"),
        (b"%PDF-1.7\nabc;def", "giay.pdf", "danh sách có cột"),
        (_xlsx([["x"] * 8 for _ in range(10_000)]), "dai.xlsx", "dài hơn 1000 dòng"),
        (b"x;" * 3_000_000, "to.csv", "quá lớn"),
        (_xlsx([], head=["Cột lạ", "Khác"]), "sai-cot.xlsx", "Thiếu cột"),
        (_xlsx([]), "khong-ai.xlsx", "chưa có ai"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value[-5:] else None,
)
def test_a_hostile_or_broken_file_is_refused_in_a_sentence(cast, admin, data, name, sentence):
    page = admin.post(_address(), {"file": _upload(data, name)})
    assert page.status_code == 200
    assert sentence in page.text
    assert not Import.objects.exists()


def test_a_huge_file_is_refused_by_its_size_before_it_is_read():
    class Huge:
        size = 200 * 1024 * 1024

        def read(self):
            raise AssertionError("read")

    with pytest.raises(Refused, match="quá lớn"):
        read_table("to.xlsx", Huge())


def test_the_names_of_the_columns_may_follow_a_title_and_every_line_keeps_its_number():
    data = _xlsx(
        [["Danh sách năm 2026"], [], ["Họ tên", "Đơn vị", "Chức vụ", "Từ ngày"], ["A", "x"], [], [], ["B", "y"]],
        head=["UBND XÃ"],
    )
    lines, _told = read_lines("danh-sach.xlsx", _upload(data))
    cells, unused = by_column(ImportKind.PEOPLE, lines)
    assert [(row["full_name"], row["unit"], row["line"]) for row in cells] == [("A", "x", 5), ("B", "y", 8)]
    assert not unused
    with pytest.raises(ValidationError, match=r"Thiếu cột: .*đọc được trong tệp: Tên, Nơi"):
        by_column(ImportKind.PEOPLE, [(1, ["Tên", "Nơi"]), (2, ["A", "x"])])


def test_units_come_in_with_parents_from_the_same_list(cast, admin):
    head = ["Tên", "Loại", "Trực thuộc", "Gửi báo cáo định kỳ", "Có từ ngày"]
    rows = [["thôn Con", "thôn", "Cụm Cha", "", "01/7/2026"], ["Cụm Cha", "phòng", "", "x", ""],
            ["Phòng Kinh tế", "phòng", "", "", ""], ["Đội Bay", "đội bay", "", "", ""]]  # fmt: skip
    page = admin.post(_address("don-vi"), {"file": _upload(_xlsx(rows, head))})
    assert [row.line for row in page.context["wrong"]] == [4, 5]
    admin.post(_address("don-vi"), _sent(page) | {"confirm": "1"})
    child = Unit.objects.get(name="thôn Con")
    assert (child.kind, child.parent.name, child.valid_from) == (
        UnitKind.VILLAGE, "Cụm Cha", datetime.date(2026, 7, 1)
    )  # fmt: skip
    assert child.parent.parent == cast.committee
    assert child.parent.reports
    admin.post(reverse("organisation:import_undo", args=[Import.objects.get().pk]))
    assert not Unit.objects.filter(name__in=("thôn Con", "Cụm Cha")).exists()


def test_the_template_can_be_filled_in_and_brought_in(cast, admin):
    for kind in ("nguoi", "don-vi"):
        answer = admin.get(reverse("organisation:import_template", args=[kind]))
        assert load_workbook(io.BytesIO(answer.content)).worksheets[1].cell(1, 1).value
        page = admin.post(_address(kind), {"file": _upload(answer.content)})
        assert page.status_code == 200
        assert page.context["rows"]
    assert admin.get("/lam-viec/to-chuc/nhap/khac/").status_code == 404


def test_what_comes_back_to_be_confirmed_is_checked_again(cast, admin):
    for rows in ("khong phai json", "[1, 2]", '[{"line": "x"}]', "{}"):
        answer = admin.post(_address(), {"rows": rows, "file_name": "a", "form_key": "b", "confirm": "1"})
        assert answer.status_code in (200, 302), rows
    assert not Import.objects.exists()
