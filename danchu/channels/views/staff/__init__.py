"""What the pages of boards share: whose page it is, how an order is said."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from danchu.channels.models import PostingOrder
from danchu.channels.models.posting import STANDING_LABELS
from danchu.channels.policies import proves
from danchu.channels.queries import posting as queries
from danchu.channels.rules import ONE_DAY
from danchu.channels.rules.posting import TO_PUT_UP, TO_TAKE_DOWN, Standing, days_hung, missing_days, standing
from danchu.channels.states import AnnouncementState, OrderState
from danchu.core.pages import inline
from danchu.core.templatetags.vietnamese import day, weekday_day

TAGS = {
    Standing.LATE: "late",
    Standing.AGAIN: "late",
    Standing.TAKE_DOWN: "late",
    Standing.PUT_UP: "waiting",
    Standing.MAY_COME_DOWN: "soon",
    Standing.HANGING: "done",
    Standing.DONE: "done",
    Standing.CANCELLED: "nodata",
}


@dataclass(frozen=True)
class Line:
    """An order as a list shows it: where it stands, in words; what to do, when the person may do it."""

    order: PostingOrder
    standing: Standing
    tag: str
    word: str
    when: str
    names: str  # "danh sách tên: gỡ tối ngày …", "" where there are none
    puts_up: bool
    takes_down: bool


def stands(order: PostingOrder, today) -> Standing:
    """Where an order stands on a day."""
    return standing(
        state=OrderState(order.state), current=order.announcement.state == AnnouncementState.CURRENT,
        put_up_by=order.put_up_by, keep_until=order.keep_until, down_on=order.down_on, today=today,
    )  # fmt: skip


def line_of(order: PostingOrder, access, today) -> Line:
    """The order as a list shows it to a person."""
    found = stands(order, today)
    may = proves(access, order.board)
    until = order.announcement.names_until
    return Line(
        order=order, standing=found, tag=TAGS[found], word=str(STANDING_LABELS[found]), when=_when(order, found, today),
        names=_("Danh sách tên kèm theo: gỡ vào tối ngày %(day)s.") % {"day": day(until)}
        if until and order.state in (OrderState.ORDERED, OrderState.UP) else "",
        puts_up=may and found in TO_PUT_UP, takes_down=may and found in TO_TAKE_DOWN,
    )  # fmt: skip


def _when(order: PostingOrder, found: Standing, today) -> str:
    match found:
        case Standing.PUT_UP:
            return _("Dán chậm nhất %(day)s.") % {"day": weekday_day(order.put_up_by)}
        case Standing.LATE:
            return _("Lẽ ra phải dán chậm nhất ngày %(day)s.") % {"day": day(order.put_up_by)}
        case Standing.AGAIN:
            return _gone_early(order)
        case Standing.TAKE_DOWN:
            return _("Nội dung đã rút hoặc đã có bản thay thế: gỡ ngay.")
        case Standing.MAY_COME_DOWN:
            return _("Dán từ %(up)s, đủ ngày từ %(until)s: gỡ được.") % {
                "up": day(order.up_on), "until": day(order.keep_until)
            }  # fmt: skip
        case Standing.HANGING:
            return _hangs(order, today)
        case Standing.DONE:
            return _("Dán từ %(up)s, gỡ ngày %(down)s, đủ %(n)s ngày.") % {
                "up": day(order.up_on), "down": day(order.down_on),
                "n": days_hung(order.up_on, order.down_on, today),
            }  # fmt: skip
    return ""


def _gone_early(order: PostingOrder) -> str:
    lacking = missing_days(order.up_on, order.keep_until, order.down_on)
    if not lacking:
        return _("Gỡ ngày %(down)s; nội dung này phải dán thường xuyên. Hãy dán lại.") % {"down": day(order.down_on)}
    return _("Gỡ ngày %(down)s, thiếu %(n)s ngày. Dán lại: tính lại từ đầu.") % {
        "down": day(order.down_on), "n": lacking
    }  # fmt: skip


def _hangs(order: PostingOrder, today) -> str:
    up = day(order.up_on)
    if order.keep_until is None:
        return _("Dán từ %(up)s, dán thường xuyên.") % {"up": up}
    return _("Dán từ %(up)s, giữ đến hết ngày %(until)s; gỡ được từ ngày %(free)s.") % {
        "up": up, "until": day(order.keep_until), "free": day(order.keep_until + ONE_DAY)
    }  # fmt: skip


def order_or_404(request, pk: int) -> PostingOrder:
    """An order the person may see."""
    rows = queries.orders(request.access).select_related("announcement__unit", "board__unit", "board__commune")
    return get_object_or_404(rows, pk=pk)


def pdf(data: bytes, name: str) -> HttpResponse:
    """A paper to be printed, shown in the browser."""
    return inline(data, "application/pdf", f"{name}.pdf")
