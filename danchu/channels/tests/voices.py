"""Voices that are not there."""

from danchu.channels.speaker.espeak import Espeak


class Nobody(Espeak):
    """As on a machine without espeak-ng."""

    def __init__(self):
        super().__init__("espeak-ng-is-not-here")
