"""Where words stand in a text: the sentence around them, cut to fit, the words marked. Marks aside; no Django."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from danchu.core.text import fold, squeezed

_SENTENCE = re.compile(r"(?<=[.!?…;])\s+|\n+")
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence; `hit`: one of the words that were looked for."""

    text: str
    hit: bool = False


def excerpt(texts: Iterable[str], words: str, *, room: int = 220) -> tuple[Piece, ...]:
    """The first sentence that holds the most of `words` (all of them, where one does), cut to about `room` letters.

    The pieces joined are the text's own letters, with an ellipsis where something is left out; () where no word of
    `words` is found. `texts` are looked through in their order and only as far as is needed.
    """
    wanted = list(dict.fromkeys(fold(words).split()))
    best, held = "", 0
    for sentence in (part for text in texts for part in _SENTENCE.split(text)):
        folded = fold(sentence)
        here = sum(1 for word in wanted if word in folded)
        if here > held:
            best, held = sentence, here
        if held == len(wanted):
            break
    return _marked(squeezed(unicodedata.normalize("NFC", best)), wanted, room) if held else ()


def _marked(sentence: str, wanted: list[str], room: int) -> tuple[Piece, ...]:
    folded, places = folded_with_places(sentence)
    hits = sorted({(found.start(), found.end()) for word in wanted for found in re.finditer(re.escape(word), folded)})
    spans: list[list[int]] = []
    for start, end in ((places[a], places[b - 1] + 1) for a, b in hits):
        if spans and start <= spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], end)
        else:
            spans.append([start, end])
    first, last = _window(sentence, spans[0][0], room)
    pieces, at = [Piece(_ELLIPSIS)] if first else [], first
    for start, end in spans:
        if start >= last:
            break
        end = min(end, last)
        pieces += [Piece(sentence[at:start])] if start > at else []
        pieces.append(Piece(sentence[start:end], hit=True))
        at = end
    tail = sentence[at:last] + (_ELLIPSIS if last < len(sentence) else "")
    return (*pieces, Piece(tail)) if tail else tuple(pieces)


def folded_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its letters the place in `text` of the letter it came from."""
    folded, places = [], []
    for at, letter in enumerate(text):
        for part in fold(letter):
            folded.append(part)
            places.append(at)
    return "".join(folded), places


def _window(sentence: str, hit: int, room: int) -> tuple[int, int]:
    """From where to where about `room` letters around `hit` are shown, cut between words."""
    if len(sentence) <= room:
        return 0, len(sentence)
    first = max(0, min(hit - room // 3, len(sentence) - room))
    if first:
        first = sentence.rfind(" ", 0, first + 1) + 1
    last = first + room
    if last >= len(sentence):
        return first, len(sentence)
    blank = sentence.rfind(" ", hit + 1, last)
    return first, blank if blank > hit else last
