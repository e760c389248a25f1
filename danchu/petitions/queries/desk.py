"""Who sits at the desk: reads first and sorts; by role or grant, or in the stead of one who is away."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from danchu.organisation.models import Person, Post
from danchu.organisation.policies import administrators
from danchu.organisation.queries import standing_in_for, with_stand_ins
from danchu.organisation.states import ASKED_NOT_ORDERED, Permission
from danchu.petitions.models import Case
from danchu.petitions.queries.cases import holding, who_signs
from danchu.petitions.states import CaseState


@dataclass(frozen=True)
class Seat:
    """One at the desk: by themselves (perhaps away that day), or `instead` of somebody who is."""

    person: Person
    instead: Person | None = None
    away: bool = False

    def fits(self, meant: Collection[int]) -> bool:
        """Whether they may see a matter about the people with these keys: neither they nor whom they stand in for."""
        return self.person.pk not in meant and (self.instead is None or self.instead.pk not in meant)


def seats(commune, on: datetime.date) -> list[Seat]:
    """The desk of a day, those who can sign in: who holds the permission, then who stands in for one (2 queries)."""
    holders = holding(commune, Permission.RECEIVE, on)
    instead = standing_in_for(holders, on)
    own = {person.pk for person in holders}
    found = [Seat(person, away=person.pk in instead) for person in holders]
    found += [Seat(instead[one.pk], one) for one in holders if one.pk in instead and instead[one.pk].pk not in own]
    return [seat for seat in found if seat.person.account and seat.person.account.is_active]


def is_empty(commune, on: datetime.date) -> bool:
    """Whether nobody sits at the desk on a day (1 query; 3 where no holder can sign in)."""
    holders = holding(commune, Permission.RECEIVE, on)
    return not any(one.account and one.account.is_active for one in holders) and not seats(commune, on)


def people_at_the_desk(commune, on: datetime.date, *, meant: Collection[int] = ()) -> list[Person]:
    """Who receives and sorts on a day; of a matter about the people with the keys `meant`, who may know (2 queries)."""
    return sitting(seats(commune, on), meant=meant)


def sitting(there: Collection[Seat], *, meant: Collection[int] = ()) -> list[Person]:
    """The people on these seats, each once, without those who may not know of a matter about `meant`."""
    return list({seat.person.pk: seat.person for seat in there if seat.fits(meant)}.values())


def may_receive(commune, on: datetime.date) -> list[Person]:
    """Who can be named as having received somebody: who signs, and who sits at the desk, with or without an account, in
    another's stead too (3 queries).
    """
    people = (*who_signs(commune, on), *with_stand_ins(holding(commune, Permission.RECEIVE, on), on))
    return list({person.pk: person for person in people}.values())


def may_keep(commune, on: datetime.date, *, meant: Collection[int] = ()) -> list[Person]:
    """To whom a sealed matter may be given: the desk of today, and of tomorrow, since it is given before one leaves
    (4 queries).
    """
    days = (on, on + datetime.timedelta(days=1))
    return list({one.pk: one for day in days for one in people_at_the_desk(commune, day, meant=meant)}.values())


def kept_by(person: Person):
    """The sealed matters a person keeps."""
    return Case.objects.filter(commune=person.commune_id, sealed=True, sorted_by=person)


def who_administers(commune, on: datetime.date) -> list[Person]:
    """Who can give the permission (1 query)."""
    return list({post.person_id: post.person for post in administrators(commune, on).select_related("person")}.values())


def who_seats(commune, on: datetime.date) -> list[Person]:
    """Who is told when nobody sits at the desk: who administers the commune and can give the permission, and who signs
    (2 queries).
    """
    people = (*who_administers(commune, on), *who_signs(commune, on))
    return list({person.pk: person for person in people}.values())


def waits_unsorted(commune, *, without: Person) -> bool:
    """Whether anything nobody has sorted waits, apart from what is about `without`, who shall learn nothing of it."""
    rows = Case.objects.filter(commune=commune, state=CaseState.RECEIVED, sealed=False)
    return rows.exclude(abouts__person=without).exists()


def may_be_seated(commune, on: datetime.date):
    """The posts of those who may be given the desk: who can sign in, of the commune's own offices, neither there
    already nor signing for the commune (what is not sorted may be about who leads).
    """
    there = [*holding(commune, Permission.RECEIVE, on), *who_signs(commune, on)]
    rows = Post.objects.on(on).filter(unit__commune=commune, person__account__is_active=True)
    rows = rows.exclude(person__in=[person.pk for person in there]).exclude(unit__kind__in=ASKED_NOT_ORDERED)
    return rows.select_related("person", "unit").order_by("unit__order", "pk")
