"""Writes on channels: `announcing` is what areas above push."""

from danchu.channels.services.announcing import announce, replace, withdraw

__all__ = ["announce", "replace", "withdraw"]
