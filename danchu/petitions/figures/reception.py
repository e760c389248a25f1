"""Numbers of the reception of citizens: days due and held, who came. Nothing of what anybody said.

What the system does not know of (a commune that publishes no schedule, keeps no register here) is no data, not zero.
"""

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danchu.core.figures import Count, Figure, Row, once
from danchu.core.templatetags.vietnamese import day as written
from danchu.petitions.messages.reception import needed_words, stretch_words
from danchu.petitions.models import ReceptionDay, Schedule, Visit
from danchu.petitions.queries.reception import Kept, chairs_time
from danchu.petitions.rules.reception import GROUP
from danchu.petitions.states import DayState, Kind, VisitState, Whose

type Day = datetime.date


def _known(commune) -> bool:
    """Whether the commune keeps its reception of citizens here at all (1 query more than `_since`, once)."""
    came = Visit.objects.filter(commune=commune)
    return once(("reception", commune.pk), lambda: _since(commune) is not None or came.exists())


def _since(commune) -> Day | None:
    """The first day of the first published schedule (1 query, once)."""
    rows = Schedule.objects.filter(commune=commune, published_on__isnull=False).order_by("first_on")
    return once(("reception.since", commune.pk), lambda: rows.values_list("first_on", flat=True).first())


def _figure(commune, rows: Iterable[Row], value: int | None = None) -> Figure:
    found = tuple(rows)
    number = len(found) if value is None else value
    return Figure(Decimal(number) if number or _known(commune) else None, found)


# -- days --------------------------------------------------------------------------------------------------------------
def _days(commune, start: Day, end: Day) -> list[ReceptionDay]:
    def read() -> list[ReceptionDay]:
        rows = ReceptionDay.objects.filter(commune=commune, on__range=(start, end)).public()
        return list(rows.order_by("on", "pk"))

    return once(("reception.days", commune.pk, start, end), read)


def _held(keep: Callable[[ReceptionDay], bool]) -> Count:
    def count(*, commune, unit, period_from: Day, period_to: Day) -> Figure:
        """Days of the kind that were held in the period."""
        if unit is not None:
            return Figure(None)  # the commune's, not a unit's
        found = [
            one for one in _days(commune, period_from, period_to) if one.state == DayState.HELD and keep(one)
        ]  # fmt: skip
        return _figure(commune, (_day_row(one) for one in found))

    return count


def _day_row(one: ReceptionDay) -> Row:
    return Row(f"{written(one.on)} · {one.receiver}", one.place, reverse("reception:day", args=[one.pk]))


def _chairs(commune, start: Day, end: Day) -> list[Kept]:
    """The chair's whole weeks or months within the period, since the first published schedule."""

    def read() -> list[Kept]:
        first = _since(commune)
        if first is None:
            return []
        since = max(start, first)
        return [one for one in chairs_time(commune, since, end, end) if one.stretch.first >= since]

    return once(("reception.chairs", commune.pk, start, end), read)


def _due(*, commune, unit, period_from: Day, period_to: Day) -> Figure:
    """How many days the chair had to receive in person by law (Law 42/2013, Art. 15.2.d; Law 136/2025)."""
    if unit is not None:
        return Figure(None)
    found = _chairs(commune, period_from, period_to)
    rows = (Row(stretch_words(one.stretch), needed_words(one.stretch)) for one in found)
    return _figure(commune, rows, sum(one.stretch.needed for one in found))


def _short(*, commune, unit, period_from: Day, period_to: Day) -> Figure:
    """Weeks or months in which the chair received on fewer days than the law asks."""
    if unit is not None:
        return Figure(None)
    found = [one for one in _chairs(commune, period_from, period_to) if one.held < one.stretch.needed]
    rows = (
        Row(
            stretch_words(one.stretch),
            ngettext("đã tiếp %(n)s ngày", "đã tiếp %(n)s ngày", one.held) % {"n": one.held},
        )
        for one in found
    )
    return _figure(commune, rows)


def _regular(*, commune, unit, period_from: Day, period_to: Day) -> Figure:
    """Other receivers' days that were held, and days on which people were received outside any announced day."""
    if unit is not None:
        return Figure(None)
    days = [
        one for one in _days(commune, period_from, period_to)
        if one.state == DayState.HELD and one.whose == Whose.OTHER
    ]  # fmt: skip
    dates = sorted({line.on for line in _visits(commune, period_from, period_to) if line.day is None})
    rows = [*map(_day_row, days), *(Row(written(on), _("tiếp thường xuyên")) for on in dates)]
    return _figure(commune, rows)


# -- people ------------------------------------------------------------------------------------------------------------
class _Line(NamedTuple):
    """A line of the register as it is counted: no words of anybody's."""

    on: Day
    day: int | None  # the announced day it came on
    kind: str
    people: int
    state: str


def _visits(commune, start: Day, end: Day) -> list[_Line]:
    """The lines between two days (1 query, once)."""
    rows = Visit.objects.filter(commune=commune, on__range=(start, end)).values_list(*_Line._fields)
    return once(("reception.visits", commune.pk, start, end), lambda: [_Line(*row) for row in rows])


def _counted(value: Callable[[str, int, str], int]) -> Count:
    def count(*, commune, unit, period_from: Day, period_to: Day) -> Figure:
        """A number over the lines of the register, by kind; a line itself opens for who may read it alone."""
        if unit is not None:
            return Figure(None)
        rows = _visits(commune, period_from, period_to)
        return _figure(commune, (), sum(value(line.kind, line.people, line.state) for line in rows))

    return count


def _heard(kind: Kind | None = None) -> Callable[[str, int, str], int]:
    return lambda found, _people, state: int(state == VisitState.HEARD and kind in (None, found))


FIGURES: dict[str, Count] = {
    "G5_chair": _held(lambda one: one.whose == Whose.CHAIR and bool(one.in_person)),
    "G5_due": _due,
    "G5_short": _short,
    "G5_regular": _regular,
    "G5_urgent": _held(lambda one: one.whose == Whose.URGENT),
    "G6_people": _counted(lambda _kind, people, state: people if state == VisitState.HEARD else 0),
    "G6_cases": _counted(_heard()),
    "G6_groups": _counted(lambda _kind, people, state: int(state == VisitState.HEARD and people >= GROUP)),
    "G6_refused": _counted(lambda _kind, _people, state: int(state == VisitState.REFUSED)),
    **{f"G6_{kind.value}": _counted(_heard(kind)) for kind in Kind},
}
