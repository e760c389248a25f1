"""Reads on channels, also for other areas."""

from danchu.channels.queries.airing import PublicSound, sounds_of
from danchu.channels.queries.bare import bare_villages
from danchu.channels.queries.coverage import BoardStanding, Coverage, coverage
from danchu.channels.queries.days import days_told
from danchu.channels.queries.forms import form_words
from danchu.channels.queries.posting import for_workspace
from danchu.channels.queries.proving import Proved, proved
from danchu.channels.queries.word import Word, boards_up, groups_hanging_in, groups_told_by, places, word

__all__ = [
    "BoardStanding",
    "Coverage",
    "Proved",
    "PublicSound",
    "Word",
    "bare_villages",
    "boards_up",
    "coverage",
    "days_told",
    "for_workspace",
    "form_words",
    "groups_hanging_in",
    "groups_told_by",
    "places",
    "proved",
    "sounds_of",
    "word",
]
