"""Writes on disclosure. `items` opens what is owed, `preparing` makes a version ready, `publishing` lets it out."""

from danchu.disclosure.services.items import open_item, settle
from danchu.disclosure.services.preparing import attach, draft, return_to_writer, submit
from danchu.disclosure.services.publishing import correct, publish, withdraw

__all__ = ["attach", "correct", "draft", "open_item", "publish", "return_to_writer", "settle", "submit", "withdraw"]
