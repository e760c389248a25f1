"""The day's round at the boards: whoever looks after one is told what has to go up, and what may come down."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from danchu.channels.models import PostingOrder
from danchu.channels.rules import ONE_DAY
from danchu.channels.states import AnnouncementState, OrderState
from danchu.core.templatetags.vietnamese import day
from danchu.duties.messages import LANGUAGE
from danchu.duties.queries import last_run, workers
from danchu.notifications.services import notify

_CATCHES_UP = datetime.timedelta(days=7)
_NAMED = 8  # notices named in one message


@transaction.atomic
def remind_boards(*, commune, on: datetime.date, now) -> int:
    """One notice a person a day: a sheet to be up by tomorrow, one that should be up since yesterday, one (or a list of
    names) whose last day is today. After missed days what fell into them is told too, of the last seven.

    The same day again tells nobody twice. 2 queries when there is nothing. Returns how many people were told.
    """
    since = max(last_run(commune, before=on) or on - ONE_DAY, on - _CATCHES_UP)
    fallen = (since + ONE_DAY, on)
    due = Q(state=OrderState.ORDERED) & (
        Q(put_up_by__range=(fallen[0] + ONE_DAY, on + ONE_DAY)) | Q(put_up_by__range=(since, on - ONE_DAY))
    )
    over = Q(state=OrderState.UP) & (Q(keep_until__range=fallen) | Q(announcement__names_until__range=fallen))
    orders = list(
        PostingOrder.objects.filter(
            due | over, commune=commune, announcement__state=AnnouncementState.CURRENT
        ).select_related("announcement", "board")
    )  # fmt: skip
    if not orders:
        return 0
    caring = workers(commune, {order.board.unit_id for order in orders}, on)
    portions: dict = {}
    for order in orders:
        for person in caring.get(order.board.unit_id, ()):
            portions.setdefault(person, []).append(order)
    told = 0
    with override(LANGUAGE):
        for person, mine in portions.items():
            title, body = _message(mine, on)
            told += notify(
                recipients=[person], key=f"channels.boards:{on.isoformat()}", title=title, body=body,
                link=reverse("boards:orders"), now=now,
            )  # fmt: skip
    return told


def _message(orders: list[PostingOrder], today: datetime.date) -> tuple[str, str]:
    """The notice in words: its title, its body."""
    up = [order for order in orders if order.state == OrderState.ORDERED]
    over = [order for order in orders if order.state == OrderState.UP]
    parts = [_("dán %(n)s tờ") % {"n": len(up)} if up else "", _("gỡ %(n)s tờ") % {"n": len(over)} if over else ""]
    title = _("Bảng niêm yết: %(what)s") % {"what": ", ".join(filter(None, parts))}
    lines = [_line(order, today) for order in (up + over)[:_NAMED]]
    if len(orders) > _NAMED:
        lines.append(_("… và %(n)s tờ nữa.") % {"n": len(orders) - _NAMED})
    return title, "\n".join(lines)


def _line(order: PostingOrder, today: datetime.date) -> str:
    words = {"title": order.announcement.title, "board": order.board.name, "day": day(order.put_up_by)}
    if order.state == OrderState.ORDERED:
        if order.put_up_by < today:
            return _("Quá hạn dán từ ngày %(day)s: %(title)s (%(board)s).") % words
        return _("Dán chậm nhất ngày %(day)s: %(title)s (%(board)s).") % words
    if order.keep_until and order.keep_until <= today:
        words["day"] = day(order.keep_until + ONE_DAY)
        return _("Dán đủ ngày, gỡ được từ ngày %(day)s: %(title)s (%(board)s).") % words
    words["day"] = day(order.announcement.names_until)
    return _("Tối ngày %(day)s gỡ danh sách tên kèm theo: %(title)s (%(board)s).") % words
