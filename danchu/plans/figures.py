"""Numbers for reports: `FIGURES[code](*, commune, unit, period_from, period_to) -> Figure`, and proposed narrative.

`unit` None is the whole commune. A number over nothing at all is no data, not zero. Every figure opens its list.
"""

import datetime
from collections.abc import Callable
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.figures import Count, Figure, Row, once
from danchu.core.templatetags.vietnamese import day
from danchu.organisation.queries import whose_acts
from danchu.plans.models import OCCURRENCE_STATE_LABELS, Occurrence, Plan
from danchu.plans.queries import PAPER, answered, occurrence_title
from danchu.plans.states import IN_FORCE, Answer, OccurrenceState, Origin, PlanState, TaskKind

_IN = (OccurrenceState.REPORTED, OccurrenceState.ACCEPTED)


def _owed(commune, unit, period_from: datetime.date, period_to: datetime.date) -> list[Occurrence]:
    """What a unit (None: every unit) owed in a period; read once for all units and all numbers (1 query)."""
    everyone = once(
        ("plans", commune.pk, period_from, period_to),
        lambda: list(answered(commune, None, period_from, period_to).defer(*(f"task__plan__{name}" for name in PAPER))),
    )
    mine = None if unit is None else whose_acts(unit)
    return [found for found in everyone if mine is None or found.unit_id in mine]


def plans_adopted(*, commune, unit, period_from: datetime.date, period_to: datetime.date) -> Figure:
    """A2: plans of the commune issued in the period, later editions of one as well; of a unit its own, no data for one
    that has none.
    """
    plans = Plan.objects.filter(
        commune=commune, unit=unit, origin=Origin.OWN, state__in=(*IN_FORCE, PlanState.SUPERSEDED),
        dated_on__range=(period_from, period_to),
    )  # fmt: skip
    if unit is not None and not plans:
        return Figure(None)
    rows = tuple(
        Row(f"{plan} – {plan.title}", day(plan.dated_on), reverse("plans:detail", args=[plan.pk])) for plan in plans
    )
    return Figure(Decimal(len(rows)), rows)


def tasks_in_force(*, commune, unit, period_from: datetime.date, period_to: datetime.date) -> Figure:
    """P1: tasks of confirmed plans and directives under which something was owed in the period."""
    tasks = {found.task_id: found.task for found in _owed(commune, unit, period_from, period_to)}
    rows = tuple(
        Row(task.title, str(task.plan), f"{reverse('plans:detail', args=[task.plan_id])}#viec-{task.pk}")
        for task in tasks.values()
    )
    return Figure(Decimal(len(rows)) if rows else None, rows)


def _counting(keep: Callable[[Occurrence], bool]):
    def figure(*, commune, unit, period_from: datetime.date, period_to: datetime.date) -> Figure:
        owed = _owed(commune, unit, period_from, period_to)
        rows = tuple(_row(found) for found in owed if keep(found))
        return Figure(Decimal(len(rows)) if owed else None, rows)

    return figure


def _overdue(*, commune, unit, period_from: datetime.date, period_to: datetime.date) -> Figure:
    """P6: owed by a day that has passed and not reported by it; requests are never late, nor what fell due earlier
    than the commune's start. A day that has not come yet (the period may run on) is not late.
    """
    owed = _owed(commune, unit, period_from, period_to)
    as_of = min(period_to, clock.today())
    rows = tuple(
        _row(found)
        for found in owed
        if found.bound_on
        and found.bound_on >= commune.begins_on
        and (found.was_late or (found.state not in _IN and found.bound_on < as_of))
    )
    return Figure(Decimal(len(rows)) if owed else None, rows)


def _row(found: Occurrence) -> Row:
    detail = f"{found.unit} · {OCCURRENCE_STATE_LABELS[OccurrenceState(found.state)]}"
    if found.answer == Answer.NOTHING_AROSE and found.state in _IN:
        detail = f"{found.unit} · {_('Không phát sinh')}"
    if found.due_on:
        detail += " · " + _("hạn %(day)s") % {"day": day(found.due_on)}
    return Row(occurrence_title(found), detail, reverse("plans:occurrence", args=[found.pk]))


FIGURES: dict[str, Count] = {
    "A2": plans_adopted,
    "P1": tasks_in_force,
    "P2": _counting(lambda found: True),  # what units owed
    "P3": _counting(lambda found: found.state in _IN and found.answer == Answer.DONE),  # reported done
    "P4": _counting(lambda found: found.state == OccurrenceState.ACCEPTED),
    "P5": _counting(lambda found: found.state in _IN and found.bound_on is not None and not found.was_late),  # in time
    "P6": _overdue,
    "P7": _counting(lambda found: found.state in _IN and found.answer == Answer.NOTHING_AROSE),
    "P8": _counting(lambda found: found.state == OccurrenceState.RETURNED),
    "P9": _counting(lambda found: found.state == OccurrenceState.OPEN),
}


def section_narrative(
    *, commune, unit, period_from: datetime.date, period_to: datetime.date
) -> dict[str, list[str]]:  # fmt: skip
    """What was accepted in the period, as proposed lines under the plan's own headings, in the plan's order.

    For one unit a line is what it reported; for the commune (`unit` None) the unit's name stands before it. Only
    accepted answers are proposed; what did not arise is said so.
    """
    told: dict[str, list[str]] = {}
    rows = answered(commune, unit, period_from, period_to, own_plans=unit is not None)
    for found in rows.filter(state=OccurrenceState.ACCEPTED):
        if found.task.kind == TaskKind.PRINCIPLE:
            continue
        words = found.report
        if found.answer == Answer.NOTHING_AROSE:
            words = _("%(task)s: không phát sinh.") % {"task": found.task.title}
            words = f"{words} {found.report}".strip()
        line = words if unit is not None else f"{found.unit}: {words}"
        told.setdefault(found.task.section or str(found.task.plan), []).append(line)
    return told
