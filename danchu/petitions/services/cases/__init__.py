"""Writes on matters: `receiving` takes them in, `sorting` says what each is and whose, `handling` answers, `following`
hears the person who brought it, `keeping` looks after what the day brings,
`desk` after who sits there and what is sealed.
"""

from danchu.petitions.services.cases.desk import entrust, entrust_all, remind_keeper, watch_desk
from danchu.petitions.services.cases.envelopes import prepare, unopened
from danchu.petitions.services.cases.following import add, rate, reply, say_fixed, say_not_fixed, take_back
from danchu.petitions.services.cases.handling import answer, ask, extend, give_up, hand_over, new_pin, take_up
from danchu.petitions.services.cases.receiving import submit
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
    "accept",
    "add",
    "answer",
    "ask",
    "decline",
    "entrust",
    "entrust_all",
    "extend",
    "give_up",
    "guide",
    "hand_over",
    "link",
    "name_people",
    "new_pin",
    "prepare",
    "protect",
    "rate",
    "remind_keeper",
    "reply",
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
