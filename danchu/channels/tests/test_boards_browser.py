"""The pages of boards in a real browser: narrow and wide, without violations, usable by hand on a phone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from danchu.channels import services
from danchu.channels.models import Proof
from danchu.channels.tests.pictures import board_photo, jpeg
from danchu.channels.tests.situations import (
    DOWN,
    UP,
    after,
    announced,
    at,
    logged,
    make_boards,
    order_at,
    photo,
    proved,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def work(cast, on_day):
    """Some days after the budget decision: sheets up, short, late, doubted."""
    on_day(after(12).isoformat())
    cast.own, cast.house = make_boards(cast)
    cast.told = announced(cast, goes_to_heads=True, names_until=after(20))
    announced(cast, subject="disclosure.version:2", group="disclosure.item:2", title="Danh mục dự án đầu tư công")
    announced(cast, subject="disclosure.version:3", group="disclosure.item:3", title="Quy chế", put_up_by=after(20))
    proved(order_at(cast.own, cast.told), UP, 1, cast.clerk, number=5)
    services.confirm_by_photo(
        order=order_at(cast.house, cast.told), of=UP, on=after(2), upload=photo(5), by=cast.village_head, now=at(2)
    )
    short = cast.house.orders.get(announcement__title="Danh mục dự án đầu tư công")
    logged(short, UP, 1, cast.clerk)
    logged(short, DOWN, 9, cast.clerk)
    return cast


def addresses(work) -> dict:
    """Every page of the area: its name, its address."""
    order, proof = order_at(work.house, work.told).pk, Proof.objects.exclude(doubt="").first().pk
    with_pk = {
        "order": order, "log": order, "strike": proof, "announcement": work.told.pk, "board": work.house.pk,
        "change": work.house.pk, "place": work.house.pk, "move": work.house.pk, "close": work.house.pk,
    }  # fmt: skip
    plain = ("orders", "doubts", "announcements", "boards", "set_up", "add")
    return {
        **{name: reverse(f"boards:{name}") for name in plain},
        **{name: reverse(f"boards:{name}", args=[pk]) for name, pk in with_pk.items()},
        "photo": reverse("boards:photo", args=[order, "con"]),
        "nothing": reverse("boards:orders") + "?tim=khongco",
        "public": reverse("boards_public:boards", args=["ban-mau"]),
    }


def test_no_page_breaks_the_rules_of_access_or_overflows(work, walk, wrong_with):
    for name, address in addresses(work).items():
        assert wrong_with(walk(address, None if name == "public" else work.clerk)) == [], name


def test_a_village_head_sends_a_photo_from_the_phone(work, visit):
    tab = visit("/lam-viec/", work.village_head)
    tab.get_by_role("link", name="Bảng niêm yết: dán 2 tờ").click()
    expect(tab.locator("body")).to_contain_text("Hôm nay bác cần: dán 2 tờ.")
    tab.get_by_role("link", name="Đã dán: chụp ảnh").first.click()
    tab.set_input_files(
        "input[type=file]", {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": jpeg(board_photo(42))}
    )
    tab.get_by_role("button", name="Gửi ảnh").click()
    tab.wait_for_url("**/niem-yet/to/*/")
    expect(tab.locator("body")).to_contain_text("Đã ghi. Tờ này tính là dán từ ngày 22/02/2026")
