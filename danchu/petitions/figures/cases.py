"""Numbers of what people bring: feedback and petitions received, answered, waiting (G7, G10 of the annex).

Complaints and denunciations are not counted here, nor what is hidden from somebody of the commune: a report is read by
whom it may be about, and a number that is one larger than it was tells (Law 25/2018, Art. 9, 56). Who receives them
enters those from their own book. A commune that takes nothing in here has no data, which is not zero.
"""

import datetime
from collections.abc import Callable
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core.figures import Count, Figure, Row, once
from danchu.core.templatetags.vietnamese import day as written
from danchu.organisation.queries import whose_acts
from danchu.petitions.models import Case, CaseLink
from danchu.petitions.models.cases import KIND_LABELS, TOPIC_LABELS
from danchu.petitions.states import ORDINARY, CaseState, Kind, Link, Topic

type Day = datetime.date
_NOT_OURS = frozenset({CaseState.REFUSED, CaseState.TRANSFERRED, CaseState.GUIDED, CaseState.WITHDRAWN})


def _known(commune) -> bool:
    """Whether the commune takes matters in here at all (1 query, once)."""
    return once(("petitions", commune.pk), lambda: Case.objects.filter(commune=commune).exists())


def _received(commune, unit, start: Day, end: Day) -> list[Case]:
    """What came between the two days and stands in no secret, of the units that answer for `unit` (1 query, once)."""

    def read() -> list[Case]:
        rows = Case.objects.filter(
            commune=commune, received_on__range=(start, end), kind__in=ORDINARY, sealed=False, abouts__isnull=True
        ).exclude(state=CaseState.RECEIVED)
        return list(rows.select_related("unit", "submission__receipt__commune").order_by("received_on", "pk"))

    mine = None if unit is None else whose_acts(unit)
    found = once(("petitions.received", commune.pk, start, end), read)
    return [one for one in found if mine is None or one.unit_id in mine]


def _answered(one: Case, end: Day) -> bool:
    """Whether it was answered or over by the last day, and not opened again."""
    done = one.answered_on if one.state in (CaseState.ANSWERED, CaseState.CLOSED) else one.closed_on
    return bool(done and done <= end)


def _row(one: Case) -> Row:
    said = f"{KIND_LABELS[Kind(one.kind)]} {one.name}"
    words = [str(TOPIC_LABELS[Topic(one.topic)]), one.unit.name if one.unit else "",
             _("nhận ngày %(day)s") % {"day": written(one.received_on)}]  # fmt: skip
    return Row(said, " · ".join(filter(None, words)), reverse("petitions:case", args=[one.pk]))


def _counting(keep: Callable[[Case, Day], bool]) -> Count:
    def count(*, commune, unit, period_from: Day, period_to: Day) -> Figure:
        """How many of what came in the period are kept by `keep`, as they stood on its last day."""
        if not _known(commune):
            return Figure(None)
        rows = tuple(_row(one) for one in _received(commune, unit, period_from, period_to) if keep(one, period_to))
        return Figure(Decimal(len(rows)), rows)

    return count


def _repeated(*, commune, unit, period_from: Day, period_to: Day) -> Figure:
    """What a person has said to be the same matter brought again."""
    if not _known(commune):
        return Figure(None)
    found = _received(commune, unit, period_from, period_to)
    again = set(
        CaseLink.objects.filter(later__in=[one.pk for one in found], kind=Link.SAME).values_list("later", flat=True)
    )
    rows = tuple(_row(one) for one in found if one.pk in again)
    return Figure(Decimal(len(rows)), rows)


def _is_given(one: Case) -> bool:
    """Whether a unit of the commune had to answer it."""
    return one.unit_id is not None


FIGURES: dict[str, Count] = {
    "G7_petitions": _counting(lambda one, end: True),
    "G7_qualified": _counting(lambda one, end: one.state not in _NOT_OURS),
    "G7_repeated": _repeated,
    "G10_received": _counting(lambda one, end: _is_given(one)),
    "G10_answered": _counting(lambda one, end: _is_given(one) and _answered(one, end)),
    "G10_pending": _counting(lambda one, end: _is_given(one) and not _answered(one, end)),
}
