"""Files → what they say: how large a file may be, which format it really is, which encoding a text has."""

import codecs
import re
from itertools import islice

from danchu.core.text import composed
from danchu.documents.reader.lines import Source, lines_of_text
from danchu.documents.reader.old_fonts import old_font_of, to_unicode, with_headlines
from danchu.documents.reader.old_word import text_of_doc
from danchu.documents.reader.paper import Unreadable

MAX_BYTES = 25_000_000
MAX_CHARACTERS = 2_000_000

PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_OLE = b"\xd0\xcf\x11\xe0"
_BOMS = [(codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")]


def source_of(name: str, data: bytes, progress=None, first_pages: int | None = None) -> Source:
    """What a .txt, .docx, .doc, .pdf or a scan says, whatever its name claims. Raises Unreadable.

    `progress(pages done, pages)` is called while a scan is read; `first_pages`: of a scan no more than these.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable(f"Tệp lớn quá {MAX_BYTES // 1_000_000} MB. Hãy tách bớt ảnh hoặc phụ lục rồi nộp lại.")
    if data[:1024].lstrip().startswith(b"%PDF-"):
        from danchu.documents.reader import pdf, scan

        lines = pdf.lines_of_pdf(data)
        return Source(tuple(lines)) if lines else _scanned(*scan.pictures_of_pdf(data), progress, first_pages)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from danchu.documents.reader.word import lines_of_docx

        lines, converted = lines_of_docx(data)
        return Source(tuple(lines), converted=converted)
    if data.startswith(_OLE):
        return source_of_text(text_of_doc(data))
    if data.startswith(b"{\\rtf"):
        raise Unreadable("Đây là tệp RTF. Hãy lưu lại thành .docx rồi nộp.")
    if data.startswith(PICTURES):
        from danchu.documents.reader import scan

        return _scanned(*scan.pictures_of_image(data), progress, first_pages)
    if data.startswith(b"GIF8"):
        raise Unreadable("Đây là ảnh .gif. Hãy chụp hoặc quét thành .jpg, .png, .tif hoặc .pdf.")
    suffix = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if suffix in (".docx", ".doc", ".pdf") and data.strip():
        raise Unreadable(
            f"Tệp mang đuôi {suffix} nhưng không phải định dạng đó hoặc đã hỏng. Hãy xuất lại tệp rồi nộp."
        )
    text = decoded(data)
    if suffix in (".html", ".htm") or re.match(r"\s*<(?:!doctype html|html)\b", text[:200], re.IGNORECASE):
        raise Unreadable("Đây là tệp trang web. Hãy dán phần chữ của văn bản hoặc nộp .docx, .pdf.")
    return source_of_text(text)


def source_of_text(text: str) -> Source:
    """Plain text → what it says; one typed for an old font is converted first. Raises Unreadable when too long."""
    if len(text) > MAX_CHARACTERS:
        raise Unreadable("Văn bản quá dài để đọc. Hãy chia thành từng văn bản riêng.")
    font = old_font_of(text)
    if font:
        text = with_headlines(to_unicode(text, font))
    return Source(tuple(lines_of_text(text)), converted=str(font or ""))


def pages_of_scan(data: bytes) -> int:
    """How many pictures have to be recognised to read a file: 0 when it carries its text. Raises Unreadable."""
    from danchu.documents.reader import pdf, scan

    if data[:1024].lstrip().startswith(b"%PDF-"):
        return 0 if pdf.lines_of_pdf(data) else scan.pictures_of_pdf(data)[0]
    return scan.pictures_of_image(data)[0] if data.startswith(PICTURES) else 0


def _scanned(count: int, pictures, progress, first_pages: int | None) -> Source:
    from danchu.documents.reader.scan import read_scan

    if first_pages:
        count, pictures = min(count, first_pages), islice(pictures, first_pages)
    read = read_scan(pictures, count, progress=progress)
    if not read.lines:
        raise Unreadable(
            "Không nhận ra chữ nào trong bản quét. Hãy quét lại rõ hơn (300 dpi), hoặc dán nội dung văn bản."
        )
    return Source(tuple(read.lines), scanned=True, doubtful=frozenset(read.doubtful))


def _of_one_byte(data: bytes) -> str:
    """Text of one byte a letter: Windows-1258, or an old font's, whichever gives more everyday words."""
    windows, western = data.decode("cp1258", errors="replace"), data.decode("latin-1")
    font = old_font_of(western)
    if font is None or _everyday(composed(windows)) >= _everyday(to_unicode(western, font)):
        return windows
    return western


def _everyday(text: str) -> int:
    return len(re.findall(r"\b(?:của|các|và|thực|hiện|ngày|tháng|năm|dân|nhân|xã|về|được)\b", text.lower()))


def decoded(data: bytes) -> str:
    """The text of bytes in UTF-8, UTF-16 (with or without mark) or Windows-1258. Raises Unreadable for other data."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise Unreadable("Tệp chữ bị hỏng. Hãy lưu lại thành UTF-8 rồi nộp.") from error
    sample = data[:4000]
    if sample.count(0) > len(sample) // 10:
        encoding = "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            text = "\x00"
        if "\x00" not in text:
            return text
        raise Unreadable("Tệp không phải văn bản chữ. Hãy nộp .docx, .pdf có lớp chữ, hoặc .txt.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _of_one_byte(data)
    controls = sum(c < " " and c not in "\n\r\t\f" for c in text[:4000])
    if controls > max(3, len(text[:4000]) // 100):
        raise Unreadable("Tệp không phải văn bản chữ. Hãy nộp .docx, .pdf có lớp chữ, hoặc .txt.")
    return "".join(c for c in text if c >= " " or c in "\n\r\t\f")
