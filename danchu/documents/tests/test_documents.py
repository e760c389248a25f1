"""From draft to issued: approved is not numbered, numbered is not issued."""

import datetime
import io

import pdfplumber
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from docx import Document as Docx

from danchu.core import clock
from danchu.core.errors import Refused, Stale
from danchu.documents import files, services
from danchu.documents.models import Document
from danchu.documents.paper import Paper, Paragraph
from danchu.documents.paper.serial import as_json, from_json
from danchu.documents.rules import authority_lines, symbol
from danchu.documents.states import NEXT, DocumentKind, DocumentState, SignedAs

SIGNED = b"%PDF-1.7 ban ky"


def _paper() -> Paper:
    return Paper(
        issuing_body="Ủy ban nhân dân xã Bản Mẫu", kind="Báo cáo", title="Kết quả thực hiện dân chủ ở cơ sở",
        place="Bản Mẫu", body=(Paragraph("Đã thực hiện nghiêm túc."),), recipients=("Sở Nội vụ",),
    )  # fmt: skip


@pytest.fixture
def draft(cast):
    """A draft report of the culture office."""
    return services.open_document(
        commune=cast.commune, unit=cast.culture, kind=DocumentKind.REPORT, title="Kết quả thực hiện dân chủ",
        subject="reports.report:1", content=_paper(), now=clock.now(),
    )  # fmt: skip


def _approve(document, cast, who="chair", signed_as=SignedAs.CHAIR):
    person = cast.people[who]
    return services.approve(
        document=document, content=from_json(document.content), signed_as=signed_as, by=person,
        post=person.posts.get(), now=clock.now(),
    )  # fmt: skip


def _number(document, cast, number, day):
    return services.assign_number(document=document, number=number, dated_on=day, by=cast.clerk, now=clock.now())


def _text(stored) -> str:
    with pdfplumber.open(io.BytesIO(files.path_of(stored.sha256).read_bytes())) as pdf:
        return " ".join(page.extract_text() for page in pdf.pages)


def test_nd30_annex3_symbols_of_papers_and_letters():
    assert symbol(DocumentKind.REPORT, "UBND") == "BC-UBND"
    assert symbol(DocumentKind.LETTER, "UBND", "VHXH") == "UBND-VHXH"


@pytest.mark.parametrize(
    ("signed_as", "lines"),
    [
        (SignedAs.CHAIR, (("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH")),
        (SignedAs.ACTING_CHAIR, (("TM. ỦY BAN NHÂN DÂN",), "Q. CHỦ TỊCH")),
        (SignedAs.FOR_CHAIR, (("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), "PHÓ CHỦ TỊCH")),
        (SignedAs.BY_ORDER, (("TL. CHỦ TỊCH",), "TRƯỞNG PHÒNG")),
        (SignedAs.HEAD, ((), "TRƯỞNG PHÒNG")),
    ],
)
def test_nd30_a13_the_lines_above_a_signature(signed_as, lines):
    assert authority_lines(signed_as, "Trưởng phòng") == lines


def test_the_whole_way_from_draft_to_issued(cast, draft, on_day):
    today = on_day("2026-04-29")
    approved = _approve(draft, cast)
    assert approved.state == DocumentState.APPROVED
    assert "CHỦ TỊCH" in _text(approved.pdf)
    numbered = _number(approved, cast, 7, today)
    assert numbered.full_number == "07/BC-UBND"
    assert "07/BC-UBND" in _text(numbered.pdf)
    assert "ngày 29 tháng 4 năm 2026" in _text(numbered.pdf)
    word = Docx(io.BytesIO(files.path_of(numbered.docx.sha256).read_bytes()))
    assert any("07/BC-UBND" in cell.text for table in word.tables for row in table.rows for cell in row.cells)
    issued = services.attach_signed(
        document=numbered, upload=SimpleUploadedFile("ky.pdf", SIGNED), by=cast.clerk, now=clock.now()
    )
    assert issued.state == DocumentState.ISSUED
    assert files.path_of(issued.signed_copy.sha256).read_bytes() == SIGNED


def test_a_deputy_signs_for_the_chair_who_is_away(cast, draft):
    text = _text(_approve(draft, cast, "deputy", SignedAs.FOR_CHAIR).pdf)
    assert text.index("KT. CHỦ TỊCH") < text.index("PHÓ CHỦ TỊCH") < text.index("Ông Phó Chủ Tịch")


def test_steps_cannot_be_skipped(cast, draft, on_day):
    today = on_day("2026-04-29")
    with pytest.raises(Stale, match="tải lại"):
        _number(draft, cast, 1, today)
    with pytest.raises(Stale):
        services.attach_signed(
            document=draft, upload=SimpleUploadedFile("a.pdf", SIGNED), by=cast.clerk, now=clock.now()
        )
    _approve(draft, cast)
    with pytest.raises(Stale):
        _approve(draft, cast)


def test_nd30_a15_numbers_are_once_per_kind_and_year(cast, draft, on_day):
    today = on_day("2026-04-29")
    _number(_approve(draft, cast), cast, 7, today)
    second = services.open_document(
        commune=cast.commune, unit=cast.culture, kind=DocumentKind.REPORT, title="Hai", subject="x:2",
        content=_paper(), now=clock.now(),
    )  # fmt: skip
    _approve(second, cast)
    with pytest.raises(Refused, match="Số 7 của năm 2026 đã cấp"):
        _number(second, cast, 7, today)
    with pytest.raises(Refused, match="không được sau hôm nay"):
        _number(second, cast, 8, today + datetime.timedelta(days=1))
    assert _number(second, cast, 7, datetime.date(2025, 12, 31)).number == 7


def test_the_built_in_register_goes_on_from_the_highest_number(cast, draft, on_day):
    today = on_day("2026-04-29")
    _number(_approve(draft, cast), cast, 41, today)
    second = services.open_document(
        commune=cast.commune, unit=cast.culture, kind=DocumentKind.REPORT, title="Hai", subject="x:2",
        content=_paper(), now=clock.now(),
    )  # fmt: skip
    assert _number(_approve(second, cast), cast, None, today).number == 42


def test_the_database_knows_no_issued_paper_without_its_signed_copy(cast, draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=draft.pk).update(state=DocumentState.ISSUED)


def test_every_state_has_its_row():
    assert set(NEXT) == set(DocumentState)


def test_a_paper_survives_being_kept_as_data():
    paper = _paper()
    assert from_json(as_json(paper)) == paper


# -- the desk -------------------------------------------------------------------------------------------------------
def test_the_desk_walks_a_paper_to_the_end(cast, draft, sign_in, on_day):
    on_day("2026-04-29")
    _approve(draft, cast)
    clerk = sign_in(cast.clerk)
    assert "Kết quả thực hiện dân chủ" in clerk.get(reverse("documents:desk")).content.decode()
    number = reverse("documents:number", args=[draft.pk])
    refused = clerk.post(number, {"source": "own", "number": "", "dated_on": "29/4/2026"})
    assert refused.status_code == 422
    assert "Hãy gõ số đã lấy" in refused.content.decode()
    assert 'value="29/4/2026"' in refused.content.decode()
    assert clerk.post(number, {"source": "own", "number": "7", "dated_on": "29/4/2026"}).status_code == 302
    attach = reverse("documents:attach", args=[draft.pk])
    wrong = clerk.post(attach, {"file": SimpleUploadedFile("a.docx", b"PK\x03\x04 khong phai")})
    assert wrong.status_code == 422
    assert clerk.post(attach, {"file": SimpleUploadedFile("ky.pdf", SIGNED)}).status_code == 302
    copy = clerk.get(reverse("documents:file", args=[draft.pk, "ky"]))
    assert b"".join(copy.streaming_content) == SIGNED
    again = clerk.post(attach, {"file": SimpleUploadedFile("ky.pdf", SIGNED)})
    assert again.status_code == 422
    assert Document.objects.get(pk=draft.pk).state == DocumentState.ISSUED


def test_the_desk_is_the_records_offices_own(cast, others, draft, sign_in):
    _approve(draft, cast)
    urls = [reverse(f"documents:{name}", args=[draft.pk]) for name in ("number", "attach")]
    urls.append(reverse("documents:file", args=[draft.pk, "pdf"]))
    for url in urls:
        assert sign_in(cast.clerk).get(url).status_code == 200
        assert sign_in(others.clerk).get(url).status_code == 404
        assert sign_in(cast.culture_officer).get(url).status_code == 403
        assert sign_in(cast.clerk).get(reverse("documents:file", args=[draft.pk, "x"])).status_code == 404
