"""Writes on the reception of citizens: `schedules`, `days`, `booking`, `visits`."""

from danchu.petitions.services.reception.booking import await_again, book, give_back, note_absent
from danchu.petitions.services.reception.days import (
    cancel,
    daily,
    move,
    note_held,
    note_missed,
    settle_month,
    take_back,
)
from danchu.petitions.services.reception.schedules import (
    add_day,
    add_urgent_day,
    approve,
    change_day,
    discard,
    draft_schedule,
    drop_day,
    publish,
    return_to_draft,
)
from danchu.petitions.services.reception.visits import (
    conclude,
    finish_conclusion,
    give_notice,
    issue_conclusion,
    note,
    receive,
    refuse,
    reply,
)

__all__ = [
    "add_day",
    "add_urgent_day",
    "approve",
    "await_again",
    "book",
    "cancel",
    "change_day",
    "conclude",
    "daily",
    "discard",
    "draft_schedule",
    "drop_day",
    "finish_conclusion",
    "give_back",
    "give_notice",
    "issue_conclusion",
    "move",
    "note",
    "note_absent",
    "note_held",
    "note_missed",
    "publish",
    "receive",
    "refuse",
    "reply",
    "return_to_draft",
    "settle_month",
    "take_back",
]
