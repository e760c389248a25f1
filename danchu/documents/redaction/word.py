"""Word files: personal data found in paragraphs and tables however their runs are cut, and taken out."""

import re
from collections.abc import Iterator

from danchu.core.text import composed, squeezed
from danchu.documents.reader.sources import source_of
from danchu.documents.redaction import office
from danchu.documents.redaction.findings import Part, Passage, Place, Problem
from danchu.documents.redaction.looking import found_in
from danchu.documents.redaction.office import Package, etree, local
from danchu.documents.redaction.values import everywhere

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = (
    r"word/(?:document\d*|header\d*|footer\d*|footnotes|endnotes|charts/chart\w*|diagrams/(?:data|drawing)\d*)\.xml"
)
_ROWS_OF_HEADING = 3
_GONE = ("del", "moveFrom", "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "docVars",
         "delText", "delInstrText", "proofErr", "permStart", "permEnd")  # fmt: skip
_UNWRAPPED = ("ins", "moveTo")
_MOST_TEXT = 2_000_000

Nodes = list[tuple[etree._Element, int]]


class Word:
    """A .docx."""

    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    taken = ()

    def find(self, data, progress=None):
        package = Package(data)
        found, _ = found_in(data, (passage for passage, _ in _passages(package)))
        return [*found, *office.seen_in_pictures(data, package)]

    def problems(self, data):
        package = Package(data)
        found = list(office.problems_of(package))
        source = b"".join(package.parts[name] for name in package.named(_PARTS))
        if re.search(rb"<w:(?:del|ins|moveFrom) ", source):
            found.append(
                Problem("tracked_changes", "Tệp còn theo dõi thay đổi; bản công khai lấy bản đã sửa cuối cùng.")
            )
        if b"<w:vanish" in source:
            found.append(Problem("hidden_text", "Tệp có chữ ẩn; bản công khai sẽ không có các chữ đó."))
        return found

    def redact(self, data, chosen, regions):
        package = Package(data)
        passages = list(_passages(package))
        _, spans = found_in(data, (passage for passage, _ in passages))
        wanted = [spans[finding.id] for finding in chosen if finding.id in spans]
        values = frozenset(finding.text for finding in chosen)
        for passage, nodes in passages:
            begin = passage.marks[0] if len(passage.marks) else 0
            end = begin + len(passage.text)
            here = [(max(a, begin) - begin, min(b, end) - begin) for a, b in wanted if a < end and begin < b]
            here += everywhere(passage.text, values)
            if here:
                office.cut(nodes, here)
        for name in package.named(r"word/.*\.xml"):
            _final(package.tree(name))
        office.tidy(package, values)
        office.paint(package, chosen, regions)
        return package.bytes()

    def remains(self, data, chosen, progress=None):
        return office.remains(data, chosen)

    def text(self, data, progress=None, gone=()):
        return "\n".join(line.text for line in source_of("", data).lines)[:_MOST_TEXT]

    def pictures(self, data, width, most):
        return office.drawn(Package(data), width, most)


def _passages(package: Package) -> Iterator[tuple[Passage, Nodes]]:
    """The paragraphs of all parts that are seen, with the nodes that hold their text."""
    at = number = 0
    for name in package.named(_PARTS):
        root = package.tree(name)
        cells = _cells(root)
        for paragraph in root.iter():
            if local(paragraph) != "p":
                continue
            text, nodes = _text_of(paragraph)
            if "/document" in name:
                number += 1
            if not text.strip():
                continue
            place, head = _place(name, paragraph, number, cells)
            yield Passage(text, place, range(at, at + len(text)), head), nodes
            at += len(text) + 1


def _text_of(paragraph: etree._Element) -> tuple[str, Nodes]:
    """A paragraph's words as they stand after all changes, and where in them each node begins."""
    text, nodes = "", []
    for node in _leaves(paragraph):
        kind = local(node)
        if kind == "t":
            nodes.append((node, len(text)))
            text += composed(node.text or "")
        elif kind == "tab":
            text += "\t"
        elif kind in ("br", "cr"):
            text += "\n"
        elif kind == "noBreakHyphen":
            text += "-"
    return text, nodes


def _leaves(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        kind = local(child)
        if kind in ("p", "pPr", "rPr", "tabs", "txbxContent", *_GONE) or (kind == "r" and _is_hidden(child)):
            continue
        yield child
        yield from _leaves(child)


def _is_hidden(run: etree._Element) -> bool:
    properties = run.find(_W + "rPr")
    if properties is None:
        return False
    hidden = properties.find(_W + "vanish")
    return hidden is not None and hidden.get(_W + "val", "1") not in ("0", "false", "off")


def _place(name: str, paragraph: etree._Element, number: int, cells: dict) -> tuple[Place, str]:
    cell = next((one for one in paragraph.iterancestors() if one in cells), None)
    if re.search(r"/(?:header|footer)", name):
        return Place(Part.HEADER), cells[cell][3] if cell is not None else ""
    if re.search(r"/(?:footnotes|endnotes)", name):
        return Place(Part.NOTE), ""
    if "/document" not in name:
        return Place(Part.ATTRIBUTE), ""
    if cell is None:
        return Place(Part.PARAGRAPH, number), ""
    table, row, column, head = cells[cell]
    return Place(Part.TABLE, table, row, column), head


def _cells(root: etree._Element) -> dict[etree._Element, tuple[int, int, int, str]]:
    """Each table cell → its table, row and column from 1, and the heading of its column."""
    out: dict[etree._Element, tuple[int, int, int, str]] = {}
    for number, table in enumerate(root.iter(_W + "tbl"), 1):
        heads: dict[int, str] = {}
        heading = True
        for at, row in enumerate(table.iterchildren(_W + "tr"), 1):
            cells = [cell for cell in row.iter(_W + "tc") if next(cell.iterancestors(_W + "tbl")) is table]
            words = [squeezed("".join(_text_of(p)[0] + " " for p in cell.iter(_W + "p"))) for cell in cells]
            heading = heading and at <= _ROWS_OF_HEADING and not re.search(r"\d{4}", " ".join(words))
            column = 1
            for cell, word in zip(cells, words, strict=True):
                span = _span(cell)
                if heading and len(cells) > 1:
                    for place in range(column, column + span):
                        heads[place] = squeezed(f"{heads.get(place, '')} {word}")
                out[cell] = (number, at, column, "" if heading else heads.get(column, ""))
                column += span
    return out


def _span(cell: etree._Element) -> int:
    found = cell.find(f"{_W}tcPr/{_W}gridSpan")
    value = found.get(_W + "val", "1") if found is not None else "1"
    return min(int(value), 60) if value.isdigit() else 1


def _final(root: etree._Element) -> None:
    """Accepts all changes, and takes away remarks, hidden words and who changed what."""
    for element in list(root.iter()):
        kind = local(element)
        parent = element.getparent()
        if not kind or parent is None:
            continue
        if kind in _UNWRAPPED and element.tag.startswith(_W) and local(parent) not in ("rPr", "trPr"):
            place = parent.index(element)
            for child in reversed(list(element)):
                parent.insert(place, child)
            parent.remove(element)
        elif element.tag.startswith(_W) and (
            kind in _GONE or kind in _UNWRAPPED or kind.endswith("Change") or (kind == "r" and _is_hidden(element))
        ):
            parent.remove(element)
