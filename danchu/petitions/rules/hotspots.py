"""Where a commune should look: topics and villages that rise, matters brought again and again, answers that are late in
one place. Of topics and places, never of persons; plain counting, no weights. Pure.
"""

import datetime
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

DAYS = 30  # a stretch of time, held against the one before it
MOST = 5  # matters: fewer are no sign of anything
HALF_AGAIN = 1.5
REPEATED_DAYS = 90
SENDERS = 5  # different ones, of one topic in one village
TOGETHER_LATE = 3  # matters of one topic or one village past their day


@dataclass(frozen=True)
class Spot:
    """A matter as it is counted here."""

    pk: int
    topic: str
    village: int | None
    received_on: datetime.date
    sender: int  # the submission: one sender, however many matters were in it
    is_late: bool


@dataclass(frozen=True)
class Rise[T]:
    """How many now, and how many in the stretch before."""

    what: T
    now: int
    before: int


def stretch(today: datetime.date, back: int = 0) -> tuple[datetime.date, datetime.date]:
    """The last thirty days that are over (`back` 0), or those before them (1)."""
    last = today - datetime.timedelta(days=1 + back * DAYS)
    return last - datetime.timedelta(days=DAYS - 1), last


def rising[T: Hashable](now: Mapping[T, int], before: Mapping[T, int]) -> list[Rise[T]]:
    """What came five times and more, and at least half as often again as in the stretch before; the most first."""
    found = [Rise(what, count, before.get(what, 0)) for what, count in now.items()]
    kept = [rise for rise in found if rise.now >= MOST and rise.now >= rise.before * HALF_AGAIN]
    return sorted(kept, key=lambda rise: (-rise.now, str(rise.what)))


def tally[T: Hashable](values: Iterable[T]) -> dict[T, int]:
    """How often each occurs."""
    return dict(Counter(values))


def repeated(spots: Iterable[Spot], today: datetime.date) -> list[tuple[tuple[str, int | None], int]]:
    """(topic, village) → how many different senders within ninety days, where at least five; the most first."""
    since = today - datetime.timedelta(days=REPEATED_DAYS)
    senders: dict[tuple[str, int | None], set[int]] = {}
    for spot in spots:
        if spot.received_on >= since and spot.village:
            senders.setdefault((spot.topic, spot.village), set()).add(spot.sender)
    found = [(place, len(who)) for place, who in senders.items() if len(who) >= SENDERS]
    return sorted(found, key=lambda each: (-each[1], str(each[0])))


def linked(pairs: Iterable[tuple[int, int]], senders: Mapping[int, int]) -> list[list[int]]:
    """Groups of matters that people said are the same, of at least five senders; the largest first.

    `pairs`: (later, earlier); `senders`: matter → who sent it, of those that may be seen.
    """
    groups: dict[int, set[int]] = {}
    for later, earlier in pairs:
        if later in senders and earlier in senders:
            joined = groups.get(later, {later}) | groups.get(earlier, {earlier})
            for each in joined:
                groups[each] = joined
    unique = {id(group): sorted(group) for group in groups.values()}.values()
    return sorted((group for group in unique if len({senders[pk] for pk in group}) >= SENDERS), key=len, reverse=True)


def late_together[T: Hashable](values: Iterable[T]) -> list[tuple[T, int]]:
    """Where at least three matters of one kind or place are past their day; the most first."""
    found = [(what, count) for what, count in tally(values).items() if count >= TOGETHER_LATE]
    return sorted(found, key=lambda each: (-each[1], str(each[0])))
