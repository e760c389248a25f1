"""What stands open in units and in people's charge: asked when units are rearranged and when somebody leaves."""

import datetime

from django.db.models import F

from danchu.plans.models import Occurrence, Plan, Task
from danchu.plans.states import PlanState


def unanswered(units, *, officer=None) -> list[Occurrence]:
    """What these units have not answered and answer here, the earliest first; with `officer` what is in that person's
    charge alone (1 query).
    """
    rows = Occurrence.objects.to_answer().filter(unit__in=units, handled_by="", task__removed=False)
    if officer is not None:
        rows = rows.filter(task__officer=officer)
    return list(rows.select_related("task__plan", "unit").order_by(F("due_on").asc(nulls_last=True), "pk"))


def in_charge(person, unit) -> list[tuple[Task, datetime.date | None]]:
    """The tasks in force in a person's charge that `unit` has not answered, with the next last day (1 query)."""
    rows = unanswered([unit], officer=person)
    found: dict[int, tuple[Task, datetime.date | None]] = {}
    for row in rows:
        found.setdefault(row.task_id, (row.task, row.due_on))
    return list(found.values())


def drafts_of(person) -> list[Plan]:
    """The plans a person took in and nobody has confirmed (1 query)."""
    return list(Plan.objects.filter(commune=person.commune_id, created_by=person, state=PlanState.DRAFT))


def task_in_charge(reference: str, person) -> Task | None:
    """The task behind the text reference "plans.task:7", when it is still in the charge of `person`."""
    kind, _colon, pk = reference.rpartition(":")
    if kind != "plans.task" or not pk.isdigit():
        return None
    return Task.objects.filter(pk=pk, officer=person).select_related("plan").first()
