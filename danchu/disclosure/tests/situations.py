"""Situations of disclosure, made through the services."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from danchu.disclosure.services import attach, clean, decide, draft, look_through, open_item, publish, submit
from danchu.documents import services as documents
from danchu.documents.paper import render_pdf
from danchu.documents.paper.serial import from_json


def owed_item(cast, *, clause: int = 2, title: str = "Dự toán ngân sách đã được quyết định", key: str = "", **fields):
    """An item that is owed by the office for economy of the cast's commune."""
    return open_item(
        commune=cast.commune, unit=cast.economy, key=key or title, kind=fields.pop("kind", "budget-decided"),
        clause=clause, title=title, year=2026, now=fields.pop("now", timezone.now()), **fields,
    )  # fmt: skip


def public_item(cast, *, now: datetime.datetime, summary: str = "Xã thu và chi như trong bảng.", **fields):
    """An item that is public: written by an officer, approved by the chair."""
    item = owed_item(cast, now=now, **fields)
    version = draft(item=item, summary=summary, by=cast.economy_officer, now=now)
    submit(version=version, by=cast.economy_officer, now=now)
    publish(version=version, by=cast.chair, now=now)
    item.refresh_from_db()
    return item


def upload(text: str | bytes, name: str = "nghi-quyet.txt") -> SimpleUploadedFile:
    """A file as it comes with a form."""
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def drafted(cast, *, now: datetime.datetime, **fields):
    """The draft of an owed item, with words and no papers."""
    item = owed_item(cast, now=now, **fields)
    return draft(item=item, summary="Xã thu và chi như trong bảng.", by=cast.economy_officer, now=now)


def with_paper(cast, version, text="Thu 5 tỷ đồng, chi 5 tỷ đồng.", *, now, title="Nghị quyết", cleaned: bool = True):
    """A paper of a draft, looked through, everything found taken out, and cleaned unless `cleaned` is False."""
    by = cast.economy_officer
    paper = attach(version=version, title=title, upload=upload(text), by=by, now=now)
    paper = look_through(paper=paper, now=now)
    if cleaned:
        decide(paper=paper, decisions={row["id"]: (True, "") for row in paper.findings}, by=by, now=now)
        paper = clean(paper=paper, by=by, now=now)
    return paper


def released(cast, version, *, now):
    """The draft through approval: public."""
    submit(version=version, by=cast.economy_officer, now=now)
    version = publish(version=version, by=cast.chair, now=now)
    version.item.refresh_from_db()
    return version


def issued(cast, document, *, now: datetime.datetime):
    """The paper gets its number and its signed copy from the records office."""
    documents.assign_number(document=document, number=None, dated_on=timezone.localdate(now), by=cast.clerk, now=now)
    signed = SimpleUploadedFile("ban-ky.pdf", render_pdf(from_json(document.content)), "application/pdf")
    documents.attach_signed(document=document, upload=signed, by=cast.clerk, now=now)
    document.refresh_from_db()
    return document
