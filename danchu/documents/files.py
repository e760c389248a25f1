"""Bytes on disk under their SHA-256, and what kinds of file are let in. Type is told from the bytes, not the name."""

import hashlib
import io
import os
import tempfile
import zipfile
from pathlib import Path

from django.conf import settings
from django.http import FileResponse
from django.utils.translation import gettext as _

from danchu.core.errors import Refused
from danchu.documents import sounds
from danchu.documents.reader.old_word import is_old_word
from danchu.documents.reader.paper import Unreadable
from danchu.documents.reader.scan import MAX_PAGES, pictures_of_image
from danchu.documents.reader.word import checked

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT = "text/plain"
JPEG = "image/jpeg"
PNG = "image/png"
TIFF = "image/tiff"
DOC = "application/msword"
PICTURES = frozenset({JPEG, PNG, TIFF})

_OFFICE_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_LONGEST_SIDE = 2400  # pixels; readable when printed on A4


def media_type(data: bytes) -> str:
    """The media type told from the bytes. Raises Refused for what is not let in, or unpacks to too much."""
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith((b"II*\x00", b"MM\x00*")):
        return TIFF
    if kind := sounds.kind_of(data):
        return kind
    if data.startswith(b"PK\x03\x04"):
        if kind := _office_type(data):
            return kind
    elif is_old_word(data):
        return DOC
    elif b"\x00" not in data[:4096] or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return TEXT
    raise Refused(_("Không nhận loại tệp này. Hãy dùng tệp .docx, .doc, .xlsx, .pdf, .txt hoặc ảnh .jpg, .png, .tif."))


def _office_type(data: bytes) -> str:
    """A Word or Excel file's type, "" for other packages. Raises Refused for a packed bomb and for macros."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return ""
    try:
        with checked(data) as archive:
            names = set(archive.namelist())
    except Unreadable as unreadable:
        raise Refused(str(unreadable)) from unreadable
    if any(name.lower().endswith(("vbaproject.bin", ".exe", ".js", ".vbs")) for name in names):
        raise Refused(_("Tệp có chứa lệnh chạy được (macro). Hãy lưu lại thành .docx hoặc .xlsx thường rồi nộp."))
    return next((kind for part, kind in _OFFICE_PARTS.items() if part in names), "")


def clean_image(data: bytes, longest: int = _LONGEST_SIDE) -> bytes:
    """Re-encodes a photo: upright, at most `longest` pixels a side, without location or any other hidden data (EXIF).

    Raises Refused when the bytes are not a picture after all, or it has more pixels than any camera makes.
    """
    picture = next(_pages(data))
    picture.thumbnail((longest, longest))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


def clean_pages(data: bytes) -> bytes:
    """A TIFF, which browsers do not show, as a PDF of its pages without anything hidden. Raises Refused as above."""
    pages = list(_pages(data))
    for page in pages:
        page.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=200, quality=85)
    return out.getvalue()


def _pages(data: bytes):
    try:
        count, pages = pictures_of_image(data)
        if count > MAX_PAGES:
            raise Refused(_("Tệp ảnh có quá nhiều trang. Hãy tách thành nhiều tệp."))
        yield from pages
    except Unreadable as unreadable:
        raise Refused(str(unreadable)) from unreadable


def path_of(sha256: str) -> Path:
    """Where the bytes with this digest lie."""
    return Path(settings.FILES_DIR) / sha256[:2] / sha256


def store(data: bytes) -> str:
    """Writes bytes under their SHA-256 (hex), whole or not at all, and gives the digest."""
    digest = hashlib.sha256(data).hexdigest()
    path = path_of(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(out.name, settings.FILE_UPLOAD_PERMISSIONS)
        os.replace(out.name, path)
    return digest


def deliver(file, *, download: bool = True) -> FileResponse:
    """The file as an answer. The caller has proved that the person may have it, by loading what owns it."""
    response = FileResponse(
        path_of(file.sha256).open("rb"), content_type=file.media_type, as_attachment=download, filename=file.name
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store, private"
    return response
