"""What may be counted in public of what people bring, so that no number from 1 to 4 can be reckoned. Pure.

The whole rule: every number is published once, for a stretch of whole quarters that has ended and lapses into no
other, and never changes; one dimension at a time, never crossed with another; within it small parts are told together
or not at all (`parted`). Kinds, outcomes and what people said go by quarter; topics and villages by half-year, never
by both: the difference of two tables that hold each other would be a number again.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from danchu.intake.rules import FEWEST
from danchu.petitions.states import CaseState, Rating

SETTLES_DAYS = 30  # after its end a period's numbers are fixed: what came on its last day has had time to be answered
ONE_MORE = FEWEST - 1  # the largest number that is never told


class Span(StrEnum):
    """How long the stretches are by which a dimension is counted."""

    QUARTER = "quarter"
    HALF = "half"


class Outcome(StrEnum):
    """How a matter stood on the day its numbers were fixed: each is one of these."""

    ON_TIME = "on_time"  # answered by its day
    EXTENDED = "extended"  # answered by its day, which had been extended
    LATE = "late"  # answered after it
    AWAY = "away"  # sent to who is competent, or shown the right place
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    WAITING = "waiting"  # not answered, its day not over
    OVERDUE_10 = "overdue_10"  # not answered, up to ten days after its day
    OVERDUE_30 = "overdue_30"
    OVERDUE_MORE = "overdue_more"


class Fixed(StrEnum):
    """What the person said of the matter itself."""

    FIXED = "fixed"
    NOT_FIXED = "not_fixed"
    SILENT = "silent"  # said nothing, or was not answered yet


ANSWERED = (Outcome.ON_TIME, Outcome.EXTENDED, Outcome.LATE)
NO_WORD = "none"  # nobody has rated it


@dataclass(frozen=True)
class Counted:
    """A matter as it is counted: nothing of its words, nobody's name."""

    pk: int
    kind: str
    topic: str
    village: str  # key of the village it lies in; "" where none was said
    state: CaseState
    received_on: datetime.date
    due_on: datetime.date | None
    answered_on: datetime.date | None
    extensions: int
    rating: str
    fixed: Fixed


def parted(parts: Mapping[str, int]) -> dict[str, int | None]:
    """The parts of a whole as they may stand beside it: None where one is told only together with the others hidden.

    Hidden is every part from 1 to 4, and the smallest others with them (of one size all or none), until those hidden
    are at least two, make at least five together, and are not all of one size that their sum would give away (all
    ones, all fours). Where that takes every part there is, nothing is told of any, not even that one is nothing. Who
    knows this rule and the whole still cannot say of a hidden small part what it is: the tests try every division.
    """
    hidden = {name for name, count in parts.items() if 0 < count < FEWEST}
    if not hidden:
        return dict(parts)
    for size in sorted({count for count in parts.values() if count >= FEWEST}):
        if _covers([parts[each] for each in hidden]):
            break
        hidden |= {name for name, count in parts.items() if count == size}
    if len(hidden) == sum(1 for count in parts.values() if count):
        return dict.fromkeys(parts)
    return {name: None if name in hidden else count for name, count in parts.items()}


def _covers(hidden: list[int]) -> bool:
    """Whether the sum of what is hidden, and how many they are, tell nothing of one of them."""
    whole, number = sum(hidden), len(hidden)
    return number > 1 and whole >= FEWEST and whole not in (number, number * ONE_MORE)


# -- periods ----------------------------------------------------------------------------------------------------------
def quarter_start(on: datetime.date) -> datetime.date:
    """The first day of the quarter a day lies in."""
    return datetime.date(on.year, (on.month - 1) // 3 * 3 + 1, 1)


def quarter_end(start: datetime.date) -> datetime.date:
    """The last day of the quarter that begins on `start`."""
    month = start.month + 3
    return datetime.date(start.year + (month > 12), month - 12 if month > 12 else month, 1) - datetime.timedelta(days=1)


def quarters_to_fix(begins_on: datetime.date, fixed_to: datetime.date | None, today: datetime.date):
    """(first day, last day) of each quarter whose numbers can be fixed now: ended and settled, not fixed yet."""
    start = fixed_to + datetime.timedelta(days=1) if fixed_to else quarter_start(begins_on)
    found = []
    while quarter_end(start) + datetime.timedelta(days=SETTLES_DAYS) < today:
        found.append((start, quarter_end(start)))
        start = quarter_end(start) + datetime.timedelta(days=1)
    return found


def tellable(received: int) -> bool:
    """Whether a stretch stands by itself: nothing came, or five and more; else it is counted with the next quarter."""
    return received == 0 or received >= FEWEST


def half_ends(last: datetime.date) -> bool:
    """Whether a half-year ends with this day."""
    return (last.month, last.day) in ((6, 30), (12, 31))


# -- what is counted --------------------------------------------------------------------------------------------------
def outcome(one: Counted, on: datetime.date) -> Outcome:
    """How a matter stands on a day."""
    if one.state == CaseState.WITHDRAWN:
        return Outcome.WITHDRAWN
    if one.state == CaseState.REFUSED:
        return Outcome.REFUSED
    if one.state in (CaseState.TRANSFERRED, CaseState.GUIDED):
        return Outcome.AWAY
    if one.state in (CaseState.ANSWERED, CaseState.CLOSED) and one.answered_on:
        if one.due_on and one.answered_on > one.due_on:
            return Outcome.LATE
        return Outcome.EXTENDED if one.extensions else Outcome.ON_TIME
    days = (on - one.due_on).days if one.due_on else 0
    if days <= 0:
        return Outcome.WAITING
    if days <= 10:
        return Outcome.OVERDUE_10
    return Outcome.OVERDUE_30 if days <= 30 else Outcome.OVERDUE_MORE


def by_quarter(cases: Iterable[Counted], kinds: Iterable[str], on: datetime.date) -> dict:
    """The numbers of a quarter (or of several told together), fixed on a day: `received`, and each dimension's parts.

    `median_days` only where the answered ones that are told are five and more, for it would tell so itself.
    """
    found = list(cases)
    outcomes = parted(_tally((outcome(one, on) for one in found), Outcome))
    told = sum(outcomes[each] or 0 for each in ANSWERED)
    days = [(one.answered_on - one.received_on).days for one in found if one.answered_on]
    return {
        "received": len(found),
        "kind": parted(_tally((one.kind for one in found), kinds)),
        "outcome": outcomes,
        "rating": parted(_tally((one.rating or NO_WORD for one in found), (*Rating, NO_WORD))),
        "fixed": parted(_tally((one.fixed for one in found), Fixed)),
        "median_days": median(days) if told >= FEWEST else None,
    }


def by_half(cases: Iterable[Counted], topics: Iterable[str], villages: Iterable[str]) -> dict:
    """The numbers of a half-year: `received`, by topic, by village ("" those of no village)."""
    found = list(cases)
    return {
        "received": len(found),
        "topic": parted(_tally((one.topic for one in found), topics)),
        "village": parted(_tally((one.village for one in found), (*villages, ""))),
    }


def _tally(values: Iterable[str], names: Iterable[str]) -> dict[str, int]:
    found = {str(name): 0 for name in names}
    for value in values:
        found[str(value)] = found.get(str(value), 0) + 1
    return found
