"""The stamp of secrecy on a file of any kind: MẬT, TỐI MẬT, TUYỆT MẬT. Looked for in memory, before anything is kept.

A stamp stands by itself: in its own line or box, in the head of a page. The word "bí mật" within a sentence is none.
"""

import html
import re
import zipfile
from collections.abc import Iterable, Iterator

from PIL import Image, ImageChops

from danchu.core.text import composed, fold, squeezed
from danchu.documents.reader import ocr
from danchu.documents.reader.lines import Line
from danchu.documents.reader.paper import Locked, Unreadable
from danchu.documents.reader.upright import straightened

LEVELS = {"mat": "MẬT", "toi mat": "TỐI MẬT", "tuyet mat": "TUYỆT MẬT"}
_RUN_TOGETHER = {level.replace(" ", ""): level for level in LEVELS}
HEAD = 45  # lines of a page that may bear the stamp
_FRAME = " \t.:;,*_-–—=~|[](){}<>“”\"'│┃║┌┐└┘─━╔╗╚╝═▪■□●"
_LABELLED = re.compile(
    r"^(?:(?:mức |cấp )?độ mật|dấu (?:chỉ )?(?:mức )?độ mật|đóng dấu|văn bản|tài liệu|hồ sơ|dấu)\s*[:\-–]?\s*"
    r"(?P<level>.+)$",
    re.IGNORECASE,
)
_COPY = re.compile(r"\s*(?:bản số|bản thứ|số bản|sao số)\s*:?.*$", re.IGNORECASE)
_SPACED = re.compile(r"^(?:[^\W\d_] ){2,}[^\W\d_]$")
_PAGES_LOOKED_AT = 12  # of a scan: the head of each
_SECONDS = 60
_BUSY = "Máy chủ đang bận, chưa xem được tệp có dấu mật hay không nên chưa nhận. Hãy gửi lại sau ít phút."
_MANY_LETTERS = 40
_LEAST_WORDS = 4


def stamp_in_words(words: str) -> str | None:
    """The level that a cell or a line says by itself ("MẬT", "[ TỐI MẬT ]", "Độ mật: Mật"), None for anything else."""
    bare = squeezed(composed(words)).strip(_FRAME)
    if not bare or len(bare) > 60:
        return None
    bare = _COPY.sub("", bare).strip(_FRAME)
    if _SPACED.match(bare):
        bare = bare.replace(" ", "")
        bare = re.sub(r"^(T[ỐO]I|TUY[ỆE]T)(?=M)", r"\1 ", bare)
    labelled = _LABELLED.match(bare)
    if labelled:
        named = labelled["level"].strip(_FRAME)
        level = _level(named)
        said = bare.lower().find("độ mật") >= 0
        return level if level and (said or named.isupper()) else None
    return _level(bare) if bare[:1].isupper() else None


def stamp_in_lines(lines: Iterable[Line]) -> str | None:
    """The stamp on a paper: in the head in any cell that stands by itself; further down in a line of capitals."""
    for at, line in enumerate(lines):
        filled = [cell.text for cell in line.cells if cell.text.strip(_FRAME)]
        in_list = line.row and len(filled) > 1
        for text in filled:
            found = stamp_in_words(text)
            if found and (text.strip(_FRAME).isupper() if in_list or at >= HEAD else True):
                if at < HEAD and not (in_list and at > 15):
                    return found
                if len(filled) == 1:
                    return found
    return None


def stamp_on_file(data: bytes) -> str | None:
    """The stamp on a file: its text, headers, boxes, notes and pictures; None where none was seen.

    What is damaged has none; what is locked, or takes too long to look at, raises Locked, for nobody can tell. Where
    tesseract is missing, pictures are not looked at.
    """
    try:
        if data[:1024].lstrip().startswith(b"%PDF-"):
            return _on_pdf(data)
        if data.startswith(b"PK"):
            return _on_office(data)
        if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")):
            from danchu.documents.reader.scan import pictures_of_image

            return _on_pictures(pictures_of_image(data)[1])
        from danchu.documents.reader.sources import source_of

        return stamp_in_lines(source_of("", data).lines)
    except Locked:
        raise
    except ocr.TooSlow as late:  # not looked at is not the same as not stamped
        raise Locked(_BUSY) from late
    except Unreadable:
        return None


def stamp_on_picture(picture: Image.Image) -> str | None:
    """The stamp in the head of a page or a photo: looked for in what is red, in scattered words, askew, as a page."""
    if not ocr.is_available():
        return None
    head = picture.crop((0, 0, picture.width, max(1, picture.height * 45 // 100)))
    if red := _red_of(head):
        for angle in (0, -6, 6, -11, 11):  # by hand, a stamp is seldom straight
            if found := _read(red.rotate(angle, expand=True, fillcolor=255), layout=11):
                return found
    grey = straightened(_readable(head.convert("L")))
    words = _words(grey, layout=11)
    if found := _alone(words):
        return found
    if sum(word.confidence > 60 for word in words) < _LEAST_WORDS:
        return None  # no paper: people at a meeting, a board from afar
    return _read(grey, layout=3) or next(
        (found for angle in (-7, 7) if (found := _read(grey.rotate(angle, fillcolor=255), layout=11))), None
    )


def _read(look: Image.Image, *, layout: int) -> str | None:
    return _alone(_words(look, layout=layout))


def _words(look: Image.Image, *, layout: int) -> list[ocr.Word]:
    return ocr.words_in(look, layout=layout, seconds=_SECONDS)


def _readable(head: Image.Image) -> Image.Image:
    """A head of some 2800 pixels across: from there on a frame no longer sticks to the letters in it."""
    wide = min(max(head.width, 1), 20_000)
    goal = 2800 if wide < 2500 or wide > 3200 else wide
    return head.resize((goal, max(1, head.height * goal // head.width)), Image.Resampling.BICUBIC)


def _level(words: str) -> str | None:
    """A level written with its marks, or without any; "mặt", "mất" and "mát" are other words."""
    known = {level.lower(): level for level in LEVELS.values()}
    lower = squeezed(words).lower()
    if lower in known:
        return known[lower]
    return LEVELS.get(lower) if words.isascii() else None


def _on_pdf(data: bytes) -> str | None:
    import pypdfium2.raw as raw

    from danchu.documents.reader.pdf import lines_of_page, opened
    from danchu.documents.reader.scan import drawn_page

    document = opened(data)
    try:
        for number in range(len(document)):
            page = document[number]
            lines = list(lines_of_page(page))
            found = stamp_in_lines(lines) or _in_order(page) or _in_notes(page)
            letters = sum(len(line.text) for line in lines)
            if not found and number < _PAGES_LOOKED_AT and (letters < _MANY_LETTERS or _pictured(page, raw)):
                found = stamp_on_picture(drawn_page(page, dpi=200))
            page.close()
            if found:
                return found
        return None
    finally:
        document.close()


def _in_order(page) -> str | None:
    """The text in the order it was drawn: a stamp set askew shares no line with anything, but its letters follow."""
    text = page.get_textpage()
    try:
        words = text.get_text_range() if text.count_chars() < 200_000 else ""
    finally:
        text.close()
    return next((found for line in words.splitlines()[:HEAD] if (found := stamp_in_words(line))), None)


def _pictured(page, raw) -> bool:
    """Whether a picture, or a note drawn as one, lies over the head of the page."""
    _, high = page.get_size()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        if item.get_bounds()[3] > 0.55 * high:
            return True
    return raw.FPDFPage_GetAnnotCount(page.raw) > 0


def _in_notes(page) -> str | None:
    """Stamps put on by a program for marking PDF files are notes with words of their own."""
    import ctypes

    import pypdfium2.raw as raw

    for at in range(min(raw.FPDFPage_GetAnnotCount(page.raw), 200)):
        note = raw.FPDFPage_GetAnnot(page.raw, at)
        for key in (b"Contents", b"Subj", b"Name"):
            size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
            if 2 < size < 400:
                kept = ctypes.create_string_buffer(size)
                raw.FPDFAnnot_GetStringValue(note, key, ctypes.cast(kept, ctypes.POINTER(ctypes.c_ushort)), size)
                found = stamp_in_words(kept.raw.decode("utf-16-le", errors="ignore").rstrip("\x00"))
                if found:
                    raw.FPDFPage_CloseAnnot(note)
                    return found
        raw.FPDFPage_CloseAnnot(note)
    return None


_PARAGRAPH = re.compile(rb"<(?:w:p|a:p|si|is)[ >].*?</(?:w:p|a:p|si|is)>", re.DOTALL)
_TEXT = re.compile(r"<(?:w:t|a:t|t)(?: [^>]*)?>([^<]*)</(?:w:t|a:t|t)>")
_DRAWN_WORDS = re.compile(r'\bstring="([^"]{1,80})"')
_SHEET_HEADER = re.compile(r"<(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
_MOST_PICTURES = 6


def _on_office(data: bytes) -> str | None:
    """Word and Excel files: the body as read, then headers, boxes, drawn words, sheets' cells, and pictures."""
    from danchu.documents.reader.word import checked, lines_of_docx

    with checked(data) as archive:
        names = archive.namelist()
        if "word/document.xml" in names and (found := stamp_in_lines(lines_of_docx(data)[0])):
            return found
        for name in names:
            if re.match(r"(?:word/(?:header|footer)\d*|xl/sharedStrings|xl/worksheets/sheet\d+)\.xml$", name):
                found = _in_part(archive.read(name))
            elif name == "word/document.xml":
                found = next(filter(None, map(stamp_in_words, _drawn_words(archive.read(name)))), None)
            else:
                continue
            if found:
                return found
        return _on_pictures(_pictures_in(archive, names))


def _in_part(part: bytes) -> str | None:
    for paragraph in _PARAGRAPH.finditer(part):
        words = html.unescape("".join(_TEXT.findall(paragraph[0].decode("utf-8", errors="ignore"))))
        if (found := stamp_in_words(words)) and words.strip(_FRAME).isupper():
            return found
    text = part.decode("utf-8", errors="ignore")
    headers = [re.sub(r"&amp;[LCRGPNDTFAZ]|&amp;\"[^\"]*\"|&amp;\d+", " ", h) for h in _SHEET_HEADER.findall(text)]
    return next(filter(None, map(stamp_in_words, [*headers, *_drawn_words(part)])), None)


def _drawn_words(part: bytes) -> list[str]:
    """Words drawn as a picture (WordArt, watermarks)."""
    return [html.unescape(words) for words in _DRAWN_WORDS.findall(part.decode("utf-8", errors="ignore"))]


def _pictures_in(archive: zipfile.ZipFile, names: list[str]) -> Iterator[Image.Image]:
    from danchu.documents.reader.scan import pictures_of_image

    pictures = [name for name in names if re.match(r"(?:word|xl)/media/.*\.(?:png|jpe?g|tiff?)$", name, re.IGNORECASE)]
    for name in pictures[:_MOST_PICTURES]:
        try:
            yield from pictures_of_image(archive.read(name))[1]
        except Unreadable:
            continue


def _on_pictures(pictures: Iterable[Image.Image]) -> str | None:
    for _, picture in zip(range(_PAGES_LOOKED_AT), pictures, strict=False):
        if found := stamp_on_picture(picture):
            return found
    return None


def _red_of(picture: Image.Image) -> Image.Image | None:
    """What is printed red, black on white; None without any: a red stamp over black print comes apart so."""
    red, green, blue = picture.convert("RGB").split()
    reddish = ImageChops.subtract(red, ImageChops.lighter(green, blue))
    mask = reddish.point(lambda v: 0 if v > 45 else 255)
    place = ImageChops.invert(mask).getbbox()
    if place is None or mask.histogram()[0] < 150:
        return None
    left, top, right, bottom = place
    around = mask.crop((max(0, left - 30), max(0, top - 30), right + 30, bottom + 30))
    around.thumbnail((2000, 2000))
    return around if around.width > 250 else around.resize((around.width * 2, around.height * 2))


def _alone(words: list[ocr.Word]) -> str | None:
    """A level among recognised words with nothing else beside it on its line (a frame's strokes do not count)."""
    told = [w for w in words if re.search(r"\w", w.text) and w.confidence > 20]
    lines: dict[tuple[int, int, int], list[str]] = {}
    for word in told:
        lines.setdefault(word.line, []).append(word.text)
    for said in lines.values():
        line = " ".join(said)
        if _LABELLED.match(line) and (found := stamp_in_words(line)):
            return found
        run = fold("".join(words.strip(_FRAME) for words in said))
        if run in _RUN_TOGETHER and line.isupper():  # «M ẬT»: a frame may part its letters
            return LEVELS[_RUN_TOGETHER[run]]
    for word in told:
        if fold(word.text.strip(_FRAME)) != "mat" or not word.text.strip(_FRAME).isupper():
            continue
        beside = [
            w for w in told
            if w is not word and abs((w.top + w.bottom) - (word.top + word.bottom)) < word.height
            and min(abs(w.left - word.right), abs(word.left - w.right)) < 2.2 * word.height
            and len(w.text.strip(_FRAME)) > 1
        ]  # fmt: skip
        before = [fold(w.text.strip(_FRAME)) for w in beside if w.right <= word.left + 2]
        after = [w for w in beside if w.left >= word.right - 2]
        if after or len(before) > 3:
            continue
        if not before and word.height > 12:
            return LEVELS["mat"]
        if before and before[-1] in ("toi", "tuyet") and len(before) <= 2:
            return LEVELS[f"{before[-1]} mat"]
        if before in (["do", "mat"], ["do"]):
            return LEVELS["mat"]
    return None
