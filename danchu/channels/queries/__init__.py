"""Reads of channels."""

from danchu.channels.queries.coverage import Coverage, coverage

__all__ = ["Coverage", "coverage"]
