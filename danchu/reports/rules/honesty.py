"""What a reviewer may want to look at before approving: advice in facts, never a refusal, never a score. No Django.

Each check says what it saw and where; whether it means anything is for the people who know the unit. The unit sees
the same list before it hands in.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import pairwise

from danchu.core.text import fold
from danchu.reports.outline import Outline, Section
from danchu.reports.states import RemarkKind

ALIKE = 80  # per cent of words in the same order, from which a paragraph is shown beside the one it resembles
SHORTEST = 8  # words: shorter paragraphs resemble each other by themselves
ROUND_FROM, SAME_FROM, SHARES_FROM = 5, 3, 2  # how many numbers make "all over" mean anything
MOSTLY = Decimal("0.8")
FAR = Decimal("0.1")

_WORDS = re.compile(r"\w+")
_SENTENCE = re.compile(r"[.;:\n]+")
_NOTHING = re.compile(r"\b(khong|chua) (co )?phat sinh\b|\bkhong co (truong hop|vu|don|viec|cuoc|vu viec) nao\b")
_EMPTY_WORDS = frozenset("da so cua va cac cuoc luot viec ty le trong ky theo co duoc dang tu cho".split())


@dataclass(frozen=True)
class Said:
    """What a report says in one section."""

    section: str
    text: str = ""
    nothing_occurred: bool = False


@dataclass(frozen=True)
class Other:
    """Texts to compare with: this unit's last report, or another unit's. `whose`: as a person reads it."""

    whose: str
    kind: RemarkKind
    texts: tuple[Said, ...]


@dataclass(frozen=True)
class Number:
    """One number of a report as the checks see it. `counted`: what the system counts beside what was typed."""

    key: str
    section: str
    value: Decimal | None = None
    estimate: Decimal | None = None
    nothing_occurred: bool = False
    is_typed: bool = False
    is_share: bool = False
    counted: Decimal | None = None
    last: Decimal | None = None  # the period before


@dataclass(frozen=True)
class Remark:
    """One thing to look at: what, in which section, about which numbers.

    `percent`, `mine`, `theirs`, `whose`: of a paragraph that resembles another. `values`: the numbers it speaks of;
    `at`: a part of the text.
    """

    kind: RemarkKind
    section: str = ""
    keys: tuple[str, ...] = ()
    values: tuple[Decimal, ...] = ()
    percent: int = 0
    mine: str = ""
    theirs: str = ""
    whose: str = ""


def remarks(
    outline: Outline, said: Sequence[Said], numbers: Sequence[Number], others: Sequence[Other] = ()
) -> list[Remark]:  # fmt: skip
    """Everything worth a look, by section in the order of the outline, then what concerns the whole report."""
    found = [
        *_empty(outline.written, said, numbers), *_contradictions(outline, said, numbers), *copied(said, others),
        *_parts(outline, numbers), *_far(numbers), *_estimates(numbers),
    ]  # fmt: skip
    order = {section.code: at for at, section in enumerate(outline.sections)}
    found.sort(key=lambda remark: order.get(remark.section, len(order)))
    return found + _all_over(numbers)


def copied(said: Sequence[Said], others: Sequence[Other]) -> list[Remark]:
    """Paragraphs of at least `SHORTEST` words that read like one of another text, each beside its nearest."""
    theirs = [
        (other, paragraph, words, Counter(words))
        for other in others for each in other.texts for paragraph, words in _paragraphs(each.text)
    ]  # fmt: skip
    found = []
    for each in said:
        for paragraph, words in _paragraphs(each.text):
            mine, best = Counter(words), None
            for other, their_paragraph, their_words, bag in theirs:
                # No order of words can make two texts more alike than their words are.
                most = 200 * (mine & bag).total() // (len(words) + len(their_words))
                if most < ALIKE or (best and most <= best.percent):
                    continue
                percent = alike(words, their_words)
                if percent >= ALIKE and (best is None or percent > best.percent):
                    best = Remark(
                        other.kind, each.section, percent=percent, mine=paragraph, theirs=their_paragraph,
                        whose=other.whose,
                    )  # fmt: skip
            if best:
                found.append(best)
    return found


def alike(mine: Sequence[str], theirs: Sequence[str]) -> int:
    """How many per cent of the words of two texts stand in the same order in both (rounded down)."""
    return int(100 * SequenceMatcher(None, mine, theirs, autojunk=False).ratio())


def _paragraphs(text: str) -> list[tuple[str, list[str]]]:
    found = [(line.strip(), _WORDS.findall(fold(line))) for line in text.splitlines()]
    return [(line, words) for line, words in found if len(words) >= SHORTEST]


def _empty(sections: Iterable[Section], said: Sequence[Said], numbers: Sequence[Number]) -> list[Remark]:
    spoken = {each.section for each in said if each.text.strip() or each.nothing_occurred}
    return [Remark(RemarkKind.EMPTY, section.code) for section in sections if section.code not in spoken]


def _contradictions(outline: Outline, said: Sequence[Said], numbers: Sequence[Number]) -> list[Remark]:
    """A section, or a sentence of it, says that nothing occurred, and a number there says at least one."""
    some = [each for each in numbers if each.value is not None and each.value >= 1 and not each.is_share]
    found = []
    subjects = _subjects(outline)
    for each in said:
        here = [number for number in some if number.section == each.section]
        if each.nothing_occurred:
            found += _denied(each.section, [n for n in here if n.is_typed], "")
            continue
        for sentence in filter(None, (piece.strip() for piece in _SENTENCE.split(each.text))):
            folded = " ".join(_WORDS.findall(fold(sentence)))
            if not _NOTHING.search(folded):
                continue
            alone = len(folded.split()) <= 4
            found += _denied(each.section, [n for n in here if alone or subjects[n.key] & _pairs(folded)], sentence)
    return found


def _denied(section: str, numbers: list[Number], sentence: str) -> list[Remark]:
    if not numbers:
        return []
    keys, values = tuple(n.key for n in numbers), tuple(n.value for n in numbers if n.value is not None)
    return [Remark(RemarkKind.CONTRADICTS, section, keys, values, mine=sentence)]


def _subjects(outline: Outline) -> dict[str, frozenset[str]]:
    """What a number is about, as pairs of words: its indicator's first, and its part's first where that is telling."""
    heads = {each.id: _head(each.name) for each in outline.indicators}
    used: dict[str, set[str]] = defaultdict(set)
    for part in outline.parts.values():
        used[_head(part.name)].add(part.indicator)
    telling = {pair for pair, where in used.items() if len(where) == 1 or pair in heads.values()}
    return {
        part.key: frozenset(filter(None, (heads[part.indicator], *({_head(part.name)} & telling))))
        for part in outline.parts.values()
    }


def _head(name: str) -> str:
    words = [word for word in _WORDS.findall(fold(name)) if word not in _EMPTY_WORDS and not word.isdigit()]
    return " ".join(words[:2]) if len(words) > 1 else ""


def _pairs(folded: str) -> set[str]:
    words = [word for word in folded.split() if word not in _EMPTY_WORDS]
    return {f"{first} {second}" for first, second in pairwise(words)}


def _parts(outline: Outline, numbers: Sequence[Number]) -> list[Remark]:
    """Parts that do not make up their total, or are more than it; a share above 100 per cent is the same."""
    values = {n.key: Decimal(0) if n.nothing_occurred else n.value for n in numbers}
    found = []
    for indicator in outline.indicators:
        checks: list[tuple] = [(each.parts, each.total, each.exact) for each in indicator.meets]
        checks += [(part.of[0], part.of[1], False) for part in indicator.parts if part.source == "ratio"]
        seen = set()
        for parts, total, exact in checks:
            above, below = _sum(parts, values), _sum(total, values)
            if above is None or below is None or (above == below if exact else above <= below):
                continue
            if (parts, total) not in seen:
                seen.add((parts, total))
                found.append(
                    Remark(RemarkKind.DOES_NOT_MEET, indicator.section, (*parts, *total), (above, below))
                )  # fmt: skip
    return found


def _sum(keys: Iterable[str], values: Mapping[str, Decimal | None]) -> Decimal | None:
    known = [values.get(key) for key in keys]
    return None if None in known else sum((each for each in known if each is not None), Decimal(0))


def _far(numbers: Sequence[Number]) -> list[Remark]:
    """A typed number far from what the system counts: by more than one and more than a tenth."""
    return [
        Remark(RemarkKind.FAR_FROM_COUNTED, n.section, (n.key,), (n.value, n.counted)) for n in numbers
        if n.is_typed and n.value is not None and n.counted is not None
        and abs(n.value - n.counted) > max(Decimal(1), FAR * max(n.value, n.counted))
    ]  # fmt: skip


def _estimates(numbers: Sequence[Number]) -> list[Remark]:
    """An estimate for the whole period below what is there already."""
    return [
        Remark(RemarkKind.ESTIMATE_BELOW, n.section, (n.key,), (n.value, n.estimate)) for n in numbers
        if not n.is_share and n.value is not None and n.estimate is not None and n.estimate < n.value
    ]  # fmt: skip


def _all_over(numbers: Sequence[Number]) -> list[Remark]:
    found = []
    shares = [n for n in numbers if n.is_share and n.value is not None]
    if len(shares) >= SHARES_FROM and all(n.value == 100 for n in shares):
        found.append(Remark(RemarkKind.ALL_HUNDRED, keys=_keys(shares)))
    typed = [n for n in numbers if n.is_typed and not n.is_share and n.value is not None]
    large = [n for n in typed if n.value is not None and n.value >= 10]
    rounded = [n for n in large if n.value is not None and n.value % 10 == 0]
    if len(large) >= ROUND_FROM and len(rounded) >= MOSTLY * len(large):
        found.append(Remark(RemarkKind.ROUND, keys=_keys(rounded), values=(Decimal(len(rounded)), Decimal(len(large)))))
    pairs = [n for n in typed if n.last is not None and n.value]
    same = [n for n in pairs if n.value == n.last]
    if len(pairs) >= SAME_FROM and len(same) >= MOSTLY * len(pairs):
        found.append(
            Remark(RemarkKind.SAME_AS_LAST, keys=_keys(same), values=(Decimal(len(same)), Decimal(len(pairs))))
        )
    return found


def _keys(numbers: Iterable[Number]) -> tuple[str, ...]:
    return tuple(number.key for number in numbers)
