"""What follows a vote, without a database: when the clocks start, what is late, what a work's lines come to."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from danchu.rulebook.voting import Reason

# The commune's own promise, not the law's: whoever carries a decision out says at least each quarter how it goes.
QUIET_DAYS = 92
# What is carried out step by step (Art. 15): works and contributions, common money and property, own affairs.
CARRIED_OUT = ("15.1", "15.2", "15.6")
BY_BALLOT = ("ballot", "online")


def sending_starts(*, form: str, decided_on: datetime.date, closes_on: datetime.date | None) -> datetime.date:
    """The day after which the days for sending are counted (Law 10/2022, Art. 20.3).

    A meeting's: the day it voted. Ballots' and an online vote's: the day on which the time for them ended.
    """
    return closes_on if form in BY_BALLOT and closes_on else decided_on


def is_late(due_on: datetime.date | None, done_on: datetime.date | None, today: datetime.date) -> bool:
    """Whether what was due by `due_on` was done after it, or is not done although it is past. No day, never late."""
    return due_on is not None and (done_on or today) > due_on


def ballots_may_follow(reason: str) -> bool:
    """Whether ballots may go out after a meeting that passed nothing: so few came that nothing could (Art. 19.1.b)."""
    return reason in (Reason.MEETING_TOO_SMALL, Reason.NO_QUORUM)


def is_quiet(effect_on: datetime.date, last_on: datetime.date | None, per_cent: int, today: datetime.date) -> bool:
    """Whether nothing was said of a decision being carried out for longer than the commune promised."""
    return per_cent < 100 and (today - max(effect_on, last_on or effect_on)).days > QUIET_DAYS


@dataclass(frozen=True)
class Works:
    """What a decision's carrying out comes to; sums of lines that were not struck out.

    `money` and `spent` are đồng, `labour` days, `land` m², `material` (name, measure, amount); `per_cent` None when
    nobody has said how far it is; `per_cent_on` the day of that word; `unproved` lines without a paper.
    """

    money: Decimal = Decimal(0)
    spent: Decimal = Decimal(0)
    labour: Decimal = Decimal(0)
    land: Decimal = Decimal(0)
    material: tuple[tuple[str, str, Decimal], ...] = field(default=())
    per_cent: int | None = None
    per_cent_on: datetime.date | None = None
    unproved: int = 0

    @property
    def left(self) -> Decimal:
        """Collected less spent; below nothing when more was spent than the people gave."""
        return self.money - self.spent


def works(
    *, contributions: Iterable[tuple[str, Decimal, str, str, bool]], spendings: Iterable[tuple[Decimal, bool]],
    progress: Iterable[tuple[datetime.date, int]],
) -> Works:  # fmt: skip
    """Adds up lines that stand.

    `contributions`: (kind, amount, measure, what, with a paper); `spendings`: (amount, with a paper); `progress`:
    (day, per cent), of which the latest day counts, of one day the last given.
    """
    sums = dict.fromkeys(("money", "labour", "land"), Decimal(0))
    material: list[tuple[str, str, Decimal]] = []
    unproved = 0
    for kind, amount, measure, what, proved in contributions:
        unproved += not proved
        if kind in sums:
            sums[kind] += amount
        else:
            material.append((what, measure, amount))
    spent = Decimal(0)
    for amount, proved in spendings:
        unproved += not proved
        spent += amount
    on, per_cent = max(enumerate(progress), key=lambda one: (one[1][0], one[0]), default=(0, (None, None)))[1]
    return Works(
        **sums, spent=spent, material=tuple(material), per_cent=per_cent, per_cent_on=on, unproved=unproved
    )  # fmt: skip
