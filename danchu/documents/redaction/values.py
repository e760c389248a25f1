"""Values as a stranger would look for them: without separators, case and marks."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from danchu.core.text import composed, fold
from danchu.documents.redaction.findings import Finding

LEAST = 7  # signs of a value that stands for one person wherever it stands; a year of birth does not


@cache
def _flat(sign: str) -> str:
    if sign.isdigit():
        return str(unicodedata.digit(sign))
    folded = fold(sign)
    return folded if len(folded) == 1 else sign


def flattened(text: str) -> str:
    """Lower case without marks, digits of any script as 0 to 9; as long as the text, so that places stay."""
    return "".join(map(_flat, text))


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """Only letters and digits, flattened: what is left when separators are no disguise."""
    return re.sub(r"[\W_]+", "", flattened(composed(text)))


@cache
def anyhow(value: str) -> re.Pattern[str]:
    """A pattern for a value on flattened text, with anything but letters and digits between its signs."""
    signs = [re.escape(sign) for sign in bare(value)]
    return re.compile(r"(?<![^\W_])" + r"[\W_]{0,3}".join(signs) + r"(?![^\W_])")


def everywhere(text: str, values: set[str]) -> list[tuple[int, int]]:
    """Where values of LEAST signs or more stand in a text, in any spelling of separators."""
    if len(text) < LEAST or not values:
        return []
    flat = flattened(text)
    return [m.span() for value in values if len(bare(value)) >= LEAST for m in anyhow(value).finditer(flat)]


def replaced(text: str, spans: list[tuple[int, int]], by: str) -> str:
    """The text with each span (they may overlap) replaced by the same sign."""
    for start, end in reversed(merged(spans)):
        text = text[:start] + by + text[end:]
    return text


def merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap as one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def left_in(where: str, text: str, chosen: Sequence[Finding]) -> list[str]:
    """Which findings' values a text still holds, in any spelling of separators; said by place, never by value."""
    whole = bare(text) if len(text) >= LEAST else ""
    return [
        f"{finding.place.words} ({finding.kind}): còn trong {where}"
        for finding in chosen
        if len(bare(finding.text)) >= LEAST and bare(finding.text) in whole
    ]
