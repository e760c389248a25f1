"""Writes on files and official papers."""

import contextlib
import dataclasses
import datetime
import hashlib

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.documents import files, reader
from danchu.documents import paper as papers
from danchu.documents.models import Document, NumberRegister, StoredFile
from danchu.documents.paper.serial import as_json, from_json
from danchu.documents.rules import authority_lines, number_refusal, number_text, symbol
from danchu.documents.states import NEXT, DocumentKind, DocumentState, SignedAs


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
    if only and kind not in only and not (kind == files.TIFF and files.PDF in only):
        raise Refused(_("Tệp “%(name)s” không đúng loại cần ở đây.") % {"name": name})
    refuse_secret(data=data)
    if kind in (files.JPEG, files.PNG):
        kind, data = files.JPEG, files.clean_image(data)
    elif kind == files.TIFF:
        kind, data, name = files.PDF, files.clean_pages(data), f"{name}.pdf"
    return _stored(commune=commune, name=name, data=data, kind=kind, by=by, now=now)


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
        with contextlib.suppress(Refused):
            refuse_secret(data=upload.read())
        upload.seek(0)


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


def _stored(*, commune, name: str, data: bytes, kind: str, by, now) -> StoredFile:
    return StoredFile.objects.create(
        commune=commune, sha256=files.store(data), size=len(data), media_type=kind,
        name=name.replace("\\", "/").rsplit("/", 1)[-1][-200:] or "tep", stored_at=now, stored_by=by,
    )  # fmt: skip


@transaction.atomic
def open_document(
    *, commune, unit, kind: DocumentKind, title: str, subject: str, content: papers.Paper, now, issuer: str = "UBND"
) -> Document:
    """A draft official paper with its content as data; the drafting unit's short name goes into a letter's symbol."""
    return Document.objects.create(
        commune=commune, unit=unit, kind=kind, title=title, subject=subject,
        symbol=symbol(kind, issuer, unit.short_name), content=as_json(content), created_at=now,
    )  # fmt: skip


@transaction.atomic
def approve(*, document: Document, content: papers.Paper, signed_as: SignedAs, by, post, now) -> Document:
    """The competent person agrees to the text: the paper is rendered, waiting for its number.

    `post` is the signer's post; `signed_as` gives the lines above the signature. Raises Refused in a wrong state.
    """
    document = _locked(document, DocumentState.APPROVED)
    authority, title = authority_lines(signed_as, post.title)
    signature = papers.Signature(authority=authority, post=title, name=post.person.full_name)
    content = dataclasses.replace(content, symbol=document.symbol, signatures=(signature,))
    document.state, document.signed_as = DocumentState.APPROVED, signed_as
    document.approved_by, document.approved_at = by, now
    _render(document, content, by=by, now=now)
    document.save()
    return document


@transaction.atomic
def assign_number(*, document: Document, number: int | None, dated_on: datetime.date, by, now) -> Document:
    """Number and date, as the records office's register has them; `number=None` takes the built-in register's next.

    Decree 30/2020, Art. 15: numbers run from 1 January to 31 December, per kind. Raises Refused when the number is
    taken or the date lies in the future.
    """
    document = _locked(document, DocumentState.NUMBERED)
    if number is None:
        number = _next_number(document, dated_on.year)
    siblings = Document.objects.filter(commune=document.commune, kind=document.kind, dated_on__year=dated_on.year)
    why = number_refusal(
        number=number, dated_on=dated_on, today=now.date(), taken=siblings.filter(number=number).exists()
    )
    if why:
        raise Refused(_REFUSALS[why]() % {"number": number, "year": dated_on.year})
    content = dataclasses.replace(from_json(document.content), number=number_text(number), date=dated_on)
    document.state, document.number, document.dated_on = DocumentState.NUMBERED, number, dated_on
    document.numbered_by, document.numbered_at = by, now
    _render(document, content, by=by, now=now)
    document.save()
    return document


@transaction.atomic
def attach_signed(*, document: Document, upload, by, now) -> Document:
    """The signed scan or digitally signed PDF is attached and bound by its digest: the paper is issued."""
    document = _locked(document, DocumentState.ISSUED)
    document.signed_copy = keep_upload(
        commune=document.commune, upload=upload, by=by, now=now, only=frozenset({files.PDF, files.JPEG, files.PNG})
    )
    document.state, document.issued_by, document.issued_at = DocumentState.ISSUED, by, now
    document.save()
    return document


_REFUSALS = {
    "number_below_one": lambda: _("Số văn bản phải từ 1 trở lên."),
    "date_in_the_future": lambda: _("Ngày ban hành không được sau hôm nay."),
    "number_taken": lambda: _("Số %(number)s của năm %(year)s đã cấp cho văn bản khác cùng loại. Hãy xem lại sổ."),
}


def _locked(document: Document, to: DocumentState) -> Document:
    document = locked(Document.objects.select_related("commune", "unit")).get(pk=document.pk)
    if to not in NEXT[DocumentState(document.state)]:
        raise Stale(
            _("Văn bản đang ở bước “%(state)s”, không làm được việc này. Hãy tải lại trang.")
            % {"state": document.get_state_display()}
        )
    return document


def _next_number(document: Document, year: int) -> int:
    keys = {"commune": document.commune, "kind": document.kind, "year": year}
    NumberRegister.objects.bulk_create([NumberRegister(**keys)], ignore_conflicts=True)
    row = locked(NumberRegister.objects).get(**keys)
    used = Document.objects.filter(commune=document.commune, kind=document.kind, dated_on__year=year)
    highest = used.order_by("-number").values_list("number", flat=True).first() or 0
    row.last = max(row.last, highest) + 1
    row.save()
    return row.last


def _render(document: Document, content: papers.Paper, *, by, now) -> None:
    name = f"{document.full_number.replace('/', '-').replace('…', 'du-thao')}"
    document.content = as_json(content)
    docx, pdf = papers.render_docx(content), papers.render_pdf(content)  # our own: not looked through for stamps
    kept = {"commune": document.commune, "by": by, "now": now}
    document.docx = _stored(name=f"{name}.docx", data=docx, kind=files.DOCX, **kept)
    document.pdf = _stored(name=f"{name}.pdf", data=pdf, kind=files.PDF, **kept)
