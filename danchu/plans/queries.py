"""Reads on plans, also for other areas."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _

from danchu.organisation.models import Unit
from danchu.organisation.states import Permission, UnitKind
from danchu.plans import rules
from danchu.plans.models import Occurrence, Plan, PlanRecipient, ProgressNote, Task
from danchu.plans.states import OccurrenceState, Progress, Recurrence, TaskKind


def period_words(key: str) -> str:
    """Which time it is ("6 tháng đầu năm 2026"); empty for what comes once."""
    if key == "once":
        return ""
    year_part, _dash, part = key.partition("-")
    if not part:
        return _("năm %(year)s") % {"year": year_part}
    if part == "H1":
        return _("6 tháng đầu năm %(year)s") % {"year": year_part}
    if part == "H2":
        return _("6 tháng cuối năm %(year)s") % {"year": year_part}
    if part.startswith("Q"):
        return _("quý %(quarter)s năm %(year)s") % {
            "quarter": ("I", "II", "III", "IV")[int(part[1]) - 1],
            "year": year_part,
        }
    return _("tháng %(month)s năm %(year)s") % {"month": int(part), "year": year_part}


def occurrence_title(occurrence: Occurrence) -> str:
    """What the unit owes, with its period (needs `task` loaded)."""
    task = occurrence.task
    period = period_words(occurrence.key)
    return f"{task.title} ({period})" if period else task.title


def is_question(task: Task) -> bool:
    """A continuing task without a day is asked about once per period."""
    return task.kind == TaskKind.CONTINUING and task.due_on is None and task.recurrence == Recurrence.NONE


def unit_names(commune, on: datetime.date) -> list[rules.UnitName]:
    """The commune's units on a day, as matching printed names needs them (one query)."""
    return [
        rules.UnitName(unit.pk, unit.name, unit.short_name, unit.kind, not unit.is_asked)
        for unit in Unit.objects.filter(commune=commune).on(on).order_by("order", "pk")
    ]


def office_units(commune, on: datetime.date) -> list[Unit]:
    """Those meant by "mọi cơ quan, đơn vị thuộc UBND xã": the units that send reports and take orders."""
    units = Unit.objects.filter(commune=commune, reports=True).on(on).order_by("order", "pk")
    return [unit for unit in units if not unit.is_asked and unit.kind != UnitKind.VILLAGE]


@dataclass
class TaskRow:
    """One task with what its units owe: how far it is, how many units are done, which rows the person may open."""

    task: Task
    progress: Progress
    done: int = 0
    total: int = 0
    occurrences: list[Occurrence] = field(default_factory=list)


def task_rows(plan: Plan, *, today: datetime.date, access=None) -> list[TaskRow]:
    """The living tasks of a plan in order, with progress on `today`; `occurrences` only those `access` may see.

    Without `access` it is what the public sees: no occurrence and no person is loaded. 2 queries, 4 with access.
    """
    tasks = plan.tasks.filter(removed=False)
    if access is None:
        tasks = tasks.only("pk", "plan_id", "order", "section", "numbering", "title", "kind", "mode", "due_on",
                           "bound", "recurrence", "printed_deadline", "span_start", "every_office")  # fmt: skip
    else:
        tasks = tasks.select_related("officer").prefetch_related("lead_units", "cooperating_units")
    states: dict[int, list] = defaultdict(list)
    noted = ProgressNote.objects.filter(occurrence=OuterRef("pk"))
    living = Occurrence.objects.living().filter(task__plan=plan, task__removed=False)
    for task, state, begins, begun in living.annotate(begun=Exists(noted)).values_list(
        "task_id", "state", "period_from", "begun"
    ):
        states[task].append((begins, OccurrenceState(state), begun))
    seen: dict[int, list] = defaultdict(list)
    if access is not None:
        for occurrence in living.visible_to(access).select_related("unit"):
            seen[occurrence.task_id].append(occurrence)
    result = []
    for task in tasks:
        task.plan = plan
        up_to_now = [row for row in states[task.pk] if row[0] <= today] or states[task.pk]
        result.append(
            TaskRow(
                task,
                rules.progress(
                    TaskKind(task.kind), [state for _b, state, _n in up_to_now], begun=any(n for _b, _s, n in up_to_now)
                ),
                sum(state == OccurrenceState.ACCEPTED for _b, state, _n in up_to_now),
                len(up_to_now),
                seen[task.pk],
            )
        )
        for occurrence in seen[task.pk]:
            occurrence.task = task
    return result


def by_section(items, key=lambda item: item.task.section) -> list[tuple[str, list]]:
    """Items in order, grouped under the headings they stand under."""
    groups: dict[str, list] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return list(groups.items())


def tally(task_list: list[TaskRow]) -> dict[Progress, int]:
    """How many tasks are how far; principles, which nobody ticks off, are left out."""
    counted = dict.fromkeys((Progress.DONE, Progress.DOING, Progress.NOT_YET, Progress.UNASSIGNED), 0)
    for row in task_list:
        if row.progress in counted:
            counted[row.progress] += 1
    return counted


def published_plans(commune):
    """The public's list of plans of a commune, newest first."""
    return Plan.objects.published().filter(commune=commune).select_related("commune")


def review_progress(plan: Plan) -> tuple[int, int]:
    """(how many tasks a person has looked at, how many there are)."""
    counted = plan.tasks.filter(removed=False).aggregate(all=Count("pk"), seen=Count("pk", filter=Q(seen=True)))
    return counted["seen"], counted["all"]


@dataclass(frozen=True)
class Waiting:
    """What waits for a person under the plans of the commune."""

    to_answer: list[Occurrence]
    returned: list[Occurrence]
    to_accept: list[Occurrence]
    receipts: list[PlanRecipient]


def for_workspace(access, today: datetime.date) -> Waiting:
    """What the person must answer, got back, must accept, and papers whose receipt is to be confirmed (3 queries).

    Questions of periods that have not begun are left out; requests to the Front are there, never late.
    """
    mine = access.units(Permission.WORK)
    accepts = access.units(Permission.ACCEPT)
    rows = Occurrence.objects.filter(task__plan__commune=access.commune, task__removed=False).select_related(
        "task__plan", "unit"
    )
    begun = Q(due_on__isnull=False) | Q(period_from__lte=today)
    answers = list(rows.to_answer().filter(begun, unit__in=mine).order_by("due_on", "period_to", "task__order"))
    return Waiting(
        to_answer=[row for row in answers if row.state == OccurrenceState.OPEN],
        returned=[row for row in answers if row.state == OccurrenceState.RETURNED],
        to_accept=list(
            rows.filter(state=OccurrenceState.REPORTED, unit__in=accepts)
            .exclude(reported_by=access.person)
            .order_by("reported_at")
        ),
        receipts=list(
            PlanRecipient.objects.filter(
                plan__in=Plan.objects.in_force().filter(commune=access.commune), unit__in=mine, received_at=None
            ).select_related("plan", "unit")
        ),
    )


def occurrence_page(occurrence: Occurrence) -> dict:
    """Notes with their files, and the log of one occurrence (3 queries)."""
    notes = occurrence.notes.select_related("by").prefetch_related(Prefetch("files"))
    return {"notes": list(notes), "log": list(occurrence.log.select_related("by"))}


def answered(commune, unit, period_from: datetime.date, period_to: datetime.date):
    """What units owed in a period: by a day in it, or, without a day, for a period that ends in it or covers it."""
    rows = Occurrence.objects.living().filter(
        Q(due_on__range=(period_from, period_to))
        | Q(due_on__isnull=True, period_from__lte=period_to, period_to__gte=period_from),
        task__plan__commune=commune, task__removed=False,
    )  # fmt: skip
    if unit is not None:
        rows = rows.filter(unit=unit)
    return rows.select_related("task__plan", "unit").order_by("task__plan", "task__order", "unit__order", "period_from")
