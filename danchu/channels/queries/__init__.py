"""Reads of channels."""

from danchu.channels.queries.airing import PublicSound, sound_of
from danchu.channels.queries.coverage import Coverage, coverage
from danchu.channels.queries.forms import form_words
from danchu.channels.queries.posting import for_workspace

__all__ = ["Coverage", "PublicSound", "coverage", "for_workspace", "form_words", "sound_of"]
