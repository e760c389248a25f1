"""The notice on a board: one A4 page a person can read standing before it, more when the summary is long."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from danchu.channels.models import PostingOrder
from danchu.channels.rules.posting import safe_until
from danchu.core.templatetags.vietnamese import day
from danchu.documents.paper.sheet import qr_picture, set_sheet

_HERE = Path(__file__).parent

# Letters up to so many → size in points. The smallest is what is still read from a metre.
_TITLE_SIZES = ((45, 38), (90, 32), (160, 27), (10_000, 22))
_SUMMARY_SIZES = ((420, 24), (900, 20), (100_000, 16))
SMALLEST = 16


@dataclass(frozen=True)
class Notice:
    """What a notice says, in the words in which it is printed; empty words are left out."""

    commune: str
    title: str
    summary: str
    board: str
    up: str
    up_hint: str
    until: str
    until_hint: str
    names: str
    citation: str
    address: str  # whole, for the QR code
    short: str  # what one types
    stamp: str
    announced: str
    sample: bool = False


def notice_of(order: PostingOrder, *, address: str, stamp: str, today: datetime.date) -> Notice:
    """The notice of an order, as it has to be printed on a day. `address`: whole, of the page; `stamp`: the register's.

    Before it hangs, the last day printed is that of a notice put up on the last day in time: whoever puts it up earlier
    and follows the print leaves it longer than the law asks (Law 10/2022, Art. 13.2).
    """
    told = order.announcement
    until = safe_until(
        up_on=order.up_on, put_up_by=order.put_up_by, hangs_days=told.hangs_days, today=today
    )  # fmt: skip
    return Notice(
        commune=order.board.commune.name, title=told.title, summary=told.summary,
        board=f"{order.board.name} ({order.board.unit.name})" if order.board.name != order.board.unit.name
        else order.board.name,
        up=day(order.up_on) if order.up_on else "……/……/………",
        up_hint="" if order.up_on else _("dán chậm nhất ngày %(day)s") % {"day": day(order.put_up_by)},
        until=_("hết ngày %(day)s") % {"day": day(until)} if until else _("dán thường xuyên, không gỡ"),
        until_hint=_("ít nhất %(n)s ngày liên tục") % {"n": told.hangs_days} if until else
        _("thay bằng bản mới khi có thay đổi"),
        names=_("Danh sách tên kèm theo: gỡ vào tối ngày %(day)s.") % {"day": day(told.names_until)}
        if told.names_until and today <= told.names_until else "",
        citation=told.citation, address=address, short=address.partition("://")[2].rstrip("/"), stamp=stamp,
        announced=_("Công khai từ ngày %(day)s · %(unit)s") % {"day": day(told.on), "unit": told.unit.name},
        sample=order.board.commune.is_sample,
    )  # fmt: skip


def notices_pdf(notices: list[Notice], *, on: datetime.date) -> bytes:
    """Every notice on pages of its own, in one PDF to be printed at one go."""
    return set_sheet(
        _HERE / "notice.typ",
        {
            "words": {
                "head": _("Thông báo công khai"), "up": _("Ngày dán"), "until": _("Treo đến"),
                "see": _("Xem đầy đủ và nghe đọc: đưa điện thoại quét ô vuông, hoặc gõ"), "sheet": _("tờ"),
                "sample": _("DỮ LIỆU MẪU"), "committee": _("Ủy ban nhân dân"), "board": _("Bảng:"),
                "title": _("Thông báo công khai"),
            },
            "notices": [_data(notice) for notice in notices],
            "date": [on.year, on.month, on.day],
        },
        on=on,
    )  # fmt: skip


def _data(notice: Notice) -> dict:
    return {
        **vars(notice),
        "paragraphs": [part for line in notice.summary.splitlines() if (part := " ".join(line.split()))],
        "title_size": _size(notice.title, _TITLE_SIZES),
        "size": _size(notice.summary, _SUMMARY_SIZES),
        "qr": qr_picture(notice.address),
    }


def _size(text: str, sizes) -> int:
    return next(size for longest, size in sizes if len(text) <= longest)
