"""Assents behind a citizens' initiative: until when each holds, how many are needed (Law 10/2022, Art. 16.3)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from danchu import rulebook
from danchu.core.calendar import add_months
from danchu.decisions.rules.lawful import ASSENT_TIME
from danchu.rulebook import Rule
from danchu.rulebook.voting import needed, table


@dataclass(frozen=True, slots=True)
class Support:
    """How an initiative stands on a day: `valid` of `households` have agreed, `needed` are; `lapsed` no longer count.

    `next_lapse`: the last day on which as many hold as now, with `then` how many lapse after it.
    """

    on: datetime.date
    households: int
    needed: int
    valid: int
    lapsed: int
    next_lapse: datetime.date | None
    then: int
    rule: Rule

    @property
    def enough(self) -> bool:
        """Whether the share is reached; a village without households reaches none."""
        return self.households > 0 and self.valid >= self.needed

    @property
    def missing(self) -> int:
        return max(self.needed - self.valid, 0)


def assent_rule(on: datetime.date) -> Rule:
    """The rule that says how long an assent holds, as in force on a day. Raises UnknownRule before the law began."""
    return rulebook.find(ASSENT_TIME, on)


def last_day(given: datetime.date, rule: Rule) -> datetime.date:
    """The last day on which an assent given on `given` counts, that day included.

    Three months from the day it was given (Civil Code Art. 147, 148: that day is not counted, the period ends with the
    same day of the month). It is the life of an assent, not a term for doing something, so a day off does not
    lengthen it.
    """
    assert isinstance(rule.value, int)
    return add_months(given, rule.value)


def holds(given: datetime.date, on: datetime.date, rule: Rule) -> bool:
    """Whether an assent given one day counts on another."""
    return given <= on <= last_day(given, rule)


def support(days: Iterable[datetime.date], *, households: int, on: datetime.date) -> Support:
    """How an initiative stands on a day, from the days on which households assented (struck-out ones left out)."""
    rule, days = assent_rule(on), list(days)
    ends = sorted(last_day(day, rule) for day in days if holds(day, on, rule))
    share = table().rule(table().initiative["share"], on)
    assert share is not None
    return Support(
        on=on, households=households, needed=needed(share, households), valid=len(ends),
        lapsed=sum(last_day(day, rule) < on for day in days), next_lapse=ends[0] if ends else None,
        then=ends.count(ends[0]) if ends else 0, rule=rule,
    )  # fmt: skip
