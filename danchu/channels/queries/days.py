"""On which days word was read out and told: for lists that name the days."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from danchu.channels.models import Airing, Relay


@dataclass(frozen=True)
class Days:
    """The days of confirmed broadcasts (readings at meetings among them) and of tellings by village heads."""

    aired: frozenset[datetime.date] = frozenset()
    told: frozenset[datetime.date] = frozenset()


def days_told(commune, subjects: Iterable[str]) -> dict[str, Days]:
    """Subject → the days on which it was read out and told; subjects without any are left out (2 queries)."""
    aired: dict[str, set[datetime.date]] = {}
    told: dict[str, set[datetime.date]] = {}
    mine = {"announcement__commune": commune, "announcement__subject__in": list(subjects)}
    for subject, on in Airing.objects.filter(aired_at__isnull=False, **mine).values_list("announcement__subject", "on"):
        aired.setdefault(subject, set()).add(on)
    for subject, on in Relay.objects.filter(told_on__isnull=False, **mine).values_list(
        "announcement__subject", "told_on"
    ):
        told.setdefault(subject, set()).add(on)
    return {
        subject: Days(frozenset(aired.get(subject, ())), frozenset(told.get(subject, ())))
        for subject in {*aired, *told}
    }
