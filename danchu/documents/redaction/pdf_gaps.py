"""What MuPDF leaves behind: words for screen readers, and gaps, to be made as wide as what was taken out.

MuPDF 1.28 leaves the gap one letter too narrow, so that what follows on the line slides under the bar. Letters before
and after are compared, and the number in the page's content that makes the gap is set right.
"""

import re
from typing import NamedTuple

import pymupdf

_NUMBER = re.compile(rb"(?<=[\[)>])\s*(-?\d+\.?\d*)(?=\s*[(<\[\]])")


class Letter(NamedTuple):
    """A letter drawn on a page: its code and glyph, where it begins, and the size of its type."""

    code: int
    glyph: int
    x: float
    y: float
    middle: float
    size: float


def letters_of(page: pymupdf.Page) -> list[Letter]:
    """The letters of a page in the order in which they are drawn, blanks as well."""
    return [
        Letter(code, glyph, origin[0], (box[1] + box[3]) / 2, (box[0] + box[2]) / 2, span["size"])
        for span in page.get_texttrace()
        if abs(span["dir"][1]) < 0.01
        for code, glyph, origin, box in span["chars"]
    ]


def widen(document: pymupdf.Document, page: pymupdf.Page, before: list[Letter], taken: list[pymupdf.Rect]) -> None:
    """Sets the gaps right where `taken` were taken out of a page whose letters were `before`."""
    edges = [(rect.x0, rect.y0, rect.x1, rect.y1) for rect in taken]
    gone = [any(x0 <= one.middle <= x1 and y0 <= one.y <= y1 for x0, y0, x1, y1 in edges) for one in before]
    after = letters_of(page)
    kept = [one for one, is_gone in zip(before, gone, strict=True) if not is_gone]
    if [(one.code, one.glyph) for one in kept] != [(one.code, one.glyph) for one in after]:
        return
    wanted = list(_wanted(before, gone, after))
    if wanted:
        _set(document, page, wanted)


def _wanted(before: list[Letter], gone: list[bool], after: list[Letter]):
    """For each gap that is too narrow: the number that stands for it now, and the one that should."""
    place, first, shift, line = 0, None, 0.0, None
    for at, one in enumerate(before):
        if gone[at]:
            if first is None or abs(before[first].y - one.y) > 0.5:
                first = at
            continue
        now = after[place]
        place += 1
        if line is None or abs(line - one.y) > 0.5:
            shift = 0.0
        line = one.y
        missing = one.x - now.x
        if first is not None and missing - shift > 0.05 and abs(before[first].y - one.y) < 0.5 and one.size:
            whole = one.x - before[first].x
            per = 1000 / one.size
            yield -(whole - (missing - shift)) * per, -whole * per
        first, shift = None, missing


def _set(document: pymupdf.Document, page: pymupdf.Page, wanted: list[tuple[float, float]]) -> None:
    contents = page.get_contents()
    if len(contents) != 1:
        return
    stream = page.read_contents()
    out, at = [], 0
    numbers = list(_NUMBER.finditer(stream))
    for now, right in wanted:
        found = next((m for m in numbers if m.start(1) >= at and abs(float(m[1]) - now) < 2), None)
        if found is None:
            continue
        out += [stream[at : found.start(1)], f"{right:.3f}".encode()]
        at = found.end(1)
    document.update_stream(contents[0], b"".join([*out, stream[at:]]))


_SPOKEN = re.compile(rb"/(?:ActualText|Alt|E)\s*(?:\((?:\\.|[^()\\])*\)|<[0-9A-Fa-f\s]*>)")


def unspoken(document: pymupdf.Document, page: pymupdf.Page) -> None:
    """Takes the words for screen readers out of a page's content: they repeat what was taken out."""
    for xref in page.get_contents():
        stream = document.xref_stream(xref) or b""
        if b"/ActualText" in stream or b"/Alt" in stream:
            document.update_stream(xref, _SPOKEN.sub(b"", stream))
