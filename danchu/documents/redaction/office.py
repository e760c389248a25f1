"""What Word and Excel files have in common: a zip of XML parts, of which only what is meant to be seen is published."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator

from lxml import etree  # ty: ignore[missing-module-member]  (has no stubs)

from danchu.core.text import composed
from danchu.documents.reader.paper import Unreadable
from danchu.documents.reader.scan import pictures_of_image
from danchu.documents.reader.word import checked
from danchu.documents.redaction.findings import BAR, Finding, Part, Problem, Region
from danchu.documents.redaction.looking import of_pictures
from danchu.documents.redaction.pictures import jpeg_of, painted_over, recognised, seen_on, written
from danchu.documents.redaction.values import LEAST, Sought, bare, everywhere, held, left_in, merged, replaced

MOST_PICTURES = 20
_LEAST_SIDE = 200  # pixels; smaller pictures are emblems and lines
_WHEN = (1980, 1, 1, 0, 0, 0)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"/>'
)
_EXTENDED = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
_CUSTOM = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
_EMPTIED = {"docProps/core.xml": _CORE, "docProps/app.xml": _EXTENDED, "docProps/custom.xml": _CUSTOM}
_KNOWN = (
    *(".xml", ".rels", ".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".emf", ".wmf", ".svg"),
    *(".odttf", ".fntdata"),
)
_DROPPED = re.compile(
    r"docProps/thumbnail\.|(?:word|xl)/(?:comments\w*|people|persons?|threadedComments|embeddings|activeX|ctrlProps|"
    r"vbaProject|revisions|externalLinks|printerSettings|queryTables|model|attachedToolbars|glossary)\b|"
    r"xl/connections|xl/calcChain|customXml/|xl/drawings/vmlDrawing|_xmlsignatures/|word/vbaData|docMetadata/",
    re.IGNORECASE,
)


class Package:
    """The parts of a Word or Excel file by name; those that were parsed are written back as trees."""

    def __init__(self, data: bytes) -> None:
        with checked(data) as archive:
            self.parts = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
        self._trees: dict[str, etree._Element] = {}

    def tree(self, name: str) -> etree._Element:
        """A part as a tree, parsed once. Raises Unreadable."""
        if name not in self._trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
            try:
                self._trees[name] = etree.fromstring(self.parts[name], parser)
            except etree.XMLSyntaxError as error:
                raise Unreadable("Tệp bị hỏng, không mở được. Hãy lưu lại bằng Word hoặc Excel rồi nộp.") from error
        return self._trees[name]

    def named(self, pattern: str) -> list[str]:
        """The parts whose whole name matches, in the order of their numbers."""
        found = [name for name in self.parts if re.fullmatch(pattern, name)]
        return sorted(found, key=lambda name: [int(piece) for piece in re.findall(r"\d+", name)])

    def drop(self, names: Iterable[str]) -> None:
        """Takes parts away, with what points to them."""
        gone = set(names)
        for name in gone:
            self.parts.pop(name, None)
            self._trees.pop(name, None)
        for name in [name for name in self.parts if name.endswith(".rels")]:
            folder = posixpath.dirname(posixpath.dirname(name))
            lost = set()
            for relation in list(self.tree(name)):
                target = relation.get("Target", "")
                where = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                if relation.get("TargetMode") != "External" and where.lstrip("/") in gone:
                    lost.add(relation.get("Id"))
                    self.tree(name).remove(relation)
            source = f"{folder}/{posixpath.basename(name).removesuffix('.rels')}"
            if lost and source in self.parts:
                _unrelate(self.tree(source), lost)
        types = self.tree("[Content_Types].xml")
        for one in list(types):
            if one.get("PartName", "").lstrip("/") in gone:
                types.remove(one)

    def relations(self, part: str) -> dict[str, str]:
        """The targets of a part's relations by their id."""
        folder, name = posixpath.split(part)
        rels = f"{folder}/_rels/{name}.rels"
        return {one.get("Id"): one.get("Target", "") for one in self.tree(rels)} if rels in self.parts else {}

    def bytes(self) -> bytes:
        """The file, without the day and the tool of its writing."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(self.parts, key=lambda name: (name != "[Content_Types].xml", name)):
                data = self.parts[name]
                if name in self._trees:
                    data = etree.tostring(self._trees[name], xml_declaration=True, encoding="UTF-8", standalone=True)
                archive.writestr(zipfile.ZipInfo(name, _WHEN), data, zipfile.ZIP_DEFLATED)
        return out.getvalue()


def _unrelate(root: etree._Element, lost: set[str | None]) -> None:
    """Takes away what points to relations that are gone: such an element makes Word and Excel call a file damaged."""
    for element in list(root.iter()):
        keys = [key for key, value in element.attrib.items() if key.startswith(_RELATIONS) and value in lost]
        parent = element.getparent()
        if not keys or parent is None:
            continue
        if local(element) == "pageSetup":
            for key in keys:
                del element.attrib[key]
            continue
        parent.remove(element)
        if not len(parent) and local(parent) == "externalReferences" and parent.getparent() is not None:
            parent.getparent().remove(parent)


def local(element: etree._Element) -> str:
    """An element's name without its namespace; "" for what is no element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def cut(nodes: list[tuple[etree._Element, int]], spans: list[tuple[int, int]]) -> None:
    """Takes spans out of a text that is spread over nodes (each with where its text begins): one bar for each span."""
    spans, barred = merged(spans), set()
    for node, begin in nodes:
        text = composed(node.text or "")
        here = [(start, end) for start, end in spans if start < begin + len(text) and begin < end]
        if not here:
            continue
        for start, end in sorted(here, reverse=True):
            sign = "" if (start, end) in barred else BAR
            barred.add((start, end))
            text = text[: max(start - begin, 0)] + sign + text[max(end - begin, 0) :]
        node.text = text
        node.set(_SPACE, "preserve")


def tidy(package: Package, values: frozenset[str]) -> None:
    """Takes away what is not meant to be seen, and the values wherever else they stand: attributes, links, caches."""
    package.drop([name for name in package.parts if _DROPPED.match(name) or not _is_known(name)])
    for name, empty in _EMPTIED.items():
        if name in package.parts:
            package.parts[name] = empty.encode()
    for name in [name for name in package.parts if name.endswith((".xml", ".rels"))]:
        for element in package.tree(name).iter():
            for key, value in element.attrib.items():
                if everywhere(value, values):
                    element.set(
                        key, "about:blank" if key == "Target" else replaced(value, everywhere(value, values), BAR)
                    )
            if element.text and everywhere(element.text, values):
                element.text = replaced(element.text, everywhere(element.text, values), BAR)
        if name.endswith(".rels"):
            for relation in package.tree(name):
                if relation.get("Type", "").endswith("/attachedTemplate"):
                    relation.set("Target", "Normal.dotm")


def _is_known(name: str) -> bool:
    return name.lower().endswith(_KNOWN)


def pictures(package: Package) -> list[tuple[int, str]]:
    """The pictures inside that can be looked at, numbered from 1."""
    names = package.named(r"(?:word|xl)/media/.*\.(?:png|jpe?g)")
    return list(enumerate(names[:MOST_PICTURES], 1))


def picture(package: Package, name: str):
    """A picture inside; None when it cannot be opened or is no more than an emblem."""
    try:
        _, pages = pictures_of_image(package.parts[name])
        page = next(pages)
    except Unreadable:
        return None
    return page if min(page.size) >= _LEAST_SIDE else None


def seen_in_pictures(data: bytes, package: Package) -> Iterator[Finding]:
    """What is recognised on the pictures inside."""
    for number, name in pictures(package):
        page = picture(package, name)
        if page is not None:
            yield from seen_on(data, page, number, [], Part.PICTURE)[0]


def paint(package: Package, chosen: list[Finding], regions: tuple[Region, ...]) -> None:
    """Paints over the pictures inside; each is written anew, so that where it was taken is gone."""
    for number, name in pictures(package):
        page = picture(package, name)
        if page is None:
            continue
        boxes = [box for f in chosen if f.place.part is Part.PICTURE for box in f.place.boxes if box.page == number]
        drawn = [region for region in regions if region.page == number]
        if boxes or drawn:
            page = painted_over(page, boxes, drawn)
        elif not page.getexif() and not re.search(rb"Exif|<x:xmpmeta|tEXt|iTXt", package.parts[name][:60_000]):
            continue
        package.parts[name] = written([page], _TYPES["." + name.rsplit(".", 1)[1].lower()])


def drawn(package: Package, width: int, most: int) -> list[bytes]:
    """The pictures inside as JPEG, in the order of their numbers."""
    out = []
    for _, name in pictures(package)[:most]:
        _, pages = pictures_of_image(package.parts[name])
        out.append(jpeg_of(next(pages), width))
    return out


def remains(data: bytes, chosen: list[Finding]) -> list[str]:
    """Where a value is still in a file: in any paragraph or cell however cut, any attribute, any part's bytes."""
    package = Package(data)
    left: list[str] = []
    sought = Sought(chosen)
    spelled = frozenset(finding.text for finding in chosen if len(bare(finding.text)) >= LEAST)
    for name in package.parts:
        if name.endswith((".xml", ".rels")):
            for words in _words(package.tree(name)):
                left += left_in(name, words, sought)
        if held(package.parts[name].decode("utf-8", errors="replace"), spelled):
            left.append(f"{name}: còn giá trị đã che")
    for number, name in pictures(package):
        here = [(f, box) for f in chosen if f.place.part is Part.PICTURE for box in f.place.boxes if box.page == number]
        page = picture(package, name) if here else None
        if page is not None:
            left += of_pictures(page, recognised(page), here, chosen, number)
    return list(dict.fromkeys(left))


def _words(root: etree._Element) -> Iterator[str]:
    """Every text a stranger may put together: of paragraphs and strings, of lone elements, of attributes."""
    for element in root.iter():
        if local(element) in ("p", "si", "c", "comment", "is"):
            yield "".join(element.itertext())
        elif element.text:
            yield element.text
        yield from element.attrib.values()


def problems_of(package: Package) -> Iterator[Problem]:
    """What both kinds of file may hide."""
    if any(re.match(r"(?:word|xl)/(?:embeddings|activeX)/", name) for name in package.parts):
        yield Problem("embedded", "Tệp có tệp khác nhúng bên trong; bản công khai sẽ không có các tệp đó.")
    if any(re.match(r"(?:word|xl)/(?:comments|threadedComments)", name) for name in package.parts):
        yield Problem("comments", "Tệp có lời bình luận; bản công khai sẽ không có các lời đó.")
    if len(package.named(r"(?:word|xl)/media/.*")):
        yield Problem("pictures_inside", "Tệp có hình bên trong. Hãy xem từng hình: ảnh người, giấy tờ, chữ viết tay.")
    if (
        package.named(r"(?:word|xl)/media/.*\.(?:emf|wmf|svg|gif|tiff?|bmp)")
        or len(package.named(r"(?:word|xl)/media/.*")) > MOST_PICTURES
    ):
        yield Problem("picture_unread", "Có hình không dò được. Hãy tự xem các hình trong tệp.")
    if package.named(r"_xmlsignatures/.*\.xml"):
        yield Problem("signature_lost", "Tệp có chữ ký số; bản đã che không còn chữ ký số, hãy ghi rõ số và ngày ký.")
