"""A plan's rows brought to the pure functions: one call gives everything the page shows."""

import datetime
from dataclasses import dataclass

from danchu import rulebook
from danchu.documents import reader
from danchu.duties.queries import bound_in_year, calendar_of, overlay_of
from danchu.organisation.models import Unit
from danchu.plans import queries
from danchu.plans.models import Occurrence, Plan, Task
from danchu.plans.scrutiny import findings, load
from danchu.plans.scrutiny.knowledge import Amended, Gone, Remembered, knowledge
from danchu.plans.states import Evidence, Origin, PlanState, TaskKind, TaskMode

# What the reader remarks on that a person should mend before signing (documents/reader/findings.py).
MEND = frozenset(
    "body_no_longer_exists date_impossible weekday_mismatch deadline_before_paper citation_dates_differ doubled_word "
    "numbering_gap abbreviation_odd quotation_unbalanced bracket_unbalanced".split()
)


@dataclass(frozen=True)
class UnitLoad:
    """One unit's year, week by week; `heavy` are the weeks that carry more than they can."""

    unit: Unit
    weeks: list[load.Week]

    @property
    def total(self) -> int:
        return sum(len(week.due) for week in self.weeks)

    @property
    def heavy(self) -> list[load.Week]:
        return [week for week in self.weeks if week.is_overloaded]


@dataclass(frozen=True)
class Forgotten:
    """A duty of the law the plan does not speak of, with its occurrence in the plan's year."""

    row: Remembered
    occurrence: rulebook.Occurrence


@dataclass(frozen=True)
class Counted:
    """How many instructions lack what; of this plan or of last year's."""

    instructions: int
    lacks: dict[findings.Lack, int]


@dataclass(frozen=True)
class Scrutiny:
    """Everything the wind tunnel found in one plan."""

    counted: Counted
    last_year: Counted | None
    gaps: list[findings.Gap]
    days_off: list[findings.OffDay]
    loads: list[UnitLoad]
    per_week: int
    gone: list[Gone]
    amended: list[Amended]
    remarks: list[str]
    forgotten: list[Forgotten]
    calendar_is_sure: bool

    @property
    def heavy_weeks(self) -> int:
        return sum(len(row.heavy) for row in self.loads)

    @property
    def to_mend(self) -> int:
        """Things that are wrong or owed by law, beside what merely could be said better."""
        without_owner = sum(findings.Lack.OWNER in gap.lacks for gap in self.gaps)
        return without_owner + len(self.days_off) + len(self.gone) + len(self.remarks) + len(self.forgotten)


def scrutinise(plan: Plan, *, on: datetime.date, per_week: int | None = None) -> Scrutiny:
    """Runs the plan through calendar, law and load as of the day `on` (7 queries; the reader reads the text anew).

    `per_week`: things with a last day that a full week carries; the house's yardstick when None.
    """
    known = knowledge()
    calendar = calendar_of(plan.commune)
    units = list(Unit.objects.filter(commune=plan.commune).on(on).order_by("order", "pk"))
    tasks = _tasks(plan)
    instructions = [_instruction(task, on) for task in tasks]
    paper = reader.read_text(plan.source_text[: reader.MAX_CHARACTERS])
    dated = plan.dated_on or on
    text = "\n".join([plan.source_text, *(task.text for task in tasks if task.span_start is None)])
    per_week = per_week or known.per_week
    return Scrutiny(
        counted=_counted(instructions),
        last_year=_last_year(plan, on),
        gaps=findings.gaps(
            instructions, known=known, units=[unit.name for unit in units], report_days=_report_days(tasks)
        ),
        days_off=findings.days_off(instructions, calendar),
        loads=_loads(plan, tasks, units, on, calendar, per_week),
        per_week=per_week,
        gone=findings.cited_but_gone([c.number for c in paper.citations if c.number], dated, known),
        amended=findings.cited_without_amendment(text, dated, known),
        remarks=[remark.text for remark in paper.warnings if remark.code in MEND],
        forgotten=_forgotten(plan, text, known) if plan.origin == Origin.OWN and plan.unit_id is None else [],
        calendar_is_sure=calendar.is_confirmed(plan.year),
    )


def wording_for(duty: str) -> tuple[str, str, bool]:
    """The proposed sentence for a duty of the law, the unit it names and whether it is a request; blanks if none."""
    for row in knowledge().remembered:
        if row.duty == duty:
            return row.wording, row.unit, row.request
    return "", "", False


def _tasks(plan: Plan) -> list[Task]:
    tasks = list(plan.tasks.filter(removed=False).prefetch_related("lead_units"))
    for task in tasks:
        task.plan = plan
    return tasks


def _instruction(task: Task, on: datetime.date) -> findings.Instruction:
    turns = [turn.last_day for turn in queries.turns_of(task, on) if turn.last_day]
    return findings.Instruction(
        pk=task.pk, place=task.numbering, title=task.title, text=task.text, kind=TaskKind(task.kind),
        mode=TaskMode(task.mode), has_owner=task.every_office or bool(task.lead_units.all()),
        recurs=task.recurrence != "none", last_days=tuple(turns), product=task.product,
        evidence=Evidence(task.evidence),
    )  # fmt: skip


def _counted(instructions: list[findings.Instruction]) -> Counted:
    real = [one for one in instructions if one.kind != TaskKind.PRINCIPLE]
    lacks = [lack for one in real for lack in findings.lacking(one)]
    return Counted(len(real), {lack: lacks.count(lack) for lack in findings.Lack})


def _last_year(plan: Plan, on: datetime.date) -> Counted | None:
    """The same count for the commune's own plan of the year before, if there is one: does it leave better?"""
    mine = Plan.objects.in_force().filter(commune=plan.commune, unit=plan.unit, origin=Origin.OWN)
    before = mine.filter(year=plan.year - 1).first()
    if before is None or plan.origin != Origin.OWN:
        return None
    before.commune = plan.commune
    return _counted([_instruction(task, on) for task in _tasks(before)])


def _report_days(tasks: list[Task]) -> str:
    """ "trước ngày 05/5 và trước ngày 05/11": the plan's own reporting days, else those of the house's data."""
    named = {(t.due_on.month, t.due_on.day) for t in tasks if t.due_on and t.every_office and t.bound == "before"}
    days = sorted(named) or knowledge().report_days
    return " và ".join(f"trước ngày {day:02d}/{month}" for month, day in days)


def _loads(plan, tasks, units, on, calendar, per_week) -> list[UnitLoad]:
    due: list[load.Due] = []
    offices = queries.office_units(plan.commune, on)
    for task in tasks:
        for turn in queries.turns_of(task, on):
            if turn.last_day and task.mode != TaskMode.REQUEST:
                for unit in queries.owing_units(task, offices):
                    if not unit.is_asked:
                        due.append(load.Due(unit.pk, turn.last_day, task.title, task=task.pk))
    mine = _own_subjects(plan)
    for unit_id, day, title, subject in bound_in_year(plan.commune, plan.year):
        if subject not in mine:
            due.append(load.Due(unit_id, day, title, own=False))
    by_unit = load.by_unit(due)
    return [
        UnitLoad(unit, load.weeks(by_unit[unit.pk], year=plan.year, calendar=calendar, per_week=per_week))
        for unit in units
        if unit.pk in by_unit
    ]


def _own_subjects(plan: Plan) -> set[str]:
    """What this plan already made the units owe, once it was confirmed: not to be counted twice."""
    if plan.state == PlanState.DRAFT:
        return set()
    owed = Occurrence.objects.filter(task__plan=plan).values_list("pk", flat=True)
    return {f"plans.occurrence:{pk}" for pk in owed}


def _forgotten(plan: Plan, text: str, known) -> list[Forgotten]:
    coming = {one.duty.id: one for one in reversed(rulebook.law_duties(plan.year, overlay_of(plan.commune)))}
    return [Forgotten(row, coming[row.duty]) for row in findings.forgotten(text, coming, known)]
