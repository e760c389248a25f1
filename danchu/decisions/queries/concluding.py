"""Which villages a matter asks, and which vote of each counts."""

import datetime

from django.db.models import Exists, OuterRef, QuerySet

from danchu.decisions.models import Matter, Result, Vote
from danchu.decisions.states import VoteState
from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind


def villages_of(matter: Matter, on: datetime.date) -> list[Unit]:
    """The villages a matter asks: its own, or every village of the commune that stands on a day (Art. 21.1)."""
    if matter.village is not None:
        return [matter.village]
    return list(Unit.objects.filter(commune=matter.commune, kind=UnitKind.VILLAGE).on(on).order_by("order", "name"))


def standing_results() -> QuerySet[Result]:
    """The results that count: not of a meeting whose place ballots took, unless those were called off."""
    ballots = Vote.objects.filter(after=OuterRef("vote")).exclude(state=VoteState.DROPPED)
    return Result.objects.filter(~Exists(ballots))


def standing_votes(matter: Matter) -> dict[int, Vote]:
    """Village → the vote that counts there: a ballot takes the place of the meeting it follows (1 query)."""
    rows = matter.votes.exclude(state=VoteState.DROPPED).select_related("village", "result").order_by("pk")
    return {vote.village_id: vote for vote in rows}
