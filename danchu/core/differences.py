"""What differs between two texts, line by line and word by word within a line. Values in, values out; no Django."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\S+\s*")
_LONG = 2000  # lines or words; beyond, frequent ones are left out of the comparing, or it takes minutes


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of words: `kept` in both texts, `gone` from the old one, `come` with the new one."""

    text: str
    what: str


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line that differs, as stretches; or how many lines in a row stayed as they were (`same`)."""

    stretches: tuple[Stretch, ...] = ()
    same: int = 0


def differences(old: str, new: str) -> tuple[ChangedLine, ...]:
    """Both texts as one, in reading order; () when they say the same (blanks at the ends of lines aside)."""
    before = [line.strip() for line in old.splitlines() if line.strip()]
    after = [line.strip() for line in new.splitlines() if line.strip()]
    if before == after:
        return ()
    found: list[ChangedLine] = []
    for tag, a, b, c, d in _opcodes(before, after):
        if tag == "equal":
            found.append(ChangedLine(same=b - a))
            continue
        paired = min(b - a, d - c)
        found += [ChangedLine(_words(before[a + at], after[c + at])) for at in range(paired)]
        found += [ChangedLine((Stretch(line, "gone"),)) for line in before[a + paired : b]]
        found += [ChangedLine((Stretch(line, "come"),)) for line in after[c + paired : d]]
    return tuple(found)


def _words(old: str, new: str) -> tuple[Stretch, ...]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    found: list[Stretch] = []
    for tag, a, b, c, d in _opcodes([word.strip() for word in before], [word.strip() for word in after]):
        if tag == "equal":
            found.append(Stretch("".join(after[c:d]).strip(), "kept"))
            continue
        found += [Stretch("".join(before[a:b]).strip(), "gone")] if a < b else []
        found += [Stretch("".join(after[c:d]).strip(), "come")] if c < d else []
    return tuple(found)


def _opcodes(before: list[str], after: list[str]):
    return SequenceMatcher(None, before, after, autojunk=len(before) + len(after) > _LONG).get_opcodes()
