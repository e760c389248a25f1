"""Units are renamed, merged or split: boards go to the unit that stands in the place of theirs."""

import datetime

from django.db import transaction

from danchu.channels.models import Board, PostingOrder
from danchu.channels.services.boards import follow_board
from danchu.register import services as register


@transaction.atomic
def pass_on(*, unit, to: list, on: datetime.date) -> dict:
    """The boards of `unit` go on in the one unit of `to` from `on` on, with what hangs and is to hang there.

    Where several follow (a village was split) nobody knows to which a board belongs: its page asks (`move_board`).
    Returns `{"boards": {old: new}}` by their keys, for `take_back`.
    """
    if len(to) != 1:
        return {"boards": {}}
    boards = Board.objects.filter(unit=unit, valid_to__isnull=True)
    return {"boards": {str(board.pk): follow_board(board=board, unit=to[0], on=on).pk for board in boards}}


@transaction.atomic
def take_back(*, unit, passed: dict) -> None:
    """What `pass_on` did is undone: whatever hangs or is to hang on a board since goes back to the old row with it."""
    for old, new in passed.get("boards", {}).items():
        PostingOrder.objects.filter(board=new).update(board=old)
        Board.objects.filter(pk=new).delete()
        Board.objects.filter(pk=old).update(valid_to=None)
    register.touch(commune=unit.commune.slug)
