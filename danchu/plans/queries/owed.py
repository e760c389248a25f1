"""Reads on plans, also for other areas."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from danchu.duties.queries import period_words
from danchu.organisation.models import Unit
from danchu.organisation.queries import whose_acts
from danchu.organisation.states import Permission, UnitKind
from danchu.plans import rules
from danchu.plans.models import TO_ANSWER, Occurrence, Plan, PlanRecipient, ProgressNote, Task
from danchu.plans.states import (
    Bound,
    OccurrenceState,
    Origin,
    PlanState,
    Progress,
    Recurrence,
    TaskKind,
    TaskMode,
)  # fmt: skip

# What a plan was read from: long, and of no use in a list.
PAPER = ("source_text", "reading")


def occurrence_title(occurrence: Occurrence) -> str:
    """What the unit owes, with its period (needs `task` loaded)."""
    task = occurrence.task
    if occurrence.key == "once":
        return task.title
    return f"{task.title} ({period_words(occurrence.period_from, occurrence.period_to)})"


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


def owing_units(task: Task, offices) -> list[Unit]:
    """The units that each owe the task: those named, and every office where the plan speaks to all.

    A commune's task that stands in a unit's plan is owed where it came from, and not a second time.
    """
    if task.is_mirror:
        return []
    named = list(task.lead_units.all())
    return named + [unit for unit in offices if unit not in named] if task.every_office else named


def turns_of(task: Task, on: datetime.date) -> list[rules.Turn]:
    """The times a task is owed: in its plan's year; a directive that recurs goes on in the years after.

    A period without a day that ended before the commune began is nobody's to answer for.
    """
    plan = task.plan
    goes_on = plan.origin == Origin.DIRECTIVE and (
        task.recurrence != Recurrence.NONE or (task.kind == TaskKind.CONTINUING and task.due_on is None)
    )
    years = range(plan.year, max(plan.year, on.year) + 1) if goes_on else [plan.year]
    return [
        turn
        for year in years
        for turn in rules.turns(
            kind=TaskKind(task.kind), due_on=task.due_on, bound=Bound(task.bound), year=year,
            recurrence=Recurrence(task.recurrence), issued_on=task.since or plan.dated_on,
        )
        if turn.last_day or turn.period_to >= plan.commune.begins_on
    ]  # fmt: skip


AHEAD = datetime.timedelta(weeks=4)  # weekly turns are made this far ahead, not a year's at once


def is_to_come(task: Task, turn: rules.Turn, on: datetime.date) -> bool:
    """Whether a turn lies too far ahead to stand on anybody's list yet: those of weekly tasks, four weeks on."""
    return task.recurrence == Recurrence.WEEKLY and turn.period_from > on + AHEAD


@dataclass(frozen=True)
class Owed:
    """What confirming would make one unit owe: task and last day, or None where no day binds."""

    unit: Unit
    dated: list[tuple[Task, datetime.date]]
    questions: list[Task]
    asked: list[Task]


def preview(plan: Plan, on: datetime.date) -> list[Owed]:
    """Who would owe what if the plan's tasks stood as they are, unit by unit (3 queries)."""
    offices = office_units(plan.commune, on)
    owed: dict[int, Owed] = {}
    for task in plan.tasks.filter(removed=False).prefetch_related("lead_units"):
        task.plan = plan
        turns = turns_of(task, on)
        for unit in owing_units(task, offices) if turns else ():
            row = owed.setdefault(unit.pk, Owed(unit, [], [], []))
            if task.mode == TaskMode.REQUEST or unit.is_asked:
                row.asked.append(task)
            elif any(turn.last_day for turn in turns):
                days = [turn.last_day for turn in turns if turn.last_day]
                coming = [day for day in days if day >= on] or days[-1:]
                weekly = task.recurrence == Recurrence.WEEKLY  # one line says it: its next day, and that it comes back
                row.dated.extend((task, day) for day in (coming[:1] if weekly else days))
            else:
                row.questions.append(task)
    for row in owed.values():
        row.dated.sort(key=lambda each: each[1])
    return sorted(owed.values(), key=lambda row: (row.unit.order, row.unit.name))


@dataclass
class TaskRow:
    """One task with what its units owe: how far it is, how many units are done, which rows the person may open."""

    task: Task
    progress: Progress
    done: int = 0
    total: int = 0
    occurrences: list[Occurrence] = field(default_factory=list)
    helps: bool = False  # one of the person's units co-operates

    @property
    def last_days(self) -> list[datetime.date]:
        """The last days its units have, each once."""
        return sorted({found.due_on for found in self.occurrences if found.due_on})


def public_rows(plan: Plan, today: datetime.date) -> list[TaskRow]:
    """What the public sees of a plan's tasks, how far each is on `today`: no person, note or file (2 queries).

    Of an earlier edition too: what was owed under its tasks goes on under the edition that took its place.
    """
    tasks = plan.tasks.filter(removed=False).only(
        "plan_id", "order", "section", "numbering", "title", "text", "kind", "mode", "due_on", "bound", "recurrence",
        "printed_deadline", "every_office", "span_start", "span_end", "continues_id",
    )  # fmt: skip
    states: dict[int, list] = defaultdict(list)
    here = Q(task__plan=plan, task__removed=False)
    if plan.state == PlanState.SUPERSEDED:
        here |= Q(task__continues__plan=plan, task__removed=False)
    owed = _with_begun(Occurrence.objects.living().filter(here))
    for task, before, state, begins, begun in owed.values_list(
        "task_id", "task__continues", "state", "period_from", "begun"
    ):
        for pk in {task, before}:
            states[pk].append((begins, OccurrenceState(state), begun))
    rows = []
    for task in tasks:
        task.plan = plan
        rows.append(_row(task, states[task.pk], today))
    return rows


def task_rows(plan: Plan, *, access, today: datetime.date) -> list[TaskRow]:
    """The living tasks of a plan with progress on `today`; `occurrences` only those of units whose work the person
    sees or helps with (5 queries, 6 for a unit's plan).
    """
    tasks = list(plan.tasks.filter(removed=False).prefetch_related("lead_units", "cooperating_units"))
    owed: dict[int, list[Occurrence]] = defaultdict(list)
    living = _with_begun(Occurrence.objects.living()).select_related("unit").defer("report", "reason")
    for occurrence in living.filter(task__plan=plan, task__removed=False):
        owed[occurrence.task_id].append(occurrence)
    mirrored = {task.parent_id: task.pk for task in tasks if task.is_mirror}
    if mirrored:  # the commune's tasks in a unit's plan: what the unit owes there
        of_commune = living.filter(task__in=mirrored, unit=plan.unit_id).select_related("task__plan__commune")
        for occurrence in of_commune:
            owed[mirrored[occurrence.task_id]].append(occurrence)
    steps = steps_under(plan) if plan.unit_id is None else {}
    result = []
    for task in tasks:
        task.plan = plan
        found = owed[task.pk]
        row = _row(task, [(o.period_from, OccurrenceState(o.state), o.begun) for o in found], today)
        row.helps = any(unit.pk in access.units(Permission.WORK) for unit in task.cooperating_units.all())
        row.occurrences = [o for o in found if row.helps or o.unit_id in access.visible_units]
        for occurrence in row.occurrences:
            occurrence.steps = steps.get((task.pk, occurrence.unit_id))
            if not task.is_mirror:
                occurrence.task = task
        result.append(row)
    return result


@dataclass(frozen=True)
class Steps:
    """How far a unit's own plan is under one task of the commune's: steps done, steps in all, that plan's key."""

    done: int
    total: int
    plan: int


def steps_under(plan: Plan) -> dict[tuple[int, int], Steps]:
    """(task, unit) → what the units' own plans have under the plan's tasks (1 query)."""
    rows = (
        Occurrence.objects.living()
        .filter(task__parent__plan=plan, task__is_mirror=False, task__removed=False)
        .order_by()
        .values("task__parent", "task__plan__unit", "task__plan")
        .annotate(total=Count("pk"), done=Count("pk", filter=Q(state=OccurrenceState.ACCEPTED)))
    )
    return {
        (row["task__parent"], row["task__plan__unit"]): Steps(row["done"], row["total"], row["task__plan"])
        for row in rows
    }


def _with_begun(rows):
    """`begun`: the unit noted something, or a step of its own plan under the task was reported."""
    noted = ProgressNote.objects.filter(occurrence=OuterRef("pk"))
    stepped = Occurrence.objects.filter(
        task__parent=OuterRef("task"), task__plan__unit=OuterRef("unit"), task__is_mirror=False,
        state__in=(OccurrenceState.REPORTED, OccurrenceState.ACCEPTED, OccurrenceState.RETURNED),
    )  # fmt: skip
    return rows.annotate(begun=Exists(noted) | Exists(stepped))


def public_tally(commune, today: datetime.date) -> tuple[list[Plan], dict[Progress, int]]:
    """The public plans of the newest year that stand now, and how far their tasks are together (3 queries)."""
    plans = list(published_plans(commune).defer("source_text", "reading"))
    plans = [plan for plan in plans if plan.year == plans[0].year]
    tasks = list(Task.objects.filter(plan__in=plans, removed=False).only("plan_id", "kind", "title"))
    states: dict[int, list] = defaultdict(list)
    owed = _with_begun(Occurrence.objects.living().filter(task__in=[task.pk for task in tasks]))
    for task, state, begins, begun in owed.values_list("task_id", "state", "period_from", "begun"):
        states[task].append((begins, OccurrenceState(state), begun))
    return plans, tally([_row(task, states[task.pk], today) for task in tasks])


def _row(task: Task, owed: list, today: datetime.date) -> TaskRow:
    up_to_now = [each for each in owed if each[0] <= today] or owed
    states = [state for _begins, state, _begun in up_to_now]
    how_far = rules.progress(TaskKind(task.kind), states, begun=any(begun for _b, _s, begun in up_to_now))
    return TaskRow(task, how_far, sum(state == OccurrenceState.ACCEPTED for state in states), len(states))


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
    """The public's list of plans of a commune as they stand, newest first; what a later public edition replaced is not
    among them.
    """
    later = Plan.objects.ever_public().filter(replaces=OuterRef("pk"))
    return Plan.objects.ever_public().filter(~Exists(later), commune=commune).select_related("commune")


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
    """What the person must answer, got back, must accept, and papers whose receipt is to be confirmed (2 queries).

    Questions of periods that have not begun are left out, and what fell due before the commune began; requests to the
    Front are there, never late.
    """
    mine = access.units(Permission.WORK)
    accepts = access.units(Permission.ACCEPT)
    begun = Q(due_on__gte=access.commune.begins_on) | Q(due_on=None, period_from__lte=today)
    to_answer = Q(state__in=TO_ANSWER, unit__in=mine) & begun
    theirs = Q(unit__in=accepts) | Q(task__plan__unit__in=access.units(Permission.SUBMIT))
    to_accept = Q(state=OccurrenceState.REPORTED) & theirs
    rows = Occurrence.objects.filter(to_answer | to_accept, task__plan__commune=access.commune, task__removed=False)
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for row in (
        rows.filter(handled_by="")
        .select_related("task__plan", "unit")
        .defer(*(f"task__plan__{name}" for name in PAPER))
        .order_by(F("due_on").asc(nulls_last=True), "period_to", "task__order")
    ):
        row.task.plan.commune = access.commune
        found[row.state].append(row)
    return Waiting(
        to_answer=found[OccurrenceState.OPEN],
        returned=found[OccurrenceState.RETURNED],
        to_accept=sorted(
            (row for row in found[OccurrenceState.REPORTED] if row.reported_by_id != access.person.pk),
            key=lambda row: row.reported_at,
        ),
        receipts=list(
            PlanRecipient.objects.filter(
                plan__in=Plan.objects.in_force().filter(commune=access.commune), unit__in=mine, received_at=None
            )
            .select_related("plan", "unit")
            .defer(*(f"plan__{name}" for name in PAPER))
        ),
    )


def occurrence_page(occurrence: Occurrence) -> dict:
    """Notes with their files, and the log of one occurrence (3 queries)."""
    notes = occurrence.notes.select_related("by").prefetch_related(Prefetch("files"))
    return {"notes": list(notes), "log": list(occurrence.log.select_related("by"))}


def steps_of(occurrence: Occurrence) -> list[Occurrence]:
    """What the unit's own plan has under this, in its order (1 query)."""
    rows = Occurrence.objects.living().filter(
        task__parent=occurrence.task, task__plan__unit=occurrence.unit, task__is_mirror=False, task__removed=False
    )
    return list(rows.select_related("unit", "task__plan__commune").order_by("task__order", "period_from", "pk"))


def answered(commune, unit, period_from: datetime.date, period_to: datetime.date, *, own_plans: bool = False):
    """What units owed in a period: by a day in it, or, without a day, for a period that ends in it or covers it.

    The steps of units' own plans serve the commune's tasks and are not counted beside them, unless `own_plans`.

    A unit that stands in the place of others counts what they answered, under their names.
    """
    rows = Occurrence.objects.living().filter(
        Q(due_on__range=(period_from, period_to))
        | Q(due_on__isnull=True, period_from__lte=period_to, period_to__gte=period_from),
        task__plan__commune=commune, task__removed=False,
    )  # fmt: skip
    if not own_plans:
        rows = rows.filter(task__plan__unit=None)
    if unit is not None:
        rows = rows.filter(unit__in=whose_acts(unit))
    return rows.select_related("task__plan", "unit").order_by("task__plan", "task__order", "unit__order", "period_from")


def with_progress(plans):
    """Plans with `owed` and `accepted` (occurrences whose period has begun does not matter here: the whole year), and,
    for drafts, `tasks_seen` of `tasks_all`.
    """
    living = Occurrence.objects.living().filter(task__plan=OuterRef("pk"), task__removed=False).order_by()
    tasks = Task.objects.filter(plan=OuterRef("pk"), removed=False).order_by()
    return plans.annotate(
        owed=_count(living, "task__plan"),
        accepted=_count(living.filter(state=OccurrenceState.ACCEPTED), "task__plan"),
        tasks_all=_count(tasks, "plan"),
        tasks_seen=_count(tasks.filter(seen=True), "plan"),
    )


def _count(rows, by: str):
    counted = rows.values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
