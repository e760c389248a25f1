"""Reads of channels."""

from danchu.channels.queries.airing import PublicSound, sound_of
from danchu.channels.queries.coverage import Coverage, coverage
from danchu.channels.queries.forms import form_words

__all__ = [
    "Coverage",
    "PublicSound",
    "coverage",
    "form_words",
    "sound_of",
]
