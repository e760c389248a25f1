"""Reads of the log of mediation: what a mediator may see, who mediates where, what is counted."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Q

from danchu.core.text import fold
from danchu.duties.messages import Clock, reckon
from danchu.organisation.models import Person, Post, Unit
from danchu.organisation.queries import predecessors
from danchu.organisation.states import Role, UnitKind
from danchu.petitions.models import Mediation, MediationSheet
from danchu.petitions.rules import mediation as rules
from danchu.petitions.states import MEDIATION_OPEN, MediationState


@dataclass(frozen=True)
class Wanted:
    """Which matters of the log are asked for."""

    words: str = ""
    state: str = ""  # "open", "over", or one of MediationState
    quarrel: str = ""
    first: datetime.date | None = None
    last: datetime.date | None = None


# -- who mediates -----------------------------------------------------------------------------------------------------
def villages_of(access) -> list[Unit]:
    """The villages in which the person mediates today (no query)."""
    return [post.unit for post in access.posts if post.role == Role.MEDIATOR and post.unit.kind == UnitKind.VILLAGE]


def mediators_of(village: Unit, on: datetime.date) -> list[Person]:
    """Who mediates in a village on a day, also in the place of villages it took over (2 queries)."""
    here = [new for new, old in predecessors(village.commune).items() if village.pk in old]
    posts = Post.objects.on(on).filter(unit__in=[village.pk, *here], role=Role.MEDIATOR)
    return list({post.person_id: post.person for post in posts.select_related("person").order_by("pk")}.values())


def readers_of(one: Mediation, on: datetime.date) -> list[Person]:
    """Its mediators of a day, without those it is withheld from."""
    away = set(one.withheld_from.values_list("pk", flat=True))
    return [person for person in mediators_of(one.village, on) if person.pk not in away]


# -- the log ----------------------------------------------------------------------------------------------------------
def log_of(access, wanted: Wanted):
    """The matters a person may see, newest first, as far as they are asked for."""
    rows = Mediation.objects.visible_to(access).select_related("commune", "village").prefetch_related("mediators")
    if wanted.state:
        states = {"open": Q(state__in=MEDIATION_OPEN), "over": ~Q(state__in=MEDIATION_OPEN)}
        rows = rows.filter(states.get(wanted.state, Q(state=wanted.state)))
    if wanted.quarrel:
        rows = rows.filter(quarrel=wanted.quarrel)
    if wanted.first:
        rows = rows.filter(received_on__gte=wanted.first)
    if wanted.last:
        rows = rows.filter(received_on__lte=wanted.last)
    for word in fold(wanted.words).split():
        rows = rows.filter(folded__contains=word)
    return rows


def erased_from(one: Mediation) -> Clock:
    """From when its names and words are kept no longer."""
    return reckon(one.commune, rules.ERASE, one.touched_on)


# -- what is counted --------------------------------------------------------------------------------------------------
def log_is_kept(commune) -> bool:
    """Whether any village of the commune keeps its log here (1 query)."""
    return Mediation.objects.filter(commune=commune).exists()


def to_count(commune, last: datetime.date):
    """What was brought by a day, is to be mediated by law and stands in no sheet yet."""
    rows = Mediation.objects.filter(commune=commune, received_on__lte=last, sheet=None)
    return rows.exclude(state=MediationState.OUTSIDE)


def by_village(rows) -> Counter[int]:
    """How many of each village: for the rule that says what may be told, never shown (1 query)."""
    return Counter(rows.values_list("village", flat=True))


def sheets(commune):
    """The published sheets, newest first."""
    return MediationSheet.objects.filter(commune=commune)
