"""Writes on channels: `announcing` is what areas above push; `boards` keeps boards, `posting` what hangs there and its
proof, `doubting` what is noticed about it; `passing` follows rearranged units, `reminding` is the day's round.
"""

from danchu.channels.services.announcing import announce, replace, withdraw
from danchu.channels.services.boards import (
    add_board,
    change_board,
    close_board,
    move_board,
    place_board,
    set_up_boards,
)
from danchu.channels.services.daily import daily
from danchu.channels.services.passing import pass_on, take_back
from danchu.channels.services.posting import confirm_by_photo, enter_log, order_more, settle_doubt, strike

__all__ = [
    "add_board", "announce", "change_board", "close_board", "confirm_by_photo", "daily", "enter_log", "move_board",
    "order_more", "pass_on", "place_board", "replace", "set_up_boards", "settle_doubt", "strike", "take_back",
    "withdraw",
]  # fmt: skip
