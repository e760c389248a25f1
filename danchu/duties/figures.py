"""Numbers of duties for reports: what units said they had done of what the law asks.

A number stands only where the duty is kept in the system: without such a row, or with rows from before the system
alone, nobody knows (None), which is not zero. A unit that stands in the place of others counts what they did; the row
says under which name.
"""

import datetime
from decimal import Decimal

from django.db.models import F, Q

from danchu.core.figures import Count, Figure, Row
from danchu.core.templatetags.vietnamese import day
from danchu.duties.models import Duty
from danchu.duties.queries import line_address, period_words
from danchu.duties.states import DutyState, Mode, Source
from danchu.organisation.queries import unit_and_predecessors


def _kept(commune, unit, start: datetime.date, end: datetime.date):
    """Duties of the law that were to be done in a period touching start…end, and not before the commune began."""
    rows = Duty.objects.filter(
        commune=commune, source=Source.LAW, period_from__lte=end, period_to__gte=start, due_on__gte=commune.begins_on
    ).exclude(state=DutyState.WITHDRAWN)
    return rows if unit is None else rows.filter(unit__in=unit_and_predecessors(unit))


def _counted(known, chosen) -> Figure:
    """The rows `chosen` with their number; None where nothing of `known` is kept."""
    found = list(chosen.select_related("unit").order_by("fulfilled_on", "due_on", "pk"))
    if not found and not known.exists():
        return Figure(None)
    return Figure(Decimal(len(found)), tuple(_row(duty) for duty in found))


def _row(duty: Duty) -> Row:
    words = [duty.title, period_words(duty.period_from, duty.period_to), duty.fulfilled_note]
    details = [duty.unit.name, day(duty.fulfilled_on)]
    return Row(" · ".join(filter(None, words)), " · ".join(filter(None, details)), line_address(duty.pk))


def _done(kind: str, *, in_time: bool = False) -> Count:
    def count(*, commune, unit, period_from, period_to) -> Figure:
        """Duties of this kind reported done between the two days, of whatever period; `in_time`: by their last day."""
        mine = Duty.objects.filter(commune=commune, key__startswith=f"law:{kind}:", state=DutyState.FULFILLED)
        mine = mine.filter(fulfilled_on__range=(period_from, period_to))
        if unit is not None:
            mine = mine.filter(unit__in=unit_and_predecessors(unit))
        if in_time:
            mine = mine.filter(fulfilled_on__lte=F("due_on"))
        return _counted(_kept(commune, unit, period_from, period_to).filter(key__startswith=f"law:{kind}:"), mine)

    return count


def _all_done(*, commune, unit, period_from, period_to) -> Figure:
    """Every duty of the law reported done from `period_from` to `period_to`."""
    known = _kept(commune, unit, period_from, period_to)
    done = Duty.objects.filter(
        commune=commune, source=Source.LAW, state=DutyState.FULFILLED, fulfilled_on__range=(period_from, period_to)
    )
    return _counted(known, done if unit is None else done.filter(unit__in=unit_and_predecessors(unit)))


def _late(*, commune, unit, period_from, period_to) -> Figure:
    """Duties of the law whose binding last day lay in the period and passed (before its end) without them."""
    known = _kept(commune, unit, period_from, period_to)
    bound = known.filter(never_late=False, due_on__range=(period_from, period_to), due_on__lt=period_to).exclude(
        mode=Mode.REQUEST
    )
    return _counted(known, bound.filter(Q(state=DutyState.OPEN) | Q(fulfilled_on__gt=F("due_on"))))


FIGURES: dict[str, Count] = {
    "disclosure_registers": _done("disclosure-register"),  # quarterly registers posted
    "disclosure_reports": _done("report-disclosure"),  # to the People's Council
    "decision_reports": _done("report-decisions"),
    "consultation_reports": _done("report-consultations"),
    "village_conferences": _done("village-conference"),
    "dialogues": _done("dialogue"),
    "staff_conferences_on_time": _done("staff-conference", in_time=True),
    "staff_conference_checks": _done("staff-conference-check"),
    "law_done": _all_done,
    "law_late": _late,
}
