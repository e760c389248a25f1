"""Writes on channels: `announcing` is what areas above push; `boards` keeps boards, `posting` what hangs there and its
proof, `doubting` what is noticed about it; `passing` follows rearranged units, `reminding` is the day's round.
"""

from danchu.channels.services.airing import (
    Answer,
    confirm_airings,
    drop_airing,
    plan_airings,
    read_at_meeting,
    take_back_airing,
)
from danchu.channels.services.announcing import announce, conclude, replace, withdraw
from danchu.channels.services.boards import (
    NewBoard,
    add_board,
    change_board,
    close_board,
    move_board,
    place_board,
    say_absent,
    set_up_boards,
    take_back_absent,
)
from danchu.channels.services.daily import daily
from danchu.channels.services.passing import pass_on, take_back
from danchu.channels.services.posting import (
    cancel_order,
    confirm_by_photo,
    enter_log,
    order_again,
    order_more,
    settle_doubt,
    strike,
)
from danchu.channels.services.relaying import log_form, strike_logged, take_back_telling, tell
from danchu.channels.services.scripts import (
    approve_script,
    begin_script,
    drop_recording,
    record,
    reopen_script,
    write_script,
)
from danchu.channels.services.stations import change_station, close_station, open_station

__all__ = [
    "Answer",
    "NewBoard",
    "add_board",
    "announce",
    "approve_script",
    "begin_script",
    "cancel_order",
    "change_board",
    "change_station",
    "close_board",
    "close_station",
    "conclude",
    "confirm_airings",
    "confirm_by_photo",
    "daily",
    "drop_airing",
    "drop_recording",
    "enter_log",
    "log_form",
    "move_board",
    "open_station",
    "order_again",
    "order_more",
    "pass_on",
    "place_board",
    "plan_airings",
    "read_at_meeting",
    "record",
    "reopen_script",
    "replace",
    "say_absent",
    "set_up_boards",
    "settle_doubt",
    "strike",
    "strike_logged",
    "take_back",
    "take_back_absent",
    "take_back_airing",
    "take_back_telling",
    "tell",
    "withdraw",
    "write_script",
]
