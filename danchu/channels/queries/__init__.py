"""Reads of channels."""

from danchu.channels.queries.coverage import Coverage, coverage
from danchu.channels.queries.forms import form_words

__all__ = ["Coverage", "coverage", "form_words"]
