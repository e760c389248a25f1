"""The annex of figures as a table of an official paper, and how a number is printed with its marks."""

from decimal import Decimal

from django.utils.translation import gettext as _

from danchu.documents import paper
from danchu.reports import rules
from danchu.reports.messages import day_words
from danchu.reports.models import Report
from danchu.reports.queries.sheet import Cell, LastYear, groups, last_year, sheet

NO_DATA = "—"
NOTHING_OCCURRED = "KPS"
TYPED = "*"


def annex(report: Report) -> paper.Annex:
    cycle = report.cycle
    last = last_year(cycle, report.unit_id)
    columns = (
        paper.Column(_("TT"), 9, "center"),
        paper.Column(_("Chỉ tiêu"), 46),
        paper.Column(_("Đơn vị tính"), 19, "center"),
        paper.Column(_("Đến ngày %(day)s") % {"day": day_words(cycle.cutoff_on)}, 19, "right"),
        paper.Column(_("Ước cả kỳ"), 14, "right"),
        paper.Column(_("Cùng kỳ năm trước"), 15, "right"),
        paper.Column(_("Tăng, giảm"), 13, "right"),
        paper.Column("%", 11, "right"),
        paper.Column(_("Ghi chú"), 21),
    )
    rows: list = []
    for letter, name, lines in groups(sheet(report, last=last), cycle.outline):
        rows.append(paper.GroupRow(f"{letter}. {name}"))
        for line in lines:
            rows += _rows(line, last)
    notes = [
        paper.Paragraph(
            _("Ký hiệu: “%(nodata)s” là không có dữ liệu (không phải bằng 0); “%(nothing)s” là không phát sinh; "
              "“%(typed)s” là số nhập tay, số không có dấu do hệ thống đếm hoặc tính ra.")
            % {"nodata": NO_DATA, "nothing": NOTHING_OCCURRED, "typed": TYPED}
        ),
        paper.Paragraph(report.cycle.outline.note),
    ]  # fmt: skip
    if last.why:
        notes.insert(1, paper.Paragraph(_("Số cùng kỳ năm trước %(why)s.") % {"why": last.sentence}))
    return paper.Annex(
        _("Biểu số liệu thực hiện dân chủ ở cơ sở %(period)s") % {"period": cycle.title},
        (*notes, paper.Table(columns, tuple(rows), size=11)),
    )


def _rows(line, last: LastYear) -> list[tuple[str, ...]]:
    indicator = line.indicator
    single = len(line.cells) == 1
    rows = []
    if not single:
        rows.append((indicator.id, indicator.name, *[""] * 7))
    for cell in line.cells:
        name = indicator.name if single else f"- {cell.part.name}"
        rows.append(
            (
                indicator.id if single else "", name, cell.part.unit, marked(cell), _estimate(cell), *_beside(cell),
                cell.remark,
            )
        )  # fmt: skip
    return rows


def _beside(cell: Cell) -> tuple[str, str, str]:
    """Last year's number, the difference with its sign, the change in per cent; "—" where one is not known."""
    if cell.last is None:
        return (NO_DATA, NO_DATA, NO_DATA)
    return (rules.shown_number(cell.last), signed(cell.difference), signed(cell.change))


def signed(number: Decimal | None) -> str:
    """A difference as it is printed: "+4", "-1,5", "0"; "—" where it is not known."""
    if number is None:
        return NO_DATA
    shown = rules.shown_number(abs(number))
    return shown if not number else f"{'+' if number > 0 else '-'}{shown}"


def marked(cell: Cell) -> str:
    """A number as it is printed: "412", "412*" when typed, "KPS", "—"."""
    if cell.nothing_occurred:
        return f"{NOTHING_OCCURRED}{TYPED}"
    if cell.value is None:
        return NO_DATA
    return f"{rules.shown_number(Decimal(cell.value))}{TYPED if cell.is_typed else ''}"


def _estimate(cell: Cell) -> str:
    if cell.nothing_occurred:
        return ""
    return NO_DATA if cell.estimate is None else f"{rules.shown_number(cell.estimate)}{TYPED}"
