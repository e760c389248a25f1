"""Pictures: scans and photos. Personal data are painted over, the picture is written anew without its properties."""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw

from danchu.documents.reader import ocr
from danchu.documents.reader.paper import Unreadable
from danchu.documents.reader.scan import MAX_PAGES, pictures_of_image
from danchu.documents.redaction import layout
from danchu.documents.redaction.boxes import pixels
from danchu.documents.redaction.findings import Finding, Part, Problem, Region
from danchu.documents.redaction.fingerprints import prints_in
from danchu.documents.redaction.layout import Column, Page, Sign
from danchu.documents.redaction.looking import found_in, of_pictures, of_print
from danchu.documents.redaction.marks import signs_of_marks
from danchu.documents.redaction.recognised import signs_in
from danchu.documents.redaction.values import Sought, left_in

_GROW = 0.25  # of a line's height: what a machine recognised is a little larger than it thinks
_LONGEST = 3600  # pixels of what is published
_MOST_TEXT = 2_000_000
_TOO_SLOW = "Ảnh quá nặng, máy đọc không kịp. Hãy chụp hoặc quét lại đen trắng, 300 dpi."


class Pictures:
    """A PNG or a JPEG; the pages of a TIFF, which is published as a PDF."""

    def __init__(self, media_type: str) -> None:
        self.media_type = media_type
        self._recognised: dict[int, list[Sign]] = {}  # of the published pages: searched, then kept as their text
        self.taken: list[Region] = []

    def find(self, data, progress=None):
        count, pages = _pages(data)
        found: list[Finding] = []
        columns: list[Column] = []
        for number, picture in enumerate(pages, 1):
            seen, columns = seen_on(data, picture, number, columns, Part.PAGE)
            found += seen
            if progress:
                progress(number, count)
        return found

    def problems(self, data):
        if not ocr.is_available():
            yield Problem("not_recognised", "Máy chủ chưa nhận dạng được chữ trong ảnh. Hãy tự khoanh chỗ cần che.")
        yield Problem("look_yourself", "Ảnh người, chữ viết tay, dấu vân tay có thể không dò được. Hãy xem kỹ ảnh.")

    def redact(self, data, chosen, regions):
        _, pages = _pages(data)
        self.taken = [box for finding in chosen for box in finding.place.boxes] + list(regions)
        painted = [
            painted_over(
                picture,
                [box for finding in chosen for box in finding.place.boxes if box.page == number],
                [region for region in regions if region.page == number],
            )
            for number, picture in enumerate(pages, 1)
        ]
        return written(painted, self.media_type)

    def remains(self, data, chosen, progress=None):
        left: list[str] = []
        count, pages = _pages(data)
        for number, picture in enumerate(pages, 1):
            here = [(f, box) for f in chosen for box in f.place.boxes if box.page == number]
            if here:
                left += of_pictures(picture, self._signs(number, picture), here, chosen, number)
                if progress:
                    progress(len(self._recognised), count)
        with Image.open(io.BytesIO(data)) as image:
            hidden = " ".join(str(value) for value in [*image.info.values(), *image.getexif().values()])
        return left + left_in("thông tin kèm theo ảnh", hidden, Sought(chosen))

    def text(self, data, progress=None, gone=()):
        count, pages = _pages(data)
        parts = []
        for number, picture in enumerate(pages, 1):
            signs = self._signs(number, picture)
            signs = [*signs, *signs_of_marks(signs, [box for box in gone if box.page == number])]
            parts.append(layout.text_of(Page(number, signs, picture.height / picture.width, scanned=True)))
            if progress:
                progress(number, count)
        return "\n".join(parts)[:_MOST_TEXT]

    def _signs(self, number: int, picture: Image.Image) -> list[Sign]:
        if number not in self._recognised:
            self._recognised[number] = recognised(picture)
        return self._recognised[number]

    def pictures(self, data, width, most):
        return [jpeg_of(picture, width) for _, picture in zip(range(most), _pages(data)[1], strict=False)]


def _pages(data: bytes):
    count, pages = pictures_of_image(data)
    if count > MAX_PAGES:
        raise Unreadable(f"Tệp ảnh dài quá {MAX_PAGES} trang. Hãy tách thành nhiều tệp.")
    return count, pages


def recognised(picture: Image.Image) -> list[Sign]:
    """The letters of a picture. Raises Unreadable when it takes too long."""
    try:
        return signs_in(picture)
    except ocr.TooSlow as late:
        raise Unreadable(_TOO_SLOW) from late


def seen_on(
    data: bytes, picture: Image.Image, number: int, columns: list[Column], part: Part
) -> tuple[list[Finding], list[Column]]:
    """What is recognised on a picture of a page: personal data, fingerprints; and its table's columns."""
    signs = recognised(picture)
    page = Page(number, signs, picture.height / picture.width, scanned=True, part=part)
    passages, columns = layout.passages(page, columns)
    found, _ = found_in(data, passages)
    found += [of_print(data, one.place, one.told, part) for one in prints_in(picture, number, signs)]
    return found, columns


def painted_over(picture: Image.Image, boxes: Sequence[Region], regions: Sequence[Region]) -> Image.Image:
    """A copy with black rectangles: the pixels under them are gone."""
    picture = picture.convert("RGB")
    brush = ImageDraw.Draw(picture)
    for box in boxes:
        brush.rectangle(pixels(box, *picture.size, grow=_GROW), fill="black")
    for region in regions:
        brush.rectangle(pixels(region, *picture.size), fill="black")
    return picture


def written(pages: Sequence[Image.Image], media_type: str) -> bytes:
    """Pictures → bytes without any property: one as PNG or JPEG, several as a PDF."""
    out = io.BytesIO()
    plain = []
    for page in pages:
        page.thumbnail((_LONGEST, _LONGEST))
        bare = Image.new("RGB", page.size)
        bare.paste(page)
        plain.append(bare)
    if media_type == "image/tiff":
        plain[0].save(out, "PDF", save_all=True, append_images=plain[1:], resolution=200, quality=85)
    elif media_type == "image/png":
        plain[0].save(out, "PNG", optimize=True)
    else:
        plain[0].save(out, "JPEG", quality=88)
    return out.getvalue()


def jpeg_of(picture: Image.Image, width: int) -> bytes:
    """A picture so many pixels wide, for a screen."""
    picture = picture.convert("RGB")
    if picture.width != width:
        picture = picture.resize(
            (width, max(1, round(picture.height * width / picture.width))), Image.Resampling.LANCZOS
        )
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=78, optimize=True, progressive=True)
    return out.getvalue()
