"""Reads of channels."""

from danchu.channels.queries.airing import PublicSound, sound_of
from danchu.channels.queries.coverage import Coverage, coverage

__all__ = ["Coverage", "PublicSound", "coverage", "sound_of"]
