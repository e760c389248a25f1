"""Situations at the boards, made through the services: three boards, something announced, proofs of days."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from danchu.channels import services
from danchu.channels.models import Board, PostingOrder
from danchu.channels.states import Place, ProofOf
from danchu.channels.tests.pictures import board_photo, jpeg

DAY = datetime.date(2026, 2, 10)  # the budget decision of the issue, just before Tết
UP, STILL, DOWN = ProofOf.UP, ProofOf.STILL_UP, ProofOf.DOWN


def after(days: int) -> datetime.date:
    """So many days after the budget decision."""
    return DAY + datetime.timedelta(days=days)


def at(days: int, hour: int = 9) -> datetime.datetime:
    """A moment of that day."""
    return datetime.datetime.combine(after(days), datetime.time(hour), tzinfo=timezone.get_default_timezone())


def make_boards(cast) -> tuple[Board, Board]:
    """A board at the headquarters and one at the village's culture house."""
    now = at(-30)
    common = {"commune": cast.commune, "by": cast.clerk, "now": now, "valid_from": after(-30)}
    own = services.add_board(unit=cast.committee, place=Place.HEADQUARTERS, name="Trụ sở xã", **common)
    house = services.add_board(
        unit=cast.village, place=Place.CULTURE_HOUSE, name="Nhà văn hóa bản Nà Mẫu", where="tường phía cổng", **common
    )
    return own, house


def announced(cast, *, subject: str = "disclosure.version:1", title: str = "Dự toán ngân sách xã năm 2026", **fields):
    """Something announced by the office for economy on the day of the budget decision."""
    return services.announce(
        commune=cast.commune, unit=cast.economy, subject=subject, group=fields.pop("group", "disclosure.item:1"),
        title=title, summary=fields.pop("summary", "Xã thu 4,2 tỷ đồng và chi 4,2 tỷ đồng."),
        path="cong-khai/2026/1/", short_path=f"{cast.commune.slug}/cong-khai/2026/1", on=fields.pop("on", DAY),
        put_up_by=fields.pop("put_up_by", after(1)), now=fields.pop("now", at(0)),
        citation="Luật 10/2022/QH15, khoản 2 Điều 11", **fields,
    )  # fmt: skip


def order_at(board: Board, told=None) -> PostingOrder:
    """The order for a board (of what was announced last, or `told`)."""
    rows = PostingOrder.objects.filter(board=board)
    return (rows.filter(announcement=told) if told else rows).order_by("-pk").first()


def photo(number: int = 1, *, stand: int = 0, data: bytes = b"") -> SimpleUploadedFile:
    """A photo as it comes with a form."""
    return SimpleUploadedFile("IMG.jpg", data or jpeg(board_photo(number, stand=stand)), content_type="image/jpeg")


def proved(order: PostingOrder, of: ProofOf, days: int, by, *, number: int = 0, **fields):
    """A photo that shows it so many days after the decision; every call has a photo of its own."""
    number = number or 1000 + order.pk * 100 + days * 3 + list(ProofOf).index(of)
    return services.confirm_by_photo(
        order=order, of=of, on=after(days), upload=photo(number), by=by, now=at(max(days, 0), 17), **fields
    )


def logged(order: PostingOrder, of: ProofOf, days: int, by, **fields):
    """A line of the paper log of that day, entered by the clerk the same day."""
    return services.enter_log(order=order, of=of, on=after(days), by=by, now=at(max(days, 0), 17), **fields)
