"""What changed from one edition of a plan to the next: task by task, word by word. No Django."""

import datetime
import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from danchu.core.text import fold, plain_dashes, squeezed
from danchu.plans.states import Change

ALIKE = 0.6  # from here on two tasks are taken to be the same one in other words
_WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True)
class Item:
    """What comparing needs to know of a task. `continues` is the key of the task it goes on from, None for none."""

    pk: int
    text: str
    section: str = ""
    last_day: datetime.date | None = None
    recurrence: str = "none"
    units: frozenset[int] = frozenset()
    every_office: bool = False
    product: str = ""
    mode: str = "assign"
    continues: int | None = None

    @property
    def day(self) -> tuple:
        """What has to agree for the day to be the same."""
        return self.last_day, self.recurrence

    @property
    def who(self) -> tuple:
        """What has to agree for those who do it to be the same."""
        return self.units, self.every_office, self.mode


@dataclass(frozen=True)
class Difference:
    """What became of one task: `old` None for an added one, `new` None for a dropped one."""

    old: Item | None
    new: Item | None
    changes: frozenset[Change]
    who: bool = False
    product: bool = False


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", squeezed(fold(plain_dashes(text)))).strip()


def matched(old: Sequence[Item], new: Sequence[Item]) -> dict[int, int]:
    """Which task of the new edition is which of the old: new key → old key, each old one once.

    The same words first, then the most alike (`ALIKE`, by words, a little nearer under the same heading); nothing is
    guessed below that.
    """
    found: dict[int, int] = {}
    words: dict[str, list[int]] = {}
    for item in old:
        words.setdefault(_plain(item.text), []).append(item.pk)
    for item in new:
        same = words.get(_plain(item.text))
        if same:
            found[item.pk] = same.pop(0)
    left_old = [
        (item, _plain(item.text).split(), _plain(item.section)) for item in old if item.pk not in set(found.values())
    ]
    left_new = [(item, _plain(item.text).split(), _plain(item.section)) for item in new if item.pk not in found]
    near = []
    for mine, mine_words, mine_section in left_new:
        matcher = difflib.SequenceMatcher(autojunk=False)
        matcher.set_seq2(mine_words)
        for other, other_words, other_section in left_old:
            matcher.set_seq1(other_words)
            if matcher.real_quick_ratio() < ALIKE - 0.05 or matcher.quick_ratio() < ALIKE - 0.05:
                continue
            ratio = matcher.ratio() + (0.05 if mine_section == other_section else 0)
            if ratio >= ALIKE:
                near.append((-ratio, mine.pk, other.pk))
    taken: set[int] = set()
    for _ratio, mine, other in sorted(near):
        if mine not in found and other not in taken:
            found[mine] = other
            taken.add(other)
    return found


def differences(old: Sequence[Item], new: Sequence[Item]) -> list[Difference]:
    """Every task of both editions once, in the new one's order; what was dropped stands where it stood.

    Which is which is said by `continues`; nothing is guessed here.
    """
    by_key = {item.pk: item for item in old}
    taken = {item.continues for item in new if item.continues in by_key}
    found: list[Difference] = []
    at = 0
    places = {item.pk: place for place, item in enumerate(old)}
    for item in new:
        before = by_key.get(item.continues) if item.continues is not None else None
        if before is not None:
            for gone in old[at : places[before.pk]]:
                if gone.pk not in taken:
                    found.append(Difference(gone, None, frozenset({Change.DROPPED})))
            at = max(at, places[before.pk])
        found.append(_compared(before, item))
    told = {each.old.pk for each in found if each.old is not None and each.new is None}
    found += [
        Difference(gone, None, frozenset({Change.DROPPED}))
        for gone in old
        if gone.pk not in taken and gone.pk not in told
    ]
    return found


def _compared(old: Item | None, new: Item) -> Difference:
    if old is None:
        return Difference(None, new, frozenset({Change.ADDED}))
    who, product = old.who != new.who, squeezed(old.product) != squeezed(new.product)
    changes = set()
    if who or product or squeezed(old.text) != squeezed(new.text):
        changes.add(Change.CHANGED)
    if old.day != new.day:
        changes.add(Change.MOVED)
    return Difference(old, new, frozenset(changes or {Change.SAME}), who, product)


def tally(found: Iterable[Difference]) -> dict[Change, int]:
    """How many tasks were added, dropped, changed, moved, left as they were; one may be both changed and moved."""
    counted = dict.fromkeys(Change, 0)
    for each in found:
        for change in each.changes:
            counted[change] += 1
    return counted


@dataclass(frozen=True)
class Stretch:
    """A stretch of words that stands in both texts (`kept`), only in the old (`gone`) or only in the new (`come`)."""

    text: str
    what: str  # kept, gone, come


def words_changed(old: str, new: str) -> list[Stretch]:
    """Both texts as one, word by word: what went stands before what came in its place."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    bare_before, bare_after = [w.strip() for w in before], [w.strip() for w in after]
    found: list[Stretch] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, bare_before, bare_after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Stretch("".join(after[c:d]), "kept"))
            continue
        if a < b:
            found.append(Stretch("".join(before[a:b]), "gone"))
        if c < d:
            found.append(Stretch("".join(after[c:d]), "come"))
    return found
