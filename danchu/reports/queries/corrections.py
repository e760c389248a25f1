"""What a correction changed, and which versions of a report there are."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from danchu.reports import rules
from danchu.reports.models import Report, SectionText, Weakness
from danchu.reports.outline import Part, Section
from danchu.reports.queries.sheet import Cell, Line, sheet


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


def what_changed(report: Report, lines: list[Line] | None = None) -> Changed:
    """What a correction says otherwise than what it corrects (needs `corrects`; 5–6 queries, one less with its own
    `lines`).
    """
    before, after = report.corrects, report
    before.cycle, before.unit, before.commune = report.cycle, report.unit, report.commune
    said = _texts(before, after)
    texts = []
    for section in report.cycle.outline.written:
        changes = rules.changed_lines(said.get((before.pk, section.code), ""), said.get((after.pk, section.code), ""))
        if changes:
            texts.append((section, changes))
    was, now = _cells(sheet(before)), _cells(sheet(after) if lines is None else lines)
    numbers = []
    for key, part in report.cycle.outline.parts.items():
        old, new = was.get(key, Cell(part)), now.get(key, Cell(part))
        if _said(old) != _said(new):
            numbers.append((part, old, new))
    named = _weaknesses(before, after)
    return Changed(tuple(texts), tuple(numbers), rules.changed_lines(named[before.pk], named[after.pk]))


def versions(report: Report) -> list[Report]:
    """A report with its corrections, the first first (1 query)."""
    rows = Report.objects.filter(cycle=report.cycle_id, unit=report.unit_id, commune=report.commune_id)
    found = list(rows.select_related("document", "unit", "commune").order_by("correction"))
    for each in found:
        each.cycle = report.cycle
    return found


def _texts(*reports: Report) -> dict[tuple[int, str], str]:
    rows = SectionText.objects.filter(report__in=reports)
    nothing = _("Không phát sinh.")
    return {(row.report_id, row.section): nothing if row.nothing_occurred else row.text for row in rows}


def _cells(lines: list[Line]) -> dict[str, Cell]:
    return {cell.part.key: cell for line in lines for cell in line.cells}


def _said(cell: Cell) -> tuple:
    return cell.value, cell.estimate, cell.nothing_occurred


def _weaknesses(*reports: Report) -> dict[int, str]:
    found: dict[int, list[str]] = {report.pk: [] for report in reports}
    for row in Weakness.objects.filter(report__in=reports).select_related("unit"):
        day = f"{row.due_on.day}/{row.due_on.month}/{row.due_on.year}"
        found[row.report_id].append(f"{row.text} – {row.unit.name} – {day}")
    return {report: "\n".join(lines) for report, lines in found.items()}
