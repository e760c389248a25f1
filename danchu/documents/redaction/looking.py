"""Passages of a file → findings, each with a name that tells nothing of the value."""

import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from PIL import Image

from danchu.core.text import squeezed
from danchu.documents.redaction.boxes import joined, pixels
from danchu.documents.redaction.findings import Finding, Hint, Kind, Part, Passage, Place, Region
from danchu.documents.redaction.layout import Sign
from danchu.documents.redaction.patterns import Hit, hits
from danchu.documents.redaction.values import Sought, left_in

_AROUND = 45  # signs shown either side
Spans = dict[str, tuple[int, int]]


def found_in(data: bytes, passages: Iterable[Passage], taken: set[int] | None = None) -> tuple[list[Finding], Spans]:
    """The findings of passages and the span of each id in the whole file, by the passages' marks.

    A sign belongs to one finding: what `taken` holds is passed over, and what is found is added to it.
    """
    digest = hashlib.sha256(data).digest()
    found: list[Finding] = []
    spans: Spans = {}
    taken = set() if taken is None else taken
    for passage in passages:
        for hit in hits(passage.text, passage.head, letterhead=passage.letterhead, scanned=passage.scanned):
            marks = {mark for mark in passage.marks[hit.start : hit.end] if mark >= 0}
            if not marks or taken & marks:
                continue
            taken |= marks
            span = (min(marks), max(marks) + 1)
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
        place = replace(place, boxes=joined(box for box in passage.boxes[hit.start : hit.end] if box is not None))
    return Finding(
        id=name_of(digest, str(hit.kind), place.key, *span),
        kind=hit.kind,
        text=text[hit.start : hit.end],
        before=squeezed(" ".join(filter(None, (passage.head, text[max(0, hit.start - _AROUND) : hit.start])))),
        after=squeezed(text[hit.end : hit.end + _AROUND]),
        place=place,
        sure=hit.sure,
        hint=_concealed(passage, hit) or hit.hint,
    )


_WEIGHT = {Hint.COVERED: 2, Hint.INVISIBLE: 2, Hint.DOUBTFUL_LETTERS: 1}


def _concealed(passage: Passage, hit: Hit) -> Hint:
    """What is to be said of the signs themselves: that they are out of sight weighs more than anything else."""
    if passage.hint:
        return passage.hint
    return max(passage.hints[hit.start : hit.end], key=lambda hint: _WEIGHT.get(hint, 0), default=Hint.NONE)


def concealed_in(data: bytes, passages: Iterable[Passage], taken: set[int]) -> list[Finding]:
    """Words out of sight that no pattern explains: under a bar, white on white, on a layer switched off."""
    digest = hashlib.sha256(data).digest()
    found = []
    for passage in passages:
        for start, end in _runs(passage):
            marks = {mark for mark in passage.marks[start:end] if mark >= 0}
            if not marks - taken or sum(sign.isalnum() for sign in passage.text[start:end]) < 2:
                continue
            taken |= marks
            hit = Hit(Kind.CONCEALED, start, end, passage.hints[start] is Hint.COVERED, passage.hints[start])
            found.append(_finding(digest, passage, hit, (min(marks), max(marks) + 1)))
    return found


def _runs(passage: Passage) -> Iterator[tuple[int, int]]:
    """Spans of signs out of sight; blanks between them belong to them, a line's end does not."""
    start = end = None
    for at, (sign, hint) in enumerate(zip(passage.text, passage.hints, strict=True)):
        if hint in (Hint.COVERED, Hint.INVISIBLE):
            start, end = at if start is None else start, at + 1
        elif start is not None and end is not None and (sign == "\n" or not sign.isspace()):
            yield start, end
            start = end = None
    if start is not None and end is not None:
        yield start, end


def of_print(data: bytes, place: Region, told: bool, part: Part) -> Finding:
    """A blob that may be a fingerprint as a finding, always one to be looked at."""
    name = name_of(hashlib.sha256(data).digest(), "print", str(part), place.page, place.left, place.top)
    hint = Hint.PATTERN
    return Finding(
        name, Kind.FINGERPRINT, "", "", "điểm chỉ" if told else "", Place(part, place.page, boxes=(place,)), False, hint
    )


def of_pictures(
    picture: Image.Image,
    signs: Sequence[Sign],
    boxes: Iterable[tuple[Finding, Region]],
    chosen: list[Finding],
    number: int,
) -> list[str]:
    """What can still be seen of findings on a published page: their boxes must be black, and the letters gone."""
    left = []
    for finding, box in boxes:
        inner = pixels(box, *picture.size, grow=-0.1)
        if inner[2] <= inner[0] or inner[3] <= inner[1]:
            continue
        if finding.hint is not Hint.INVISIBLE and _lightest(picture.crop(inner)) > 90:
            left.append(f"{finding.place.words} ({finding.kind}): chỗ che chưa kín")
    words = "".join(sign.char for sign in signs)
    return left + left_in(f"hình của trang {number}", words, Sought(chosen))


def is_black(page: bytes, region: Region) -> bool:
    """Whether a region of a page (an encoded picture of it) is painted over; its edge is left out."""
    with Image.open(io.BytesIO(page)) as picture:
        left, top, right, bottom = pixels(region, *picture.size)
        inner = (left + 3, top + 3, right - 3, bottom - 3)
        return inner[2] <= inner[0] or inner[3] <= inner[1] or _lightest(picture.crop(inner)) < 90


def _lightest(picture: Image.Image) -> int:
    return max(value for value, count in enumerate(picture.convert("L").histogram()) if count)
