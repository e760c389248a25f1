"""Writes on disclosure. `items` opens what is owed; `preparing`, `papers`, `checking` and `naming` make a version
ready; `publishing` lets it out."""

from danchu.disclosure.services.checking import (
    begin_looking,
    clean,
    cover,
    decide,
    look_again,
    look_through,
    uncover,
)
from danchu.disclosure.services.items import open_item, settle
from danchu.disclosure.services.naming import drop_names, erase_names_due, list_names, without_numbers
from danchu.disclosure.services.papers import attach, attach_document, move_up, remove, rename
from danchu.disclosure.services.preparing import discard, draft, return_to_writer, submit, write
from danchu.disclosure.services.publishing import correct, publish, withdraw

__all__ = [
    "attach",
    "attach_document",
    "begin_looking",
    "clean",
    "correct",
    "cover",
    "decide",
    "discard",
    "draft",
    "drop_names",
    "erase_names_due",
    "list_names",
    "look_again",
    "look_through",
    "move_up",
    "open_item",
    "publish",
    "remove",
    "rename",
    "return_to_writer",
    "settle",
    "submit",
    "uncover",
    "withdraw",
    "without_numbers",
    "write",
]
