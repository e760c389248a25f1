"""The sheet of figures of a report: its indicators with what is known of each number, for pages and papers alike."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.db.models import BooleanField, Case, Q, Value, When
from django.utils.translation import gettext as _

from danchu.reports import rules
from danchu.reports.models import Cycle, FigureEntry, Report
from danchu.reports.outline import Indicator, Outline, Part
from danchu.reports.states import Comparison, FigureSource, ReportState

COUNTED_STATES = (ReportState.APPROVED, ReportState.LOCKED)


@dataclass(frozen=True)
class Cell:
    """One number as it stands. `has_list`: there is a list or there are units behind it."""

    part: Part
    value: Decimal | None = None
    estimate: Decimal | None = None
    nothing_occurred: bool = False
    source: str = FigureSource.NONE
    note: str = ""
    known: int = 0
    asked: int = 0
    has_list: bool = False
    last: Decimal | None = None  # the same period last year
    difference: Decimal | None = None
    change: Decimal | None = None  # in per cent; None where last year's is zero or a share
    counted: Decimal | None = None  # what the system counts, beside what a person typed

    @property
    def is_typed(self) -> bool:
        """Whether a person wrote it, here or in the units whose numbers were added up."""
        return (self.part.is_typed or self.source == FigureSource.TYPED) and not self.no_data

    @property
    def may_be_typed(self) -> bool:
        """Whether a person may write it: it is typed, or the system that should count it knows nothing of it."""
        return self.part.is_typed or (self.part.source == "computed" and (self.value is None or self.is_typed))

    @property
    def no_data(self) -> bool:
        """Neither a number nor the statement that nothing occurred."""
        return self.value is None and not self.nothing_occurred

    @property
    def no_source(self) -> bool:
        """Nobody counts it yet."""
        return self.no_data and self.part.source == "none"

    @property
    def missing(self) -> int:
        """Of an added number: how many units have not said anything."""
        return self.asked - self.known

    @property
    def remark(self) -> str:
        """What must be read beside the number, in words: how many units, no source, the person's own note."""
        words = []
        if self.asked and self.part.by_unit:
            words.append(_("%(known)s/%(asked)s đơn vị") % {"known": self.known, "asked": self.asked})
        if self.no_source:
            words.append(_("chưa có nguồn"))
        if self.note:
            words.append(self.note)
        return "; ".join(words)


@dataclass(frozen=True)
class Line:
    """One indicator with its numbers."""

    indicator: Indicator
    cells: tuple[Cell, ...]

    @property
    def nothing_occurred(self) -> bool:
        """Whether it is stated for all its typed numbers that nothing occurred."""
        typed = [cell for cell in self.cells if cell.part.is_typed]
        return bool(typed) and all(cell.nothing_occurred for cell in typed)

    @property
    def note(self) -> str:
        """The note of the line, kept with its first number."""
        return next((cell.note for cell in self.cells if cell.note), "")

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is known of it."""
        return all(cell.no_data for cell in self.cells)


@dataclass(frozen=True)
class LastYear:
    """Last year's column: numbers by key, or why there are none."""

    values: dict[str, Decimal] = field(default_factory=dict)
    why: Comparison | None = None
    sentence: str = ""  # why the column is empty, "" when it is not


def last_year(cycle: Cycle, unit) -> LastYear:
    """The numbers of the same unit (None: the commune) in the same period a year before (needs `cycle.commune`).

    "Nothing occurred" a year ago is zero, no data is not. Not comparable where the commune was formed after that
    period began; no data where nothing was approved (1 query).
    """
    merged_on = cycle.commune.merged_on
    last_from = rules.a_year_before(cycle.period_from)
    values: dict[str, Decimal] = {}
    if not (merged_on and merged_on > last_from):
        entries = FigureEntry.objects.filter(
            Q(value__isnull=False) | Q(nothing_occurred=True),
            report__commune=cycle.commune_id, report__unit=unit, report__state__in=COUNTED_STATES,
            report__stands=True, report__cycle__kind=cycle.kind, report__cycle__period_from=last_from,
            report__cycle__period_to=rules.a_year_before(cycle.period_to),
        )  # fmt: skip
        rows = entries.values_list("indicator", "part", "value")
        values = {f"{row[0]}.{row[1]}": Decimal(0) if row[2] is None else row[2] for row in rows}
        values |= {key: value for key, value in rules.ratios(cycle.outline.parts, values).items() if value is not None}
    why = rules.why_not_comparable(merged_on=merged_on, last_from=last_from, has_last=bool(values))
    sentence = ""
    if why == Comparison.NOT_COMPARABLE:
        day = f"{merged_on.day:02d}/{merged_on.month}/{merged_on.year}"
        sentence = _("không so sánh được: xã thành lập %(day)s trên cơ sở sắp xếp") % {"day": day}
    elif why == Comparison.NO_DATA:
        sentence = _("chưa có số liệu")
    return LastYear(values, why, sentence)


def sheet(report: Report, *, section: str | None = None, last: LastYear | None = None) -> list[Line]:
    """The lines of a report, of one section or of all (needs `cycle`, and `unit` for a unit's).

    The commune's report is added up live while it is written and stands still once it was put before the chair
    (2 queries while written, else 1).
    """
    wanted = [
        indicator for indicator in report.cycle.outline.indicators
        if indicator.parts_for(report.unit.kind if report.unit_id else None)
    ]  # fmt: skip
    cells = _merged(report) if report.is_communes and report.is_writable else _stored(report)
    _with_ratios(cells, report.cycle.outline.parts)
    if last:
        cells = {key: _compared(cell, last) for key, cell in cells.items()}
    return [
        Line(indicator, tuple(
            cells.get(part.key) or Cell(part)
            for part in indicator.parts_for(report.unit.kind if report.unit_id else None)
        ))
        for indicator in wanted if section is None or indicator.section == section
    ]  # fmt: skip


def _stored(report: Report) -> dict[str, Cell]:
    parts = report.cycle.outline.parts
    return {entry.key: _own_cell(entry, parts) for entry in _light(report.figures.all()) if entry.key in parts}


def _light(entries):
    """The entries without the lists behind them, but saying whether there is one."""
    listed = Case(When(rows=[], then=Value(False)), default=Value(True), output_field=BooleanField())
    return entries.annotate(listed=listed).defer("rows")


def _own_cell(entry: FigureEntry, parts: dict[str, Part]) -> Cell:
    return Cell(
        parts[entry.key], entry.value, entry.estimate, entry.nothing_occurred, entry.source, entry.note,
        entry.known, entry.asked, entry.listed, counted=entry.counted,
    )  # fmt: skip


def _merged(report: Report) -> dict[str, Cell]:
    """The commune's numbers while they are being written: the units' added up, the commune's own beside them."""
    counted = Q(report__unit__isnull=False, report__state__in=COUNTED_STATES)
    entries = FigureEntry.objects.filter(Q(report=report) | counted, report__cycle=report.cycle_id)
    own: dict[str, FigureEntry] = {}
    given: dict[int, dict[str, rules.Given]] = defaultdict(dict)
    for entry in _light(entries):
        if entry.report_id == report.pk:
            own[entry.key] = entry
        else:
            given[entry.report_id][entry.key] = rules.Given(
                entry.value, entry.estimate, entry.nothing_occurred, entry.source == FigureSource.TYPED
            )
    kinds = dict(report.cycle.reports.of_units().values_list("pk", "unit__kind"))
    cells = {}
    for indicator in report.cycle.outline.indicators:
        for part in indicator.parts:
            if part.by_unit and part.source != "ratio":
                asked = [pk for pk, kind in kinds.items() if not indicator.asked or kind in indicator.asked]
                rows = [given[pk].get(part.key, rules.Given()) for pk in asked]
                cells[part.key] = _added_cell(part, rows, own.get(part.key))
            elif part.key in own:
                cells[part.key] = _own_cell(own[part.key], report.cycle.outline.parts)
    return cells


def _added_cell(part: Part, rows: list[rules.Given], own: FigureEntry | None) -> Cell:
    """The units' numbers added up, with what the system itself counted outside the units that report."""
    total = rules.add_up(rows)
    value, nothing = total.value, total.nothing_occurred
    if own is not None and own.source == FigureSource.COMPUTED and own.value:
        value, nothing = (value or Decimal(0)) + own.value, False
    source = FigureSource.ADDED
    if part.source == "computed":
        source = FigureSource.TYPED if total.typed else FigureSource.COMPUTED
    return Cell(
        part, value, total.estimate, nothing, source, own.note if own else "", total.known, total.asked,
        has_list=bool(rows) or own is not None,
    )  # fmt: skip


def _with_ratios(cells: dict[str, Cell], parts: dict[str, Part]) -> None:
    """Percentages are never added up: they are worked out anew from their parts."""
    values = {key: Decimal(0) if cell.nothing_occurred else cell.value for key, cell in cells.items()}
    estimates = {key: Decimal(0) if cell.nothing_occurred else cell.estimate for key, cell in cells.items()}
    expected = rules.ratios(parts, estimates)
    for key, value in rules.ratios(parts, values).items():
        note = cells[key].note if key in cells else ""
        cells[key] = Cell(parts[key], value, expected[key], source=FigureSource.RATIO, note=note)


def _compared(cell: Cell, last: LastYear) -> Cell:
    before = last.values.get(cell.part.key)
    if before is None:
        return cell
    current = Decimal(0) if cell.nothing_occurred else cell.value
    # Of two percentages the difference is said in points; a percentage of a percentage only confuses.
    change = None if cell.part.unit == "%" else rules.change(current, before)
    return replace(cell, last=before, difference=rules.difference(current, before), change=change)


def groups(lines: list[Line], outline: Outline) -> list[tuple[str, str, list[Line]]]:
    """The lines by group of the annex: letter, title, lines."""
    titles = dict(outline.groups)
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.indicator.group].append(line)
    return [(letter, titles[letter], found[letter]) for letter in titles if found[letter]]


@dataclass(frozen=True)
class Contribution:
    """What one unit gave to an added number, with the list behind it; `report` None: counted by the system itself."""

    unit: str
    report: int | None
    given: rules.Given
    typed: bool
    rows: list[dict]

    def as_json(self) -> dict:
        """As it is kept with the commune's report once that was put before the chair."""
        value, estimate = (None if each is None else str(each) for each in (self.given.value, self.given.estimate))
        return {
            "unit": self.unit, "report": self.report, "value": value, "estimate": estimate,
            "nothing_occurred": self.given.nothing_occurred, "typed": self.typed, "rows": self.rows,
        }  # fmt: skip

    @classmethod
    def from_json(cls, row: dict) -> "Contribution":
        """Back from `as_json`."""
        value, estimate = (None if row[name] is None else Decimal(row[name]) for name in ("value", "estimate"))
        given = rules.Given(value, estimate, row["nothing_occurred"])
        return cls(row["unit"], row["report"], given, row["typed"], row["rows"])


def contributions(report: Report, part: Part) -> list[Contribution]:
    """Who gave what to one number of the commune's report (at most 3 queries); [] for a number that is not added up."""
    if not part.by_unit:
        return []
    if not report.is_writable:
        entry = report.figures.filter(indicator=part.indicator, part=part.id).first()
        return [Contribution.from_json(row) for row in entry.rows] if entry else []
    indicator = next(each for each in report.cycle.outline.indicators if each.id == part.indicator)
    entries = {
        entry.report_id: entry
        for entry in FigureEntry.objects.filter(report__cycle=report.cycle, indicator=part.indicator, part=part.id)
    }
    found = []
    for each in report.cycle.reports.of_units().select_related("unit").order_by("unit__order", "unit__name"):
        if indicator.asked and each.unit.kind not in indicator.asked:
            continue
        entry = entries.get(each.pk) if each.state in COUNTED_STATES else None
        found.append(
            Contribution(
                unit=each.unit.name, report=each.pk,
                given=rules.Given(entry.value, entry.estimate, entry.nothing_occurred) if entry else rules.Given(),
                typed=bool(entry and entry.source == FigureSource.TYPED), rows=entry.rows if entry else [],
            )
        )  # fmt: skip
    own = entries.get(report.pk)
    if own is not None and own.source == FigureSource.COMPUTED and own.value:
        whose = _("Các đơn vị không có báo cáo riêng")
        found.append(Contribution(whose, None, rules.Given(own.value), False, own.rows))
    return found
