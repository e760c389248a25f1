"""Reads of channels."""

from danchu.channels.queries.airing import PublicSound, sound_of
from danchu.channels.queries.coverage import Coverage, coverage
from danchu.channels.queries.days import days_told
from danchu.channels.queries.forms import form_words

__all__ = [
    "Coverage",
    "PublicSound",
    "coverage",
    "days_told",
    "form_words",
    "sound_of",
]
