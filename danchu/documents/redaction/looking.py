"""Passages of a file → findings, each with a name that tells nothing of the value."""

import hashlib

from danchu.core.text import squeezed
from danchu.documents.redaction.findings import Finding, Passage, Place
from danchu.documents.redaction.patterns import Hit, hits

_AROUND = 45  # signs shown either side
Spans = dict[str, tuple[int, int]]


def found_in(data: bytes, passages: list[tuple[Passage, int]]) -> tuple[list[Finding], Spans]:
    """The findings of all passages, and the span of each id in the whole text (passages carry their offset)."""
    digest = hashlib.sha256(data).digest()
    found: list[Finding] = []
    spans: Spans = {}
    for passage, offset in passages:
        for hit in hits(passage.text, passage.head, letterhead=passage.letterhead):
            span = (offset + hit.start, offset + hit.end)
            # A line and the next are read together where a label stands at the end: nothing is told twice.
            if any(span[0] < end and start < span[1] for start, end in list(spans.values())[-8:]):
                continue
            finding = _finding(digest, passage, hit, span)
            found.append(finding)
            spans[finding.id] = span
    return found, spans


def name_of(digest: bytes, *parts) -> str:
    """An id: the same for the same bytes and place, and of no use to who does not have the bytes."""
    return hashlib.sha256(digest + repr(parts).encode()).hexdigest()[:20]


def _finding(digest: bytes, passage: Passage, hit: Hit, span: tuple[int, int]) -> Finding:
    text, place = passage.text, passage.place
    if passage.boxes:
        place = Place(
            place.part, place.number, place.row, place.column, place.sheet, boxes_of(passage, hit.start, hit.end)
        )
    return Finding(
        id=name_of(digest, str(hit.kind), place.key, *span),
        kind=hit.kind,
        text=text[hit.start : hit.end],
        before=squeezed(" ".join(filter(None, (passage.head, text[max(0, hit.start - _AROUND) : hit.start])))),
        after=squeezed(text[hit.end : hit.end + _AROUND]),
        place=place,
        sure=hit.sure,
        hint=hit.hint or passage.hint,
    )


def boxes_of(passage: Passage, start: int, end: int):
    """The boxes of the signs from start to end, those that follow each other on a line as one."""
    from danchu.documents.redaction.boxes import joined

    return joined(box for box in passage.boxes[start:end] if box is not None)
