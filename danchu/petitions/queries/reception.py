"""Reads of the reception of citizens: the chair's weeks and months, days, bookings, the register."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q

from danchu import rulebook
from danchu.core.text import fold
from danchu.disclosure.rules.lists import quarter_days, quarter_of
from danchu.duties import messages
from danchu.duties.messages import Clock
from danchu.duties.queries import calendar_of
from danchu.intake.rules import shown
from danchu.organisation.models import Commune, Person, Post
from danchu.organisation.states import Role, UnitKind
from danchu.petitions.models import Booking, ReceptionDay, Schedule, Visit
from danchu.petitions.rules import reception as rules
from danchu.petitions.rules.reception import Stretch
from danchu.petitions.states import BookingState, DayState, Kind, Standing, VisitState

_LASTING = (DayState.PLANNED, DayState.HELD, DayState.MISSED)


def chair_of(commune: Commune, on: datetime.date) -> Post | None:
    """The chair on a day (1 query)."""
    posts = Post.objects.on(on).filter(unit__commune=commune, unit__kind=UnitKind.COMMITTEE, role=Role.CHAIR)
    return posts.select_related("person").order_by("-starts_on").first()


def officials(commune: Commune, on: datetime.date):
    """Everybody a visit may be about: whoever holds a post of the commune on a day."""
    return Person.objects.filter(pk__in=Post.objects.on(on).filter(unit__commune=commune).values("person"))


# -- days that explain themselves --------------------------------------------------------------------------------------
def rule_of(rule_id: str, on: datetime.date) -> rulebook.Rule | None:
    """The rule as it holds on a day; None before it was law."""
    try:
        return rulebook.find(rule_id, on=on)
    except rulebook.UnknownRule:
        return None


def reckon(commune: Commune, rule_id: str, start: datetime.date) -> Clock | None:
    """The last day of a rule for an event on `start`; None before the rule was law."""
    rule = rule_of(rule_id, start)
    return messages.reckon(commune, rule, start) if rule else None


# -- the chair's weeks and months --------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Kept:
    """A week or month of the chair with what was held and what lies ahead."""

    stretch: Stretch
    held: int
    ahead: int
    standing: Standing


def chairs_time(
    commune: Commune,
    first: datetime.date,
    last: datetime.date,
    today: datetime.date,
    *,
    with_draft: Schedule | None = None,
) -> list[Kept]:
    """The chair's weeks and months ending in first…last; `with_draft`: its days count as planned too (1 query)."""
    stretches = rules.stretches(first, last, calendar_of(commune))
    if not stretches:
        return []
    shown_days = Q(published_on__isnull=False) | Q(schedule=with_draft) if with_draft else Q(published_on__isnull=False)
    days = list(
        ReceptionDay.objects.filter(shown_days, commune=commune, state__in=_LASTING)
        .of_chair().filter(on__range=(stretches[0].first, stretches[-1].last))
        .values_list("on", "state", "in_person")
    )  # fmt: skip
    found = []
    for stretch in stretches:
        mine = [(state, in_person, on) for on, state, in_person in days if stretch.first <= on <= stretch.last]
        held = len({on for state, in_person, on in mine if state == DayState.HELD and in_person})
        ahead = len({on for state, _in_person, on in mine if state == DayState.PLANNED and on >= today})
        found.append(Kept(stretch, held, ahead, rules.standing(stretch, held, ahead, today)))
    return found


def has_room(commune: Commune, kept: Kept, today: datetime.date) -> bool:
    """Whether another of the chair's days could still be put into the week or month."""
    first = max(kept.stretch.first, today + datetime.timedelta(days=1))
    return calendar_of(commune).count_working_days(first, kept.stretch.last) > kept.ahead


def chairs_past(commune: Commune, today: datetime.date, *, months: int = 12) -> list[Kept]:
    """The weeks and months that are over since days are published here, newest first; at most `months` back."""
    first = (
        Schedule.objects.filter(commune=commune, published_on__isnull=False)
        .order_by("first_on").values_list("first_on", flat=True).first()
    )  # fmt: skip
    if first is None:
        return []
    since = max(first, commune.begins_on or first, today - datetime.timedelta(days=31 * months))
    found = chairs_time(commune, since, today - datetime.timedelta(days=1), today)
    return [one for one in reversed(found) if one.stretch.first >= since]


# -- schedules and days ------------------------------------------------------------------------------------------------
def schedules_of(commune: Commune):
    """A commune's schedules, the newest first."""
    return Schedule.objects.filter(commune=commune).annotate(count=Count("days"))


def days_of(commune: Commune):
    """A commune's days that have been told to everyone."""
    rows = ReceptionDay.objects.filter(commune=commune).public().select_related("moved_to", "moved_from", "commune")
    return rows.order_by("on", "begins", "pk")


def coming(commune: Commune, today: datetime.date) -> list[ReceptionDay]:
    """The public days from today on that still stand, with how many have booked (1 query)."""
    rows = days_of(commune).filter(on__gte=today, state=DayState.PLANNED)
    return list(rows.annotate(booked=Count("bookings", filter=~Q(bookings__state=BookingState.CANCELLED))))


def past(commune: Commune, today: datetime.date):
    """The public days before today and those that were moved or cancelled, newest first."""
    rows = days_of(commune).filter(Q(on__lt=today) | ~Q(state=DayState.PLANNED))
    return rows.order_by("-on", "-begins", "pk")


def unnoted(commune: Commune, today: datetime.date) -> list[ReceptionDay]:
    """Public days that are over and of which nobody has said whether they were held (1 query)."""
    return list(days_of(commune).filter(on__lt=today, state=DayState.PLANNED))


def hours_of(commune: Commune, today: datetime.date) -> Schedule | None:
    """The schedule in force on a day, or the last one before it: what it says of the usual hours (1 query)."""
    rows = Schedule.objects.filter(commune=commune, published_on__isnull=False, first_on__lte=today)
    first = rows.order_by("-first_on").first()
    return first or Schedule.objects.filter(commune=commune, published_on__isnull=False).order_by("first_on").first()


# -- bookings ----------------------------------------------------------------------------------------------------------
def free_places(day: ReceptionDay) -> list[tuple[int, datetime.time]]:
    """The places nobody holds: (number, time) (1 query)."""
    taken = set(Booking.objects.filter(day=day).standing().values_list("number", flat=True))
    times = rules.slots(day.begins, day.ends, day.minutes)
    return [(number, at) for number, at in enumerate(times, 1) if number not in taken]


def queue(day: ReceptionDay):
    """The bookings of a day by their place, with receipt, contact and visit."""
    rows = Booking.objects.filter(day=day).select_related("receipt__commune", "receipt__contact", "visit")
    return rows.order_by("at", "number", "pk")


# -- the register ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Asked:
    """Which lines of the register are looked for."""

    words: str = ""
    kind: str = ""
    state: str = ""  # "refused", "open": no answer yet, "group"
    first: datetime.date | None = None
    last: datetime.date | None = None


def register_of(access, asked: Asked):
    """The lines a person may read, newest first, as looked for."""
    rows = Visit.objects.visible_to(access).select_related("village", "received_by", "day")
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.state == "refused":
        rows = rows.filter(state=VisitState.REFUSED)
    if asked.state == "open":
        rows = rows.heard().filter(replied_on__isnull=True)
    if asked.state == "group":
        rows = rows.filter(people__gte=rules.GROUP)
    if asked.first:
        rows = rows.filter(on__gte=asked.first)
    if asked.last:
        rows = rows.filter(on__lte=asked.last)
    for word in fold(asked.words).split()[:8]:
        rows = rows.filter(folded__contains=word)
    return rows.order_by("-on", "apart", "-number")


@dataclass(frozen=True)
class PublicFigures:
    """A year's reception as it may be published: None where a number would point at people."""

    year: int
    visits: int | None
    people: int | None
    kinds: dict[str, int | None]


def public_figures(commune: Commune, year: int, today: datetime.date) -> PublicFigures:
    """How many came in the quarters of a year that are over, by kind; nothing under five and its complement (1 query).

    Denunciations and what is about somebody of the commune are not counted: whoever reads the register would tell by
    the difference what is hidden from them. Whole quarters, so that no day's page differs by one person.
    """
    since, _until = quarter_days(*quarter_of(today))
    rows = Visit.objects.filter(commune=commune, year=year, on__lt=since, subjects__isnull=True).heard()
    kinds = {kind.value: 0 for kind in Kind if kind != Kind.DENUNCIATION}
    people = 0
    for kind, number in rows.filter(kind__in=kinds).values_list("kind", "people"):
        kinds[kind] += 1
        people += number
    whole = shown({"visits": sum(kinds.values())})["visits"]
    if whole is None:
        return PublicFigures(year, None, None, dict.fromkeys(kinds))
    return PublicFigures(year, whole, people, shown(kinds))
