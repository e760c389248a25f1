"""How long a text takes to read out, and what makes it hard to understand over a loudspeaker. Pure: no Django.

The pace is a working measure of ours, no figure of any law: news is read at four to five syllables a second indoors;
outdoors, over echoing loudspeakers, three, with a breath after each sentence. Once there is a sound, its real length
counts instead.
"""

import math
import re

from danchu.channels.speaker.reading import read_aloud

SYLLABLES_A_SECOND = 3.0
AFTER_SENTENCE = 0.8  # seconds
AFTER_COMMA = 0.3
LONGEST = 90  # seconds of a script
LONG_SENTENCE = 30  # syllables that are still understood in one go
MANY_NUMBERS = 5


def syllables(text: str) -> int:
    """Syllables of a text as it is read out: in Vietnamese each is written as a word."""
    return len(re.findall(r"[^\W\d_]+", read_aloud(text)))


def seconds(text: str) -> int:
    """How long the text takes to read out, in whole seconds, rounded up; 0 for none."""
    said = read_aloud(text)
    spoken = len(re.findall(r"[^\W\d_]+", said)) / SYLLABLES_A_SECOND
    sentences, commas = len(re.findall(r"[.?!]", said)), len(re.findall(r"[,;:]", said))
    return math.ceil(spoken + max(sentences - 1, 0) * AFTER_SENTENCE + commas * AFTER_COMMA) if said else 0


def long_sentences(text: str) -> list[str]:
    """The sentences that are too long to be understood in one go, as they are read out."""
    return [one for one in sentences(read_aloud(text)) if len(one.split()) > LONG_SENTENCE]


def numbers(text: str) -> int:
    """How many numbers a text names: a listener keeps few."""
    return len(re.findall(r"\d+(?:[.,/:-]\d+)*", text))


def sentences(said: str) -> list[str]:
    """The sentences of a text that is read out, each with its mark."""
    return [one.strip() for one in re.findall(r"[^.?!]+[.?!]?", said) if one.strip()]
