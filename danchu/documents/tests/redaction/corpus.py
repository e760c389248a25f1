"""Papers with personal data of people who do not exist, each datum marked: [[kind|text]]; ((kind|text)) may be found
as a suggestion and need not be (an office's own number)."""

import re
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "corpus"
_MARK = re.compile(r"\[\[(\w+)\|(.+?)\]\]|\(\((\w+)\|(.+?)\)\)")


class Datum(NamedTuple):
    kind: str
    start: int
    end: int
    must: bool


def read(name: str) -> tuple[str, list[Datum]]:
    """A paper's plain text, and what stands where in it."""
    marked = (FOLDER / name).read_text(encoding="utf-8")
    text, data, at = "", [], 0
    for m in _MARK.finditer(marked):
        text += marked[at : m.start()]
        words = m[2] or m[4]
        data.append(Datum(m[1] or m[3], len(text), len(text) + len(words), bool(m[1])))
        text += words
        at = m.end()
    return text + marked[at:], data


def names() -> list[str]:
    return sorted(path.name for path in FOLDER.glob("*.txt"))


class Score(NamedTuple):
    """How many data were found whole and with their kind, how many there are, what was found besides, for sure and in
    all, and the words of each fault."""

    right: int
    wanted: int
    wrong_sure: int
    wrong: int
    faults: list[str]


def score(text: str, data: list[Datum], spans: list[tuple[str, int, int, bool]]) -> Score:
    """Compares found (kind, start, end, sure) with what stands in a paper."""
    right, faults, used = 0, [], set()
    for datum in data:
        over = [s for s in spans if s[1] < datum.end and datum.start < s[2]]
        used |= set(over)
        if not datum.must:
            faults += [f"office said to be sure: {text[s[1] : s[2]]}" for s in over if s[3]]
            continue
        covered = {place for s in over for place in range(s[1], s[2])}
        signs = {place for place in range(datum.start, datum.end) if text[place].isalnum()}
        if signs <= covered and any(s[0] == datum.kind for s in over):
            right += 1
        else:
            faults.append(
                f"missed {datum.kind}: {text[datum.start : datum.end]} ({[(s[0], text[s[1] : s[2]]) for s in over]})"
            )
    besides = [s for s in spans if s not in used]
    faults += [f"besides {'sure' if s[3] else 'suggested'} {s[0]}: {text[s[1] : s[2]]}" for s in besides]
    return Score(right, sum(d.must for d in data), sum(s[3] for s in besides), len(besides), faults)
