"""PDF: personal data found in text layers and scanned pages, taken out of the bytes, and looked for again."""

import io
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import pymupdf
from PIL import Image

from danchu.core.text import composed
from danchu.documents.reader import ocr
from danchu.documents.reader.paper import Unreadable
from danchu.documents.redaction import layout, pdf_gaps, pdf_strings
from danchu.documents.redaction.boxes import joined, overlap
from danchu.documents.redaction.findings import Finding, Hint, Part, Problem, Region
from danchu.documents.redaction.layout import Page, Sign, box_of
from danchu.documents.redaction.looking import concealed_in, found_in, of_pictures
from danchu.documents.redaction.marks import Word, signs_of_marks, with_marks
from danchu.documents.redaction.pdf_pages import Opened, is_scan, opened, picture_of, signs_of
from danchu.documents.redaction.pictures import jpeg_of, recognised, seen_on
from danchu.documents.redaction.values import Sought, bare, everywhere, left_in

MOST_RECOGNISED = 40  # pages of a scan
MOST_TEXT = 2_000_000
_LAST_RESORT_DPI = 170
# What hangs on the whole document and no reader of a public paper needs.
_CATALOG = ("OpenAction", "AA", "AcroForm", "PieceInfo", "Collection", "AF", "Perms", "DSS", "SpiderInfo", "Threads",
            "Metadata", "Names/JavaScript", "Names/EmbeddedFiles", "Names/AlternatePresentations")  # fmt: skip
_PAGE = ("AA", "PieceInfo", "Thumb", "AF", "Metadata")


class Pdf:
    """A PDF, with a text layer or scanned, or both."""

    media_type = "application/pdf"

    def __init__(self) -> None:
        self._recognised: dict[int, list[Sign]] = {}  # of the published pages: searched, then kept as their text
        self.taken: list[Region] = []

    def find(self, data, progress=None):
        opened_pdf = opened(data)
        found: list[Finding] = []
        taken: set[int] = set()
        columns: dict[bool, list] = {True: [], False: []}
        scans = 0
        for page, layers in _pages(opened_pdf):
            number = (page.number or 0) + 1
            ratio = page.rect.height / (page.rect.width or 1)
            signs = signs_of(page, layers)
            view = Page(number, signs, ratio)
            passages, columns[False] = layout.passages(view, columns[False])
            on_page, _ = found_in(data, passages, taken)
            on_page += concealed_in(data, passages, taken)
            if is_scan(page) and scans < MOST_RECOGNISED:
                scans += 1
                seen, columns[True] = seen_on(data, picture_of(page), number, columns[True], Part.PAGE)
                on_page += [one for one in seen if not any(_same(one, other) for other in on_page)]
            found += on_page
            if progress:
                progress(number, opened_pdf.document.page_count)
        return found

    def problems(self, data):
        return list(_problems(data))

    def redact(self, data, chosen, regions):
        values = frozenset(finding.text for finding in chosen)
        for dpi in (0, _LAST_RESORT_DPI):
            self.taken = []
            out = _redacted(data, chosen, regions, values, dpi, self.taken)
            if not pdf_strings.left(out, values):
                break
        return out

    def remains(self, data, chosen, progress=None):
        values = frozenset(finding.text for finding in chosen)
        left = [f"{where}: còn giá trị đã che" for where in pdf_strings.left(data, values)]
        opened_pdf = opened(data)
        sought = Sought(chosen)
        boxes = [(finding, box) for finding in chosen for box in finding.place.boxes]
        for page, _ in _pages(opened_pdf):
            here = [(finding, box) for finding, box in boxes if box.page == (page.number or 0) + 1]
            left += left_in(f"chữ của trang {(page.number or 0) + 1}", page.get_text(), sought)
            if here and is_scan(page):
                picture = picture_of(page)
                left += of_pictures(picture, self._signs(page, picture), here, chosen, (page.number or 0) + 1)
                if progress:
                    progress(len(self._recognised), opened_pdf.document.page_count)
        return left

    def text(self, data, progress=None, gone=()):
        opened_pdf = _as_seen(data)
        parts: list[str] = []
        seen = 0
        for page, _ in _pages(opened_pdf):
            here = [box for box in gone if box.page == (page.number or 0) + 1]
            words = page.get_text()
            if len("".join(words.split())) < 40 and is_scan(page) and seen < MOST_RECOGNISED:
                seen += 1
                signs = self._signs(page, picture_of(page))
                signs = [*signs, *signs_of_marks(signs, here)]
                words = layout.text_of(Page(1, signs, page.rect.height / (page.rect.width or 1), scanned=True))
            elif here:
                words = with_marks(_words_of(page), here)
            parts.append(composed(words))
            if progress:
                progress((page.number or 0) + 1, opened_pdf.document.page_count)
        return "\n".join(parts)[:MOST_TEXT]

    def _signs(self, page: pymupdf.Page, picture: Image.Image) -> list[Sign]:
        number = page.number or 0
        if number not in self._recognised:
            self._recognised[number] = recognised(picture)
        return self._recognised[number]

    def pictures(self, data, width, most):
        opened_pdf = _as_seen(data)
        drawn = []
        for page in opened_pdf.document.pages(0, min(most, opened_pdf.document.page_count)):
            dpi = max(30, round(72 * width / (page.rect.width or 1)))
            drawn.append(jpeg_of(picture_of(page, dpi=dpi), width))
        return drawn


def _words_of(page: pymupdf.Page) -> list[Word]:
    """The words of a page in the order of its text, in percent of it."""
    area, found, lines = page.rect, [], {}
    wide, high = area.width or 1, area.height or 1
    for x0, y0, _x1, y1, text, block, line, _at in page.get_text("words"):
        number = lines.setdefault((block, line), len(lines))
        top, bottom = 100 * (y0 - area.y0) / high, 100 * (y1 - area.y0) / high
        found.append(Word(text, 100 * (x0 - area.x0) / wide, top, bottom, number))
    return found


def _pages(opened_pdf: Opened):
    for page in opened_pdf.document:
        yield page, opened_pdf.off


def _same(one: Finding, other: Finding) -> bool:
    """Whether a scanner's text layer and the picture under it tell the same."""
    return bare(one.text) == bare(other.text) and any(
        overlap(a, b) > 0.5 for a in one.place.boxes for b in other.place.boxes
    )


def _as_seen(data: bytes) -> Opened:
    """A PDF with its layers as a reader sees them."""
    opened_pdf = opened(data)
    if opened_pdf.off:
        return Opened(pymupdf.open(stream=opened_pdf.as_it_was().tobytes(), filetype="pdf"))
    return opened_pdf


def _redacted(
    data: bytes, chosen: Sequence[Finding], regions: Sequence[Region], values: frozenset[str], dpi: int,
    taken: list[Region],
) -> bytes:  # fmt: skip
    """`dpi`: 0 keeps pages as they are; else pages with something to be taken out become pictures so fine.

    The boxes under which a bar is drawn are added to `taken`.
    """
    opened_pdf = opened(data)
    document = opened_pdf.document
    pictures: list[int] = []
    for page, layers in _pages(opened_pdf):
        number = (page.number or 0) + 1
        boxes = [(box, finding.hint) for finding in chosen for box in finding.place.boxes if box.page == number]
        signs = signs_of(page, layers)
        elsewhere = _elsewhere(page, signs, values)
        boxes += [(box, Hint.NONE) for box in elsewhere if all(overlap(box, other) < 0.9 for other, _ in boxes)]
        drawn = [region for region in regions if region.page == number]
        taken += [*(box for box, hint in boxes if hint is not Hint.INVISIBLE), *drawn]
        if boxes or drawn:
            _take_out(document, page, signs, boxes, drawn)
            pictures.append(page.number)
        for link in page.get_links():
            if everywhere(str(link.get("uri") or ""), values):
                page.delete_link(link)
        for key in _PAGE:
            document.xref_set_key(page.xref, key, "null")
    if dpi:
        for number in pictures:
            _as_picture(document, number, dpi)
    _scrub(document, values, bool(chosen or regions))
    opened_pdf.as_it_was()
    # Letters that are drawn as pictures (Type 3, as browsers print them) are damaged by MuPDF's cleaning.
    drawn_letters = any(font[2] == "Type3" for page in document for font in page.get_fonts())
    out = document.tobytes(
        garbage=4, clean=not drawn_letters, deflate=True, deflate_images=False, no_new_id=True,
        encryption=pymupdf.PDF_ENCRYPT_NONE,
    )  # fmt: skip
    document.close()
    return out


def _elsewhere(page: pymupdf.Page, signs, values: frozenset[str]) -> list[Region]:
    """The boxes of the same values where no pattern saw them."""
    if not values:
        return []
    passages, _ = layout.passages(Page((page.number or 0) + 1, signs, page.rect.height / (page.rect.width or 1)))
    return [
        box
        for passage in passages
        for start, end in everywhere(passage.text, values)
        for box in joined(box for box in passage.boxes[start:end] if box is not None)
    ]


def _take_out(
    document: pymupdf.Document,
    page: pymupdf.Page,
    signs: Sequence[Sign],
    boxes: Sequence[tuple[Region, Hint]],
    regions: Sequence[Region],
) -> None:
    """Text, pixels and what is drawn are taken out under the boxes; a bar is put where something was to be seen."""
    if not page.is_wrapped:
        page.wrap_contents()
    scan, lines = is_scan(page), _Lines((page.number or 0) + 1, signs)
    bars: list[pymupdf.Rect] = []
    before, words = pdf_gaps.letters_of(page), []
    for box, hint in boxes:
        rect = _rect(page, box)
        more = 0.25 * rect.height if scan else 0
        if scan:
            page.add_redact_annot(_grown(rect, more), fill=False, cross_out=False)
        # Word by word: where blanks are taken out as well, MuPDF moves what follows on the line.
        for word in lines.under(box):
            inner = _rect(page, word)
            high = 0.2 * inner.height
            words.append(pymupdf.Rect(inner.x0, inner.y0 + high, inner.x1, inner.y1 - high))
            page.add_redact_annot(words[-1], fill=False, cross_out=False)
        if hint is not Hint.INVISIBLE:
            bars.append(_grown(rect, more))
    if boxes:
        page.apply_redactions(
            images=pymupdf.PDF_REDACT_IMAGE_PIXELS, graphics=pymupdf.PDF_REDACT_LINE_ART_REMOVE_IF_COVERED
        )
        pdf_gaps.widen(document, page, before, words)
        before = pdf_gaps.letters_of(page)
    for region in regions:
        rect = _rect(page, region)
        page.add_redact_annot(rect, fill=False, cross_out=False)
        bars.append(rect)
    if regions:
        page.apply_redactions(
            images=pymupdf.PDF_REDACT_IMAGE_PIXELS, graphics=pymupdf.PDF_REDACT_LINE_ART_REMOVE_IF_TOUCHED
        )
        pdf_gaps.widen(document, page, before, [_rect(page, region) for region in regions])
    pdf_gaps.unspoken(document, page)
    shape = page.new_shape()
    for bar in bars:
        shape.draw_rect(bar)
    shape.finish(color=None, fill=(0, 0, 0))
    shape.commit()


def _grown(rect: pymupdf.Rect, more: float) -> pymupdf.Rect:
    return pymupdf.Rect(rect.x0 - more, rect.y0 - more, rect.x1 + more, rect.y1 + more)


class _Lines:
    """A page's letters by their height on it, so that those under a box are found at once."""

    def __init__(self, number: int, signs: Sequence[Sign]) -> None:
        self._number = number
        self._signs = sorted(signs, key=lambda sign: sign.middle)
        self._heights = [sign.middle for sign in self._signs]

    def under(self, box: Region) -> list[Region]:
        """The boxes of the words (no blanks in them) whose letters' middles lie in a box."""
        first = bisect_left(self._heights, box.top)
        last = bisect_right(self._heights, box.top + box.height)
        inside = [s for s in self._signs[first:last] if 0 <= (s.left + s.right) / 2 - box.left <= box.width]
        inside.sort(key=lambda sign: sign.left)
        return list(joined((box_of(self._number, sign) for sign in inside), reach=0.1))


def _rect(page: pymupdf.Page, box: Region) -> pymupdf.Rect:
    area = page.rect
    x, y = area.x0 + box.left * area.width / 100, area.y0 + box.top * area.height / 100
    return pymupdf.Rect(x, y, x + box.width * area.width / 100, y + box.height * area.height / 100)


def _as_picture(document: pymupdf.Document, number: int, dpi: int) -> None:
    """Replaces a page by its picture: the last resort, when something stays in bytes that nobody sees."""
    page = document[number]
    picture, area = picture_of(page, dpi=dpi), page.rect
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=85)
    document.delete_page(number)
    fresh = document.new_page(pno=number, width=area.width, height=area.height)
    fresh.insert_image(fresh.rect, stream=held.getvalue())


def _scrub(document: pymupdf.Document, values: frozenset[str], changed: bool) -> None:
    """Takes away what is not on the pages: properties, attachments, scripts, and named values among bookmarks."""
    document.scrub(
        hidden_text=False, reset_fields=False, reset_responses=False, remove_links=False, redactions=False,
        clean_pages=False,
    )  # fmt: skip
    catalog = document.pdf_catalog()
    for key in _CATALOG:
        if document.xref_get_key(catalog, key)[0] != "null":
            document.xref_set_key(catalog, key, "null")
    if changed:  # the tree for screen readers repeats words of the page
        for key in ("StructTreeRoot", "MarkInfo"):
            document.xref_set_key(catalog, key, "null")
    bookmarks = document.get_toc()
    if any(everywhere(title, values) for _, title, _ in bookmarks):
        document.set_toc(
            [[level, "…" if everywhere(title, values) else title, page] for level, title, page in bookmarks]
        )


def _problems(data: bytes):
    try:
        document = pymupdf.open(stream=data, filetype="pdf")
    except (RuntimeError, ValueError) as error:
        raise Unreadable("Tệp PDF bị hỏng. Hãy xuất lại tệp rồi nộp.") from error
    if document.needs_pass:
        return
    if document.embfile_count():
        yield Problem("attachment", "Tệp có tệp khác đính kèm; bản công khai sẽ không có các tệp đó.")
    if data.count(b"%%EOF") > 1 and b"/Prev" in data:
        yield Problem("earlier_revision", "Tệp còn giữ bản cũ trước khi sửa; bản công khai chỉ giữ bản cuối.")
    if any(not layer["on"] for layer in document.get_ocgs().values()):
        yield Problem("layer_off", "Tệp có lớp đang bị ẩn. Hãy xem kỹ các chỗ được đánh dấu “không nhìn thấy”.")
    if document.get_sigflags() > 0:
        yield Problem("signature_lost", "Tệp có chữ ký số; bản đã che không còn chữ ký số, hãy ghi rõ số và ngày ký.")
    elif document.is_form_pdf:
        yield Problem("form", "Tệp có ô nhập liệu; bản công khai in nội dung các ô thành chữ.")
    scans = [(page.number or 0) + 1 for page in document if is_scan(page)]
    if scans and not ocr.is_available():
        yield Problem("not_recognised", "Máy chủ chưa nhận dạng được chữ trong bản quét. Hãy tự khoanh chỗ cần che.")
    elif len(scans) > MOST_RECOGNISED:
        yield Problem("too_many_pages", f"Chỉ {MOST_RECOGNISED} trang quét đầu được dò. Hãy tự xem các trang sau.")
    if scans:
        yield Problem("look_yourself", "Ảnh người, chữ viết tay, dấu vân tay có thể không dò được. Hãy xem từng trang.")
