"""A long scan is kept, read by the worker, and becomes a plan; a short one is read while the person waits."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.documents import files, reader
from danchu.documents.models import Scan, StoredFile
from danchu.documents.reader import ocr
from danchu.documents.states import ScanState
from danchu.documents.tests.reader import making
from danchu.plans import services
from danchu.plans.models import Plan
from danchu.plans.states import Origin

pytestmark = pytest.mark.skipif(not ocr.is_available(), reason="tesseract with Vietnamese is not installed")


@pytest.fixture(scope="module")
def three_pages() -> bytes:
    return making.scan_of(making.long_plan(), dpi=150)


def _post(client, data: bytes, key: str = "x"):
    sent = {"origin": Origin.OWN, "file": SimpleUploadedFile("quet.pdf", data), "text": "", "upload_key": key}
    return client.post(reverse("plans:new"), sent)


def test_three_pages_wait_for_the_worker_and_become_a_plan(cast, on_day, sign_in, three_pages):
    on_day("2026-04-28")
    client = sign_in(cast.culture_head)
    answer = _post(client, three_pages)
    scan = Scan.objects.get()
    assert answer.url == reverse("plans:scan", args=[scan.pk])
    assert _post(client, three_pages).url == answer.url, "sent twice it is one scan"
    page = client.get(answer.url)
    assert page.headers["Refresh"]
    assert "Đang đọc bản quét" in page.content.decode()
    assert not Plan.objects.exists()
    assert services.read_long_scan.func(scan.pk) == "read"
    assert services.read_long_scan.func(scan.pk) == "nothing to read", "the worker may repeat it"
    plan = Plan.objects.get()
    assert (plan.number, plan.symbol) == ("15", "KH-UBND")
    assert plan.source_file.name == "quet.pdf"
    assert client.get(answer.url).url == reverse("plans:review", args=[plan.pk])
    shown = client.get(reverse("plans:review", args=[plan.pk])).content.decode()
    assert "Đọc bằng máy từ bản quét, cần soát lại" in shown
    scan.refresh_from_db()
    assert (scan.state, scan.pages_read, scan.subject) == (ScanState.DONE, 3, plan.subject)


def test_a_stamp_that_only_the_whole_reading_shows_takes_the_file_away_again(
    cast, on_day, sign_in, three_pages, monkeypatch
):
    on_day("2026-04-28")
    answer = _post(sign_in(cast.culture_head), three_pages)
    scan = Scan.objects.get()
    path = files.path_of(scan.file.sha256)
    assert path.exists()
    stamped = reader.read_text("UBND XÃ\nSố: 1/KH-UBND\nTỐI MẬT\nKẾ HOẠCH\nViệc riêng của xã ta năm nay")
    monkeypatch.setattr(reader, "read_file", lambda *given: stamped)
    assert services.read_long_scan.func(scan.pk) == "not read"
    assert not path.exists()
    assert not StoredFile.objects.exists()
    assert not Plan.objects.exists()
    page = sign_in(cast.culture_head).get(answer.url)
    assert "TỐI MẬT" in page.content.decode()
    assert "Refresh" not in page.headers


def test_another_commune_does_not_see_it(cast, others, on_day, sign_in, three_pages):
    on_day("2026-04-28")
    answer = _post(sign_in(cast.culture_head), three_pages)
    assert sign_in(others.culture_head).get(answer.url).status_code == 404


def test_one_page_is_read_at_once_and_its_doubtful_words_are_marked(cast, on_day):
    on_day("2026-04-28")
    scan = making.scan_of(making.letter_as_pdf(), dpi=150, noise=40)
    plan = services.take_in(
        commune=cast.commune, origin=Origin.DIRECTIVE, upload=SimpleUploadedFile("cv.pdf", scan), upload_key="x",
        by=cast.chair, now=clock.now(),
    )  # fmt: skip
    assert (plan.number, plan.symbol) == ("0771", "SGDĐT-VP")
    assert plan.reading["scanned"]
    assert any("đọc bằng máy từ bản quét" in sentence for sentence in plan.reading["warnings"])


def test_without_tesseract_a_scan_is_refused_with_a_sentence(cast, on_day, monkeypatch, three_pages):
    on_day("2026-04-28")
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    with pytest.raises(Refused, match="tesseract"):
        services.take_in(
            commune=cast.commune, origin=Origin.OWN, upload=SimpleUploadedFile("q.pdf", three_pages), upload_key="x",
            by=cast.chair, now=clock.now(),
        )  # fmt: skip
