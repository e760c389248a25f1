"""A long scan is looked through and made clean by the worker; the page says how far it is and can be left."""

import datetime

import pymupdf
import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from danchu.disclosure.models import Paper, PaperWork
from danchu.disclosure.services import attach, begin_cleaning, decide, look_through, stop_working, waiting, write
from danchu.disclosure.services.waiting import clean_later, is_long, look_through_later
from danchu.disclosure.states import PaperTask
from danchu.disclosure.tests.situations import drafted, upload, with_paper
from danchu.documents import files
from danchu.documents.paper import Paper as Content
from danchu.documents.paper import Paragraph, render_pdf
from danchu.documents.reader import ocr
from danchu.documents.tests.reader import making

NOW = datetime.datetime(2026, 2, 10, 9, tzinfo=timezone.get_default_timezone())
IDENTITY = "012060001234"
needs_ocr = pytest.mark.skipif(not ocr.is_available(), reason="tesseract with Vietnamese is not installed")


def _printed(pages: int) -> bytes:
    told = Content(
        issuing_body="UBND", kind="Thông báo", title="Hỗ trợ",
        body=(Paragraph(f"Hỗ trợ một gia đình ở bản Mới, số CCCD {IDENTITY}, ba bao xi măng."),),
    )  # fmt: skip
    with pymupdf.open(stream=render_pdf(told), filetype="pdf") as one, pymupdf.open() as out:
        for _ in range(pages):
            out.insert_pdf(one)
        return out.tobytes()


@pytest.fixture(scope="module")
def three_pages() -> bytes:
    return making.scan_of(_printed(3), dpi=150, angle=0, noise=0)


def _long_paper(cast, data: bytes) -> Paper:
    return attach(
        version=drafted(cast, now=NOW), title="Bản quét", upload=upload(data, "quet.pdf"), by=cast.economy_officer,
        now=NOW,
    )  # fmt: skip


def _page(paper: Paper, name: str = "check_paper") -> str:
    return reverse(f"disclosure:{name}", args=[paper.pk])


def _all_out(paper: Paper) -> dict:
    return {row["id"]: (True, "") for row in paper.findings}


@needs_ocr
def test_a_long_scan_is_made_clean_by_the_worker_while_its_writer_does_something_else(
    cast, sign_in, on_day, three_pages, django_capture_on_commit_callbacks
):
    on_day("2026-02-10")
    officer, paper = sign_in(cast.economy_officer), _long_paper(cast, three_pages)
    officer.post(_page(paper, "look"))
    work = PaperWork.objects.get()
    assert (work.task, work.pages_done) == (PaperTask.LOOK, 0)
    waiting = officer.get(_page(paper))
    assert waiting.headers["Refresh"]
    assert "Máy đang đọc văn bản" in waiting.content.decode()
    assert look_through_later.func(work.pk) == "looked through"
    assert look_through_later.func(work.pk) == "not wanted", "the worker may repeat it"
    paper.refresh_from_db()
    assert {row["text"] for row in paper.findings} == {IDENTITY}

    decide(paper=paper, decisions=_all_out(paper), by=cast.economy_officer, now=NOW)
    with django_capture_on_commit_callbacks() as asked:
        assert not begin_cleaning(paper=paper, by=cast.economy_officer, now=NOW)
    assert len(asked) == 1, "it goes to the queue when the request is over, not before"
    work = PaperWork.objects.get()
    page = officer.get(_page(paper))
    assert page.headers["Refresh"]
    assert "Máy đang che và làm sạch văn bản" in page.content.decode()
    listed = officer.get(reverse("disclosure:check", args=[paper.version.item_id])).content.decode()
    assert "Máy đang làm" in listed
    write(version=paper.version, summary="Viết tiếp trong khi chờ.", by=cast.economy_officer, now=NOW)

    seen = []
    before = PaperWork.objects.filter(pk=work.pk).values_list("pages_done", "pages")

    def watching(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if sql.startswith('UPDATE "disclosure_paperwork"'):
            seen.append(tuple(before.get()))
        return result

    with connection.execute_wrapper(watching):
        assert clean_later.func(work.pk) == "cleaned"
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert clean_later.func(work.pk) == "not wanted"
    paper.refresh_from_db()
    assert paper.checked_by == cast.economy_officer
    assert IDENTITY not in paper.text
    assert "bản Mới" in paper.text
    assert officer.get(_page(paper, "result")).status_code == 200
    assert "Refresh" not in officer.get(_page(paper)).headers


@pytest.fixture
def any_pdf_is_long(monkeypatch):
    monkeypatch.setattr(waiting, "LONG_FILE", 0)


@pytest.mark.usefixtures("any_pdf_is_long")
def test_what_is_decided_anew_meanwhile_is_not_written_over(cast):
    by, paper = cast.economy_officer, _long_paper(cast, _printed(1))
    look_through(paper=paper, now=NOW)
    paper.refresh_from_db()
    decide(paper=paper, decisions=_all_out(paper), by=by, now=NOW)
    begin_cleaning(paper=paper, by=by, now=NOW)
    asked = PaperWork.objects.get().pk
    decide(paper=paper, decisions=dict.fromkeys(_all_out(paper), (False, "Số in sẵn")), by=by, now=NOW)
    assert not PaperWork.objects.exists()
    assert clean_later.func(asked) == "not wanted"
    begin_cleaning(paper=paper, by=by, now=NOW)
    asked = PaperWork.objects.get().pk
    stop_working(paper=paper, by=by, now=NOW)
    assert clean_later.func(asked) == "not wanted"
    paper.refresh_from_db()
    assert paper.published is None


@pytest.mark.usefixtures("any_pdf_is_long")
def test_what_cannot_be_made_clean_says_so_and_keeps_what_was_decided(cast, sign_in, on_day):
    on_day("2026-02-10")
    by, paper = cast.economy_officer, _long_paper(cast, _printed(1))
    look_through(paper=paper, now=NOW)
    paper.refresh_from_db()
    decide(paper=paper, decisions=_all_out(paper), by=by, now=NOW)
    begin_cleaning(paper=paper, by=by, now=NOW)
    files.path_of(paper.original.sha256).write_bytes(b"%PDF-1.7 broken")
    assert clean_later.func(PaperWork.objects.get().pk) == "not cleaned"
    page = sign_in(by).get(_page(paper))
    assert "Refresh" not in page.headers
    told = page.content.decode()
    assert "Máy chưa làm sạch được văn bản" in told
    assert "Tệp PDF bị hỏng. Hãy xuất lại tệp rồi nộp." in told
    assert IDENTITY in told, "what was found stands there still, decided"
    paper.refresh_from_db()
    assert paper.findings[0]["out"] is True


def test_small_papers_are_made_clean_at_once(cast, sign_in, on_day):
    on_day("2026-02-10")
    paper = with_paper(cast, drafted(cast, now=NOW), f"Số CCCD {IDENTITY}.", now=NOW, cleaned=False)
    decide(paper=paper, decisions=_all_out(paper), by=cast.economy_officer, now=NOW)
    assert begin_cleaning(paper=paper, by=cast.economy_officer, now=NOW)
    assert not PaperWork.objects.exists()
    paper.refresh_from_db()
    assert paper.published


def test_what_carries_its_text_is_not_long_however_many_pages(cast):
    assert not is_long(_long_paper(cast, _printed(5)))
