"""The pages of writing, amending and overviews: the whole way, who may, few queries, GET never writes."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from danchu.documents.models import Document
from danchu.plans import services
from danchu.plans.models import Occurrence, Plan
from danchu.plans.states import OccurrenceState, PlanState
from danchu.plans.tests.cases import PDF, SMALL, at, confirmed, published, taken_in

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2026-04-28")


def address(name, *args):
    return reverse(f"plans:{name}", args=args)


def page(client, name, *args, **query):
    response = client.get(address(name, *args), query)
    return response, response.content.decode()


def hidden(html, name):
    return re.search(rf'name="{name}" value="([^"]*)"', html)[1]


def test_a_plan_written_approved_numbered_issued_and_public_through_the_pages(cast, sign_in):
    culture = sign_in(cast.culture_head)
    _r, html = page(culture, "write")
    form = {"whose": "xa", "title": "Đối thoại với Nhân dân năm 2026", "year": "2026", "with_outline": "on",
            "upload_key": hidden(html, "upload_key")}  # fmt: skip
    for _double_click in range(2):
        response = culture.post(address("write"), form)
    plan = Plan.objects.get()
    assert response.url == address("compose", plan.pk)
    part = plan.parts.get(title="Nội dung thực hiện")
    wrong = {"text": "", "part": part.pk, "title": "", "kind": "one_off", "mode": "assign", "due_on": "31/02/2026",
             "bound": "before", "recurrence": "none", "evidence": "note", "product": "Biên bản"}  # fmt: skip
    html = culture.post(address("task_write", plan.pk), wrong).content.decode()
    assert "Hãy viết nội dung việc" in html
    assert 'value="31/02/2026"' in html
    assert 'value="Biên bản"' in html
    right = wrong | {"text": "Tổ chức đối thoại", "due_on": "15/9/2026", "lead_units": [cast.culture.pk]}
    for _double_click in range(2):
        culture.post(address("task_write", plan.pk), right)
    assert plan.tasks.get().lead_units.get() == cast.culture
    _r, html = page(culture, "compose", plan.pk)
    assert "Tổ chức đối thoại" in html
    assert "<script" not in html
    plan.refresh_from_db()
    _r, html = page(culture, "submit", plan.pk)
    culture.post(address("submit", plan.pk), {"version": hidden(html, "version")})
    assert page(culture, "compose", plan.pk)[0].status_code == 302

    chair = sign_in(cast.chair)
    _r, html = page(chair, "list")
    assert "Kế hoạch chờ tôi duyệt" in html
    _r, html = page(chair, "approve", plan.pk)
    assert "Bà Chủ Tịch" in html
    signer = re.search(r'name="signer" value="(\d+)"', html)[1]
    for _double_click in range(2):
        response = chair.post(address("approve", plan.pk), {"version": hidden(html, "version"), "signer": signer})
        assert response.url == address("detail", plan.pk)
    document = Document.objects.get()

    clerk = sign_in(cast.clerk)
    clerk.post(
        reverse("documents:number", args=[document.pk]), {"source": "own", "number": 17, "dated_on": "28/4/2026"}
    )
    signed = SimpleUploadedFile("ky.pdf", PDF, "application/pdf")
    clerk.post(reverse("documents:attach", args=[document.pk]), {"file": signed})
    assert "Giao việc và công khai" in page(clerk, "detail", plan.pk)[1]
    for _double_click in range(2):
        assert clerk.post(address("publish", plan.pk)).url == address("detail", plan.pk)
    plan.refresh_from_db()
    assert (plan.state, plan.full_number) == (PlanState.PUBLISHED, "17/KH-UBND")
    assert Occurrence.objects.get().due_on == dt.date(2026, 9, 14)
    for fmt, head in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert clerk.get(address("paper", plan.pk, fmt)).content.startswith(head)
    assert clerk.get(address("paper", plan.pk, "exe")).status_code == 404


def test_what_was_typed_into_a_part_someone_else_changed_is_kept(cast, sign_in):
    plan = services.begin(
        commune=cast.commune, year=2026, title="Thử", upload_key="k", by=cast.chair, now=at("2026-04-28")
    )
    part = plan.parts.first()
    services.save_part(part=part, title="Người thứ nhất", text="", level=1, by=cast.chair, now=at("2026-04-28"))
    form = {"title": "Người thứ hai", "level": 1, "text": "Lời rất dài.", "version": 1}
    html = sign_in(cast.culture_head).post(address("part", part.pk), form).content.decode()
    assert "Người khác vừa sửa mục này" in html
    assert "Lời rất dài." in html
    form["version"] = hidden(html, "version")
    sign_in(cast.culture_head).post(address("part", part.pk), form)
    part.refresh_from_db()
    assert part.title == "Người thứ hai"


def test_an_amending_paper_through_the_pages(cast, sign_in):
    plan = published(cast, text=SMALL, day="2026-01-21")
    client = sign_in(cast.culture_head)
    _r, html = page(client, "amend", plan.pk)
    text = SMALL.replace("12/KH-UBND", "30/KH-UBND").replace("15/5/2026", "25/5/2026")
    key = re.findall(r'name="upload_key" value="([^"]+)"', html)[-1]
    empty = client.post(address("amend", plan.pk), {"how": "thay-the", "text": "", "upload_key": key}).content.decode()
    assert "Hãy chọn một tệp, hoặc dán văn bản" in empty
    response = client.post(address("amend", plan.pk), {"how": "thay-the", "text": text, "upload_key": key})
    new = plan.replaced_by.get()
    assert response.url == address("differences", new.pk)
    html = client.get(response.url).content.decode()
    assert "25/5/2026" in html
    assert "Không phải cùng một việc" in html
    moved = new.tasks.get(due_on=dt.date(2026, 5, 25))
    old = moved.continues_id
    client.post(address("continue_from", moved.pk))
    moved.refresh_from_db()
    assert moved.continues_id is None
    client.post(address("continue_from", moved.pk), {"viec_cu": old})
    moved.refresh_from_db()
    assert moved.continues_id == old
    assert client.get(address("amend", plan.pk)).url == address("review", new.pk)
    services.mark_seen(plan=new, by=cast.culture_head, now=at("2026-04-28"))
    html = client.get(address("confirm", new.pk)).content.decode()
    client.post(address("confirm", new.pk), {"version": hidden(html, "version")})
    _r, html = page(client, "detail", plan.pk)
    assert "đã được thay bằng" in html
    # an address kept from the first edition leads to the task as it stands
    assert client.get(address("follow", old)).url == address("follow", moved.pk)


def test_board_moves_by_forms_and_the_numbers_of_units_open_their_lists(cast, sign_in):
    plan = confirmed(cast, text=SMALL, day="2026-01-21")
    economy = sign_in(cast.economy_officer)
    owed = Occurrence.objects.get(unit=cast.economy, due_on=dt.date(2026, 5, 14))
    _r, html = page(economy, "board", plan.pk)
    assert "Bắt đầu làm" in html
    assert 'quiet">Phòng Văn hóa' not in html
    for _double_click in range(2):
        economy.post(address("begin_work", owed.pk), {"form_key": "k"})
    assert owed.notes.count() == 1
    services.report_done(occurrence=owed, report="Xong.", by=cast.economy_officer, now=at("2026-04-28"))
    culture = sign_in(cast.culture_head)
    assert "Nghiệm thu<" in page(culture, "board", plan.pk)[1]
    culture.post(address("accept", owed.pk))
    owed.refresh_from_db()
    assert owed.state == OccurrenceState.ACCEPTED
    _r, html = page(culture, "by_unit", plan.pk)
    links = re.findall(r'href="([^"]*phan-viec/[^"]*)">(\d+)<', html)
    assert len(links) > 12
    for link, number in links:
        listed = culture.get(link.replace("&amp;", "&")).content.decode()
        assert f">{number} phần việc<" in listed, link


def test_the_calendar_shows_each_day_by_unit_and_the_year_its_months(cast, sign_in):
    confirmed(cast, text=SMALL, day="2026-01-21")
    client = sign_in(cast.chair)
    _r, html = page(client, "calendar", nam=2026, thang=5)
    assert "Niêm yết dự toán" in html
    assert "Giám sát việc niêm yết" in html
    _r, html = page(client, "calendar", nam=2026, thang=5, don_vi=cast.economy.pk)
    assert "Giám sát việc niêm yết" not in html
    _r, html = page(client, "calendar", nam=2026)
    assert "Tháng 12" in html
    for rubbish in ({"nam": "x"}, {"nam": 2026, "thang": 13}, {"nam": 99999}, {"don_vi": "²"}):
        assert page(client, "calendar", **rubbish)[0].status_code == 200


def test_the_list_is_filtered_by_year_kind_and_words_without_marks(cast, sign_in):
    confirmed(cast, text=SMALL, day="2026-01-21")
    client = sign_in(cast.chair)
    assert "Kế hoạch 12/KH-UBND" in page(client, "list", tim="ngan sach")[1]
    assert "Không có kế hoạch nào khớp" in page(client, "list", tim="giao thong")[1]
    assert "Không có kế hoạch nào khớp" in page(client, "list", loai="don-vi")[1]
    assert page(client, "list", nam="x", loai="y")[0].status_code == 200


@pytest.fixture
def everything(cast):
    """(name of address, arguments, who opens it) of every page of this part."""
    now = at("2026-04-28")
    first = published(cast, text=SMALL, day="2026-01-21")
    draft = services.begin(commune=cast.commune, year=2026, title="Thử", upload_key="k", by=cast.culture_head, now=now)
    part = draft.parts.first()
    task = services.write_task(plan=draft, part=part, values={"text": "Việc"}, by=cast.culture_head, now=now)
    services.seed(commune=cast.commune, year=2026, key="k", text="Còn chậm.", now=now)
    own = services.derive(plan=first, unit=cast.economy, upload_key="d", by=cast.economy_head, now=now)
    own = services.approve_in_unit(plan=own, by=cast.economy_head, now=now)
    second = services.take_in(
        commune=cast.commune, origin="own", text=SMALL.replace("12/KH-UBND", "30/KH-UBND"), upload_key="s",
        replaces=first, by=cast.culture_head, now=now,
    )  # fmt: skip
    services.mark_seen(plan=second, by=cast.culture_head, now=now)
    second = services.confirm(plan=second, by=cast.culture_head, now=now)
    third = services.amend_here(plan=second, upload_key="t", by=cast.culture_head, now=now)
    owed = Occurrence.objects.filter(task__plan=second, unit=cast.economy).first()
    makers = [
        ("start",), ("write",), ("compose", draft.pk), ("opening", draft.pk), ("part_add", draft.pk), ("part", part.pk),
        ("part_remove", part.pk), ("task_write", draft.pk), ("task", task.pk), ("head", draft.pk), ("submit", draft.pk),
        ("copy", second.pk), ("amend", own.pk), ("differences", third.pk), ("compose", third.pk),
        ("law", second.tasks.first().pk), ("discard", draft.pk), ("paper", draft.pk, "docx"),
    ]  # fmt: skip
    readers = [
        ("list",), ("detail", second.pk), ("detail", first.pk), ("detail", own.pk), ("board", second.pk),
        ("by_unit", second.pk), ("parts", second.pk), ("calendar",), ("follow", owed.task_id), ("occurrence", owed.pk),
        ("differences", second.pk),
    ]  # fmt: skip
    return {"makers": makers, "readers": readers, "unit": [("amend", own.pk)], "public": second}


def test_few_queries_and_get_never_writes(cast, everything, sign_in):
    client = sign_in(cast.culture_head)
    too_many, wrote = {}, []
    for name, *args in everything["makers"] + everything["readers"]:
        if (name, *args) in everything["unit"]:
            continue
        with CaptureQueriesContext(connection) as told:
            response = client.get(address(name, *args))
        assert response.status_code == 200, (name, args)
        if len(told) > MOST_QUERIES:
            too_many[name, *args] = len(told)
        wrote += [q["sql"] for q in told if re.match(r"INSERT|UPDATE|DELETE", q["sql"])]
    assert too_many == {}
    assert wrote == []


def test_another_commune_finds_nothing_and_who_makes_no_plans_is_told(cast, others, everything, sign_in):
    stranger, officer = sign_in(others.culture_head), sign_in(cast.economy_officer)
    for name, *args in everything["makers"] + everything["readers"]:
        if args:
            assert stranger.get(address(name, *args)).status_code == 404, (name, args)
            assert stranger.post(address(name, *args)).status_code in (404, 405), (name, args)
    for name, *args in everything["makers"]:
        if args and (name, *args) not in everything["unit"]:
            assert officer.get(address(name, *args)).status_code in (403, 404), (name, args)


def test_a_paper_read_may_not_be_written_and_its_faults_are_told_once(cast, sign_in):
    plan = taken_in(cast)
    client = sign_in(cast.culture_head)
    assert client.get(address("compose", plan.pk)).url == address("review", plan.pk)
    assert client.get(address("task_write", plan.pk)).status_code == 404
    _r, html = page(client, "review", plan.pk)
    assert html.count("ọ tên người ký") == 1
    assert not plan.tasks.filter(text__startswith="Trên đây là").exists()
