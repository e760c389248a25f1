"""Scans and photos of papers → lines with their places, the way the text layer of a PDF is read.

A page is set upright and straight, its letters are recognised, and words the machine was not sure of are named, so
that a person checks them. Everything happens in memory.
"""

import io
import math
import re
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from danchu.core.text import composed, squeezed
from danchu.documents.reader import ocr
from danchu.documents.reader.lines import Line, without_page_numbers
from danchu.documents.reader.paper import Unreadable
from danchu.documents.reader.pdf import Row, lines_of_rows, opened
from danchu.documents.reader.upright import straightened

MAX_PAGES = 40
MAX_SECONDS = 1800
MAX_PIXELS = 60_000_000  # of one picture: A3 at 600 dpi is 70 million, and no clerk needs that
SURE = 60  # below this confidence a word is to be checked
_DPI = 300
_A4_WIDTH = 595.0  # points; a photo has no size of its own
_WIDEST = 2600  # pixels across a page that is recognised
_TOO_MANY = f"Bản quét dài quá {MAX_PAGES} trang. Hãy tách phần phụ lục, nộp riêng văn bản chính."
_TOO_LARGE = "Ảnh quá lớn. Hãy chụp hoặc quét lại ở 300 dpi."
_TOO_SLOW = "Bản quét quá nặng, máy đọc không kịp. Hãy quét lại đen trắng, 300 dpi, hoặc nộp tệp .docx."
NO_READER = (
    "Đây là bản quét hoặc ảnh, mà máy chủ chưa cài phần nhận dạng chữ (tesseract tiếng Việt). Hãy nộp tệp .docx, PDF "
    "xuất từ máy, dán nội dung văn bản, hoặc nhờ quản trị cài tesseract-ocr-vie."
)
_NUMBER_DASH = re.compile(r"^(\d{1,2})[-–]$")

Progress = Callable[[int, int], None]


@dataclass
class Scanned:
    """What came of a scan: its lines, and the words to be checked (as they stand in the text)."""

    lines: list[Line] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)
    sure: set[str] = field(default_factory=set)


def read_scan(pages: Iterable[Image.Image], count: int, *, progress: Progress | None = None) -> Scanned:
    """Pictures of pages → Scanned. `progress(done, count)` is called after each page.

    Raises Unreadable: no tesseract here, too many pages, too slow.
    """
    if not ocr.is_available():
        raise Unreadable(NO_READER)
    if count > MAX_PAGES:
        raise Unreadable(_TOO_MANY)
    result = Scanned()
    until = time.monotonic() + MAX_SECONDS
    for number, page in enumerate(pages, 1):
        left = until - time.monotonic()
        if left <= 0:
            raise Unreadable(_TOO_SLOW)
        try:
            _read_page(page, result, seconds=min(left, ocr.PAGE_SECONDS))
        except ocr.TooSlow as late:
            raise Unreadable(_TOO_SLOW) from late
        if progress:
            progress(number, count)
    result.lines = without_page_numbers(result.lines)
    result.doubtful -= result.sure
    return result


def pictures_of_pdf(data: bytes, *, dpi: int = _DPI) -> tuple[int, Iterator[Image.Image]]:
    """How many pages a PDF has, and each as a grey picture, one at a time. Raises Unreadable."""
    document = opened(data)
    count = len(document)

    def drawn() -> Iterator[Image.Image]:
        try:
            for number in range(count):
                page = document[number]
                yield drawn_page(page, dpi=dpi)
                page.close()
        finally:
            document.close()

    return count, drawn()


def drawn_page(page, *, dpi: int = _DPI) -> Image.Image:
    """A page of a PDF as a picture, never larger than half of MAX_PIXELS however large the page says it is."""
    wide, high = page.get_size()
    scale = min(dpi / 72, math.sqrt(MAX_PIXELS / 2 / max(wide * high, 1)))
    return page.render(scale=scale).to_pil().convert("RGB")


def pictures_of_image(data: bytes) -> tuple[int, Iterator[Image.Image]]:
    """The pages of a PNG, JPEG or TIFF, upright as the camera says. Raises Unreadable for no picture or a huge one."""
    try:
        image = Image.open(io.BytesIO(data))
        count = getattr(image, "n_frames", 1)
        if image.width * image.height > MAX_PIXELS:
            raise Unreadable(_TOO_LARGE)
    except Image.DecompressionBombError as error:
        raise Unreadable(_TOO_LARGE) from error
    except (UnidentifiedImageError, OSError, ValueError) as error:
        raise Unreadable("Tệp ảnh bị hỏng, không mở được. Hãy chụp hoặc quét lại.") from error

    def drawn() -> Iterator[Image.Image]:
        try:
            for frame in ImageSequence.Iterator(image):
                if frame.width * frame.height > MAX_PIXELS:
                    raise Unreadable(_TOO_LARGE)
                yield ImageOps.exif_transpose(flat(frame))
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
            raise Unreadable("Tệp ảnh bị hỏng, không mở được. Hãy chụp hoặc quét lại.") from error

    return count, drawn()


def flat(picture: Image.Image) -> Image.Image:
    """The picture in plain colours on white: what is transparent must not turn black."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        ground = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(ground, clear).convert("RGB")
    return picture.convert("RGB")


def _read_page(picture: Image.Image, result: Scanned, *, seconds: float) -> None:
    page = straightened(sized(ImageOps.autocontrast(picture.convert("L"), cutoff=0.5)))
    words = ocr.words_in(page, seconds=seconds)
    if looks_turned(words):
        turns = ocr.quarter_turns(page)
        if turns:
            page = straightened(page.rotate(-turns, expand=True, fillcolor=255))
            words = ocr.words_in(page, seconds=seconds)
    unit = _A4_WIDTH / min(page.width, page.height)  # points per pixel, the short side being A4's
    rows = _rows(words, page.height, unit)
    if not rows:
        return
    for word in words:
        for piece in re.findall(r"[^\W_]+", _righted(word.text)):
            (result.sure if word.confidence >= SURE else result.doubtful).add(piece)
    result.lines += lines_of_rows(rows, [], page.width * unit)


def sized(page: Image.Image) -> Image.Image:
    """Small photos are drawn larger, huge ones smaller: letters of some 30 pixels are recognised best."""
    short = min(page.width, page.height)
    goal = 1800 if short < 1500 else min(short, _WIDEST)
    if goal == short:
        return page
    scale = goal / short
    return page.resize((round(page.width * scale), round(page.height * scale)), Image.Resampling.LANCZOS)


def looks_turned(words: list[ocr.Word]) -> bool:
    """Whether so little was recognised that the page may lie on its side or its head."""
    if len(words) < 12:
        return True
    return statistics.fmean(word.confidence for word in words) < 55


def _rows(words: list[ocr.Word], height: int, unit: float) -> list[Row]:
    """Words → rows, top to bottom; what tesseract took for two lines and stands side by side is one row."""
    lines: dict[tuple[int, int, int], list[ocr.Word]] = {}
    for word in words:
        if word.confidence > 5 and (re.search(r"\w", word.text) or word.text in "-–+•*;.,:“”/"):
            lines.setdefault(word.line, []).append(word)
    if not lines:
        return []
    size = statistics.median(word.height for found in lines.values() for word in found)
    rows: list[list[ocr.Word]] = []
    for found in sorted(lines.values(), key=lambda line: statistics.median(w.top + w.height / 2 for w in line)):
        middle = statistics.median(w.top + w.height / 2 for w in found)
        beside = next(
            (row for row in rows[-3:] if abs(_middle(row) - middle) < 0.45 * size and _apart(row, found)), None
        )
        if beside is None:
            rows.append(list(found))
        else:
            beside += found
    out = []
    for row in rows:
        row.sort(key=lambda w: w.left)
        placed = [(composed(_righted(w.text)), w.left * unit, w.right * unit) for w in row]
        if m := _NUMBER_DASH.match(placed[0][0]):
            placed[0] = (f"{m[1]}.", *placed[0][1:])
        out.append(Row(placed, (height - _middle(row)) * unit, 1.35 * size * unit))
    return sorted(out, key=lambda row: -row.y)


def _middle(row: list[ocr.Word]) -> float:
    return statistics.median(w.top + w.height / 2 for w in row)


def _apart(row: list[ocr.Word], found: list[ocr.Word]) -> bool:
    """Whether no word of one lies over a word of the other."""
    return all(a.right <= b.left or b.right <= a.left for a in row for b in found)


def _righted(word: str) -> str:
    """A last letter read as a capital behind small ones ("đơn vỊ") is a small one."""
    bare = word.rstrip(".,;:)")
    if len(bare) > 1 and bare[:-1].islower() and bare[-1].isupper():
        word = bare.lower() + word[len(bare) :]
    return squeezed(word)
