"""Word files → lines: paragraphs and tables in order, automatic numbering written out, layout tables read by column."""

import io
import re
import zipfile

import docx
from docx.oxml.ns import qn

from danchu.core.text import composed, squeezed
from danchu.documents.reader.lines import Cell, Line, lines_of_text
from danchu.documents.reader.old_fonts import OldFont, font_named, old_font_of, to_unicode
from danchu.documents.reader.paper import Locked, Unreadable

MAX_UNPACKED = 120_000_000
MAX_XML = 40_000_000
MAX_PARTS = 5_000

_LAYOUT = re.compile(
    r"C[ỘO]NG H[ÒO][AÀ] X[ÃA] H[ỘO]I|Độc lập\s*[-–]|^\s*Số\s*:|Nơi nhận|^\s*(?:TM|KT|TL|TUQ|Q)\.|"
    r"ĐẢNG CỘNG SẢN VIỆT NAM|"
    r"^\s*(?:CHỦ TRÌ|CHỦ TỌA|THƯ KÝ|ĐẠI DIỆN|NGƯỜI LẬP|NGƯỜI GHI|CHỦ TỊCH|PHÓ CHỦ TỊCH|GIÁM ĐỐC|"
    r"TRƯỞNG |HIỆU TRƯỞNG|XÁC NHẬN)",
    re.MULTILINE,
)


def lines_of_docx(data: bytes) -> tuple[list[Line], str]:
    """→ (lines, the old font they were converted from or "").

    Raises Unreadable for a zip that is no Word file, a damaged one, a locked one, or one that unpacks too large.
    """
    _check_word(data)
    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:
        raise Unreadable("Tệp .docx bị hỏng. Hãy mở bằng Word hoặc LibreOffice, lưu lại rồi nộp.") from error
    converted = _to_unicode(document)
    numbers = _Numbers(document)
    lines: list[Line] = []
    for element in document.element.body.iterchildren():
        _element(element, numbers, lines)
    return lines, converted


def _to_unicode(document) -> str:
    """Rewrites runs set in an old font (.VnTime, VNI-Times), each by its own font's name, else by the style's.

    Gives the font's family, "" when there was nothing to do.
    """
    texts = [node for node in document.element.body.iter(qn("w:t")) if node.text]
    whole = old_font_of("".join(node.text for node in texts))
    usual = _font_of(document.styles.element) if whole else None
    family = ""
    for node in texts:
        run = node.getparent()
        named = _font_of(run) or (usual if whole else None)
        font, capitals = named or (whole, False)
        if font and (named or whole):
            node.text = to_unicode(node.text, font, capitals=capitals)
            family = str(font)
    return family


def _font_of(element) -> tuple[OldFont, bool] | None:
    """The old font named in a run's (or the default style's) properties, None for a font of today."""
    fonts = next(element.iter(qn("w:rFonts")), None)
    if fonts is None:
        return None
    names = [fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi")]
    return next((found for name in names if name and (found := font_named(name))), None)


def checked(data: bytes) -> zipfile.ZipFile:
    """The zip of a Word or Excel file, opened, its sizes looked at before anything is unpacked. Raises Unreadable."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable("Tệp bị hỏng, không mở được. Hãy xuất lại tệp rồi nộp.") from error
    sizes = [part.file_size for part in parts]
    body = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if sum(sizes) > MAX_UNPACKED or body > MAX_XML or len(parts) > MAX_PARTS:
        raise Unreadable("Tệp giải nén ra quá lớn. Hãy lưu lại tệp không kèm ảnh rồi nộp.")
    if any(part.flag_bits & 0x1 for part in parts):
        raise Locked("Tệp bị khóa bằng mật khẩu. Hãy nộp bản không khóa.")
    return archive


def _check_word(data: bytes) -> None:
    with checked(data) as archive:
        names = set(archive.namelist())
    if "word/document.xml" not in names:
        if any(n.startswith(("xl/", "ppt/")) for n in names):
            raise Unreadable("Đây là bảng tính hoặc trình chiếu. Hãy nộp văn bản .docx hoặc .pdf.")
        raise Unreadable(
            "Tệp là một gói nén, không phải văn bản Word. Hãy giải nén và nộp tệp .docx hoặc .pdf bên trong."
        )


def _element(element, numbers: "_Numbers", lines: list[Line]) -> None:
    tag = element.tag
    if tag == qn("w:p"):
        lines += _paragraph(element, numbers)
    elif tag == qn("w:tbl"):
        lines += _table(element, numbers)
    elif tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml"), qn("w:smartTag")):
        for child in element.iterchildren():
            _element(child, numbers, lines)


def _words(paragraph) -> str:
    """The visible words: without deleted ones, fields' codes and the second copy of text boxes."""
    out: list[str] = []

    def walk(node) -> None:
        for child in node.iterchildren():
            tag = child.tag
            if tag == qn("w:t"):
                out.append(child.text or "")
            elif tag == qn("w:tab") and node.tag == qn("w:r"):
                out.append("\t")
            elif tag in (qn("w:br"), qn("w:cr")):
                out.append("\n")
            elif tag == qn("w:noBreakHyphen"):
                out.append("-")
            elif (
                tag in (qn("w:del"), qn("w:pPr"), qn("w:rPr"), qn("w:instrText"), qn("w:footnoteReference"))
                or not isinstance(tag, str)
                or tag.endswith(("}Fallback", "}txbxContent", "}pict"))
            ):
                continue
            else:
                walk(child)

    walk(paragraph)
    return "".join(out)


def _paragraph(paragraph, numbers: "_Numbers") -> list[Line]:
    text = composed(_words(paragraph))
    boxes = [
        line
        for box in paragraph.iter(qn("w:txbxContent"))
        if not _in_fallback(box)
        for p in box.iterchildren(qn("w:p"))
        for line in _paragraph(p, numbers)
    ]
    prefix = numbers.of(paragraph) if text.strip() else ""
    lines: list[Line] = []
    for i, piece in enumerate(text.split("\n")):
        words = (prefix + " " + piece if prefix and i == 0 else piece).strip("\n")
        for line in lines_of_text(words):
            lines.append(Line(line.cells, gap=i == 0 and line.gap, whole=True, middle=line.middle))
    return boxes + lines


def _in_fallback(node) -> bool:
    return any(isinstance(a.tag, str) and a.tag.endswith("}Fallback") for a in node.iterancestors())


def _table(table, numbers: "_Numbers") -> list[Line]:
    rows: list[list[list[Line]]] = []
    for row in table.iterchildren(qn("w:tr")):
        cells = [_cell(cell, numbers) for cell in row.iter(qn("w:tc")) if _owner(cell, table)]
        if cells:
            rows.append(cells)
    if not rows:
        return []
    words = "\n".join(line.text for row in rows for cell in row for line in cell)
    width = max(len(row) for row in rows)
    if width == 1:
        return [line for row in rows for cell in row for line in cell]
    if width <= 4 and len(rows) <= 8 and _LAYOUT.search(words):
        return [line for k in range(width) for row in rows if k < len(row) for line in _at_column(row[k], k)]
    return [Line(tuple(Cell(squeezed(" ".join(line.text for line in cell))) for cell in row), row=True) for row in rows]


def _at_column(lines: list[Line], k: int) -> list[Line]:
    """The column is told by the place: so the foot keeps its signatures apart."""
    left = 1000.0 * (k + 1)
    return [Line((Cell(line.text, left, left + 500),), gap=line.gap, whole=True) for line in lines]


def _owner(cell, table) -> bool:
    return next((a for a in cell.iterancestors(qn("w:tbl"))), None) is table


def _cell(cell, numbers: "_Numbers") -> list[Line]:
    lines: list[Line] = []
    for child in cell.iterchildren():
        _element(child, numbers, lines)
    return lines


class _Numbers:
    """Automatic numbering: Word keeps "1.", "a)", "-" out of the text, so it is counted here."""

    def __init__(self, document) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._of_num: dict[str, str] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._styles = {s.style_id: s.element for s in document.styles if hasattr(s, "element")}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        for abstract in root.iterchildren(qn("w:abstractNum")):
            levels = {}
            for level in abstract.iterchildren(qn("w:lvl")):
                fmt, words, start = (level.find(qn(t)) for t in ("w:numFmt", "w:lvlText", "w:start"))
                levels[int(level.get(qn("w:ilvl")))] = (
                    fmt.get(qn("w:val")) if fmt is not None else "decimal",
                    words.get(qn("w:val")) if words is not None else "",
                    int(start.get(qn("w:val"))) if start is not None else 1,
                )
            self._levels[abstract.get(qn("w:abstractNumId"))] = levels
        for num in root.iterchildren(qn("w:num")):
            ref = num.find(qn("w:abstractNumId"))
            if ref is not None:
                self._of_num[num.get(qn("w:numId"))] = ref.get(qn("w:val"))

    def of(self, paragraph) -> str:
        """The number Word shows before a paragraph, "" without one."""
        place = self._place(paragraph)
        if place is None:
            return ""
        num, depth = place
        levels = self._levels.get(self._of_num.get(num, ""), {})
        if depth not in levels:
            return ""
        fmt, words, start = levels[depth]
        key = self._of_num[num]
        self._counts[key, depth] = self._counts.get((key, depth), start - 1) + 1
        for deeper in [k for k in self._counts if k[0] == key and k[1] > depth]:
            del self._counts[deeper]
        if fmt == "bullet":
            return "+" if words.strip() in ("+", "o") else "-"
        if fmt == "none":
            return words

        def shown(m: re.Match) -> str:
            n = int(m[1]) - 1
            return _figure(
                self._counts.get((key, n), levels.get(n, ("", "", 1))[2]), levels.get(n, ("decimal", "", 1))[0]
            )

        return re.sub(r"%(\d)", shown, words).strip()

    def _place(self, paragraph) -> tuple[str, int] | None:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return None
        found = properties.find(qn("w:numPr"))
        style = properties.find(qn("w:pStyle"))
        seen = 0
        name = style.get(qn("w:val")) if style is not None else None
        while found is None and name in self._styles and seen < 8:
            element = self._styles[name]
            styled = element.find(qn("w:pPr"))
            found = styled.find(qn("w:numPr")) if styled is not None else None
            base = element.find(qn("w:basedOn"))
            name, seen = base.get(qn("w:val")) if base is not None else None, seen + 1
        if found is None:
            return None
        num, depth = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
        if num is None or num.get(qn("w:val")) == "0":
            return None
        return num.get(qn("w:val")), int(depth.get(qn("w:val"))) if depth is not None else 0


def _figure(n: int, fmt: str) -> str:
    if fmt in ("upperRoman", "lowerRoman"):
        out = ""
        for value, sign in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
            while n >= value:
                out, n = out + sign, n - value
        return out if fmt == "upperRoman" else out.lower()
    if fmt in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (n - 1) % 26)
        return letter if fmt == "lowerLetter" else letter.upper()
    if fmt == "decimalZero":
        return f"{n:02d}"
    return str(n)
