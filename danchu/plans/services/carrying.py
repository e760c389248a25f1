"""What the law asks and a plan's task does as well: the earlier last day binds, and both are done together."""

import dataclasses

from django.utils.translation import gettext as _
from django.utils.translation import override

from danchu.duties import services as duties
from danchu.plans import rules
from danchu.plans.models import Occurrence, Task
from danchu.plans.services.composing import LANGUAGE
from danchu.plans.states import OccurrenceState

_DONE = (OccurrenceState.REPORTED, OccurrenceState.ACCEPTED)


def by_law(turn: rules.Turn, law: list) -> rules.Turn:
    """The turn with the law's last day where that binds and comes first; `law`: the duties of the law it carries."""
    counted = turn.last_day or turn.period_to
    bound = [
        duty.due_on
        for duty in law
        if duty.due_on and not duty.never_late and duty.period_from <= counted <= max(duty.period_to, duty.due_on)
    ]
    if not bound:
        return turn
    return dataclasses.replace(turn, last_day=min(bound) if turn.last_day is None else min(turn.last_day, *bound))


def carry(tasks: list[Task], *, commune, now) -> None:
    """Brings the duties of the law that these tasks carry into line with what was reported, in the caller's act."""
    for task in tasks:
        owed = Occurrence.objects.living().filter(task=task)
        turns = [
            duties.Carrying(unit, due_on or period_to, reported_on if state in _DONE else None)
            for unit, due_on, period_to, reported_on, state in owed.values_list(
                "unit", "due_on", "period_to", "reported_on", "state"
            )
        ]
        with override(LANGUAGE):
            note = _("Làm cùng việc “%(task)s” trong %(plan)s: làm một lần là xong cả hai.") % {
                "task": task.title[:150], "plan": task.plan,
            }  # fmt: skip
        duties.carry(
            commune=commune, law_duty=task.law, by_what=f"plans.task:{task.stem_pk}", turns=turns, note=note, now=now
        )
