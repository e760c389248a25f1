"""Tasks go to the units that stand in the place of another; what was reported stays with the old unit."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from danchu.core.errors import Refused
from danchu.core.tables import locked
from danchu.duties import services as duties
from danchu.duties.services.passing import forget
from danchu.plans.models import Occurrence, Task
from danchu.plans.services.life import owe
from danchu.plans.services.locking import move
from danchu.plans.states import OccurrenceState
from danchu.register import services as register

_UNANSWERED = (OccurrenceState.OPEN, OccurrenceState.RETURNED)


@transaction.atomic
def pass_on(*, unit, to: list, choices: dict[str, list[int]], note: str, by, now) -> dict:
    """What `unit` has not answered goes to the units `to`, by `choices` (subject → numbers in `to`) or to all of them.

    The units `to` stand in the tasks where `unit` stood. What is answered in the reports' own area is withdrawn here
    and comes again with the successor's report. Returns what `take_back` needs.
    """
    today = timezone.localtime(now).date()
    rows = list(
        locked(Occurrence.objects)
        .filter(unit=unit, state__in=_UNANSWERED)
        .select_related("task__plan__commune", "unit")
    )
    made, takers = [], {}
    for old in rows:
        move(old, OccurrenceState.WITHDRAWN, reason=note, by=by, now=now)
        old.save(update_fields=["state"])
        duties.withdraw(commune=unit.commune, subject=old.subject, note=note, by=by, now=now)
        numbers = choices.get(old.subject, range(len(to)))
        takers.setdefault(old.task_id, set()).update(to[number].pk for number in numbers)
        if old.handled_by or old.task.removed:
            continue
        for number in numbers:
            made += _take_over(old, to[number], note=note, today=today, by=by, now=now)
    leads = _replace("lead_units", unit, to, takers)
    helps = _replace("cooperating_units", unit, to, {})
    register.touch(commune=unit.commune.slug)
    return {"withdrawn": [old.pk for old in rows], "made": made, "leads": leads, "helps": helps}


def _take_over(old: Occurrence, unit, *, note: str, today, by, now) -> list[int]:
    days = {"period_from": old.period_from, "period_to": old.period_to, "due_on": old.due_on}
    fresh, made = Occurrence.objects.get_or_create(task=old.task, unit=unit, key=old.key, defaults=days)
    fresh.task, fresh.unit = old.task, unit
    if not made:
        if fresh.state != OccurrenceState.WITHDRAWN:
            return []
        move(fresh, OccurrenceState.OPEN, reason=note, by=by, now=now)
        fresh.save(update_fields=["state"])
    owe(fresh, on=today, now=now)
    return [fresh.pk]


def _replace(field: str, unit, to: list, takers: dict[int, set[int]]) -> list[list]:
    """`to` (or who takes a task's open work) stands in `field` where `unit` stood; [task, who was added] for each."""
    changed = []
    for task in Task.objects.filter(**{field: unit}).prefetch_related(field):
        standing = {each.pk for each in getattr(task, field).all()}
        fresh = sorted((takers.get(task.pk) or {each.pk for each in to}) - standing)
        getattr(task, field).remove(unit)
        getattr(task, field).add(*fresh)
        changed.append([task.pk, fresh])
    return changed


@transaction.atomic
def take_back(*, unit, passed: dict, made_units: list[int], note: str, by, now) -> None:
    """What `pass_on` did is undone. Raises Refused when a successor has answered or noted something meanwhile."""
    made = Occurrence.objects.filter(pk__in=passed["made"]) | Occurrence.objects.filter(unit__in=made_units)
    worked = made.exclude(state__in=(OccurrenceState.OPEN, OccurrenceState.WITHDRAWN)) | made.filter(
        notes__isnull=False
    )
    if done := worked.select_related("unit", "task").first():
        raise Refused(
            _("%(unit)s đã làm việc “%(task)s” nên không hoàn tác được.") % {"unit": done.unit, "task": done.task.title}
        )
    rows = list(made)
    forget(commune=unit.commune, subjects=[row.subject for row in rows])
    Occurrence.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for field, changed in (("lead_units", passed["leads"]), ("cooperating_units", passed["helps"])):
        for task in Task.objects.filter(pk__in=[pk for pk, _fresh in changed]):
            getattr(task, field).remove(*dict(map(tuple, ((pk, tuple(fresh)) for pk, fresh in changed)))[task.pk])
            getattr(task, field).add(unit)
    today = timezone.localtime(now).date()
    back = Occurrence.objects.filter(pk__in=passed["withdrawn"], state=OccurrenceState.WITHDRAWN)
    for old in locked(back).select_related("task__plan__commune", "unit"):
        move(old, OccurrenceState.OPEN, reason=note, by=by, now=now)
        old.save(update_fields=["state"])
        owe(old, on=today, now=now)
    register.touch(commune=unit.commune.slug)
