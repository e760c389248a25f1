"""Pages of boards: set up for every village's places, and what will not hang on one of them."""

import pytest
from django.urls import reverse

from danchu.channels import services
from danchu.channels.models import Board
from danchu.channels.tests.situations import after, announced, at, make_boards, order_at

pytestmark = pytest.mark.django_db


def test_the_first_set_up_is_ticked_and_named_by_a_person(cast, on_day, sign_in):
    on_day(after(0).isoformat())
    client = sign_in(cast.clerk)
    page = client.get(reverse("boards:set_up"))
    own, village = cast.committee.pk, cast.village.pk
    page = client.post(
        page.request["PATH_INFO"],
        {f"take_{village}_culture_house": "on", f"name_{own}_headquarters": "Trụ sở",
         f"name_{village}_culture_house": "Nhà văn hóa", f"name_{village}_meeting_point": "Nhà sinh hoạt"},
    )  # fmt: skip
    assert page.status_code == 302
    assert [board.name for board in Board.objects.all()] == ["Nhà văn hóa"]
    page = client.get(reverse("boards:boards"))
    assert "Trụ sở xã chưa có bảng." in page.text
    assert "1 nơi nữa phải có bảng: Điểm sinh hoạt cộng đồng bản Nà Mẫu" in page.text
    assert client.post(reverse("boards:set_up"), {f"name_{own}_headquarters": "x"}).status_code == 422
    assert sign_in(cast.village_head).get(reverse("boards:set_up")).status_code == 403


def test_a_village_without_any_board_is_told_and_one_place_may_be_all_it_has(cast, on_day, sign_in):
    on_day(after(0).isoformat())
    client = sign_in(cast.clerk)
    services.add_board(
        commune=cast.commune, unit=cast.committee, place="headquarters", name="Trụ sở", by=cast.clerk, now=at(0)
    )
    assert "1 thôn, bản chưa có bảng" in client.get(reverse("boards:boards")).text
    address = reverse("boards:absent", args=[cast.village.pk, "meeting_point"])
    assert client.post(address, {"why": ""}).status_code == 422
    client.post(address, {"why": "Bản họp ở nhà văn hóa"})
    page = client.get(reverse("boards:set_up")).text
    assert "Bản họp ở nhà văn hóa" in page
    assert f"name_{cast.village.pk}_meeting_point" not in page
    refused = client.post(reverse("boards:absent", args=[cast.village.pk, "culture_house"]), {"why": "Cũng không"})
    assert "ít nhất một nơi" in refused.text
    client.post(reverse("boards:there", args=[cast.village.pk, "meeting_point"]))
    assert f"name_{cast.village.pk}_meeting_point" in client.get(reverse("boards:set_up")).text
    assert client.get(reverse("boards:absent", args=[cast.village.pk, "headquarters"])).status_code == 404


def test_a_board_where_it_will_not_hang_says_so_and_stays_lacking(cast, on_day, sign_in):
    _own, house = make_boards(cast)
    announced(cast)
    on_day(after(1).isoformat())
    client, order = sign_in(cast.clerk), order_at(house)
    assert "Không dán ở bảng này" in client.get(reverse("boards:order", args=[order.pk])).text
    address = reverse("boards:cancel", args=[order.pk])
    assert "Hãy ghi lý do" not in client.get(address).text
    client.post(address, {"reason": "Nhà văn hóa đang sửa"})
    page = client.get(reverse("boards:order", args=[order.pk])).text
    assert "Nhà văn hóa đang sửa" in page
    assert sign_in(cast.village_head).get(address).status_code == 403
    client.post(reverse("boards:again", args=[order.pk]))
    assert "Nhà văn hóa đang sửa" not in client.get(reverse("boards:order", args=[order.pk])).text
