"""The rows of a table's body, written as WordprocessingML at once.

A report's annex has thousands of cells. python-docx builds each by a dozen calls that look for their place among what
is there already; the same elements as one text are ready in a fifteenth of the time.
"""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table as WordTable

from danchu.documents.paper import wording
from danchu.documents.paper.docx_parts import twips
from danchu.documents.paper.model import GroupRow, Run, Table, Text, runs_of

_STYLE = '<w:pStyle w:val="NoiDungBang"/>'
_NORMAL = 12  # points, as in the style
_BREAKS = re.compile("([\n\r\t])")


def add_rows(made: WordTable, table: Table, widths: list[float], room: float) -> None:
    """Appends the body of `table` to the one in the document; `widths` of its columns and `room` in mm."""
    rows = "".join(_row(_cells(table, row, widths, room)) for row in table.rows)
    for row in list(parse_xml(f"<w:tbl {nsdecls('w')}>{rows}</w:tbl>")):
        made._tbl.append(row)


def _cells(table: Table, row: tuple[Text, ...] | GroupRow, widths: list[float], room: float) -> Iterable[str]:
    if isinstance(row, GroupRow):
        runs = tuple(Run(run.text, True, run.italic) for run in runs_of(row.text))
        yield _cell(runs, room, table.size, "<w:keepNext/>", span=len(widths))
        return
    for column, text, width in zip(table.columns, row, widths, strict=True):
        align = "both" if column.align == "justify" else column.align
        yield _cell(runs_of(text), width, table.size, f'<w:jc w:val="{align}"/>')


def _row(cells: Iterable[str]) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(runs: tuple[Run, ...], width: float, size: float, manner: str, *, span: int = 1) -> str:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{spans}<w:vAlign w:val="center"/></w:tcPr>'
        f"<w:p><w:pPr>{_STYLE}{manner}</w:pPr>{''.join(_run(run, size) for run in runs)}</w:p></w:tc>"
    )


def _run(run: Run, size: float) -> str:
    weight = ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "")
    letters = f'<w:sz w:val="{int(size * 2)}"/>' if size != _NORMAL else ""
    return f"<w:r><w:rPr>{weight}{letters}</w:rPr>{''.join(map(_piece, _BREAKS.split(wording.clean(run.text))))}</w:r>"


def _piece(text: str) -> str:
    if text in ("\n", "\r"):
        return "<w:br/>"
    if text == "\t":
        return "<w:tab/>"
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<w:t{kept}>{escape(text)}</w:t>" if text else ""
