"""Where words were taken out of a page its text says so: a gap would read as if nothing had ever been there."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from danchu.documents.redaction.findings import Region
from danchu.documents.redaction.layout import Sign

MARK = "[đã che]"
_PAUSE = re.compile(re.escape(MARK) + r" ([,;.:)])")


class Word(NamedTuple):
    """A word of a page in percent of it, and the number of its line, in the order in which the page has them."""

    text: str
    left: float
    top: float
    bottom: float
    line: int


def with_marks(words: Sequence[Word], gone: Sequence[Region]) -> str:
    """The text of a page, line by line, with a mark for each box that was taken out (neighbours are one)."""
    lines: list[list[Word]] = []
    for word in words:
        if not lines or lines[-1][0].line != word.line:
            lines.append([])
        lines[-1].append(word)
    for box in sorted(gone, key=lambda box: (box.top, box.left)):
        middle = box.top + box.height / 2
        mark = Word(MARK, box.left, box.top, box.top + box.height, -1)
        beside = [line for line in lines if line[0].top <= middle <= line[0].bottom]
        if beside:
            line = min(beside, key=lambda line: min(abs(word.left - box.left) for word in line))
            line.insert(sum(1 for word in line if word.left < box.left), mark)
        else:
            below = (at for at, line in enumerate(lines) if line[0].top > middle)
            lines.insert(next(below, len(lines)), [mark])
    return "\n".join(_PAUSE.sub(f"{MARK}\\1", " ".join(_once(line))) for line in _rows(lines))


def _rows(lines: Sequence[list[Word]]) -> list[list[Word]]:
    """Lines that only a gap parted are one again: what ends in a mark goes on beside it."""
    rows: list[list[Word]] = []
    for line in lines:
        last = rows[-1][-1] if rows else None
        middle = (line[0].top + line[0].bottom) / 2
        if last and last.text == MARK and last.top <= middle <= last.bottom and line[0].left > last.left:
            rows[-1] = [*rows[-1], *line]
        else:
            rows.append(line)
    return rows


def _once(line: Sequence[Word]) -> list[str]:
    return [
        word.text
        for at, word in enumerate(line)
        if not (at and word.text.startswith(MARK) and line[at - 1].text.startswith(MARK))
    ]


def signs_of_marks(signs: Sequence[Sign], gone: Sequence[Region]) -> list[Sign]:
    """The marks as letters among those recognised on a scan, whose lines were made straight: as far as their
    nearest letter was moved.
    """
    found = []
    for box in gone:
        across, down = box.left + box.width / 2, box.top + box.height / 2
        dx, dy, high = _moved(signs, across, down) or (0.0, 0.0, box.height)
        step = box.width / len(MARK)
        for at, char in enumerate(MARK.replace(" ", "\u00a0")):
            left = box.left + at * step + dx
            found.append(Sign(char, left, down + dy - high / 2, left + step, down + dy + high / 2))
    return found


def _moved(signs: Sequence[Sign], across: float, down: float) -> tuple[float, float, float] | None:
    """How far the letter nearest to a point was moved, and its height; None without letters."""
    nearest, least = None, 0.0
    for sign in signs:
        left, top, right, bottom = sign.place or sign[1:5]
        far = abs((top + bottom) / 2 - down) * 4 + abs((left + right) / 2 - across)
        if nearest is None or far < least:
            dx, dy = sign.left - left, sign.middle - (top + bottom) / 2
            nearest, least = (dx, dy, sign.bottom - sign.top), far
    return nearest
