"""Files come in: one place where their kind, their size and a stamp of secrecy are looked at."""

import contextlib
import hashlib

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from danchu.core.errors import Refused
from danchu.documents import files, reader, sounds
from danchu.documents.models import StoredFile


def keep(*, commune, name: str, data: bytes, by, now, only: frozenset[str] | None = None) -> StoredFile:
    """Keeps a file of a commune under its SHA-256; photos are re-encoded first, without location data.

    Every file that comes from outside passes here. `only` narrows the media types let in. Raises Refused with a
    sentence when it is too large, empty, of a kind that is not let in, or bears a stamp of secrecy; then nothing of it
    has been written anywhere.
    """
    if not data:
        raise Refused(_("Tệp “%(name)s” trống. Hãy chọn lại tệp.") % {"name": name})
    _check_size(name, len(data))
    kind = files.media_type(data)
    if kind in sounds.KINDS and not (only and only & sounds.KINDS):  # a recording is let in only where one is asked for
        raise Refused(_("Tệp “%(name)s” là bản ghi âm, không dùng được ở đây.") % {"name": name})
    if only and kind not in only and not (kind == files.TIFF and files.PDF in only):
        raise Refused(_("Tệp “%(name)s” không đúng loại cần ở đây.") % {"name": name})
    if kind in sounds.KINDS:
        recording = sounds.clean(data)
        kind, data = recording.kind, recording.data
        name = f"{name.rpartition('.')[0] or name}.{sounds.ENDINGS[kind]}"
        return stored(commune=commune, name=name, data=data, kind=kind, by=by, now=now)
    refuse_secret(data=data)
    if kind in (files.JPEG, files.PNG):
        kind, data = files.JPEG, files.clean_image(data)
    elif kind == files.TIFF:
        kind, data, name = files.PDF, files.clean_pages(data), f"{name}.pdf"
    return stored(commune=commune, name=name, data=data, kind=kind, by=by, now=now)


def keep_upload(*, commune, upload, by, now, only: frozenset[str] | None = None) -> StoredFile:
    """`keep` for a file that came with a form; its size is looked at before its bytes."""
    _check_size(upload.name, upload.size)
    upload.seek(0)
    data = upload.read()
    return keep(commune=commune, name=upload.name, data=data, by=by, now=now, only=only)


def _check_size(name: str, size: int) -> None:
    if size > settings.UPLOAD_LIMIT:
        limit = settings.UPLOAD_LIMIT // 1024 // 1024
        raise Refused(
            _("Tệp “%(name)s” lớn hơn %(limit)s MB. Hãy quét ở độ phân giải thấp hơn hoặc tách thành nhiều tệp.")
            % {"name": name, "limit": limit}
        )


def refuse_secret(*, data: bytes) -> None:
    """Raises Refused with what to do when a file bears a stamp of secrecy. It is looked at in memory only.

    The answer is remembered by the file's digest, so that `look_at` may be called before a transaction begins.
    """
    digest = hashlib.sha256(data).digest()
    if digest not in _looked_at:
        while len(_looked_at) >= _REMEMBERED:
            _looked_at.pop(next(iter(_looked_at)), None)
        try:
            _looked_at[digest] = reader.stamp_on_file(data)
        except reader.Unreadable as locked_away:
            raise Refused(str(locked_away)) from locked_away
    if stamp := _looked_at[digest]:
        raise Refused(secret_sentence(stamp))


def look_at(upload) -> None:
    """Looks for the stamp on an upload ahead of its service, which holds the database while it runs. Says nothing yet.

    Recognising letters in a scan takes seconds. Named in settings as `UPLOAD_LOOK`, called by `staff_page`.
    """
    if upload.size <= settings.UPLOAD_LIMIT:
        upload.seek(0)
        data = upload.read()
        if not sounds.kind_of(data):  # a recording shows no stamp
            with contextlib.suppress(Refused):
                refuse_secret(data=data)
        upload.seek(0)


def smaller(upload, longest: int = 1600) -> ContentFile:
    """A photo anybody may send, made small before anything looks at it for long: recognising letters in twelve million
    pixels takes the machine half a minute. Raises Refused for what is no photo, or is too large.
    """
    _check_size(upload.name, upload.size)
    upload.seek(0)
    data = upload.read()
    try:
        is_photo = bool(data) and files.media_type(data) in (files.JPEG, files.PNG)
    except Refused:  # its sentence names papers, which are not asked for here
        is_photo = False
    if not is_photo:
        raise Refused(_("Tệp “%(name)s” không phải ảnh .jpg, .png. Hãy chọn ảnh khác.") % {"name": upload.name})
    return ContentFile(files.clean_image(data, longest), name="anh.jpg")


def secret_sentence(stamp: str) -> str:
    """What a person is told who brings a paper with a stamp.

    Decree 30/2020, Art. 21.1.b and 22.4: it is registered under the law on state secrets (Law 29/2018, not seen).
    """
    return _(
        "Văn bản có dấu %(stamp)s. Hệ thống này không nhận văn bản mật và chưa lưu gì của tệp này. Hãy giao bản giấy "
        "cho văn thư để đăng ký vào sổ văn bản mật (khoản 4 Điều 22 Nghị định 30/2020; Luật Bảo vệ bí mật nhà nước "
        "2018, chưa đối chiếu), và xóa tệp khỏi máy không được phép giữ tài liệu mật."
    ) % {"stamp": stamp}


_looked_at: dict[bytes, str | None] = {}
_REMEMBERED = 64


def stored(*, commune, name: str, data: bytes, kind: str, by, now) -> StoredFile:
    """Keeps bytes as they are: for papers of our own making. What comes from outside goes through `keep`."""
    return StoredFile.objects.create(
        commune=commune, sha256=files.store(data), size=len(data), media_type=kind,
        name=name.replace("\\", "/").rsplit("/", 1)[-1][-200:] or "tep", stored_at=now, stored_by=by,
    )  # fmt: skip
