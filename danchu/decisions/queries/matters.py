"""Reads on matters: what the law says to their form, how an initiative stands, which votes are open."""

import datetime

from django.db.models import Prefetch, Q

from danchu.core.text import fold
from danchu.decisions.models import Matter, Meeting, Vote
from danchu.decisions.queries.rolls import has_begun
from danchu.decisions.rules.initiative import Support, support
from danchu.decisions.rules.lawful import Choice, Known, choices, second_vote
from danchu.decisions.states import MATTER_NEXT, MatterState, MeetingState, VoteState
from danchu.organisation.models import Household, Unit
from danchu.organisation.states import UnitKind
from danchu.rulebook import voting

_RELATED = ("commune", "village", "made_by")
# what a list may be asked for: the word in the address → the states
GROUPS = {
    "chuan-bi": (MatterState.PROPOSED, MatterState.READY),
    "dang-ban": (MatterState.VOTING,),
    "da-quyet": (MatterState.DECIDED, MatterState.SENT, MatterState.IN_FORCE),
    "khong": (MatterState.NOT_PASSED, MatterState.REFUSED, MatterState.DROPPED),
}


def matters_of(commune, *, words: str = "", village: int | None = None, clause: str = "", group: str = ""):
    """The matters of a commune, newest first, each with its votes; `village` finds those of the whole commune too."""
    rows = Matter.objects.filter(commune=commune).select_related(*_RELATED)
    for word in fold(words).split():
        rows = rows.filter(folded__contains=word)
    if village:
        rows = rows.filter(Q(village=village) | Q(village=None))
    if clause:
        rows = rows.filter(clause=clause)
    if group in GROUPS:
        rows = rows.filter(state__in=GROUPS[group])
    return rows.prefetch_related(Prefetch("votes", queryset=Vote.objects.select_related("village")))


def matter_of(commune, pk: int) -> Matter:
    """One matter of a commune. Raises Matter.DoesNotExist for any other's."""
    return Matter.objects.select_related(*_RELATED).get(commune=commune, pk=pk)


def villages_of(commune, on: datetime.date) -> list[Unit]:
    """The villages that exist on a day, in the commune's order."""
    return list(Unit.objects.filter(commune=commune, kind=UnitKind.VILLAGE).on(on).order_by("order", "name"))


def households_on(village: Unit, on: datetime.date):
    """The households of a village on a day."""
    return Household.objects.filter(village=village).on(on)


def given_days(matter: Matter) -> list[datetime.date]:
    """The days on which households assented; what was struck out does not count."""
    return list(matter.assents.filter(struck_at=None).values_list("on", flat=True))


def support_of(matter: Matter, on: datetime.date) -> Support:
    """How a citizens' initiative stands on a day: of the households that the village has that day (Art. 16.3)."""
    return support(given_days(matter), households=households_on(matter.village, on).count(), on=on)


def known_of(matter: Matter, on: datetime.date) -> Known:
    """What is known of the village of a matter before its vote; of the whole commune nothing is needed."""
    if matter.village is None:
        return Known()
    return Known(households=households_on(matter.village, on).count() or None, scattered=matter.scattered)


def choices_of(matter: Matter, on: datetime.date) -> tuple[Choice, ...]:
    """What the law of the day says to every form of this matter."""
    scope = voting.Scope(matter.scope)
    return choices(voting.Matter(matter.clause), scope, on=on, known=known_of(matter, on))


def choice_of(matter: Matter, form: str, on: datetime.date) -> Choice:
    """What the law of the day says to one form of this matter."""
    return next(one for one in choices_of(matter, on) if one.form == form)


def may_drop(matter: Matter) -> bool:
    """Whether a matter may still be dropped: nobody came to a vote on it, no ballot went out, nothing was counted."""
    if matter.state != MatterState.VOTING:
        return MatterState.DROPPED in MATTER_NEXT[MatterState(matter.state)]
    votes = list(matter.votes.exclude(state=VoteState.DROPPED))
    return all(vote.state in (VoteState.PLANNED, VoteState.OPEN) and not has_begun(vote) for vote in votes)


def called_meetings(matter: Matter) -> list[Meeting]:
    """The meetings on a matter that people were called to and that are still to be held (1 query)."""
    rows = Meeting.objects.filter(votes__matter=matter, state=MeetingState.CALLED).select_related("village")
    return list(rows.distinct().order_by("begins_at"))


def last_meeting(matter: Matter, village: Unit) -> Vote | None:
    """The vote of a village at a meeting (or its clusters') that has its result, the latest."""
    rows = matter.votes.filter(village=village, form__in=("meeting", "cluster"), state=VoteState.RESULT)
    return rows.select_related("result", "roll").order_by("-pk").first()


def ballots_may_follow(vote: Vote) -> bool:
    """Whether ballots may go out after this meeting's vote: so few came that nothing could pass (Art. 19.1.b)."""
    result = getattr(vote, "result", None)
    if result is None or vote.form not in ("meeting", "cluster"):
        return False
    found = second_vote(
        voting.Matter(vote.matter.clause), households=result.households, attended=result.attending, on=result.decided_on
    )
    return found.is_open
