"""Every staff page of publishing in a real Chromium on a phone and on a desk: nothing for axe, nothing too wide."""

import datetime

import pytest
from django.utils import timezone

from danchu.channels.models import Board
from danchu.channels.states import Place
from danchu.disclosure import rules
from danchu.disclosure.services import attach, correct, list_names, look_through, publish, submit
from danchu.disclosure.tests.situations import drafted, owed_item, upload, with_paper
from danchu.documents.paper import Paper as Content
from danchu.documents.paper import Paragraph, render_pdf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOW = datetime.datetime(2026, 2, 10, 9, tzinfo=timezone.get_default_timezone())
LAW = {"explanation": {"explanation": "Tính 5 ngày làm việc từ sau ngày 03/02/2026. Ngày cuối: thứ Ba, 10/02/2026."}}
BASE = "/lam-viec/cong-khai/"


@pytest.fixture(autouse=True)
def _day(on_day, monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    on_day("2026-02-10")


def pdf(*lines: str) -> bytes:
    body = tuple(Paragraph(line) for line in lines)
    return render_pdf(Content(issuing_body="Ủy ban nhân dân xã", kind="Nghị quyết", title="Về dự toán", body=body))


def test_pages_of_whoever_prepares(cast, walk, wrong_with):
    owed_item(cast, now=NOW, title="Quyết toán năm 2025", due_on=datetime.date(2026, 2, 3), **LAW)
    version = drafted(cast, now=NOW, clause=7, due_on=datetime.date(2026, 2, 13), **LAW)
    item, by = version.item, cast.economy_officer
    lines = ("Hỗ trợ hộ ông A, số CCCD 012345678901.", "Liên hệ trực: 0912345678, tài khoản 3713.0.1234567.00000.")
    paper = attach(version=version, title="Nghị quyết 05", upload=upload(pdf(*lines), "a.pdf"), by=by, now=NOW)
    look_through(paper=paper, now=NOW)
    ready = with_paper(cast, version, "Thu 5 tỷ đồng, chi 5 tỷ đồng.", now=NOW, title="Biểu 1")
    table = rules.read_table([["Họ và tên", "Bản", "Mức", "Lý do"], ["Lò Văn Một", "Nà Mẫu", "3 triệu", "x"]])
    list_names(version=version, table=table, by=by, now=NOW)
    for name, path in (
        ("list", ""), ("item", f"{item.pk}/"), ("words", f"{item.pk}/loi/"), ("papers", f"{item.pk}/van-ban/"),
        ("documents", f"{item.pk}/van-ban/da-ban-hanh/"), ("check", f"{item.pk}/soat/"),
        ("check_paper", f"van-ban/{paper.pk}/soat/"), ("region", f"van-ban/{paper.pk}/che-tay/"),
        ("result", f"van-ban/{ready.pk}/ket-qua/"), ("rename", f"van-ban/{ready.pk}/ten/"),
        ("names", f"{item.pk}/danh-sach/"), ("preview", f"{item.pk}/xem-truoc/"), ("discard", f"{item.pk}/bo/"),
    ):  # fmt: skip
        assert wrong_with(walk(BASE + path, by), name) == [], name
    tab = walk(f"{BASE}van-ban/{paper.pk}/soat/", by)
    tab.check("input[name=rest]")
    tab.click("text=Che và xem kết quả")
    assert wrong_with(tab, "result_pdf") == [], "result_pdf"


def test_pages_of_whoever_decides(cast, walk, wrong_with):
    for unit, place in ((cast.committee, Place.HEADQUARTERS), (cast.village, Place.CULTURE_HOUSE)):
        Board.objects.create(commune=cast.commune, unit=unit, place=place, name=f"Bảng {unit.name}"[:120])
    version = drafted(cast, now=NOW, clause=7, due_on=datetime.date(2026, 2, 9), **LAW)
    item = version.item
    with_paper(cast, version, "Thu 5 tỷ đồng.\nChi 5 tỷ đồng.", now=NOW)
    table = rules.read_table([["Lò Văn Một", "Nà Mẫu"]])
    list_names(version=version, table=table, by=cast.economy_officer, now=NOW)
    submit(version=version, by=cast.economy_officer, now=NOW)
    for name, path in (("approve", "duyet/"), ("return", "tra-lai/")):
        assert wrong_with(walk(f"{BASE}{item.pk}/{path}", cast.chair), name) == [], name
    publish(version=version, by=cast.chair, now=NOW)
    for name, path in (
        ("public", ""),
        ("names_print", "danh-sach/ban-in/"),
        ("version", "ban/1/"),
        ("withdraw", "go/"),
    ):
        assert wrong_with(walk(f"{BASE}{item.pk}/{path}", cast.chair), name) == [], name
    assert wrong_with(walk(f"{BASE}{item.pk}/dinh-chinh/", cast.economy_officer), "correct") == [], "correct"
    second = correct(item=item, what_changed="Sửa số thu.", by=cast.economy_officer, now=NOW)
    second.papers.all().delete()
    with_paper(cast, second, "Thu 6 tỷ đồng.\nChi 5 tỷ đồng.", now=NOW)
    assert wrong_with(walk(f"{BASE}{item.pk}/xem-truoc/", cast.economy_officer), "corrected") == [], "corrected"
