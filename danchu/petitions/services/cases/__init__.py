"""Writes on matters: `receiving` takes them in, `sorting` says what each is and whose, `handling` answers, `following`
hears the person who brought it, `dialogue` sits down with them, `keeping` looks after what the day brings, `desk` after
who sits there and what is sealed.
"""

from danchu.petitions.services.cases.desk import entrust, entrust_all, remind_keeper, watch_desk
from danchu.petitions.services.cases.dialogue import (
    Promised,
    announce,
    call_off,
    keep_pledge,
    move_dialogue,
    note_not_come,
    note_talk,
)
from danchu.petitions.services.cases.envelopes import prepare, unopened
from danchu.petitions.services.cases.following import add, rate, reply, say_fixed, say_not_fixed, take_back
from danchu.petitions.services.cases.handling import answer, ask, extend, give_up, hand_over, new_pin, take_up
from danchu.petitions.services.cases.pausing import note_check, pause, resume
from danchu.petitions.services.cases.receiving import attach, submit
from danchu.petitions.services.cases.sorting import (
    accept,
    decline,
    guide,
    link,
    name_people,
    protect,
    split,
    transfer,
)

__all__ = [
    "Promised",
    "accept",
    "add",
    "announce",
    "answer",
    "ask",
    "attach",
    "call_off",
    "decline",
    "entrust",
    "entrust_all",
    "extend",
    "give_up",
    "guide",
    "hand_over",
    "keep_pledge",
    "link",
    "move_dialogue",
    "name_people",
    "new_pin",
    "note_check",
    "note_not_come",
    "note_talk",
    "pause",
    "prepare",
    "protect",
    "rate",
    "remind_keeper",
    "reply",
    "resume",
    "say_fixed",
    "say_not_fixed",
    "split",
    "submit",
    "take_back",
    "take_up",
    "transfer",
    "unopened",
    "watch_desk",
]
