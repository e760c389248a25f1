"""What changed from one version to the next: word by word in a summary, line by line in the text of a paper."""

import difflib
import re
from dataclasses import dataclass

_WORD = re.compile(r"\S+\s*")
_AROUND = 1  # unchanged lines shown either side


@dataclass(frozen=True)
class Stretch:
    """A piece of text: `what` is same, gone or come; skip stands for unchanged lines left out."""

    what: str
    text: str = ""


def words_changed(old: str, new: str) -> list[Stretch]:
    """Two texts as stretches of words, in reading order; [] when they say the same."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if [word.strip() for word in before] == [word.strip() for word in after]:
        return []
    return _stretches(before, after, "")


def lines_changed(old: str, new: str, most: int = 200) -> list[Stretch]:
    """Two longer texts as stretches of lines, with one unchanged line either side; [] when they say the same.

    At most `most` stretches, the rest left out behind a "skip".
    """
    before = [line.strip() for line in old.splitlines() if line.strip()]
    after = [line.strip() for line in new.splitlines() if line.strip()]
    if before == after:
        return []
    found: list[Stretch] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=len(before) > 2000)
    for group in matcher.get_grouped_opcodes(_AROUND):
        found += [Stretch("skip")] if found or group[0][1] else []
        for tag, a, b, c, d in group:
            if tag == "equal":
                found += [Stretch("same", line) for line in before[a:b]]
            elif tag == "replace" and b - a == d - c:
                for gone, come in zip(before[a:b], after[c:d], strict=True):
                    found += [Stretch("gone", gone), Stretch("come", come)]
            else:
                found += [Stretch("gone", line) for line in before[a:b]]
                found += [Stretch("come", line) for line in after[c:d]]
    return [*found[:most], Stretch("skip")] if len(found) > most else found


def _stretches(before: list[str], after: list[str], joint: str) -> list[Stretch]:
    found = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Stretch("same", joint.join(before[a:b])))
            continue
        if b > a:
            found.append(Stretch("gone", joint.join(before[a:b])))
        if d > c:
            found.append(Stretch("come", joint.join(after[c:d])))
    return found
