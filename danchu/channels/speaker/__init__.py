"""Words as sound: the `Speaker` port, and the machine voice behind it. A person's recording always comes first.

The voice is named once, in settings as `SPEAKER`; what it needs besides the text stands in its own module.
"""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from danchu.channels.states import Dialect


@dataclass(frozen=True)
class Sound:
    """A text as it was spoken."""

    mp3: bytes
    seconds: int  # rounded up


class Silent(Exception):
    """There is no voice here; the message is one sentence for the person who wanted to listen."""


class Speaker(Protocol):
    """Whoever can read a text out."""

    version: str  # another one speaks otherwise: what was kept under the old one is not given for it

    def speak(self, text: str, dialect: Dialect) -> Sound:
        """The text (as written; it is turned into words first) as MP3. Raises Silent when nobody can speak."""


def machine() -> Speaker:
    """The machine voice of this place (settings.SPEAKER)."""
    return import_string(settings.SPEAKER)()
