"""Writes on disclosure. `items` opens what is owed and `daily` what comes round, `planning` makes the yearly plan,
`preparing` makes a version ready, `publishing` lets it out."""

from danchu.disclosure.services.checking import clean, cover, decide, look_again, look_through, uncover
from danchu.disclosure.services.items import open_from_paper, open_item, say_none, say_owed, settle
from danchu.disclosure.services.naming import drop_names, erase_names_due, list_names, without_numbers
from danchu.disclosure.services.opening import daily, follow_plan
from danchu.disclosure.services.papers import attach, attach_document, move_up, remove, rename
from danchu.disclosure.services.planning import (
    add_line,
    approve_plan,
    begin_plan,
    change_plan,
    drop_line,
    keep_line,
    publish_plan,
    write_line,
)
from danchu.disclosure.services.preparing import discard, draft, return_to_writer, submit, write
from danchu.disclosure.services.publishing import correct, publish, withdraw
from danchu.disclosure.services.waiting import begin_cleaning, begin_looking, stop_working

__all__ = [
    "add_line",
    "approve_plan",
    "attach",
    "attach_document",
    "begin_cleaning",
    "begin_looking",
    "begin_plan",
    "change_plan",
    "clean",
    "correct",
    "cover",
    "daily",
    "decide",
    "discard",
    "draft",
    "drop_line",
    "drop_names",
    "erase_names_due",
    "follow_plan",
    "keep_line",
    "list_names",
    "look_again",
    "look_through",
    "move_up",
    "open_from_paper",
    "open_item",
    "publish",
    "publish_plan",
    "remove",
    "rename",
    "return_to_writer",
    "say_none",
    "say_owed",
    "settle",
    "stop_working",
    "submit",
    "uncover",
    "withdraw",
    "without_numbers",
    "write",
    "write_line",
]
