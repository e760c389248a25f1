"""Reads for the calendar, the board and the table of units: what is owed, seen from the side of the days and units."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, OuterRef, Q

from danchu.organisation.models import Unit
from danchu.organisation.states import ASKED_NOT_ORDERED
from danchu.plans.models import Occurrence, Plan, ProgressNote
from danchu.plans.states import IN_FORCE, OccurrenceState, TaskMode

ANSWERABLE = (OccurrenceState.OPEN, OccurrenceState.RETURNED)


def in_force(access, *, plan: Plan | None = None, unit: int | None = None):
    """What is owed under plans in force, of the units whose work the person sees or helps with."""
    rows = Occurrence.objects.visible_to(access).living().filter(task__removed=False, task__plan__state__in=IN_FORCE)
    if plan is not None:
        rows = rows.filter(task__plan=plan)
    if unit is not None:
        rows = rows.filter(unit=unit)
    return rows.select_related("task__plan__commune", "unit").defer("report", "reason").distinct()


def late_condition(commune, today: datetime.date) -> Q:
    """Not answered by its last day; requests are never late, nor what fell due before the commune began."""
    return (
        Q(state__in=ANSWERABLE, due_on__lt=today, due_on__gte=commune.begins_on)
        & ~Q(task__mode=TaskMode.REQUEST)
        & ~Q(unit__kind__in=ASKED_NOT_ORDERED)
    )


def by_day(rows, first: datetime.date, last: datetime.date) -> dict[datetime.date, list[Occurrence]]:
    """What has its last day from `first` to `last`, day by day (1 query)."""
    found: dict[datetime.date, list[Occurrence]] = defaultdict(list)
    for occurrence in rows.filter(due_on__range=(first, last)).order_by("due_on", "unit__order", "task__order"):
        found[occurrence.due_on].append(occurrence)
    return found


def by_month(rows, year: int, commune, today: datetime.date) -> list[dict]:
    """The year's months: how many last days lie in each, how many are accepted, how many late (1 query)."""
    months = [{"month": month, "owed": 0, "done": 0, "late": 0} for month in range(1, 13)]
    counted = (
        rows.filter(due_on__year=year)
        .order_by()
        .values("due_on__month")
        .annotate(
            owed=Count("pk", distinct=True),
            done=Count("pk", distinct=True, filter=Q(state=OccurrenceState.ACCEPTED)),
            late=Count("pk", distinct=True, filter=late_condition(commune, today)),
        )
    )
    for row in counted:
        months[row["due_on__month"] - 1].update(owed=row["owed"], done=row["done"], late=row["late"])
    return months


def undated(rows, first: datetime.date, last: datetime.date):
    """What belongs to the period without a day that binds."""
    return rows.filter(due_on=None, period_from__lte=last, period_to__gte=first)


@dataclass
class Column:
    """One column of the board."""

    key: str
    rows: list[Occurrence] = field(default_factory=list)


def board(rows, today: datetime.date) -> list[Column]:
    """What is owed, by how far it is: not begun, begun, waiting to be accepted, returned, accepted (1 query).

    Of what comes back only the turns that have begun are shown, and the next one.
    """
    columns = {key: Column(key) for key in ("open", "doing", "reported", "returned", "accepted")}
    noted = Exists(ProgressNote.objects.filter(occurrence=OuterRef("pk")))
    next_shown: set[tuple[int, int]] = set()
    for row in rows.annotate(noted=noted).order_by(
        F("due_on").asc(nulls_last=True), "period_from", "unit__order", "pk"
    ):
        if row.state == OccurrenceState.OPEN and row.period_from > today:
            if (row.task_id, row.unit_id) in next_shown:
                continue
            next_shown.add((row.task_id, row.unit_id))
        key = "doing" if row.state == OccurrenceState.OPEN and row.noted else str(row.state)
        columns[key].rows.append(row)
    return list(columns.values())


@dataclass(frozen=True)
class UnitProgress:
    """How far one unit is under a plan; each number is that of a list."""

    unit: Unit
    owed: int
    open: int
    reported: int
    returned: int
    accepted: int
    late: int


def by_unit(rows, commune, today: datetime.date) -> list[UnitProgress]:
    """How far each unit is (2 queries)."""
    counts = {
        "owed": Count("pk", distinct=True),
        "late": Count("pk", distinct=True, filter=late_condition(commune, today)),
    } | {
        state.value: Count("pk", distinct=True, filter=Q(state=state))
        for state in (
            OccurrenceState.OPEN,
            OccurrenceState.REPORTED,
            OccurrenceState.RETURNED,
            OccurrenceState.ACCEPTED,
        )
    }
    counted = {row.pop("unit"): row for row in rows.order_by().values("unit").annotate(**counts)}
    units = Unit.objects.filter(pk__in=counted).order_by("order", "name")
    return [UnitProgress(unit, **counted[unit.pk]) for unit in units]


STANDINGS = ("open", "reported", "returned", "accepted", "late")


def standing_as(rows, wanted: str, commune, today: datetime.date):
    """Those of the rows a figure of `by_unit` counts: one of `STANDINGS`, anything else means all."""
    if wanted == "late":
        return rows.filter(late_condition(commune, today))
    return rows.filter(state=wanted) if wanted in STANDINGS else rows
