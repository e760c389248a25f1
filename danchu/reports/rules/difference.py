"""What differs between two versions: of a text, of numbers, of an outline. Values in, values out. No Django."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from danchu.reports.outline import Indicator, Outline, Section
from danchu.reports.states import ChangeKind


@dataclass(frozen=True)
class Change:
    """One line of a text as it compares: unchanged, taken out, or put in."""

    kind: ChangeKind
    text: str


def changed_lines(before: str, after: str) -> tuple[Change, ...]:
    """Two texts line by line, in reading order; () when they say the same."""
    old, new = before.splitlines(), after.splitlines()
    if old == new:
        return ()
    found: list[Change] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Change(ChangeKind.SAME, line) for line in old[a:b]]
            continue
        found += [Change(ChangeKind.OUT, line) for line in old[a:b]]
        found += [Change(ChangeKind.IN, line) for line in new[c:d]]
    return tuple(found)


def changed_values[K: Hashable, V](before: Mapping[K, V], after: Mapping[K, V]) -> list[tuple[K, V | None, V | None]]:
    """Key, value before, value after, of what differs; None where a side has no such key. In the order of the keys."""
    keys = dict.fromkeys([*before, *after])
    return [(key, before.get(key), after.get(key)) for key in keys if before.get(key) != after.get(key)]


@dataclass(frozen=True)
class OutlineChange:
    """One difference of two outlines: what happened to which section or indicator, with the words before and after."""

    kind: ChangeKind
    code: str
    before: str
    after: str


def outline_changes(before: Outline, after: Outline, sources: Mapping[str, str] = {}) -> list[OutlineChange]:
    """Sections and indicators taken out, put in, worded anew or moved, in the order of the later outline.

    `sources`: the word for each source of a number, as people read it.
    """
    found = _changes({s.code: s for s in before.sections}, {s.code: s for s in after.sections}, _section_words)
    return found + _changes(
        {each.id: each for each in before.indicators}, {each.id: each for each in after.indicators},
        lambda indicator: _indicator_words(indicator, sources),
    )  # fmt: skip


def _changes(before: Mapping, after: Mapping, words) -> list[OutlineChange]:
    found = []
    stayed = [code for code in before if code in after]
    moved = set(_moved(stayed, [code for code in after if code in before]))
    for code, each in after.items():
        if code not in before:
            found.append(OutlineChange(ChangeKind.IN, code, "", words(each)))
        elif words(before[code]) != words(each):
            found.append(OutlineChange(ChangeKind.REWORDED, code, words(before[code]), words(each)))
        elif code in moved:
            found.append(OutlineChange(ChangeKind.MOVED, code, words(each), words(each)))
    gone = [OutlineChange(ChangeKind.OUT, code, words(each), "") for code, each in before.items() if code not in after]
    return found + gone


def _moved(before: list[str], after: list[str]) -> list[str]:
    """What no longer stands in its place among what stayed: the fewest that must be lifted out."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    kept = {before[at] for block in matcher.get_matching_blocks() for at in range(block.a, block.a + block.size)}
    return [code for code in after if code not in kept]


def _section_words(section: Section) -> str:
    return " · ".join([section.title, *section.hints])


def _indicator_words(indicator: Indicator, sources: Mapping[str, str]) -> str:
    parts = [f"{part.name} ({part.unit}; {sources.get(part.source, part.source)})" for part in indicator.parts]
    return " · ".join(filter(None, [indicator.name, indicator.section, indicator.basis, indicator.hint, *parts]))
