"""Reads on decisions. `facts`: what the law asks about a vote besides its counts; `public`: what anyone may see."""

from danchu.decisions.queries.facts import facts
from danchu.decisions.queries.public import Asked, Tally, open_now, search, shown, tally

__all__ = ["Asked", "Tally", "facts", "open_now", "search", "shown", "tally"]
