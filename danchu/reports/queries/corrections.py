"""What a correction changed, and which versions of a report there are."""

from dataclasses import dataclass

from danchu.reports import rules
from danchu.reports.models import Report
from danchu.reports.outline import Part, Section
from danchu.reports.queries.sheet import Cell, sheet


@dataclass(frozen=True)
class Changed:
    """What differs between a report and the one it corrects."""

    texts: tuple[tuple[Section, tuple[rules.Change, ...]], ...]
    numbers: tuple[tuple[Part, Cell, Cell], ...]  # part, before, after
    weaknesses: tuple[rules.Change, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether it says the same."""
        return not (self.texts or self.numbers or self.weaknesses)


def what_changed(report: Report) -> Changed:
    """What a correction says otherwise than what it corrects (needs `corrects`; 6–7 queries)."""
    before, after = report.corrects, report
    before.cycle, before.unit, before.commune = report.cycle, report.unit, report.commune
    old, new = _texts(before), _texts(after)
    texts = []
    for section in report.cycle.outline.written:
        lines = rules.changed_lines(old.get(section.code, ""), new.get(section.code, ""))
        if lines:
            texts.append((section, lines))
    cells_before, cells_after = _cells(before), _cells(after)
    numbers = []
    for key, part in report.cycle.outline.parts.items():
        was, now = cells_before.get(key, Cell(part)), cells_after.get(key, Cell(part))
        if _said(was) != _said(now):
            numbers.append((part, was, now))
    named = rules.changed_lines(_weaknesses(before), _weaknesses(after))
    return Changed(tuple(texts), tuple(numbers), named)


def versions(report: Report) -> list[Report]:
    """A report with its corrections, the first first (1 query)."""
    rows = Report.objects.filter(cycle=report.cycle_id, unit=report.unit_id, commune=report.commune_id)
    found = list(rows.select_related("document", "unit", "commune").order_by("correction"))
    for each in found:
        each.cycle = report.cycle
    return found


def _texts(report: Report) -> dict[str, str]:
    nothing = "Không phát sinh."
    return {row.section: nothing if row.nothing_occurred else row.text for row in report.texts.all()}


def _cells(report: Report) -> dict[str, Cell]:
    return {cell.part.key: cell for line in sheet(report) for cell in line.cells}


def _said(cell: Cell) -> tuple:
    return cell.value, cell.estimate, cell.nothing_occurred


def _weaknesses(report: Report) -> str:
    rows = report.weaknesses.select_related("unit")
    return "\n".join(
        f"{row.text} – {row.unit.name} – {row.due_on.day}/{row.due_on.month}/{row.due_on.year}" for row in rows
    )
