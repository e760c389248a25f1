"""Weaknesses named in reports: which are open, which a report must answer for, what was said of each."""

from dataclasses import dataclass, field

from django.db.models import Q

from danchu.reports.models import Report, Weakness, WeaknessAnswer
from danchu.reports.queries.sheet import COUNTED_STATES
from danchu.reports.states import Remedy


@dataclass(frozen=True)
class Named:
    """A weakness as it is in force: its latest row, and what accepted reports said of it since, newest first."""

    weakness: Weakness
    answers: tuple[WeaknessAnswer, ...] = ()

    @property
    def last(self) -> WeaknessAnswer | None:
        """What was said of it last."""
        return self.answers[0] if self.answers else None


@dataclass(frozen=True)
class Question:
    """One weakness a report answers for: its own answer, and for the commune's what the owner said this time."""

    named: Named
    answer: WeaknessAnswer | None = None
    owners: WeaknessAnswer | None = None
    before: tuple[WeaknessAnswer, ...] = field(default=())


def in_force(commune, *, origins=None, resolved: bool = False, said_in: Report | None = None) -> list[Named]:
    """The weaknesses of accepted reports of a commune, the one due first at the top (2 queries).

    `origins`: only these (ids of first rows); `resolved`: also those that were put right; `said_in`: with what this
    report says, accepted or not.
    """
    rows = Weakness.objects.filter(
        report__commune=commune, report__stands=True, report__state__in=COUNTED_STATES
    ).select_related("report__cycle", "report__unit", "report__document", "unit", "root")  # fmt: skip
    if origins is not None:
        rows = rows.filter(Q(pk__in=origins) | Q(root__in=origins))
    if not resolved:
        still = Q(root__isnull=True, resolved_on__isnull=True) | Q(root__isnull=False, root__resolved_on__isnull=True)
        rows = rows.filter(still)
    latest: dict[int, Weakness] = {}
    for row in rows.order_by("report__approved_at", "pk"):
        latest[row.origin] = row
    said = _answers(latest, said_in) if latest else {}
    found = [Named(row, tuple(said.get(origin, ()))) for origin, row in latest.items()]
    return sorted(found, key=lambda named: (named.weakness.due_on, named.weakness.pk))


def _answers(origins, said_in: Report | None) -> dict[int, list[WeaknessAnswer]]:
    """What accepted reports, and this one, said of weaknesses: id of the first row → answers, newest first."""
    wanted = Q(report__stands=True, report__state__in=COUNTED_STATES)
    if said_in is not None:
        wanted |= Q(report=said_in)
    rows = WeaknessAnswer.objects.filter(wanted, weakness__in=list(origins))
    rows = rows.select_related("report__cycle", "report__unit", "answered_by")
    found: dict[int, list[WeaknessAnswer]] = {}
    for row in rows.order_by("-report__approved_at", "-pk"):
        found.setdefault(row.weakness_id, []).append(row)
    return found


def questions(report: Report) -> list[Question]:
    """The weaknesses a report answers for: "has it been put right?" (1 query where there are none, else 2).

    A unit's report: those it is to put right, named in an earlier period; the commune's: those the commune named.
    While it is written, all that are open; once it was handed in, those it answered. None where the outline has no
    section on weaknesses.
    """
    if not report.cycle.outline.weaknesses_in:
        return []
    if not report.is_writable:
        own = {row.weakness_id: row for row in report.answers.all()}
        named = in_force_by_origin(report.commune, own) if own else {}
        return [Question(named[origin], answer) for origin, answer in own.items() if origin in named]
    return [
        _asked(report, named) for named in in_force(report.commune, said_in=report)
        if named.weakness.report.cycle_id != report.cycle_id
        and named.weakness.report.cycle.due_on < report.cycle.due_on
        and (named.weakness.report.unit_id is None if report.is_communes else named.weakness.unit_id == report.unit_id)
    ]  # fmt: skip


def _asked(report: Report, named: Named) -> Question:
    own = next((each for each in named.answers if each.report_id == report.pk), None)
    before = tuple(each for each in named.answers if each.report_id != report.pk)
    return Question(Named(named.weakness, before), own, _owners(report, before), before)


def in_force_by_origin(commune, origins) -> dict[int, Named]:
    """Weaknesses by the id of their first row, put right or not (2 queries)."""
    found = in_force(commune, origins=list(origins), resolved=True)
    return {named.weakness.origin: named for named in found}


def _owners(report: Report, answers: tuple[WeaknessAnswer, ...]) -> WeaknessAnswer | None:
    """For the commune's report: what the unit that is to put it right said in this same period."""
    if not report.is_communes:
        return None
    return next((each for each in answers if each.report.cycle_id == report.cycle_id), None)


def unanswered(report: Report) -> list[Question]:
    """What a report must still answer before it is handed in; a body that is asked owes no answer."""
    if not report.is_writable or (report.unit_id and report.unit.is_asked):
        return []
    return [each for each in questions(report) if each.answer is None]


def of_units(report: Report) -> list[Weakness]:
    """For the commune's report: what accepted units named in this period and the commune has not taken up (1 query)."""
    if not report.is_communes:
        return []
    taken = {row.root_id for row in report.weaknesses.all()}
    rows = Weakness.objects.filter(
        report__cycle=report.cycle, report__unit__isnull=False, report__stands=True, report__state__in=COUNTED_STATES
    ).select_related("unit", "report__unit")  # fmt: skip
    return [row for row in rows if row.origin not in taken]


def open_weaknesses(commune, year: int) -> list[Named]:
    """What was named in reports on periods up to the end of `year` and is not put right: it seeds the plan of the year
    after (2 queries).
    """
    return [named for named in in_force(commune) if named.weakness.report.cycle.period_to.year <= year]


def is_put_right(named: Named) -> bool:
    """Whether the last word on it is that it was put right, and it was not named again since."""
    last = named.last
    if last is None or last.remedy != Remedy.DONE:
        return False
    named_at, said_at = named.weakness.report.approved_at, last.report.approved_at
    return bool(named_at and said_at and said_at >= named_at)
