"""The annex of figures as an .xlsx: numbers as numbers, words as words, nothing a spreadsheet would run."""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from danchu.organisation.states import UnitKind
from danchu.reports.messages import day_words
from danchu.reports.models import SOURCE_LABELS, Report
from danchu.reports.papers.annex import NO_DATA, NOTHING_OCCURRED
from danchu.reports.queries.sheet import Cell, LastYear, groups, last_year, sheet

_FACE = "Times New Roman"  # Decree 30/2020, Annex I
_THIN = Side(style="thin", color="000000")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WIDTHS = (7, 52, 14, 14, 13, 14, 13, 11, 20, 34)
_GROUP = PatternFill("solid", fgColor="EDEBE6")
_WHOLE, _PLACES = "#,##0", "#,##0.##"


def workbook(report: Report) -> bytes:
    """The report's annex as the bytes of an .xlsx file (needs `commune`, `cycle`, `unit` loaded).

    One sheet of figures to print on A4 across, one that explains the marks. A number is a number cell, everything
    else a text cell, whatever it begins with ("=", "+", "-", "@"): no cell is ever a formula.
    """
    last = last_year(report.cycle, report.unit_id)
    book = Workbook()
    page: Worksheet = book.active
    page.title = _("Biểu số liệu")
    row = _head(page, report, last)
    first = row
    _row(page, row, _columns(report), bold=True, centred=True, filled=True)
    for letter, name, lines in groups(sheet(report, last=last), report.cycle.outline):
        row += 1
        _text(page, row, 1, f"{letter}. {name}", bold=True)
        for column in range(1, len(_WIDTHS) + 1):
            page.cell(row, column).border, page.cell(row, column).fill = _GRID, _GROUP
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_WIDTHS))
        for line in lines:
            row = _line(page, row, line)
    _foot(page, row + 2, report)
    _set_up(page, first)
    _explain(book.create_sheet(_("Giải thích")), report, last)
    book.properties.title = _text_of(_("Biểu số liệu thực hiện dân chủ ở cơ sở %(period)s") % {"period": report.cycle})
    book.properties.creator = _text_of(report.commune.title)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _columns(report: Report) -> list[str]:
    return [
        _("TT"), _("Chỉ tiêu"), _("Đơn vị tính"),
        _("Đến ngày %(day)s") % {"day": day_words(report.cycle.cutoff_on)}, _("Ước cả kỳ"), _("Cùng kỳ năm trước"),
        _("Tăng, giảm"), _("Tăng, giảm (%)"), _("Nguồn số liệu"), _("Ghi chú"),
    ]  # fmt: skip


def _head(page: Worksheet, report: Report, last: LastYear) -> int:
    """The head of an official annex: who, what, for which days; gives the row of the table's head."""
    whose = report.commune.name if report.is_communes else report.unit.name
    committee = report.is_communes or report.unit.kind == UnitKind.COMMITTEE
    name = _("Ủy ban nhân dân %(commune)s") % {"commune": report.commune.name} if committee else whose
    lines = [
        (name.upper(), True, False),
        (_("BIỂU SỐ LIỆU THỰC HIỆN DÂN CHỦ Ở CƠ SỞ %(period)s") % {"period": report.cycle.title.upper()}, True, True),
        (_kind_of_paper(report), False, True),
        (
            _("Số liệu từ ngày %(first)s đến ngày %(cutoff)s; ước đến ngày %(last)s")
            % {
                "first": day_words(report.cycle.period_from), "cutoff": day_words(report.cycle.cutoff_on),
                "last": day_words(report.cycle.period_to),
            },
            False, True,
        ),
    ]  # fmt: skip
    if last.why:
        lines.append((_("Số cùng kỳ năm trước %(why)s.") % {"why": last.sentence}, False, True))
    if report.commune.is_sample:
        lines.append((_("DỮ LIỆU MẪU"), True, True))
    for row, (words, bold, centred) in enumerate(lines, start=1):
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_WIDTHS))
        _text(page, row, 1, words, bold=bold, centred=centred, size=13)
    return len(lines) + 2


def _kind_of_paper(report: Report) -> str:
    """To which paper it is the annex: "(Kèm theo Báo cáo số 57/BC-UBND ngày 28/4/2026)", or that it is a draft."""
    document = report.document
    if document is not None and document.number:
        words = {"number": document.full_number, "day": day_words(document.dated_on)}
        return _("(Kèm theo Báo cáo số %(number)s ngày %(day)s)") % words
    return _("(Dự thảo)") if not report.is_handed_in else _("(Kèm theo báo cáo của đơn vị)") if report.unit_id else ""


def _line(page: Worksheet, row: int, line) -> int:
    indicator, single = line.indicator, len(line.cells) == 1
    if not single:
        row += 1
        _row(page, row, [indicator.id, indicator.name, *[""] * 8], bold=True)
    for cell in line.cells:
        row += 1
        name = indicator.name if single else f"- {cell.part.name}"
        _row(page, row, [indicator.id if single else "", name, cell.part.unit, *[""] * 5, _source(cell), cell.remark])
        _number(page, row, 4, cell.value, NOTHING_OCCURRED if cell.nothing_occurred else NO_DATA)
        _number(page, row, 5, cell.estimate, "" if cell.nothing_occurred else NO_DATA)
        for column, value in enumerate((cell.last, cell.difference, cell.change), start=6):
            _number(page, row, column, value, NO_DATA)
    return row


def _source(cell: Cell) -> str:
    """Whence a number comes, in words: counted, typed, added up, no data."""
    if cell.no_data:
        return _("chưa có nguồn") if cell.no_source else _("không có dữ liệu")
    words = str(SOURCE_LABELS["typed" if cell.is_typed else cell.source])
    return f"{words}; {_('ước: nhập tay')}" if cell.estimate is not None and cell.part.source != "ratio" else words


def _row(page: Worksheet, row: int, words: list[str], **look) -> None:
    for column, text in enumerate(words, start=1):
        _text(page, row, column, text, framed=True, **look)


def _number(page: Worksheet, row: int, column: int, value, otherwise: str) -> None:
    """A number cell; a text cell with the mark where there is none, so that no empty cell reads as zero."""
    if value is None:
        _text(page, row, column, otherwise, framed=True, right=True)
        return
    cell = page.cell(row, column)
    cell.value = value
    cell.number_format = _WHOLE if value == value.to_integral_value() else _PLACES
    cell.font, cell.border = Font(name=_FACE, size=11), _GRID
    cell.alignment = Alignment(horizontal="right", vertical="top")


def _text(
    page: Worksheet, row: int, column: int, words, *, bold=False, centred=False, right=False, framed=False,
    filled=False, size=11,
) -> None:  # fmt: skip
    cell = page.cell(row, column)
    if words:
        cell.value = _text_of(words)
        cell.data_type = "s"  # openpyxl takes a leading "=" for a formula; here words are words
        cell.quotePrefix = cell.value[0] in "=+-@"  # and they stay words when somebody edits the cell
    cell.font = Font(name=_FACE, size=size, bold=bold)
    side = "center" if centred else "right" if right else "left"
    cell.alignment = Alignment(horizontal=side, vertical="center" if filled else "top", wrap_text=True)
    if framed:
        cell.border = _GRID
    if filled:
        cell.fill = _GROUP


def _text_of(words) -> str:
    """Words as a file may hold them: without the control characters a spreadsheet refuses."""
    return ILLEGAL_CHARACTERS_RE.sub("", str(words))[:32000]


def _foot(page: Worksheet, row: int, report: Report) -> None:
    page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_WIDTHS))
    _text(page, row, 1, report.cycle.outline.note)
    page.row_dimensions[row].height = 32


def _set_up(page: Worksheet, head: int) -> None:
    """A4 across, one page wide, the table's head on every page, and in place while one scrolls."""
    for at, width in enumerate(_WIDTHS):
        page.column_dimensions["ABCDEFGHIJ"[at]].width = width
    page.row_dimensions[head].height = 34
    page.freeze_panes = f"C{head + 1}"
    page.print_title_rows = f"{head}:{head}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.oddFooter.center.text = "&P/&N"
    page.print_options.horizontalCentered = True


def _explain(page: Worksheet, report: Report, last: LastYear) -> None:
    """What the marks mean, on a sheet of its own."""
    rows = [
        (NO_DATA, _("Không có dữ liệu: chưa ai đếm được. Không phải bằng 0.")),
        (NOTHING_OCCURRED, _("Không phát sinh: trong kỳ không có việc nào.")),
        *((str(SOURCE_LABELS[kind]), words) for kind, words in (
            ("computed", _("Hệ thống đếm từ việc đã làm trong hệ thống.")),
            ("typed", _("Do người ghi, theo sổ của đơn vị.")),
            ("added", _("Cộng số của các đơn vị đã được duyệt.")), ("ratio", _("Tính lại từ các số trong biểu.")),
        )),
        (_("Ước cả kỳ"), _("Số ước đến hết kỳ, do người ghi.")),
        (_("Tăng, giảm"), _("Số kỳ này trừ số cùng kỳ năm trước; với chỉ tiêu tính bằng % là số điểm phần trăm.")),
        (_("Tăng, giảm (%)"), _("Không tính khi số cùng kỳ bằng 0 hoặc không có.")),
    ]  # fmt: skip
    if last.why:
        rows.append((_("Cùng kỳ năm trước"), _("Số cùng kỳ năm trước %(why)s.") % {"why": last.sentence}))
    for row, (mark, words) in enumerate(rows, start=1):
        _text(page, row, 1, mark, bold=True)
        _text(page, row, 2, words)
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 24, 90
