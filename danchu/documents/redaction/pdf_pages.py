"""Pages of a PDF as seen, and as a program reads them: every letter with its place, and whether it is in sight.

Before anything is looked at, forms and remarks are drawn onto their pages, layers are switched on and pages turned
upright, so that what is looked at is what is published.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pymupdf
from PIL import Image

from danchu.documents.reader.paper import Locked, Unreadable
from danchu.documents.reader.pdf import MAX_PAGES
from danchu.documents.redaction.findings import Hint
from danchu.documents.redaction.layout import Sign

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

_OPAQUE = 0.9
_SCAN = 0.5  # share of the page that its pictures take
_MAX_PIXELS = 30_000_000

Colour = tuple[float, float, float]


@dataclass
class Opened:
    """A PDF ready to be looked at, its layers all in sight; `off`: the names of those that were not."""

    document: pymupdf.Document
    off: set[str] = field(default_factory=set)
    layers: str = ""

    def as_it_was(self) -> pymupdf.Document:
        """The document with its layers as they were: what was switched off stays so."""
        if self.layers:
            self.document.xref_set_key(self.document.pdf_catalog(), "OCProperties", self.layers)
        return self.document


def opened(data: bytes) -> Opened:
    """A PDF from its bytes, made flat, layers on, pages upright. Raises Unreadable, Locked."""
    try:
        document = pymupdf.open(stream=data, filetype="pdf")
    except (RuntimeError, ValueError) as error:
        raise Unreadable("Tệp PDF bị hỏng. Hãy xuất lại tệp rồi nộp.") from error
    if document.needs_pass:
        raise Locked("Tệp PDF bị khóa bằng mật khẩu. Hãy nộp bản không khóa.")
    if document.page_count > MAX_PAGES:
        raise Unreadable(f"Tệp PDF dài quá {MAX_PAGES} trang. Hãy tách thành nhiều tệp.")
    try:
        return _prepared(document)
    except (RuntimeError, ValueError) as error:
        raise Unreadable("Tệp PDF bị hỏng. Hãy xuất lại tệp rồi nộp.") from error


def _prepared(document: pymupdf.Document) -> Opened:
    off = {layer["name"] for layer in document.get_ocgs().values() if not layer["on"]}
    layers = ""
    if document.get_ocgs():
        catalog = document.pdf_catalog()
        layers = document.xref_get_key(catalog, "OCProperties")[1]
        document.xref_set_key(catalog, "OCProperties", "null")
        document = pymupdf.open(stream=document.tobytes(), filetype="pdf")
    for page in document:
        for annotation in page.annots():
            if annotation.flags & (pymupdf.PDF_ANNOT_IS_HIDDEN | pymupdf.PDF_ANNOT_IS_NO_VIEW):
                page.delete_annot(annotation)
    document.bake()
    for page in document:
        if page.rotation:
            page.remove_rotation()
    return Opened(document, off, layers)


def is_scan(page: pymupdf.Page) -> bool:
    """Whether most of a page is a picture."""
    whole = abs(page.rect)
    return any(abs(pymupdf.Rect(info["bbox"]) & page.rect) > _SCAN * whole for info in page.get_image_info())


def picture_of(page: pymupdf.Page, *, dpi: int = 300) -> Image.Image:
    """A page as a colour picture, never of more than thirty million pixels."""
    points = max(page.rect.width * page.rect.height, 1)
    scale = min(dpi / 72, (_MAX_PIXELS / points) ** 0.5)
    drawn = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=False)
    return Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples)


def signs_of(page: pymupdf.Page, off: set[str]) -> list[Sign]:
    """The letters of a page's text layer in percent of it, those out of sight marked so."""
    area = page.rect
    wide, high = area.width or 1, area.height or 1
    cover = _Cover(page)
    scan = is_scan(page)
    out: list[Sign] = []
    for span in page.get_texttrace():
        for code, _glyph, _origin, box in span["chars"]:
            if code <= 32 or code in (0xA0, 0xFFFD):
                continue
            hint = Hint.INVISIBLE if span.get("layer") in off and off else cover.hint(span, box, scan)
            x0, y0, x1, y1 = box
            out.append(
                Sign(chr(code), 100 * (x0 - area.x0) / wide, 100 * (y0 - area.y0) / high,
                     100 * (x1 - area.x0) / wide, 100 * (y1 - area.y0) / high, hint)
            )  # fmt: skip
    return out


class _Cover:
    """What is painted over and under letters: the order in which a page is drawn tells which."""

    def __init__(self, page: pymupdf.Page) -> None:
        self._page = page.rect
        self._fills = [
            (drawing["seqno"], rect, tuple(drawing["fill"]))
            for drawing in page.get_drawings()
            if drawing.get("fill") and (drawing.get("fill_opacity") or 0) >= _OPAQUE
            for rect in _rectangles(drawing)
        ]
        self._pictures = [
            (order, pymupdf.Rect(box))
            for order, (kind, box, *_) in enumerate(page.get_bboxlog())
            if kind in ("fill-image", "fill-imgmask")
        ]

    def hint(self, span: dict, box, scan: bool) -> Hint:
        """What is to be said of one letter: covered, invisible, or nothing."""
        x, y, order = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, span["seqno"]
        point = pymupdf.Point(x, y)
        if point not in self._page:
            return Hint.INVISIBLE
        ground: Colour | None = (1.0, 1.0, 1.0)
        for at, rect, colour in self._fills:
            if point in rect:
                if at < order:
                    ground = colour
                elif _hides(colour):
                    return Hint.COVERED
        over = [(at, rect) for at, rect in self._pictures if point in rect]
        if any(at > order and abs(rect) < _SCAN * abs(self._page) for at, rect in over):
            return Hint.COVERED
        if any(at < order for at, _ in over):
            ground = None  # on a picture: its colours are not looked at
        if scan and span["type"] == 3:
            return Hint.NONE  # the text layer that a scanner's program made
        if span["type"] == 3 or (span.get("opacity") or 0) < 0.05 or span["size"] < 1:
            return Hint.INVISIBLE
        if ground and span["type"] == 0 and _alike(_rgb(span["color"]), ground):
            return Hint.INVISIBLE
        return Hint.NONE


def _rectangles(drawing: dict) -> Iterator[pymupdf.Rect]:
    items = drawing["items"]
    lines = 0
    for item in items:
        if item[0] == "re":
            yield pymupdf.Rect(item[1])
        elif item[0] == "qu":
            yield item[1].rect
        elif item[0] == "l":
            lines += 1
    if 3 <= lines <= 5 and lines == len(items):
        yield pymupdf.Rect(drawing["rect"])


def _hides(colour: Colour) -> bool:
    """Dark bars and white paint hide; a marker's yellow does not."""
    return max(colour) < 0.45 or min(colour) > 0.95


def _rgb(colour) -> Colour:
    if not colour:
        return 0.0, 0.0, 0.0
    if len(colour) == 1:
        return (colour[0],) * 3
    if len(colour) == 4:
        c, m, y, k = colour
        return (1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k)
    return tuple(colour[:3])


def _alike(a: Colour, b: Colour) -> bool:
    return all(abs(one - other) < 0.08 for one, other in zip(a, b, strict=True))
