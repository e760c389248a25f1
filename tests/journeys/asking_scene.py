"""Behind the addresses of lists and requests: a public list, a request with a file, a public item."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from danchu.core import clock
from danchu.decisions.services import council as deciding_council
from danchu.disclosure import services as disclosure
from danchu.disclosure.models import Request
from danchu.disclosure.services import council, lists, requests
from danchu.disclosure.states import SessionKind
from danchu.documents import services as documents
from danchu.documents.paper import render_pdf
from danchu.documents.paper.serial import from_json
from danchu.intake.states import Way
from danchu.organisation.models import Person, Unit


def build(commune) -> tuple[dict, dict]:
    """The objects by the beginning of an address's name, and what its arguments are beyond the number."""
    now = clock.now()
    chair, clerk = (Person.objects.get(account__username=name) for name in ("chu-tich", "van-thu"))
    office = Unit.objects.get(commune=commune, short_name="KT")
    officer = Person.objects.get(account__username="kinh-te-cv")
    item = disclosure.open_item(
        commune=commune, unit=office, key="scene-asking", kind="budget-decided", clause=2, title="Dự toán mẫu",
        year=2026, now=now,
    )  # fmt: skip
    version = disclosure.draft(item=item, summary="Thu, chi như trong bảng.", by=officer, now=now)
    disclosure.submit(version=version, by=officer, now=now)
    disclosure.publish(version=version, by=chair, now=now)
    public = lists.open_list(commune=commune, year=2026, quarter=1, by=clerk, now=now)
    public = lists.approve(quarterly=public, post=chair.posts.get(), by=chair, now=now)
    issue(public.document, clerk, now)
    public = lists.publish_list(quarterly=public, by=chair, now=now)
    running = lists.open_list(commune=commune, year=2026, quarter=2, by=clerk, now=now)
    issued = requests.ask(commune=commune, text="Tiền quỹ dùng thế nào?", way=Way.ONLINE, form_key="scene", now=now)
    asked = Request.objects.get(receipt=issued.receipt)
    given = requests.ask(commune=commune, text="Bảng giá đất?", way=Way.ONLINE, form_key="scene-2", now=now)
    answered = requests.answer(
        request=Request.objects.get(receipt=given.receipt), text="Xem tệp.", by=clerk, now=now,
        files=[SimpleUploadedFile("bang.txt", "Bảng giá.".encode())],
    )  # fmt: skip
    here = {"commune": commune.slug}
    extra = {
        "lists:remark": {"row": f"{item.pk}.1"}, "lists:paper": {"fmt": "pdf"}, "council:paper": {"fmt": "pdf"},
        "deciding:paper": {"fmt": "pdf"},
        "lists_public:latest": {"code": "2026-q1"}, "lists_public:version": {"code": "2026-q1", "number": 0},
        "lists_public:file": {"code": "2026-q1", "number": 0, "copy": "pdf"},
        "information:file": {"file": answered.files.get().pk},
        "information_public:wrong": {**here, "year": item.year, "number": item.number},
        **dict.fromkeys(("information_public:ask", "information_public:add", "intake:look_up"), here),
        **dict.fromkeys(("information_public:take_back", "information_public:file"), here),
    }  # fmt: skip
    session = council.enter_session(
        commune=commune, opens_on=now.date() + datetime.timedelta(days=30), kind=SessionKind.REGULAR, by=clerk, now=now
    )
    later = council.enter_session(
        commune=commune, opens_on=now.date() + datetime.timedelta(days=90), kind=SessionKind.REGULAR, by=clerk, now=now
    )
    report = council.begin_report(session=session, by=clerk, now=now)
    deciding = deciding_council.begin_report(session=session, by=clerk, now=now)
    found = {
        "deciding:": deciding,
        "deciding:begin": later,
        "council:": report,
        "council:session_drop": later,
        "council:begin": later,
        "lists:": running,
        "lists:publish": public,
        "information:": asked,
        "information:file": answered,
    }
    return found, extra


def issue(document, clerk, now) -> None:
    """The paper gets its number and its signed copy."""
    documents.assign_number(document=document, number=None, dated_on=now.date(), by=clerk, now=now)
    signed = SimpleUploadedFile("ban-ky.pdf", render_pdf(from_json(document.content)), "application/pdf")
    documents.attach_signed(document=document, upload=signed, by=clerk, now=now)
    document.refresh_from_db()
