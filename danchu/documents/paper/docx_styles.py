"""The styles of the .docx: one per element of the form, so that a person who edits the paper keeps its form."""

from dataclasses import dataclass

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from danchu.documents.paper import measures

TYPEFACE = "Times New Roman"
LANGUAGE = "vi-VN"


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: letters in points, space before and after in points, first line in mm, lines as a factor."""

    name: str
    size: float
    align: str = "left"
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 0
    line: float = 1
    first: float = 0
    keep: bool = False
    level: int = 0


def _styles(body_size: float) -> dict[str, Style]:
    body = {"first": measures.FIRST_LINE, "after": measures.PARAGRAPH_GAP, "line": measures.LINE_FACTOR}
    center = {"align": "center"}
    strong = {"align": "center", "bold": True}
    return {
        "BodyText": Style("Body Text", body_size, "both", **body),
        "Heading1": Style("heading 1", body_size, "left", bold=True, keep=True, level=1, **body),
        "Heading2": Style("heading 2", body_size, "left", bold=True, keep=True, level=2, **body),
        "Heading3": Style("heading 3", body_size, "left", keep=True, level=3, **body),
        "Header": Style("header", measures.PAGE_NUMBER, **center),
        "Footer": Style("footer", measures.FOOT),
        "QuocHieu": Style("Quốc hiệu", measures.NATION, **strong),
        "TieuNgu": Style("Tiêu ngữ", measures.MOTTO, **strong),
        "CoQuanChuQuan": Style("Cơ quan chủ quản", measures.PARENT, **center),
        "CoQuanBanHanh": Style("Cơ quan ban hành", measures.ISSUER, **strong),
        "SoKyHieu": Style("Số, ký hiệu", measures.NUMBER, before=6, **center),
        "DiaDanhThoiGian": Style("Địa danh và thời gian", measures.PLACE_DATE, italic=True, before=6, **center),
        "VeViec": Style("Trích yếu công văn", measures.SUBJECT, before=6, **center),
        "DauVanBan": Style("Dấu trên văn bản", measures.MARK, before=6, **strong),
        "TenLoai": Style("Tên loại", measures.KIND, before=16, keep=True, **strong),
        "TrichYeu": Style("Trích yếu", measures.TITLE, keep=True, **strong),
        "ThamQuyen": Style("Thẩm quyền ban hành", body_size, before=6, after=12, **strong),
        "KinhGui": Style("Kính gửi", body_size, before=8, after=8, **center),
        "NoiKinhGui": Style("Nơi kính gửi", body_size, after=4),
        "CanCu": Style("Căn cứ", body_size, "both", italic=True, **body),
        "QuyenHanChucVu": Style("Quyền hạn, chức vụ", measures.SIGNATURE, **strong, keep=True),
        "GhiChuKy": Style("Ghi chú ký", 13, italic=True, **center, keep=True),
        "HoTen": Style("Họ và tên", measures.SIGNATURE, before=measures.SIGNATURE_ROOM, **strong),
        "NoiNhan": Style("Nơi nhận", measures.RECIPIENTS_LABEL, bold=True, italic=True),
        "DanhSachNoiNhan": Style("Danh sách nơi nhận", measures.RECIPIENTS),
        "PhuLuc": Style("Phụ lục", measures.ANNEX_LABEL, **strong, keep=True, level=1),
        "TenPhuLuc": Style("Tên phụ lục", measures.ANNEX_TITLE, **strong, keep=True),
        "KemTheo": Style("Kèm theo văn bản", measures.ANNEX_REFERENCE, italic=True, after=8, **center, keep=True),
        "TieuDeBang": Style("Tiêu đề bảng", 12, **strong),
        "NoiDungBang": Style("Nội dung bảng", 12),
        "KeNgang": Style("Kẻ ngang", 1),
    }


def set_styles(document: Document, body_size: float) -> None:
    """Replaces every style of a document by those of the form; the body's letters are `body_size` points."""
    root = document.styles.element
    for child in list(root):
        root.remove(child)
    half = round(body_size * 2)
    fonts = f'<w:rFonts w:ascii="{TYPEFACE}" w:hAnsi="{TYPEFACE}" w:eastAsia="{TYPEFACE}" w:cs="{TYPEFACE}"/>'
    for xml in (
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>{fonts}"
        f'<w:color w:val="000000"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>",
        f'<w:style {nsdecls("w")} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/>"
        '<w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        f'<w:rPr>{fonts}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/><w:lang w:val="{LANGUAGE}"/></w:rPr></w:style>',
        f'<w:style {nsdecls("w")} w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        f'<w:style {nsdecls("w")} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        f'<w:style {nsdecls("w")} w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        + "".join(
            f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
            for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + '</w:tblBorders><w:tblCellMar><w:top w:w="40" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
    ):
        root.append(parse_xml(xml))
    for key, style in _styles(body_size).items():
        root.append(parse_xml(_style_xml(key, style)))


def _style_xml(key: str, style: Style) -> str:
    twips, half = round(style.first / 25.4 * 1440), round(style.size * 2)
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:styleId="{key}"><w:name w:val="{style.name}"/>'
        '<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>'
        + ("<w:keepNext/>" if style.keep else "")
        + f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}" '
        f'w:line="{round(style.line * 240)}" w:lineRule="auto"/>'
        + (f'<w:ind w:firstLine="{twips}"/>' if twips else "")
        + f'<w:jc w:val="{style.align}"/>'
        + (f'<w:outlineLvl w:val="{style.level - 1}"/>' if style.level else "")
        + "</w:pPr><w:rPr>"
        + f'<w:rFonts w:ascii="{TYPEFACE}" w:hAnsi="{TYPEFACE}" w:eastAsia="{TYPEFACE}" w:cs="{TYPEFACE}"/>'
        + ("<w:b/><w:bCs/>" if style.bold else "")
        + ("<w:i/><w:iCs/>" if style.italic else "")
        + f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr></w:style>'
    )
