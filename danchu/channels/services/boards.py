"""Boards: set up for the first time, added, righted, placed on the map, moved to a village's successor, closed."""

import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.channels.models import AbsentPlace, Board, PostingOrder
from danchu.channels.rules import ONE_DAY
from danchu.channels.states import VILLAGE_PLACES, OrderState, Place
from danchu.core.errors import Refused
from danchu.core.tables import locked
from danchu.organisation.models import Unit
from danchu.register import services as register

_STANDING = (OrderState.ORDERED, OrderState.UP)


class NewBoard(NamedTuple):
    """A board to be set up."""

    unit: Unit
    place: Place
    name: str
    where: str = ""


@act(gettext_lazy("Lập các bảng niêm yết"), on="result")
def set_up_boards(*, commune, proposed: list[NewBoard], on: datetime.date, by, now) -> Board | None:
    """The boards a person chose among the proposed, or brought in by a list, from `on` on. Returns the last one.

    All of them or none: raises Refused where the commune has one of a name.
    """
    board = None
    for each in proposed:
        unit, place, name, where = each
        board = new_board(Board(commune=commune, unit=unit, place=place, name=name, where=where, valid_from=on))
    register.touch(commune=commune.slug)
    return board


@act(gettext_lazy("Ghi là thôn, bản không có nơi này"), on="unit")
def say_absent(*, unit: Unit, place: Place, why: str, by, now) -> AbsentPlace:
    """The village has no such place, so that no board is asked for there. Said already: nothing.

    Raises Refused without a reason, where a board of that kind stands, and for the last place of a village.
    """
    if not why.strip():
        raise Refused(_("Hãy ghi lý do. Ví dụ: bản chỉ có nhà văn hóa, bà con họp luôn ở đó."))
    locked(Unit.objects).get(pk=unit.pk)
    if Board.objects.filter(unit=unit, place=place).on(now.date()).exists():
        raise Refused(_("Nơi này đang có bảng. Hãy ghi thôi dùng bảng trước."))
    others = [one for one in VILLAGE_PLACES if one != place]
    if AbsentPlace.objects.filter(unit=unit, place__in=others).count() == len(others):
        raise Refused(_("Mỗi thôn, bản phải có ít nhất một nơi niêm yết. Nơi còn lại đã được ghi là không có."))
    row, _new_one = AbsentPlace.objects.get_or_create(
        unit=unit, place=place, defaults={"why": why.strip()[:300], "said_at": now, "said_by": by}
    )
    return row


@act(gettext_lazy("Bỏ ghi chú thôn, bản không có nơi này"), on="unit")
def take_back_absent(*, unit: Unit, place: Place, by, now) -> None:
    """The village has such a place after all: a board is proposed there again."""
    AbsentPlace.objects.filter(unit=unit, place=place).delete()


@act(gettext_lazy("Thêm bảng niêm yết"), on="result")
def add_board(*, commune, unit, place: Place, name: str, by, now, where: str = "", valid_from=None) -> Board:
    """A new board of a village or the headquarters. Raises Refused where the commune has one of that name."""
    board = new_board(Board(commune=commune, unit=unit, place=place, name=name, where=where, valid_from=valid_from))
    register.touch(commune=commune.slug)
    return board


@act(gettext_lazy("Sửa bảng niêm yết"), on="board")
def change_board(*, board: Board, place: Place, name: str, where: str, by, now) -> Board:
    """What a board is called and where it hangs. Raises Refused where the commune has another of that name."""
    board.place, board.name, board.where = place, name, where
    _saved(board)
    register.touch(commune=board.commune.slug)
    return board


@act(gettext_lazy("Đặt bảng niêm yết trên sơ đồ"), on="board")
def place_board(*, board: Board, at: tuple[int, int] | None, by, now) -> Board:
    """Where the board stands on the drawn map (0–1000 from the left and from above); None: where the map puts it."""
    board.map_x, board.map_y = at or (None, None)
    board.save(update_fields=["map_x", "map_y"])
    register.touch(commune=board.commune.slug)
    return board


@act(gettext_lazy("Kết thúc dùng bảng niêm yết"), on="board")
def close_board(*, board: Board, on: datetime.date, by, now) -> Board:
    """The board's last day; what was still to be put up there no longer has to be.

    Raises Refused while a notice hangs there: it has to be taken down first, or the board moved.
    """
    board = locked(Board.objects.select_related("commune")).get(pk=board.pk)
    if board.valid_to:
        raise Refused(_("Bảng này đã có ngày kết thúc."))
    if board.valid_from and on < board.valid_from:
        raise Refused(_("Ngày kết thúc phải sau ngày bắt đầu của bảng."))
    hanging = board.orders.filter(state=OrderState.UP).count()
    if hanging:
        raise Refused(
            _("Trên bảng còn %(n)s tờ đang dán. Hãy ghi gỡ các tờ đó trước, hoặc chuyển bảng sang thôn khác.")
            % {"n": hanging}
        )
    board.orders.filter(state=OrderState.ORDERED).update(state=OrderState.CANCELLED)
    board.valid_to = on
    board.save(update_fields=["valid_to"])
    register.touch(commune=board.commune.slug)
    return board


@act(gettext_lazy("Chuyển bảng niêm yết sang đơn vị kế tiếp"), on="board")
def move_board(*, board: Board, unit, on: datetime.date, by, now) -> Board:
    """The same board belongs to another unit from `on` on (its village merged): see `follow_board`. Returns the new."""
    if unit.pk == board.unit_id:
        raise Refused(_("Bảng đang thuộc đơn vị này rồi."))
    return follow_board(board=board, unit=unit, on=on)


@transaction.atomic
def follow_board(*, board: Board, unit, on: datetime.date) -> Board:
    """Old acts keep the old unit: a new row stands for the board from `on` on, and what is to hang or hangs goes along.

    The orders are the same, with their proofs: moving does not break the thirty days.
    """
    board = locked(Board.objects.select_related("commune")).get(pk=board.pk)
    if board.valid_to and board.valid_to >= on:
        board.valid_to = None
    board.valid_to = min(filter(None, (board.valid_to, on - ONE_DAY)))
    board.save(update_fields=["valid_to"])
    fresh = _saved(
        Board(
            commune=board.commune, unit=unit, place=board.place, name=board.name, where=board.where, valid_from=on,
            follows=board, map_x=board.map_x, map_y=board.map_y,
        )
    )  # fmt: skip
    PostingOrder.objects.filter(board=board, state__in=_STANDING).update(board=fresh)
    register.touch(commune=board.commune.slug)
    return fresh


def new_board(board: Board) -> Board:
    """A board, saved; a place that has a board is not absent. Raises Refused where the commune has one of its name."""
    AbsentPlace.objects.filter(unit=board.unit, place=board.place).delete()
    return _saved(board)


def _saved(board: Board) -> Board:
    board.name, board.where = " ".join(board.name.split()), " ".join(board.where.split())
    try:
        board.full_clean(exclude=["unit", "follows"])
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    board.save()
    return board
