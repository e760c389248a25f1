"""Writes on disclosure. `items` opens what is owed and `daily` what comes round, `planning` makes the yearly plan,
`preparing` makes a version ready, `publishing` lets it out."""

from danchu.disclosure.services.items import open_from_paper, open_item, say_none, say_owed, settle
from danchu.disclosure.services.opening import daily, follow_plan
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
from danchu.disclosure.services.preparing import attach, draft, return_to_writer, submit
from danchu.disclosure.services.publishing import correct, publish, withdraw

__all__ = [
    "add_line", "approve_plan", "attach", "begin_plan", "change_plan", "correct", "daily", "draft", "drop_line",
    "follow_plan", "keep_line", "open_from_paper", "open_item", "publish", "publish_plan", "return_to_writer",
    "say_none", "say_owed", "settle", "submit", "withdraw", "write_line",
]  # fmt: skip
