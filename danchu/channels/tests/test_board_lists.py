"""Boards brought in as a list: what people really send, mistakes and all; nothing is saved until confirmed."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from danchu.channels.models import Board, PostingOrder
from danchu.channels.states import Place
from danchu.channels.tests import situations
from danchu.organisation.models import Import, Unit
from danchu.organisation.states import UnitKind

ADDRESS = "boards:import"
LIST = """Thôn, bản;Loại nơi;Tên bảng;Chỗ treo;Ghi chú
Trụ sở xã;Trụ sở;Bảng tin xã;Cạnh cổng;
bản Nà Mẫu;nhà văn hoá;NVH Nà Mẫu;;
bản Nà Mẫu;điểm sinh hoạt;Bảng đầu bản;;
bản Na Mẫu Xa;nhà văn hóa;Bảng lạ;;
bản Nà Mẫu;gốc đa;Bảng gốc đa;;
bản Nà Mẫu;trụ sở;Bảng lẫn;;
bản Nà Mẫu;nhà văn hóa;nvh nà mẫu;;
bản Nà Mẫu;nhà văn hóa;=A1;;
bản Nà Mẫu;nhà văn hóa;;;
bản Nà Mẫu;nhà văn hóa;Bảng cũ;;
bản Nà Mẫu;điểm sinh hoạt cộng đồng;Bảng cũ hai;;
"""


@pytest.fixture
def clerk(cast, sign_in, on_day):
    on_day("2026-04-28")
    cast.village.name = "bản Nà Mẫu"
    cast.village.save()
    Unit.objects.create(commune=cast.commune, kind=UnitKind.VILLAGE, name="bản Xa")
    for name in ("Bảng cũ", "Bảng cũ hai"):
        Board.objects.create(commune=cast.commune, unit=cast.village, place=Place.CULTURE_HOUSE, name=name)
    return sign_in(cast.clerk)


def _uploaded(client, text: str):
    return client.post(reverse(ADDRESS), {"file": SimpleUploadedFile("bang.csv", text.encode())})


def test_boards_with_mistakes_row_by_row_and_undone(cast, clerk):
    template = clerk.get(reverse("boards:import_template"))
    assert template.content[:2] == b"PK"
    page = _uploaded(clerk, LIST)
    assert [row.line for row in page.context["wrong"]] == [5, 6, 7, 8, 9, 10, 12]
    for sentence in (
        "Xã không có đơn vị “bản Na Mẫu Xa”", "Loại nơi “gốc đa” không rõ", "Bảng ở trụ sở ghi cho xã",
        "Tên bảng trùng với dòng 3", "ô này là công thức", "Thiếu tên bảng", "Xã đã có bảng tên này, ở nơi khác",
        "Không dùng các cột: Ghi chú",
    ):  # fmt: skip
        assert sentence in page.text, sentence
    assert [row.line for row in page.context["skipped"]] == [11]
    assert Board.objects.count() == 2

    sent = dict(page.context["sent"]) | {"confirm": "1"}
    for _click in range(2):
        assert clerk.post(reverse(ADDRESS), sent).url == reverse("boards:boards")
    made = Import.objects.get()
    new = Board.objects.filter(pk__in=made.made["boards"]).order_by("pk")
    assert list(new.values_list("unit", "place", "name", "where", "valid_from")) == [
        (cast.committee.pk, Place.HEADQUARTERS, "Bảng tin xã", "Cạnh cổng", datetime.date(2026, 4, 28)),
        (cast.village.pk, Place.CULTURE_HOUSE, "NVH Nà Mẫu", "", datetime.date(2026, 4, 28)),
        (cast.village.pk, Place.MEETING_POINT, "Bảng đầu bản", "", datetime.date(2026, 4, 28)),
    ]

    assert made.file_name in clerk.get(reverse(ADDRESS)).text
    undo = reverse("boards:import_undo", args=[made.pk])
    assert "3 bảng" in clerk.get(undo).text
    clerk.post(undo)
    assert Board.objects.count() == 2
    assert "đã được hoàn tác" in clerk.post(undo, follow=True).text


def test_a_list_is_not_taken_back_once_something_was_ordered_there(cast, clerk):
    page = _uploaded(clerk, "thôn;loại nơi;tên bảng\nbản Xa;nhà văn hóa;Nhà văn hóa bản Xa\n")
    clerk.post(reverse(ADDRESS), dict(page.context["sent"]) | {"confirm": "1"})
    situations.announced(cast, on=timezone.localdate())
    assert PostingOrder.objects.filter(board__name="Nhà văn hóa bản Xa").exists()
    answer = clerk.post(reverse("boards:import_undo", args=[Import.objects.get().pk]), follow=True)
    assert "đã có tờ được giao dán" in answer.text
    assert Board.objects.filter(name="Nhà văn hóa bản Xa").exists()


def test_only_who_keeps_the_boards_and_only_the_own_communes(cast, clerk, others, sign_in):
    page = _uploaded(clerk, "thôn;loại nơi;tên bảng\nbản Xa;nhà văn hóa;Nhà văn hóa bản Xa\n")
    clerk.post(reverse(ADDRESS), dict(page.context["sent"]) | {"confirm": "1"})
    undo = reverse("boards:import_undo", args=[Import.objects.get().pk])
    assert sign_in(cast.village_head).get(reverse(ADDRESS)).status_code == 403
    assert sign_in(others.clerk).get(undo).status_code == 404
    assert (
        sign_in(cast.admin).get(reverse("organisation:import_undo", args=[Import.objects.get().pk])).status_code == 404
    )
