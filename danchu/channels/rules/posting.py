"""What a board's proofs say: since when a notice hangs without a break, whether that was long enough, what to do now.

Law 10/2022, Art. 13.2. Which day counts stands in docs/decisions/0063: put up on T, a notice must hang all of T+30 and
may come down on T+31. Taken down on T+30, be it in the evening, it hung 29 full days.
"""

import datetime
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from danchu.channels.rules import ONE_DAY, full_days, keep_until
from danchu.channels.states import OrderState, ProofOf


@dataclass(frozen=True, order=True)
class Seen:
    """What one proof that was not struck out shows, and on which day."""

    on: datetime.date
    of: ProofOf


@dataclass(frozen=True)
class Stretch:
    """Days without a break: up on the first, and down on the last (None: it still hangs)."""

    up_on: datetime.date
    down_on: datetime.date | None
    seen_on: datetime.date  # the last day a proof shows it


@dataclass(frozen=True)
class Run:
    """How an order stands by its proofs. `keep_until` lies before `up_on` when an earlier stretch was long enough."""

    state: OrderState
    up_on: datetime.date | None = None
    keep_until: datetime.date | None = None
    down_on: datetime.date | None = None
    seen_on: datetime.date | None = None
    gaps: tuple[tuple[datetime.date, datetime.date], ...] = ()  # down on, up again on


def run_of(proofs: Iterable[Seen], hangs_days: int | None) -> Run:
    """What the proofs of an order say, in whatever order they were entered; `hangs_days` None: as long as it holds.

    The days have to be consecutive: taken down and put up again on a later day, the count begins anew. Taken down and
    put up on one day (a torn sheet replaced), it goes on. A proof that it still hangs says that it hung, also when the
    one of putting up is missing: then since that day. That something came down which nobody saw up says nothing. What
    was long enough once stays so.
    """
    stretches = _stretches(proofs)
    if not stretches:
        return Run(OrderState.ORDERED)
    gaps = tuple((before.down_on, after.up_on) for before, after in itertools.pairwise(stretches))
    last = stretches[-1]
    enough = next((one for one in stretches[:-1] if _long_enough(one, hangs_days)), None)
    if enough is None or (last.down_on and _long_enough(last, hangs_days)):
        shown, until = last, keep_until(last.up_on, hangs_days)
    elif last.down_on:
        shown, until = enough, keep_until(enough.up_on, hangs_days)
    else:
        shown, until = last, keep_until(enough.up_on, hangs_days)
    state = OrderState.DOWN if shown.down_on else OrderState.UP
    return Run(state, shown.up_on, until, shown.down_on, shown.seen_on, gaps)


def _stretches(proofs: Iterable[Seen]) -> list[Stretch]:
    days: dict[datetime.date, set[ProofOf]] = {}
    for proof in proofs:
        days.setdefault(proof.on, set()).add(proof.of)
    found: list[Stretch] = []
    for day in sorted(days):
        there = bool(days[day] & {ProofOf.UP, ProofOf.STILL_UP})
        gone = ProofOf.DOWN in days[day]
        hanging = found[-1] if found and found[-1].down_on is None else None
        if hanging:
            replaced = ProofOf.UP in days[day]  # came down and went up on one day
            found[-1] = Stretch(hanging.up_on, day if gone and not replaced else None, day)
        elif there:
            found.append(Stretch(day, day if gone else None, day))
    return found


def _long_enough(stretch: Stretch, hangs_days: int | None) -> bool:
    until = keep_until(stretch.up_on, hangs_days)
    return bool(until and stretch.down_on and stretch.down_on > until)


def days_hung(up_on: datetime.date, down_on: datetime.date | None, today: datetime.date) -> int:
    """Full days so far: the day it came down is none, nor is today before it is over."""
    return full_days(up_on, (down_on or today) - ONE_DAY)


def is_short(keep_until: datetime.date | None, down_on: datetime.date | None) -> bool:
    """Whether it came down before its time; of what hangs for as long as it holds (no `keep_until`), at any time."""
    return bool(down_on and (keep_until is None or down_on <= keep_until))


def missing_days(
    up_on: datetime.date | None, keep_until: datetime.date | None, down_on: datetime.date | None
) -> int:  # fmt: skip
    """How many full days a notice that came down early lacks; 0 when none, or when it had no last day."""
    if not (up_on and keep_until and down_on and down_on <= keep_until):
        return 0
    return (keep_until - max(down_on, up_on + ONE_DAY)).days + 1


class Standing(StrEnum):
    """What an order asks of whoever looks after the board, on a day."""

    PUT_UP = "put_up"  # to be put up, in time
    LATE = "late"  # to be put up, its last day is over
    AGAIN = "again"  # came down too early: to be put up again
    TAKE_DOWN = "take_down"  # withdrawn or replaced: down at once
    MAY_COME_DOWN = "may_come_down"  # hung long enough
    HANGING = "hanging"
    DONE = "done"
    CANCELLED = "cancelled"


TO_PUT_UP = (Standing.LATE, Standing.AGAIN, Standing.PUT_UP)
TO_TAKE_DOWN = (Standing.TAKE_DOWN, Standing.MAY_COME_DOWN)


def standing(
    *, state: OrderState, current: bool, put_up_by: datetime.date, keep_until: datetime.date | None,
    down_on: datetime.date | None, today: datetime.date,
) -> Standing:  # fmt: skip
    """Where an order stands on a day; `current`: what it announces still holds. As `PostingOrder.objects.standing`."""
    if state == OrderState.CANCELLED:
        return Standing.CANCELLED
    if state == OrderState.ORDERED:
        return (Standing.LATE if put_up_by < today else Standing.PUT_UP) if current else Standing.CANCELLED
    if state == OrderState.UP:
        if not current:
            return Standing.TAKE_DOWN
        return Standing.MAY_COME_DOWN if keep_until and keep_until < today else Standing.HANGING
    return Standing.AGAIN if current and is_short(keep_until, down_on) else Standing.DONE


def safe_until(
    *, up_on: datetime.date | None, put_up_by: datetime.date, hangs_days: int | None, today: datetime.date
) -> datetime.date | None:
    """The day to print as "hangs to the end of": as it went up; before that as if it went up on the last day in time.

    Whoever puts it up earlier and follows the print leaves it longer than the law asks, never shorter.
    """
    return keep_until(up_on or max(put_up_by, today), hangs_days)
