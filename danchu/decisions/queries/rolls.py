"""Who would be on a roll, what is wrong with it, and how a vote stands."""

import datetime
from collections import Counter
from dataclasses import dataclass

from danchu.core.text import fold
from danchu.decisions.models import Attendance, Handing, Meeting, Result, Roll, RollEntry, Vote
from danchu.decisions.states import MeetingState, VoteState
from danchu.organisation.models import Household, Succession
from danchu.organisation.states import Sex


def on_roll(vote: Vote, on: datetime.date):
    """The households that a roll frozen on a day would have, in its order.

    Where the village was renamed meanwhile they stand in the village of the new name. One that was merged with others
    has none: its question was put to other people.
    """
    village = vote.village
    keys = [village.pk]
    if village.valid_to and village.valid_to < on:
        heirs = list(village.followed_by.filter(on__lte=on).values_list("successor_id", flat=True))
        if len(heirs) == 1 and Succession.objects.filter(successor=heirs[0]).count() == 1:
            keys += heirs
    return Household.objects.filter(village__in=keys).on(on).order_by("code", "pk")


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


@dataclass(frozen=True)
class Stands:
    """How far a vote is: what its page shows, and what is next."""

    vote: Vote
    households: int  # on the frozen roll, else in the village today
    meetings: tuple[Meeting, ...]
    handed: int  # ballots that went out
    counted: int  # counts typed, or ballots read
    begun: bool  # somebody came or has a ballot: the roll stands
    result: Result | None

    @property
    def by_ballot(self) -> bool:
        """Whether ballots go to each household."""
        return self.vote.form == "ballot"

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that counts: one that was not called off, the latest first."""
        return next((one for one in self.meetings if one.state != MeetingState.CALLED_OFF), None)

    @property
    def step(self) -> int:
        """Where one is on the way roll, meeting or ballots, count, result: counted from 1; 5 once all is done."""
        if self.result:
            return 5
        if self.vote.state == VoteState.PLANNED:
            return 1
        held = self.meeting is not None and self.meeting.state == MeetingState.HELD
        return 3 if self.vote.state == VoteState.COUNTING or (held and not self.by_ballot) else 2


def stands(vote: Vote, on: datetime.date) -> Stands:
    """How far a vote is on a day (6 queries)."""
    roll = Roll.objects.filter(vote=vote).first()
    return Stands(
        vote=vote, households=roll.households if roll else on_roll(vote, on).count(),
        meetings=tuple(vote.meetings.order_by("-begins_at")), handed=Handing.objects.filter(vote=vote).count(),
        counted=vote.counts.count(), begun=bool(roll) and has_begun(vote),
        result=Result.objects.filter(vote=vote).first(),
    )  # fmt: skip
