"""Excel files: personal data found cell by cell under their headings, and taken out of cells and shared strings."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from danchu.core.text import composed, fold, squeezed
from danchu.documents.redaction import office
from danchu.documents.redaction.findings import BAR, Hint, Kind, Part, Passage, Place, Problem
from danchu.documents.redaction.looking import found_in
from danchu.documents.redaction.office import Package, etree
from danchu.documents.redaction.patterns import kind_of_head
from danchu.documents.redaction.values import everywhere, replaced

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE = re.compile(r"^(?:stt|tt|so tt)$|\bho (?:va )?ten\b|\bho, ten\b|\bten chu ho\b")
_FIRST_DAY = dt.date(1899, 12, 30)
_MOST_CELLS = 300_000
_MOST_TEXT = 2_000_000


@dataclass
class Cell:
    """A cell with what it shows."""

    element: etree._Element
    sheet: str
    row: int
    column: int
    text: str
    hidden: bool


class Workbook:
    """An .xlsx."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    taken = ()

    def find(self, data, progress=None):
        package = Package(data)
        found, _ = found_in(data, (passage for passage, _ in _passages(package)))
        return [*found, *office.seen_in_pictures(data, package)]

    def problems(self, data):
        package = Package(data)
        found = list(office.problems_of(package))
        names = [sheet.get("name") for sheet, _ in _sheets(package) if _is_away(sheet)]
        if names:
            found.append(
                Problem("hidden_sheet", f"Tệp có trang tính ẩn ({', '.join(names)}). Hãy xem, hoặc xóa trước.")
            )
        trees = [package.tree(part) for _, part in _sheets(package)]
        if any(one.get("hidden") in ("1", "true") for tree in trees for one in tree.iter(_S + "row", _S + "col")):
            found.append(Problem("hidden_column", "Tệp có dòng hoặc cột ẩn. Hãy xem, hoặc xóa trước khi công khai."))
        if package.named(r"xl/pivotCache/.*\.xml"):
            found.append(
                Problem("pivot", "Tệp có bảng tổng hợp giữ bản sao dữ liệu. Nên lưu thành giá trị rồi nộp lại.")
            )
        return found

    def redact(self, data, chosen, regions):
        package = Package(data)
        passages = list(_passages(package))
        _, spans = found_in(data, (passage for passage, _ in passages))
        wanted = [spans[finding.id] for finding in chosen if finding.id in spans]
        values = frozenset(finding.text for finding in chosen)
        # A number loses its nought before it when Excel takes it for a number.
        values |= {text.lstrip("0") for text in values if text.isdigit()}
        for passage, cell in passages:
            begin = passage.marks[0]
            end = begin + len(passage.text)
            here = [(max(a, begin) - begin, min(b, end) - begin) for a, b in wanted if a < end and begin < b]
            here += everywhere(passage.text, values)
            if here:
                _write(cell, replaced(passage.text, here, BAR))
        _forget(package)
        for name in package.named(r"xl/worksheets/.*\.xml"):
            for element in list(package.tree(name).iter(_S + "f")):
                if re.search(r"\[\d+\]", element.text or ""):  # to another file, which does not go along
                    element.getparent().remove(element)
        office.tidy(package, values)
        office.paint(package, chosen, regions)
        return package.bytes()

    def remains(self, data, chosen, progress=None):
        return office.remains(data, chosen)

    def text(self, data, progress=None, gone=()):
        rows: dict[tuple[str, int], list[str]] = {}
        for cell in _cells(Package(data)):
            if not cell.hidden:
                rows.setdefault((cell.sheet, cell.row), []).append(cell.text)
        return "\n".join(" ".join(row) for row in rows.values())[:_MOST_TEXT]

    def pictures(self, data, width, most):
        return office.drawn(Package(data), width, most)


def _sheets(package: Package) -> Iterator[tuple[etree._Element, str]]:
    targets = package.relations("xl/workbook.xml")
    for sheet in package.tree("xl/workbook.xml").iter(_S + "sheet"):
        target = targets.get(sheet.get(_R, ""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in package.parts and "worksheets/" in part:
            yield sheet, part


def _is_away(sheet: etree._Element) -> bool:
    return sheet.get("state", "visible") != "visible"


def _strings(package: Package) -> list[str]:
    name = "xl/sharedStrings.xml"
    if name not in package.parts:
        return []
    return [composed("".join(t.text or "" for t in one.iter(_S + "t"))) for one in package.tree(name).iter(_S + "si")]


def _cells(package: Package) -> Iterator[Cell]:
    strings = _strings(package)
    seen = 0
    for sheet, part in _sheets(package):
        tree = package.tree(part)
        hidden = [
            (int(col.get("min", "1")), int(col.get("max", "1")))
            for col in tree.iter(_S + "col")
            if col.get("hidden") in ("1", "true")
        ]
        for at, row in enumerate(tree.iter(_S + "row"), 1):
            away = _is_away(sheet) or row.get("hidden") in ("1", "true")
            for place, element in enumerate(row.iter(_S + "c"), 1):
                text = _shown(element, strings)
                if not text.strip():
                    continue
                seen += 1
                if seen > _MOST_CELLS:
                    return
                reference = re.fullmatch(r"([A-Z]+)(\d+)", element.get("r", ""))
                column = _column(reference[1]) if reference else place
                number = int(reference[2]) if reference else at
                out = away or any(first <= column <= last for first, last in hidden)
                yield Cell(element, sheet.get("name", ""), number, column, text, out)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def _shown(element: etree._Element, strings: list[str]) -> str:
    kind, value = element.get("t", "n"), element.findtext(_S + "v") or ""
    if kind == "s":
        return strings[int(value)] if value.isdigit() and int(value) < len(strings) else ""
    if kind == "inlineStr":
        return composed("".join(t.text or "" for t in element.iter(_S + "t")))
    if kind == "n" and re.search(r"[.eE]", value):
        try:
            number = float(value)
        except ValueError:
            return value
        return str(int(number)) if number.is_integer() and abs(number) < 1e16 else value
    return composed(value)


def _passages(package: Package) -> Iterator[tuple[Passage, Cell]]:
    at = 0
    heads: dict[int, str] = {}
    sheet = ""
    row: list[Cell] = []
    for cell in [*_cells(package), None]:
        if row and (cell is None or cell.sheet != row[0].sheet or cell.row != row[0].row):
            if row[0].sheet != sheet:
                sheet, heads = row[0].sheet, {}
            heads, is_heading = _headed(package, row, heads)
            for one in row:
                head = "" if is_heading else heads.get(one.column, "")
                text = _as_day(one.text) if kind_of_head(head) is Kind.BIRTH_DATE else one.text
                hint = Hint.HIDDEN_SHEET if one.hidden else Hint.NONE
                place = Place(Part.CELL, 0, one.row, one.column, one.sheet)
                yield Passage(text, place, range(at, at + len(text)), head, hint), one
                at += len(text) + 1
            row = []
        if cell is not None:
            row.append(cell)


def _headed(package: Package, row: list[Cell], heads: dict[int, str]) -> tuple[dict[int, str], bool]:
    """The headings after a row, and whether it is a row of headings: it names people's columns, or goes on so."""
    words = [fold(squeezed(cell.text)) for cell in row]
    spread = {cell.column: squeezed(cell.text) for cell in row}
    if len(row) > 1 and any(_TABLE.search(word) for word in words):
        return spread, True
    goes_on = heads and len(row) > 1 and not any(re.search(r"\d", word) for word in words)
    if goes_on and any(kind_of_head(cell.text) for cell in row):
        return heads | {column: squeezed(f"{heads.get(column, '')} {word}") for column, word in spread.items()}, True
    return heads, False


def _as_day(text: str) -> str:
    """A day that Excel keeps as a number of days, as it is shown; anything else as it stands."""
    if re.fullmatch(r"\d{4,5}", text) and 2200 < int(text) < 60000:
        return (_FIRST_DAY + dt.timedelta(days=int(text))).strftime("%d/%m/%Y")
    return text


def _write(cell: Cell, text: str) -> None:
    """The cell as plain words, its formula and number gone."""
    element = cell.element
    for child in list(element):
        element.remove(child)
    element.set("t", "inlineStr")
    etree.SubElement(etree.SubElement(element, _S + "is"), _S + "t").text = text


def _forget(package: Package) -> None:
    """Empties the shared strings that no cell uses any more."""
    name = "xl/sharedStrings.xml"
    if name not in package.parts:
        return
    used = {
        int(element.findtext(_S + "v") or -1)
        for part in package.named(r"xl/worksheets/.*\.xml")
        for element in package.tree(part).iter(_S + "c")
        if element.get("t") == "s" and (element.findtext(_S + "v") or "").isdigit()
    }
    for at, string in enumerate(package.tree(name).iter(_S + "si")):
        if at not in used:
            for text in string.iter(_S + "t"):
                text.text = ""
