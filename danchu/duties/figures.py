"""Numbers of duties for reports: what units said they had done of what the law asks.

A number stands only where the duty is kept in the system: without such a row, or with rows from before the system
alone, nobody knows (None), which is not zero. A unit that stands in the place of others counts what they did; the row
says under which name.
"""

import datetime
from decimal import Decimal

from django.db.models import F, Q

from danchu.core.figures import Count, Figure, Row, once
from danchu.core.templatetags.vietnamese import day
from danchu.duties.models import Duty
from danchu.duties.queries import line_address, period_words
from danchu.duties.states import DutyState, Mode, Source
from danchu.organisation.queries import whose_acts


def _of_the_law(commune, start: datetime.date, end: datetime.date) -> list[Duty]:
    """Duties of the law of any unit that touch start…end or were done in it, in the order of lists (1 query)."""

    def read() -> list[Duty]:
        touches = Q(period_from__lte=end, period_to__gte=start) | Q(fulfilled_on__range=(start, end))
        rows = Duty.objects.filter(touches, commune=commune, source=Source.LAW).select_related("unit")
        return list(rows.order_by(F("fulfilled_on").asc(nulls_last=True), "due_on", "pk"))

    return once(("duties", commune.pk, start, end), read)


def _known(commune, unit, start: datetime.date, end: datetime.date, kind: str = "") -> list[Duty]:
    """Those that were to be done in a period touching start…end, and not before the commune began."""
    return [
        duty
        for duty in _mine(commune, unit, start, end, kind)
        if duty.state != DutyState.WITHDRAWN and duty.due_on and duty.due_on >= commune.begins_on
        and duty.period_from <= end and duty.period_to >= start
    ]  # fmt: skip


def _finished(commune, unit, start: datetime.date, end: datetime.date, kind: str = "") -> list[Duty]:
    """Those reported done from `start` to `end`, of whatever period."""
    return [
        duty
        for duty in _mine(commune, unit, start, end, kind)
        if duty.state == DutyState.FULFILLED and start <= duty.fulfilled_on <= end
    ]


def _mine(commune, unit, start: datetime.date, end: datetime.date, kind: str) -> list[Duty]:
    mine = None if unit is None else whose_acts(unit)
    return [
        duty
        for duty in _of_the_law(commune, start, end)
        if duty.key.startswith(f"law:{kind}") and (mine is None or duty.unit_id in mine)
    ]


def _counted(known: list[Duty], found: list[Duty]) -> Figure:
    """The duties `found` with their number; None where nothing is kept at all."""
    if not found and not known:
        return Figure(None)
    return Figure(Decimal(len(found)), tuple(_row(duty) for duty in found))


def _row(duty: Duty) -> Row:
    words = [duty.title, period_words(duty.period_from, duty.period_to), duty.fulfilled_note]
    details = [duty.unit.name, day(duty.fulfilled_on)]
    return Row(" · ".join(filter(None, words)), " · ".join(filter(None, details)), line_address(duty.pk))


def _done(kind: str, *, in_time: bool = False) -> Count:
    def count(*, commune, unit, period_from, period_to) -> Figure:
        """Duties of this kind reported done between the two days, of whatever period; `in_time`: by their last day."""
        done = _finished(commune, unit, period_from, period_to, f"{kind}:")
        if in_time:
            done = [duty for duty in done if duty.due_on and duty.fulfilled_on <= duty.due_on]
        return _counted(_known(commune, unit, period_from, period_to, f"{kind}:"), done)

    return count


def _all_done(*, commune, unit, period_from, period_to) -> Figure:
    """Every duty of the law reported done from `period_from` to `period_to`."""
    known = _known(commune, unit, period_from, period_to)
    return _counted(known, _finished(commune, unit, period_from, period_to))


def _late(*, commune, unit, period_from, period_to) -> Figure:
    """Duties of the law whose binding last day lay in the period and passed (before its end) without them."""
    known = _known(commune, unit, period_from, period_to)
    return _counted(known, [
        duty
        for duty in known
        if not duty.never_late and duty.mode != Mode.REQUEST and period_from <= duty.due_on < period_to
        and (duty.state == DutyState.OPEN or (duty.fulfilled_on and duty.fulfilled_on > duty.due_on))
    ])  # fmt: skip


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
