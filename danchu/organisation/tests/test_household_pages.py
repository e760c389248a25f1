"""Pages about households: who sees which, what a village head does on a phone, lists brought in with their mistakes."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from danchu.organisation.models import Household, HouseholdChange, Import, Unit
from danchu.organisation.services import households as services
from danchu.organisation.states import UnitKind

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 4, 28, 9, tzinfo=timezone.get_default_timezone())
HEAD = [
    "Mã hộ", "Người đại diện hộ", "Giới tính", "Hộ tự cử", "Vợ/chồng", "Địa chỉ", "Cụm", "Ở xa", "Cách báo tin",
    "Điện thoại", "Thôn, bản", "Số căn cước",
]  # fmt: skip


@pytest.fixture
def head(cast, sign_in, on_day):
    on_day("2026-04-28")
    return sign_in(cast.village_head)


def _add(cast, code="H001", name="Lò Thị Mẫu", **fields):
    village = fields.pop("village", cast.village)
    return services.add_household(
        village=village, code=code, representative=name, by=cast.village_head, now=NOW, **fields
    )


def _page(name, *args, **query):
    return reverse(f"households:{name}", args=args, query=query or None)


def _typed(household, **values):
    return {
        "code": household.code, "representative": household.representative, "reach": "door",
        "seen": household.last_change, **values,
    }  # fmt: skip


def test_the_list_is_found_without_marks_and_narrowed(cast, head):
    _add(cast, cluster="Đồi Chè", representative_sex="female")
    _add(cast, "H002", "Giàng A Khác", substitute="Vàng Thị Đi Thay", named_by_household=True)
    _add(cast, "H003", "", is_remote=True)
    page = head.get(_page("list")).text
    assert "3 hộ." in page
    assert "1 nữ, 0 nam" in page
    for query, there, absent in (
        ({"q": "lo thi"}, "H001", "H002"), ({"q": "di thay"}, "H002", "H001"), ({"cum": "Đồi Chè"}, "H001", "H003"),
        ({"hien": "unnamed"}, "H003", "H001"), ({"hien": "remote"}, "H003", "H002"), ({"hien": "head"}, "H001", "H002"),
    ):  # fmt: skip
        found = [one.code for one in head.get(_page("list", **query)).context["page"]]
        assert there in found, query
        assert absent not in found, query
    assert "Không có hộ nào như vậy" in head.get(_page("list", q="khong co ai")).text


def test_an_empty_village_is_told_how_to_begin(head):
    assert "nhập từ tệp" in head.get(_page("list")).text


def test_households_are_there_only_for_the_village_and_the_helping_office(cast, others, sign_in, head):
    one = _add(cast)
    other = Unit.objects.create(commune=cast.commune, kind=UnitKind.VILLAGE, name="bản Hai", parent=cast.committee)
    strange = _add(cast, village=other)
    helper = sign_in(cast.culture_head)
    assert helper.get(_page("list", thon=other.pk)).status_code == 200
    assert "bản Hai" in helper.get(_page("list")).text  # the villages first, to be chosen
    assert helper.get(_page("household", strange.pk)).status_code == 200
    assert head.get(_page("household", strange.pk)).status_code == 404
    assert head.get(_page("list", thon=other.pk)).status_code == 404
    assert head.get(_page("list", thon="x")).status_code == 404
    names = ("household", "edit", "name", "move", "end", "restore")
    for person in (cast.chair, cast.economy_head, cast.admin, cast.front_head, others.village_head, others.chair):
        client = sign_in(person)
        lists = {client.get(_page(name)).status_code for name in ("list", "add", "print", "import")}
        lists.add(client.post(_page("sheet")).status_code)
        kept = person is others.village_head
        assert lists == ({200} if kept else {403}), person
        assert {client.get(_page(name, one.pk)).status_code for name in names} == {404}, person
        assert client.get(_page("list", thon=cast.village.pk)).status_code == (404 if kept else 403)
        assert client.post(_page("end", one.pk), {"why": "empty", "on": "28/4/2026"}).status_code == 404


def test_a_household_is_added_named_corrected_and_its_history_tells_no_sex(cast, head):
    typed = {"code": "H001", "representative": "Giàng A Mẫu", "representative_sex": "male", "reach": "door"}
    assert head.post(_page("add"), typed | {"again": "1"}).url == _page("add", thon=cast.village.pk)
    again = head.post(_page("add"), typed)
    assert "đang là của hộ Giàng A Mẫu" in again.text
    assert 'value="Giàng A Mẫu"' in again.text  # nothing typed is lost
    one = Household.objects.get()
    named = {"representative": "Lò Thị Mẫu", "representative_sex": "female", "seen": one.last_change}
    assert head.post(_page("name", one.pk), named).status_code == 302
    one.refresh_from_db()
    assert (one.named_by_household, one.substitute) == (True, "Giàng A Mẫu")
    stale = head.post(_page("edit", one.pk), _typed(one, seen=1, cluster="A"))
    assert "vừa được người khác sửa" in stale.text
    head.post(_page("edit", one.pk), _typed(one, cluster="Cụm A", named_by_household="on", substitute="Giàng A Mẫu"))
    page = head.get(_page("household", one.pk)).text
    assert "Giàng A Mẫu → Lò Thị Mẫu" in page
    assert "(trống) → Cụm A" in page
    assert "Giới tính: đã ghi lại" in page
    assert "female" not in page


def test_a_household_leaves_and_comes_back(cast, head):
    one = _add(cast, valid_from=datetime.date(2026, 1, 1))
    other = head.post(_page("end", one.pk), {"why": "other", "note": " ", "on": "28/4/2026"})
    assert "Hãy ghi rõ lý do" in other.text
    assert head.post(_page("end", one.pk), {"why": "moved", "note": "", "on": "28/4/2026"}).status_code == 302
    assert head.get(_page("list")).context["page"].paginator.count == 0
    assert head.get(_page("list", hien="ended")).context["page"].paginator.count == 1
    assert "Chuyển đi nơi khác, ngoài xã" in head.get(_page("household", one.pk)).text
    assert "trở lại danh sách" in head.get(_page("restore", one.pk)).text
    assert "đã trở lại danh sách" in head.post(_page("restore", one.pk), follow=True).text
    assert head.get(_page("list")).context["page"].paginator.count == 1


def test_a_household_moves_to_another_village(cast, head):
    one = _add(cast, valid_from=datetime.date(2026, 1, 1))
    other = Unit.objects.create(commune=cast.commune, kind=UnitKind.VILLAGE, name="bản Hai", parent=cast.committee)
    assert head.post(_page("move", one.pk), {"to": other.pk, "on": "28/4/2026"}).status_code == 302
    assert other.households.get().code == "H001"


def test_the_roll_is_printed_and_given_out_as_it_comes_in(cast, head):
    _add(cast, representative_sex="female", named_by_household=True, substitute="Giàng A Mẫu", phone="0900 000 001")
    page = head.get(_page("print")).text
    assert "Lò Thị Mẫu" in page
    assert "0900" not in page
    book = load_workbook(io.BytesIO(head.post(_page("sheet")).content))
    rows = [[cell or "" for cell in row] for row in book.active.iter_rows(values_only=True)]
    assert rows[1][:4] == ["H001", "Lò Thị Mẫu", "nữ", "x"]
    again = head.post(_page("import"), {"file": _xlsx(rows[1:], head=rows[0])})
    assert [row.notes for row in again.context["skipped"]] == [["Hộ này đã có trong danh sách; bỏ qua."]]


# -- lists brought in -------------------------------------------------------------------------------------------------
def _xlsx(rows, head=HEAD, name="so-ho.xlsx"):
    book = Workbook()
    book.active.append(head)
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile(name, out.getvalue())


def _ninety_eight() -> list:
    rows = [
        [f"H{at:03}", f"Hộ Số {at}", "nữ" if at % 3 == 0 else "Nam", "x" if at % 2 else "", f"Người Thay {at}",
         "Xóm trên", f"Cụm {at % 4}", "", "", f"0900 100 {at:03}", "", "012345678901"]
        for at in range(1, 99)
    ]  # fmt: skip
    rows[9][0] = "H001"  # the code of another
    rows[19] = list(rows[18])  # the same row again
    rows[29][0] = ""  # no code
    rows[39][2] = "bà"  # no sex
    rows[49][8] = "chim bồ câu"
    rows[59][9] = "bố nó giữ"
    rows[69][10] = "bản Khác"
    rows[79][1] = "=A1"  # a formula
    rows[89][3] = "có lẽ"
    rows[95][0] = "H500"  # the code of a household that is there, of another name
    rows[96][1] = "Hộ Số 1"  # the name of row 2
    rows[97][1] = "Hộ Cũ"  # the name of one that is there
    return rows


def test_ninety_eight_households_with_mistakes_row_by_row_and_nothing_half_imported(cast, head):
    _add(cast, "H500", "Hộ Cũ")
    page = head.post(_page("import"), {"file": _xlsx(_ninety_eight())})
    assert [row.line for row in page.context["wrong"]] == [11, 21, 31, 41, 51, 61, 71, 81, 91, 97]
    assert len(page.context["good"]) == 86
    for sentence in (
        "Mã hộ trùng với dòng 2", "Giống hệt dòng 20", "Thiếu mã hộ", "chỉ ghi: nữ, hoặc nam",
        "Cách báo tin “chim bồ câu” không rõ", "không giống số điện thoại",
        "Dòng này ghi bản Khác, không phải bản Nà Mẫu",
        "ô này là công thức", "chỉ ghi: x, hoặc bỏ trống", "đang là của hộ Hộ Cũ", "Trùng tên với dòng 2 (mã hộ H001)",
        "Đã có hộ tên này, mã hộ H500", "Không dùng các cột: Số căn cước",
    ):  # fmt: skip
        assert sentence in page.text, sentence
    assert "012345678901" not in page.text
    assert Household.objects.count() == 1
    sent = dict(page.context["sent"]) | {"confirm": "1", "who-98": "other"}
    looked = head.post(_page("import"), {**sent, "who-99": "other", "confirm": ""} | {"confirm": "1"})
    assert looked.status_code == 302
    assert head.post(_page("import"), sent).status_code == 302  # a second click
    assert Household.objects.count() == 1 + 88
    assert Import.objects.get().made["village"] == cast.village.pk
    one = Household.objects.get(code="H003")
    assert (one.representative_sex, one.named_by_household, one.cluster) == ("female", True, "Cụm 3")
    assert one.reach == "phone"
    assert HouseholdChange.objects.filter(household__code="H003").count() == 1
    undo = _page("import_undo", Import.objects.get().pk)
    assert "88 hộ" in head.get(undo).text
    head.post(undo)
    assert Household.objects.count() == 1


def test_an_import_of_another_village_is_not_there(cast, head, sign_in):
    head.post(_page("import"), {"file": _xlsx([["H001", "Hộ Một"]])})
    imported = Import.objects.create(
        commune=cast.commune, kind="households", file_name="x", form_key="k", made={"village": 0, "households": []},
        made_at=NOW, made_by=cast.culture_head,
    )  # fmt: skip
    assert head.post(_page("import_undo", imported.pk)).status_code == 404


def test_the_template_is_the_list_itself(head):
    book = load_workbook(io.BytesIO(head.get(_page("import_template")).content))
    rows = [[cell or "" for cell in row] for row in book.active.iter_rows(values_only=True)]
    page = head.post(_page("import"), {"file": _xlsx(rows[1:], head=rows[0])})
    assert len(page.context["good"]) == 2
    assert page.context["wrong"] == []


def test_a_village_that_was_split_is_divided_by_hand(cast, head, sign_in):
    from danchu.organisation.services.rearranging import rearrange
    from danchu.organisation.states import Change

    one, two = _add(cast, cluster="A"), _add(cast, "H002", "Hộ Hai", cluster="B")
    rearrange(
        commune=cast.commune, change=Change.SPLIT, units=[cast.village], on=NOW.date(), decision="12/QĐ-UBND",
        names=["bản Trên", "bản Dưới"], by=cast.admin, now=NOW,
    )  # fmt: skip
    upper = Unit.objects.get(name="bản Trên")
    helper = sign_in(cast.culture_head)
    assert "chưa chia hộ" in helper.get(_page("list")).text
    assert "chưa được chia" in helper.get(_page("list", thon=cast.village.pk)).text
    divide = _page("divide", thon=cast.village.pk)
    assert "Hãy đánh dấu các hộ" in helper.post(divide, {"to": upper.pk}, follow=True).text
    assert "Đã chia 1 hộ về bản Trên" in helper.post(divide, {"to": upper.pk, "ho": [one.pk]}, follow=True).text
    assert [each.pk for each in helper.get(divide).context["rows"]] == [two.pk]
    assert helper.get(_page("divide", thon=upper.pk)).status_code == 404
