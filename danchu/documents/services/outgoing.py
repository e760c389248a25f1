"""An outgoing paper on its way: drafted, approved, numbered, issued."""

import dataclasses
import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.documents import files
from danchu.documents import paper as papers
from danchu.documents.models import Document, NumberRegister, NumberTaken
from danchu.documents.paper.serial import as_json, from_json
from danchu.documents.rules import authority_lines, number_refusal, number_text, symbol
from danchu.documents.services.keeping import keep_upload, stored
from danchu.documents.states import NEXT, DocumentKind, DocumentState, SignedAs


@transaction.atomic
def open_document(
    *, commune, unit, kind: DocumentKind, title: str, subject: str, content: papers.Paper, now, issuer: str = "UBND"
) -> Document:
    """A draft official paper with its content as data; the drafting unit's short name goes into a letter's symbol."""
    return Document.objects.create(
        commune=commune, unit=unit, kind=kind, title=title, subject=subject,
        symbol=symbol(kind, issuer, unit.short_name), content=as_json(content), created_at=now,
    )  # fmt: skip


@act(gettext_lazy("Duyệt văn bản"))
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


@act(gettext_lazy("Cấp số văn bản"))
def assign_number(*, document: Document, number: int | None, dated_on: datetime.date, by, now) -> Document:
    """Number and date, as the records office's register has them; `number=None` takes the built-in register's next.

    Decree 30/2020, Art. 15: numbers run from 1 January to 31 December, per kind. Raises Refused when the number is
    taken or the date lies in the future.
    """
    document = _locked(document, DocumentState.NUMBERED)
    if number is None:
        number = _next_number(document, dated_on.year)
    taken = _is_taken(document.commune, document.kind, dated_on.year, number)
    _check_number(number, dated_on, taken=taken, now=now)
    content = dataclasses.replace(from_json(document.content), number=number_text(number), date=dated_on)
    document.state, document.number, document.dated_on = DocumentState.NUMBERED, number, dated_on
    document.numbered_by, document.numbered_at = by, now
    _render(document, content, by=by, now=now)
    document.save()
    return document


@act(gettext_lazy("Đính bản đã ký, phát hành"))
def attach_signed(*, document: Document, upload, by, now) -> Document:
    """The signed scan or digitally signed PDF is attached and bound by its digest: the paper is issued."""
    document = _locked(document, DocumentState.ISSUED)
    document.signed_copy = keep_upload(
        commune=document.commune, upload=upload, by=by, now=now, only=frozenset({files.PDF, files.JPEG, files.PNG})
    )
    document.state, document.issued_by, document.issued_at = DocumentState.ISSUED, by, now
    document.save()
    return document


@transaction.atomic
def take_number(
    *, commune, kind: DocumentKind | str, symbol: str, words: str, number: int | None, dated_on: datetime.date, now
) -> int:  # fmt: skip
    """A number of the same registers for a paper that its area keeps by itself; `number=None` takes the next.

    Nobody else is given it, and the book shows it with its day and `words`, which whoever reads the book may know.
    Raises Refused as `assign_number` does.
    """
    row = _register(commune, kind, dated_on.year)
    if number is None:
        number = _highest(row) + 1
    _check_number(number, dated_on, taken=_is_taken(commune, kind, dated_on.year, number), now=now)
    NumberTaken.objects.create(
        commune=commune, kind=row.kind, year=row.year, number=number, symbol=symbol, dated_on=dated_on, words=words
    )  # fmt: skip
    row.last = max(row.last, number)
    row.save()
    return number


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
    row = _register(document.commune, document.kind, year)
    row.last = _highest(row) + 1
    row.save()
    return row.last


def _register(commune, kind: str, year: int) -> NumberRegister:
    keys = {"commune": commune, "kind": kind, "year": year}
    NumberRegister.objects.bulk_create([NumberRegister(**keys)], ignore_conflicts=True)
    return locked(NumberRegister.objects).get(**keys)


def _highest(row: NumberRegister) -> int:
    used = Document.objects.filter(commune=row.commune, kind=row.kind, dated_on__year=row.year)
    return max(row.last, used.order_by("-number").values_list("number", flat=True).first() or 0)


def _is_taken(commune, kind: str, year: int, number: int) -> bool:
    taken = NumberTaken.objects.filter(commune=commune, kind=kind, year=year, number=number)
    papers = Document.objects.filter(commune=commune, kind=kind, dated_on__year=year, number=number)
    return papers.exists() or taken.exists()


def _check_number(number: int, dated_on: datetime.date, *, taken: bool, now) -> None:
    why = number_refusal(number=number, dated_on=dated_on, today=now.date(), taken=taken)
    if why:
        raise Refused(_REFUSALS[why]() % {"number": number, "year": dated_on.year})


def _render(document: Document, content: papers.Paper, *, by, now) -> None:
    name = f"{document.full_number.replace('/', '-').replace('…', 'du-thao')}"
    document.content = as_json(content)
    docx, pdf = papers.render_docx(content), papers.render_pdf(content)  # our own: not looked through for stamps
    kept = {"commune": document.commune, "by": by, "now": now}
    document.docx = stored(name=f"{name}.docx", data=docx, kind=files.DOCX, **kept)
    document.pdf = stored(name=f"{name}.pdf", data=pdf, kind=files.PDF, **kept)
