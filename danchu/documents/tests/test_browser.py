"""The registers in a real browser: at 360 and 1366 pixels, without axe violations, nothing wider than the screen."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from danchu.core import clock
from danchu.documents import services
from danchu.documents.tests.test_incoming import _line, _passed
from danchu.plans import services as plans

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

LETTER = (
    "SỞ NỘI VỤ\nSố: 918/SNV-XDCQ\nHạ Sơn, ngày 20 tháng 4 năm 2026\nV/v báo cáo dân chủ ở cơ sở\n"
    "Kính gửi: Ủy ban nhân dân các xã\nSở Nội vụ đề nghị Ủy ban nhân dân các xã:\n"
    "1. Báo cáo kết quả gửi về Sở trước ngày 10/6/2026.\n2. Thành lập Tổ công tác về dân chủ ở cơ sở.\n"
)


@pytest.fixture
def addresses(cast, on_day):
    """Every page of the registers with something on it: (name, address, who opens it)."""
    on_day("2026-04-28")
    late = _passed(
        cast,
        _line(cast, "2026-04-20", title="Tăng cường tiếp công dân"),
        cast.economy,
        due_on=datetime.date(2026, 4, 24),
    )
    kept = services.keep_upload(
        commune=cast.commune, upload=SimpleUploadedFile("cv.txt", LETTER.encode()), by=cast.clerk, now=clock.now()
    )
    taken = _passed(
        cast, _line(cast, title="Báo cáo dân chủ ở cơ sở", paper_number="918/SNV-XDCQ", file=kept), cast.culture,
        others=[cast.economy], instruction="Tham mưu báo cáo", due_on=datetime.date(2026, 5, 8),
    )  # fmt: skip
    plans.take_up(line=taken, upload_key="x", by=cast.culture_head, now=clock.now())
    taken.refresh_from_db()
    services.correct(
        line=taken, version=taken.version, values={"note": "Bản giấy đến sau"}, reason="Bổ sung", by=cast.clerk,
        now=clock.now(),
    )  # fmt: skip
    fresh = _line(cast, title="Giấy mời họp")
    done = _passed(cast, _line(cast, title="Xong rồi"), cast.culture)
    services.handle(
        line=done, version=done.version, on=clock.today(), note="Đã trả lời", by=cast.clerk, now=clock.now()
    )  # fmt: skip
    wrong = _line(cast, title="Ghi hai lần")
    services.mark_mistaken(line=wrong, version=1, reason="đã vào sổ", by=cast.clerk, now=clock.now())

    def page(name, *args):
        return reverse(f"incoming:{name}", args=args)

    return [
        ("book", page("book"), cast.clerk),
        ("book-print", page("book") + "?in=1", cast.clerk),
        ("book-unit", page("book"), cast.economy_head),
        ("book-empty", page("book"), cast.front_head),
        ("upload", page("upload"), cast.clerk),
        ("new", page("new"), cast.clerk),
        ("detail", page("detail", taken.pk), cast.culture_head),
        ("detail-late", page("detail", late.pk), cast.economy_head),
        ("detail-fresh", page("detail", fresh.pk), cast.clerk),
        ("detail-done", page("detail", done.pk), cast.clerk),
        ("detail-mistaken", page("detail", wrong.pk), cast.clerk),
        ("pass", page("pass", fresh.pk), cast.clerk),
        ("correct", page("correct", fresh.pk), cast.clerk),
        ("handle", page("handle", late.pk), cast.economy_head),
        ("reopen", page("reopen", done.pk), cast.clerk),
        ("mistaken", page("mistaken", fresh.pk), cast.clerk),
        ("take-up", reverse("plans:from_incoming", args=[fresh.pk]), cast.culture_head),
        ("outgoing", reverse("documents:outgoing"), cast.clerk),
    ]


def test_no_page_breaks_axe_or_the_screen(addresses, walk, wrong_with):
    wrong = []
    for name, address, person in addresses:
        wrong += [f"{name} {each}" for each in wrong_with(walk(address, person))]
    assert not wrong, "\n".join(wrong)
