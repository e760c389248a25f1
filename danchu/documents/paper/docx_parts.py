"""Pieces of WordprocessingML (ECMA-376) that python-docx has no words for, and the freezing of a package's bytes."""

import io
import zipfile
from collections.abc import Iterable

import segno
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from danchu.documents.paper.docx_styles import LANGUAGE

_WATERMARK_NAMESPACES = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_DROPPED_PARTS = ("thumbnail", "stylesWithEffects", "customXml", "numbering", "webSettings", "fontTable")
_APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>danchu</Application></Properties>"
)
_SETTINGS = f"""<w:settings {nsdecls("w")}>
<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>
<w:compat>
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification"
 w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>
</w:compat>
<w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>
</w:settings>"""


def twips(millimetres: float) -> int:
    """Millimetres as the twentieths of a point that WordprocessingML counts in."""
    return round(millimetres / 25.4 * 1440)


def code(address: str) -> io.BytesIO:
    """The QR code of an address as a PNG."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="png", border=0, scale=10)
    picture.seek(0)
    return picture


def bare(document: Document) -> None:
    """Takes from a new document what python-docx's template brings along: picture, fonts, lists, settings, names."""
    for holder in (document.part.rels, document.part.package.rels):
        for key, relation in list(holder.items()):
            if relation.reltype.rpartition("/")[2] in _DROPPED_PARTS:
                del holder[key]
            elif relation.reltype.endswith("/extended-properties"):
                relation.target_part._blob = _APPLICATION
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    for child in list(parse_xml(_SETTINGS)):
        settings.append(child)


def rule(paragraph: Paragraph, *, width: float, room: float) -> None:
    """Makes an empty paragraph a rule `width` mm long in the middle of a column `room` mm wide."""
    side = twips(max(0.0, (room - width) / 2))
    properties = paragraph._p.get_or_add_pPr()
    borders = parse_xml(f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>')
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"
    )
    spacing = properties.get_or_add_spacing()
    for name, value in (("before", "20"), ("after", "0"), ("line", "40"), ("lineRule", "exact")):
        spacing.set(qn(f"w:{name}"), value)
    indent = properties.get_or_add_ind()
    indent.set(qn("w:left"), str(side))
    indent.set(qn("w:right"), str(side))


def frame(paragraph: Paragraph, *, width: float, height: float, room: float, colour: str) -> None:
    """Frames a centred line in a box `width` by `height` mm, in the middle of a column `room` mm wide."""
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="8" w:space="0" w:color="{colour}"/>'
        for edge in ("top", "left", "bottom", "right")
    )
    properties = paragraph._p.get_or_add_pPr()
    borders = parse_xml(f"<w:pBdr {nsdecls('w')}>{edges}</w:pBdr>")
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"
    )
    spacing = properties.get_or_add_spacing()
    spacing.set(qn("w:line"), str(twips(height)))
    spacing.set(qn("w:lineRule"), "exact")
    side = str(twips(max(0.0, (room - width) / 2)))
    indent = properties.get_or_add_ind()
    indent.set(qn("w:left"), side)
    indent.set(qn("w:right"), side)


def low(paragraph: Paragraph) -> None:
    """Makes an empty paragraph two points high: what must stand between or after tables without being seen."""
    spacing = paragraph._p.get_or_add_pPr().get_or_add_spacing()
    for name, value in (("before", "0"), ("after", "0"), ("line", "40"), ("lineRule", "exact")):
        spacing.set(qn(f"w:{name}"), value)


def page_number(paragraph: Paragraph) -> None:
    """Adds the field that prints the page's number."""
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("shown", "2"), ("end", "")):
        run = paragraph.add_run(text if kind == "shown" else "")
        if kind == "":
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            run._r.append(instruction)
        elif kind != "shown":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def watermark(paragraph: Paragraph, text: str, *, number: int) -> None:
    """Anchors pale slanted words behind the page of the header this paragraph is in; `number` is unique in the file."""
    picture = parse_xml(
        f"<w:pict {nsdecls('w')} {_WATERMARK_NAMESPACES}>"
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
        '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="watermark{number}" o:spid="_x0000_s{2049 + number}" type="#_x0000_t136" '
        'style="position:absolute;margin-left:0;margin-top:0;width:440pt;height:72pt;rotation:315;z-index:-251658752;'
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        'mso-position-vertical:center;mso-position-vertical-relative:margin" '
        'o:allowincell="f" fillcolor="#f8e6e6" stroked="f">'
        '<v:textpath style="font-family:&quot;Times New Roman&quot;;font-weight:bold" string=""/></v:shape></w:pict>'
    )
    picture.find(".//{urn:schemas-microsoft-com:vml}shape/{urn:schemas-microsoft-com:vml}textpath").set("string", text)
    paragraph.add_run()._r.append(picture)


def set_table(table: Table, widths: Iterable[float], *, padding: float = 0) -> None:
    """Fixes the columns of a table to widths in mm and the space left and right in a cell to `padding` mm."""
    widths = [twips(width) for width in widths]
    table.autofit = False
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblW")):
        properties.remove(old)
    width = OxmlElement("w:tblW")
    width.set(qn("w:w"), str(sum(widths)))
    width.set(qn("w:type"), "dxa")
    properties.insert_element_before(
        width,
        "w:jc",
        "w:tblCellSpacing",
        "w:tblInd",
        "w:tblBorders",
        "w:shd",
        "w:tblLayout",
        "w:tblCellMar",
        "w:tblLook",
    )
    margins = parse_xml(
        f'<w:tblCellMar {nsdecls("w")}><w:left w:w="{twips(padding)}" w:type="dxa"/>'
        f'<w:right w:w="{twips(padding)}" w:type="dxa"/></w:tblCellMar>'
    )
    properties.insert_element_before(margins, "w:tblLook")
    for column, each in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.set(qn("w:w"), str(each))


def add_row(table: Table, spans: Iterable[tuple[int, float]], *, header: bool = False) -> list[_Cell]:
    """Adds a row of cells, each given as (columns it spans, width in mm); it does not break over pages.

    python-docx's own `add_row` rereads the whole table for every row, which a long annex would feel.
    """
    row = table._tbl.add_tr()
    cells = []
    for span, width in spans:
        element = row.add_tc()
        properties = element.get_or_add_tcPr()
        size = properties.get_or_add_tcW()
        size.set(qn("w:w"), str(twips(width)))
        size.set(qn("w:type"), "dxa")
        if span > 1:
            element.grid_span = span
        cell = _Cell(element, table)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        cells.append(cell)
    keep_whole(_Row(row, table), header=header)
    return cells


def keep_whole(row: _Row, *, header: bool = False) -> None:
    """Keeps a row on one page; a header row is repeated on every page."""
    properties = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", "w:tblHeader") if header else ("w:cantSplit",):
        properties.append(OxmlElement(name))


def frozen(package: bytes) -> bytes:
    """A zip package with the same parts in the same order, but without the hour it was made."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as read,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as written,
    ):
        for entry in read.infolist():
            fixed = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.create_system, fixed.external_attr = 3, 0o600 << 16
            written.writestr(fixed, read.read(entry))
    return kept.getvalue()
