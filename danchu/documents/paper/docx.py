"""A paper as a .docx to edit in a word processor: Times New Roman, one style per element of the form."""

import io
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section, _Footer, _Header
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from danchu.documents.paper import docx_parts, measures, wording
from danchu.documents.paper.docx_rows import add_rows
from danchu.documents.paper.docx_styles import LANGUAGE, set_styles
from danchu.documents.paper.glyphs import balanced_width, line_widths, name_lines, width_of
from danchu.documents.paper.model import (
    Annex,
    Block,
    Bullet,
    Column,
    Foot,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Run,
    Signature,
    Table,
    Text,
    runs_of,
)
from danchu.documents.paper.tables import CELL_PADDING, column_widths

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_SAMPLE_COLOUR = RGBColor(0xA4, 0x16, 0x1A)
_MARK_RED = "FF0000"

type Place = Document | _Cell | _Header | _Footer


def render_docx(paper: Paper) -> bytes:
    """The paper as .docx bytes (ECMA-376); the same paper gives the same bytes, for files are kept by their digest."""
    document = docx.Document()
    docx_parts.bare(document)
    set_styles(document, paper.body_size)
    _set_properties(document, paper)
    section = document.sections[0]
    _set_page(section, paper, landscape=False)
    _set_header(section, paper)
    _set_footer(section, paper.foot)

    _add_head(document, paper)
    _add_title(document, paper)
    _add_addressees(document, paper)
    if paper.competence:
        _add(document, "ThamQuyen", wording.capitals(paper.competence))
    for base in wording.bases(paper):
        _add(document, "CanCu", base)
    _add_blocks(document, wording.closed_body(paper), room=measures.TEXT_WIDTH)
    _add_ending(document, paper)
    for annex, label in zip(paper.annexes, wording.annex_labels(paper), strict=True):
        _add_annex(document, paper, annex, label)

    made = io.BytesIO()
    document.save(made)
    return docx_parts.frozen(made.getvalue())


def _set_properties(document: Document, paper: Paper) -> None:
    day = paper.date or wording.UNDATED
    properties = document.core_properties
    properties.title = wording.file_title(paper)
    properties.subject = wording.line(paper.kind)[:250]
    properties.author = properties.last_modified_by = wording.line(paper.issuing_body)[:250]
    properties.comments = properties.keywords = ""
    properties.language = LANGUAGE
    properties.created = properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (the format is UTC)
    properties.revision = 1


def _set_page(section: Section, paper: Paper, *, landscape: bool) -> None:
    sides = (Mm(measures.PAGE_WIDTH), Mm(measures.PAGE_HEIGHT))
    section.page_width, section.page_height = sides[::-1] if landscape else sides
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(measures.MARGIN_TOP), Mm(measures.margin_bottom(paper))
    section.left_margin, section.right_margin = Mm(measures.MARGIN_LEFT), Mm(measures.MARGIN_RIGHT)
    section.header_distance = Mm(7.5)
    section.footer_distance = Mm(6.5)
    # The first page of the body and of each annex shows no number.
    section.different_first_page_header_footer = True


def _set_header(section: Section, paper: Paper) -> None:
    sample = wording.line(paper.sample)
    for number, (header, counted) in enumerate(((section.header, True), (section.first_page_header, False)), start=1):
        header.is_linked_to_previous = False
        first = header.paragraphs[0]
        first.style = "header"
        if counted:
            docx_parts.page_number(first)
        if sample:
            mark = header.add_paragraph(style="header")
            run = mark.add_run(sample)
            run.bold, run.font.size, run.font.color.rgb = True, Pt(measures.SAMPLE), _SAMPLE_COLOUR
            docx_parts.watermark(mark, sample, number=number)


def _set_footer(section: Section, foot: Foot | None) -> None:
    if not foot:
        return
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        _center_foot(footer, foot)
    if foot.address:
        _add_code(section.first_page_footer, foot)


def _center_foot(footer: _Footer, foot: Foot) -> None:
    paragraph = footer.paragraphs[0]
    paragraph.style = "footer"
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("  ·  ".join(filter(None, [wording.line(foot.text), wording.line(foot.address)])))


def _add_code(footer: _Footer, foot: Foot) -> None:
    line = footer.paragraphs[0]
    for run in list(line.runs):
        line._p.remove(run._r)
    # LibreOffice squeezes a picture that fills its cell to the millimetre.
    widths = (measures.TEXT_WIDTH - measures.QR_SIDE - 5, measures.QR_SIDE + 5)
    table = footer.add_table(0, 2, Mm(measures.TEXT_WIDTH))
    docx_parts.set_table(table, widths)
    words, code = docx_parts.add_row(table, [(1, each) for each in widths])
    docx_parts.rule(line, width=measures.TEXT_WIDTH, room=measures.TEXT_WIDTH)
    _add(words, "Footer", wording.line(foot.text))
    _add(words, "Footer", wording.line(foot.address))
    right = _add(code, "Footer", "")
    right.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    shape = right.add_run().add_picture(docx_parts.code(foot.address), width=Mm(measures.QR_SIDE))
    shape._inline.docPr.set("descr", "Mã QR của địa chỉ bản công khai")
    # The footer must end with a paragraph; a low one leaves the table where it is.
    docx_parts.low(footer.add_paragraph(style="footer"))


def _add(place: Place, style: str, text: Text) -> WordParagraph:
    """A new paragraph of a style (by its id); the empty one a new cell begins with is used first."""
    empty = place._tc.p_lst[0] if isinstance(place, _Cell) else None
    if empty is not None and len(empty) == 0:
        paragraph = WordParagraph(empty, place)
    else:
        paragraph = place.add_paragraph()
    paragraph._p.style = style
    for run in runs_of(text):
        added = paragraph.add_run(wording.clean(run.text))
        added.bold, added.italic = run.bold or None, run.italic or None
    return paragraph


def _add_rule(place: Place, *, width: float, room: float) -> WordParagraph:
    paragraph = _add(place, "KeNgang", "")
    docx_parts.rule(paragraph, width=width, room=room)
    return paragraph


def _add_head(document: Document, paper: Paper) -> None:
    widths = (measures.HEAD_LEFT, measures.HEAD_RIGHT)
    table = document.add_table(0, 2)
    docx_parts.set_table(table, widths)
    issuer, nation = _top_row(table, widths)
    parent_name, issuer_name = wording.capitals(paper.parent_body), wording.capitals(paper.issuing_body)
    room = measures.HEAD_LEFT
    if parent_name:
        _add(issuer, "CoQuanChuQuan", "\n".join(name_lines(parent_name, size=measures.PARENT, bold=False, room=room)))
    lines = name_lines(issuer_name, size=measures.ISSUER, bold=True, room=room)
    _add(issuer, "CoQuanBanHanh", "\n".join(lines))
    longest = min(room, max(width_of(each, size=measures.ISSUER, bold=True) for each in lines))
    _add_rule(issuer, width=longest * measures.RULE_SHARE, room=room)
    _add(nation, "QuocHieu", wording.NATION)
    _add(nation, "TieuNgu", wording.MOTTO)
    motto = width_of(wording.MOTTO, size=measures.MOTTO, bold=True)
    _add_rule(nation, width=motto, room=measures.HEAD_RIGHT)

    number, place_date = _top_row(table, widths)
    _add(place_date, "DiaDanhThoiGian", wording.place_date_line(paper))
    if line := wording.number_line(paper):
        _add(number, "SoKyHieu", line)
    if paper.is_letter:
        _add(number, "VeViec", wording.subject(paper))
    if paper.urgency:
        width, height = measures.URGENCY_FRAME[paper.urgency]
        mark = _add(number, "DauVanBan", (Run(paper.urgency.value),))
        mark.runs[0].font.color.rgb = RGBColor.from_string(_MARK_RED)
        docx_parts.frame(mark, width=width, height=height, room=room, colour=_MARK_RED)
    if paper.draft:
        words = wording.capitals(paper.draft)
        width = width_of(words, size=measures.MARK, bold=True) + 6
        docx_parts.frame(_add(number, "DauVanBan", words), width=width, height=7, room=room, colour="000000")


def _top_row(table: WordTable, widths: tuple[float, float]) -> list[_Cell]:
    cells = docx_parts.add_row(table, [(1, each) for each in widths])
    for cell in cells:
        cell.vertical_alignment = None
    return cells


def _add_title(document: Document, paper: Paper) -> None:
    if paper.is_letter:
        return
    _add(document, "TenLoai", wording.capitals(paper.kind))
    words = wording.clean(paper.title).strip()
    if not words:
        return
    _add_balanced(document, "TrichYeu", words, size=measures.TITLE, room=measures.TEXT_WIDTH)
    widths = line_widths(words, size=measures.TITLE, bold=True, room=measures.TEXT_WIDTH)
    rule = _add_rule(document, width=max(widths) * measures.RULE_SHARE, room=measures.TEXT_WIDTH)
    rule.paragraph_format.space_before = Pt(2)
    rule.paragraph_format.space_after = Pt(12)


def _add_balanced(document: Document, style: str, words: str, *, size: float, room: float) -> None:
    paragraph = _add(document, style, words)
    side = (room - balanced_width(words, size=size, bold=True, room=room)) / 2
    if side:
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(side)


def _add_addressees(document: Document, paper: Paper) -> None:
    names = wording.addressees(paper)
    if len(names) == 1:
        _add(document, "KinhGui", f"{wording.ADDRESSEES} {names[0]}")
        return
    for place, name in enumerate([wording.ADDRESSEES, *names] if names else []):
        paragraph = _add(document, "NoiKinhGui", name)
        paragraph.paragraph_format.left_indent = Mm(42 if place else 22)
        if place == 0:
            paragraph.paragraph_format.space_before = Pt(8)
            paragraph.paragraph_format.keep_with_next = True
        if place == len(names):
            paragraph.paragraph_format.space_after = Pt(10)


def _add_blocks(document: Document, blocks: tuple[Block, ...], *, room: float) -> None:
    for block in blocks:
        match block:
            case Heading():
                _add(document, f"Heading{block.level}", wording.heading(block.text, block.level, block.numbering))
            case Paragraph():
                paragraph = _add(document, "BodyText", block.text)
                if block.align != "justify":
                    paragraph.alignment = _ALIGN[block.align]
                if not block.indent or block.align in ("center", "right"):
                    paragraph.paragraph_format.first_line_indent = Mm(0)
            case Bullet():
                _add(document, "BodyText", (Run(f"{wording.line(block.marker)} "), *runs_of(block.text)))
            case Table():
                _add_table(document, block, room=room)
            case PageBreak():
                turned = document.add_paragraph()
                turned.add_run().add_break(WD_BREAK.PAGE)
                docx_parts.low(turned)


def _add_table(document: Document, table: Table, *, room: float) -> None:
    widths = column_widths(table, room=room)
    made = document.add_table(0, len(widths))
    made.style = "Table Grid"
    docx_parts.set_table(made, widths, padding=CELL_PADDING)
    if table.groups:
        _add_grouped_header(made, table, widths)
    else:
        for cell, column in zip(_row(made, widths, header=True), table.columns, strict=True):
            _fill(cell, "TieuDeBang", column.header, table.size)
    add_rows(made, table, widths, room)
    docx_parts.low(document.add_paragraph())


def _row(made: WordTable, widths: list[float], *, header: bool = False) -> list[_Cell]:
    return docx_parts.add_row(made, [(1, each) for each in widths], header=header)


def _add_grouped_header(made: WordTable, table: Table, widths: list[float]) -> None:
    spans: list[tuple[int, float]] = []
    headers: list[tuple[str, bool]] = []
    below: list[Column | None] = []
    at = 0
    for group in table.groups:
        own, own_widths = table.columns[at : at + group.span], widths[at : at + group.span]
        at += group.span
        if group.text.strip():
            spans.append((group.span, sum(own_widths)))
            headers.append((group.text, False))
            below += own
        else:
            spans += [(1, each) for each in own_widths]
            headers += [(column.header, True) for column in own]
            below += [None] * group.span
    for cell, (text, tall) in zip(docx_parts.add_row(made, spans, header=True), headers, strict=True):
        _fill(cell, "TieuDeBang", text, table.size)
        if tall:
            cell._tc.vMerge = "restart"
    for cell, column in zip(_row(made, widths, header=True), below, strict=True):
        if column is None:
            cell._tc.vMerge = "continue"
        else:
            _fill(cell, "TieuDeBang", column.header, table.size)


def _fill(cell: _Cell, style: str, text: Text, size: float) -> WordParagraph:
    paragraph = _add(cell, style, text)
    if size != 12:
        for run in paragraph.runs:
            run.font.size = Pt(size)
    return paragraph


def _add_ending(document: Document, paper: Paper) -> None:
    """The signatures and the recipients, on one page with at least the last lines of the body."""
    recipients = wording.recipients(paper)
    if paper.signatures and document.paragraphs:
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    if len(paper.signatures) == 1:
        left, right = _ending_row(document, (measures.HEAD_LEFT, measures.HEAD_RIGHT))
        _fill_recipients(left, recipients)
        _fill_signature(right, paper.signatures[0])
        return
    half = measures.TEXT_WIDTH / 2
    for first in range(0, len(paper.signatures), 2):
        cells = _ending_row(document, (half, half))
        for cell, signature in zip(cells, paper.signatures[first : first + 2], strict=False):
            _fill_signature(cell, signature)
    if recipients:
        left, _ = _ending_row(document, (measures.HEAD_LEFT, measures.HEAD_RIGHT))
        _fill_recipients(left, recipients)


def _ending_row(document: Document, widths: tuple[float, float]) -> list[_Cell]:
    gap = document.add_paragraph()
    docx_parts.low(gap)
    gap.paragraph_format.space_before = Pt(8)
    gap.paragraph_format.keep_with_next = True
    table = document.add_table(0, 2)
    docx_parts.set_table(table, widths)
    return _top_row(table, widths)


def _fill_recipients(cell: _Cell, recipients: list[str]) -> None:
    if recipients:
        _add(cell, "NoiNhan", wording.RECIPIENTS)
    for each in recipients:
        paragraph = _add(cell, "DanhSachNoiNhan", each)
        paragraph.paragraph_format.left_indent = Mm(2)
        paragraph.paragraph_format.first_line_indent = Mm(-2)


def _fill_signature(cell: _Cell, signature: Signature) -> None:
    for each in signature.authority:
        _add(cell, "QuyenHanChucVu", wording.capitals(each))
    _add(cell, "QuyenHanChucVu", wording.capitals(signature.post))
    if signature.note:
        _add(cell, "GhiChuKy", wording.line(signature.note))
    _add(cell, "HoTen", wording.line(signature.name))


def _add_annex(document: Document, paper: Paper, annex: Annex, label: str) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _set_page(section, paper, landscape=annex.landscape)
    if paper.foot:
        section.first_page_footer.is_linked_to_previous = False
        _center_foot(section.first_page_footer, paper.foot)
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "1")
    section._sectPr.insert_element_before(start, "w:cols", "w:noEndnote", "w:titlePg", "w:textDirection", "w:docGrid")
    room = measures.LANDSCAPE_WIDTH if annex.landscape else measures.TEXT_WIDTH
    _add(document, "PhuLuc", label)
    if title := wording.capitals(annex.title):
        _add_balanced(document, "TenPhuLuc", title, size=measures.ANNEX_TITLE, room=room)
    if reference := wording.annex_reference(paper, annex):
        _add(document, "KemTheo", reference)
    _add_blocks(document, annex.blocks, room=room)
