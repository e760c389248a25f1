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
from PIL import Image, ImageOps, UnidentifiedImageError

from danchu.core.errors import Refused

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT = "text/plain"
JPEG = "image/jpeg"
PNG = "image/png"

_OFFICE_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_LONGEST_SIDE = 2400  # pixels; readable when printed on A4


def media_type(data: bytes) -> str:
    """The media type told from the bytes. Raises Refused for anything that is not let in."""
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                names = set(archive.namelist())
        except zipfile.BadZipFile:
            names = set()
        for part, kind in _OFFICE_PARTS.items():
            if part in names:
                return kind
    elif b"\x00" not in data[:4096] or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return TEXT
    raise Refused(_("Không nhận loại tệp này. Hãy dùng tệp .docx, .xlsx, .pdf, .txt hoặc ảnh .jpg, .png."))


def clean_image(data: bytes) -> bytes:
    """Re-encodes a photo: upright, at most 2400 px, without location or any other hidden data (EXIF).

    Raises Refused when the bytes are not a picture after all.
    """
    try:
        with Image.open(io.BytesIO(data)) as image:
            picture = ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise Refused(_("Tệp ảnh bị hỏng, không mở được. Hãy chụp lại hoặc chọn ảnh khác.")) from error
    picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


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
