"""Who would be on a roll, what is wrong with it, and how a vote stands."""

import datetime
from collections import Counter
from dataclasses import dataclass

from danchu.core.text import fold
from danchu.decisions.models import Attendance, Handing, RollEntry, Vote
from danchu.organisation.models import Household
from danchu.organisation.states import Sex


def on_roll(vote: Vote, on: datetime.date):
    """The households that a roll frozen on a day would have, in its order."""
    return Household.objects.filter(village=vote.village_id).on(on).order_by("code", "pk")


def has_begun(vote: Vote) -> bool:
    """Whether a household of the frozen roll came to a meeting on it, or was handed a ballot (2 queries at most)."""
    entries = RollEntry.objects.filter(roll__vote=vote)
    came = Attendance.objects.filter(meeting__votes=vote, household__in=entries.values("household"))
    return Handing.objects.filter(vote=vote).exists() or came.exists()


@dataclass(frozen=True)
class Preview:
    """What a roll frozen now would hold, and what a careful person looks at before: in numbers, and by code."""

    households: int = 0
    named: int = 0  # representative named by the household itself
    women: int = 0
    men: int = 0
    unnamed: tuple[str, ...] = ()  # codes without any representative
    same_names: tuple[str, ...] = ()  # representatives who stand for more than one household
    without_substitute: int = 0
    without_cluster: tuple[str, ...] = ()  # codes, where the village meets in clusters
    clusters: tuple[tuple[str, int], ...] = ()


def preview(vote: Vote, on: datetime.date) -> Preview:
    """The roll as it would be frozen on a day (1 query)."""
    rows = on_roll(vote, on).values_list(
        "code", "representative", "representative_sex", "substitute", "cluster", "named_by_household"
    )
    rows = list(rows)
    names = Counter(fold(name) for _code, name, *_rest in rows if name)
    same = sorted({name for _code, name, *_rest in rows if name and names[fold(name)] > 1})
    clusters = Counter(cluster for *_row, cluster, _named in rows)
    return Preview(
        households=len(rows), named=sum(named for *_row, named in rows),
        women=sum(sex == Sex.FEMALE for _c, _n, sex, *_rest in rows),
        men=sum(sex == Sex.MALE for _c, _n, sex, *_rest in rows),
        unnamed=tuple(code for code, name, *_rest in rows if not name), same_names=tuple(same),
        without_substitute=sum(not substitute for _c, _n, _s, substitute, *_rest in rows),
        without_cluster=tuple(code for code, *_row, cluster, _named in rows if not cluster)
        if vote.form == "cluster" else (),
        clusters=tuple(sorted((name, count) for name, count in clusters.items() if name)),
    )  # fmt: skip
