"""Files → lines: how large a file may be, which format it really is, which encoding a text has."""

import codecs
import re

from danchu.documents.reader.lines import Line, lines_of_text
from danchu.documents.reader.paper import Unreadable

MAX_BYTES = 25_000_000
MAX_CHARACTERS = 2_000_000

_OLE = b"\xd0\xcf\x11\xe0"
_BOMS = [(codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")]
_TEXTUAL = (".txt", ".text", ".md", ".csv", "")


def lines_of_file(name: str, data: bytes) -> list[Line]:
    """The lines of a .txt, .docx or .pdf, whatever its name claims. Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable(f"Tệp lớn quá {MAX_BYTES // 1_000_000} MB. Hãy tách bớt ảnh hoặc phụ lục rồi nộp lại.")
    if data[:1024].lstrip().startswith(b"%PDF-"):
        from danchu.documents.reader.pdf import lines_of_pdf

        return lines_of_pdf(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from danchu.documents.reader.word import lines_of_docx

        return lines_of_docx(data)
    if data.startswith(_OLE):
        raise Unreadable(
            "Đây là tệp Word kiểu cũ (.doc). Hãy mở bằng Word hoặc LibreOffice, lưu lại thành .docx rồi nộp."
        )
    if data.startswith(b"{\\rtf"):
        raise Unreadable("Đây là tệp RTF. Hãy lưu lại thành .docx rồi nộp.")
    if data[:12].startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")):
        raise Unreadable("Đây là tệp ảnh. Hãy nộp bản .docx hoặc .pdf có lớp chữ, hoặc dán nội dung văn bản.")
    suffix = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if suffix in (".docx", ".pdf") and data.strip():
        raise Unreadable(
            f"Tệp mang đuôi {suffix} nhưng không phải định dạng đó hoặc đã hỏng. Hãy xuất lại tệp rồi nộp."
        )
    text = decoded(data)
    if suffix in (".html", ".htm") or re.match(r"\s*<(?:!doctype html|html)\b", text[:200], re.IGNORECASE):
        raise Unreadable("Đây là tệp trang web. Hãy dán phần chữ của văn bản hoặc nộp .docx, .pdf.")
    if len(text) > MAX_CHARACTERS:
        raise Unreadable("Văn bản quá dài để đọc. Hãy chia thành từng văn bản riêng.")
    return lines_of_text(text)


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
        text = data.decode("cp1258", errors="replace")
    controls = sum(c < " " and c not in "\n\r\t\f" for c in text[:4000])
    if controls > max(3, len(text[:4000]) // 100):
        raise Unreadable("Tệp không phải văn bản chữ. Hãy nộp .docx, .pdf có lớp chữ, hoặc .txt.")
    return "".join(c for c in text if c >= " " or c in "\n\r\t\f")
