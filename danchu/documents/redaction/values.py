"""Values as a stranger would look for them: without separators, case and marks."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import groupby

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


_BETWEEN = r"[\W_]{0,3}"


@lru_cache(maxsize=16)
def _anyhow(values: frozenset[str]) -> re.Pattern[str] | None:
    """A pattern for values on flattened text, with up to three separators between their signs; None for none."""
    words = sorted({bare(value) for value in values if len(bare(value)) >= LEAST})
    return re.compile(rf"(?<![^\W_]){_any_of(words, _BETWEEN)}(?![^\W_])") if words else None


@lru_cache(maxsize=16)
def _spelled(values: frozenset[str]) -> re.Pattern[str] | None:
    return re.compile(_any_of(sorted(values), "")) if values else None


def _any_of(words: list[str], between: str) -> str:
    """A pattern for any of the words (sorted, each once): what they begin with alike is written once, so that a list
    of a thousand numbers is searched for as fast as one."""
    choices = []
    for _, group in groupby(words, key=lambda word: word[0]):
        same = list(group)
        head = _alike(same[0], same[-1])
        tails = [word[len(head) :] for word in same if word != head]
        choice = between.join(map(re.escape, head))
        if tails:
            choice += f"(?:{between}{_any_of(tails, between)})" + ("?" if head in same else "")
        choices.append(choice)
    return f"(?:{'|'.join(choices)})"


def _alike(first: str, last: str) -> str:
    """What the first and the last of sorted words begin with alike, and so all between them."""
    length = next(
        (at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last))
    )
    return first[:length]


def everywhere(text: str, values: frozenset[str]) -> list[tuple[int, int]]:
    """Where values of LEAST signs or more stand in a text, in any spelling of separators."""
    pattern = _anyhow(values) if len(text) >= LEAST else None
    return [m.span() for m in pattern.finditer(flattened(text))] if pattern else []


def held(text: str, values: frozenset[str]) -> bool:
    """Whether a text, already bare or in the spelling of the values, holds one of them, be it within a word."""
    pattern = _spelled(values)
    return bool(pattern and pattern.search(text))


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


class Sought:
    """Findings to be looked for, prepared once."""

    def __init__(self, chosen: Sequence[Finding]) -> None:
        self.findings = [(bare(one.text), one) for one in chosen if len(bare(one.text)) >= LEAST]
        self.values = frozenset(value for value, _ in self.findings)


def left_in(where: str, text: str, sought: Sought) -> list[str]:
    """Which findings' values a text still holds, in any spelling of separators; said by place, never by value."""
    whole = bare(text) if len(text) >= LEAST else ""
    if not held(whole, sought.values):
        return []
    return [f"{one.place.words} ({one.kind}): còn trong {where}" for value, one in sought.findings if value in whole]
