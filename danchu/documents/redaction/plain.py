"""Plain text: found line by line, or cell by cell where a table has headings; published as UTF-8."""

import re
from collections.abc import Iterator

from danchu.core.text import composed
from danchu.documents.reader.sources import decoded
from danchu.documents.redaction.findings import BAR, Part, Passage, Place
from danchu.documents.redaction.values import everywhere, replaced

_CELLS = re.compile(r"\t+| {3,}|\s*\|\s*|;")
_UNFINISHED = re.compile(r"(?:ngày|năm|số|CCCD|CMND|khoản|thoại|SĐT|sinh|tại|:)\s*$", re.IGNORECASE)


def lines_of(data: bytes) -> list[str]:
    """The lines of a text file of any encoding, composed, their ends kept. Raises Unreadable."""
    return composed(decoded(data).replace("\r\n", "\n").replace("\r", "\n")).splitlines(keepends=True)


def passages(data: bytes) -> Iterator[Passage]:
    """The lines of a text, a table's cells under their headings; marks count the signs of the whole text."""
    at = 0
    heads: list[str] = []
    lines = lines_of(data)
    for number, line in enumerate(lines, 1):
        pieces = list(_pieces(line))
        words = [words for _, words in pieces]
        if len(pieces) < 3:
            heads = []
        elif not heads:
            heads = words
        place = Place(Part.LINE, number)
        if heads and len(pieces) == len(heads) and words != heads:
            for (start, cell), head in zip(pieces, heads, strict=True):
                yield Passage(cell, place, range(at + start, at + start + len(cell)), head)
            at += len(line)
            continue
        # A label at the line's end belongs to what the next line begins with.
        after = lines[number] if len(pieces) < 3 and number < len(lines) and _UNFINISHED.search(line) else ""
        text = (line + after).replace("\n", " ") if after else line
        yield Passage(text, place, range(at, at + len(text)))
        at += len(line)


def _pieces(line: str):
    start = 0
    for gap in [*_CELLS.finditer(line), None]:
        end = gap.start() if gap else len(line.rstrip("\n"))
        if line[start:end].strip():
            yield start, line[start:end]
        start = gap.end() if gap else end


def redacted(data: bytes, spans: list[tuple[int, int]], values: frozenset[str]) -> bytes:
    """The text without the spans and without the values wherever they stand."""
    text = "".join(lines_of(data))
    return replaced(text, [*spans, *everywhere(text, values)], BAR).encode()
