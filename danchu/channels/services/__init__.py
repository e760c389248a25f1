"""Writes on channels: `announcing` is what areas above push."""

from danchu.channels.services.airing import (
    Answer,
    confirm_airings,
    drop_airing,
    plan_airings,
    read_at_meeting,
    take_back_airing,
)
from danchu.channels.services.announcing import announce, replace, withdraw
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
    "Answer", "announce", "approve_script", "begin_script", "change_station", "close_station", "confirm_airings",
    "drop_airing", "drop_recording", "log_form", "open_station", "plan_airings", "read_at_meeting", "record",
    "reopen_script", "replace", "strike_logged", "take_back_airing", "take_back_telling", "tell", "withdraw",
    "write_script",
]  # fmt: skip
