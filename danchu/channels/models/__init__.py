"""How word gets out, and the proof that it did. What is announced is referred to by text, never by a foreign key."""

from danchu.channels.models.airing import Airing, Script, Station
from danchu.channels.models.announcing import Announcement, Logged, Relay
from danchu.channels.models.posting import AbsentPlace, Board, PostingOrder, Proof

__all__ = [
    "AbsentPlace",
    "Airing",
    "Announcement",
    "Board",
    "Logged",
    "PostingOrder",
    "Proof",
    "Relay",
    "Script",
    "Station",
]
