"""Sorting what a unit's own paper says into the sections of the outline. No Django."""

from collections.abc import Sequence

from danchu.core.text import fold, squeezed
from danchu.reports.outline import LEFT_OVER, Section


def place_sections(outline: Sequence[Section], read: Sequence[tuple[str, str, str]]) -> dict[str, str]:
    """Sorts what a unit's own paper says into the sections of the outline.

    `read`: (numbering, title, text) of each piece in order, numbering as printed ("II."). A piece goes by the words of
    its title, compared without marks; one without a match stays with the piece before it, under its own heading.
    Returns code → text; what comes before any match is under `LEFT_OVER`, so that nothing is lost.
    """
    placed: dict[str, list[str]] = {}
    current = LEFT_OVER
    for numbering, title, text in read:
        code = _matching(outline, title) if title else None
        # "Kết quả thực hiện" is a heading alone: what stands right under it goes to its first sub-section.
        if code is not None:
            current = code
            piece = text
        else:
            piece = "\n".join(filter(None, (squeezed(f"{numbering} {title or ''}"), text)))
        if piece and piece.strip():
            placed.setdefault(_written(outline, current), []).append(piece.strip())
    return {code: "\n\n".join(pieces) for code, pieces in placed.items()}


def section_for(outline: Sequence[Section], title: str) -> str | None:
    """The section whose subject a heading names, the first text below it where that is a heading alone; else None."""
    code = _matching(outline, title)
    return code and _written(outline, code)


def _matching(outline: Sequence[Section], title: str) -> str | None:
    folded = squeezed(fold(title))
    for section in outline:
        if squeezed(fold(section.title)) == folded:
            return section.code
    scores = {
        section.code: max((len(fold(word)) for word in section.match if fold(word) in folded), default=0)
        for section in outline
    }
    best = max(scores, key=lambda code: scores[code], default=None)
    return best if best and scores[best] else None


def _written(outline: Sequence[Section], code: str) -> str:
    below = [section.code for section in outline if section.code.startswith(f"{code}.")]
    heading = any(section.code == code and section.heading_only for section in outline)
    return below[0] if heading and below else code
