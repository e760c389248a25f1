"""Pages: the whole way through them, bad input, two people at once; nothing typed is lost."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from danchu.duties.models import Duty
from danchu.plans import services
from danchu.plans.models import Occurrence, Plan, PlanRecipient
from danchu.plans.states import OccurrenceState, PlanState
from danchu.plans.tests.cases import PDF, SMALL, at, confirmed, published, real_text, taken_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2026-04-28")


def page(client, name, *args, **query):
    response = client.get(reverse(f"plans:{name}", args=args), query)
    return response, response.content.decode()


def upload(client, **fields):
    first = client.get(reverse("plans:new")).content.decode()
    key = re.search(r'name="upload_key" value="([^"]+)"', first)[1]
    return client.post(reverse("plans:new"), {"origin": "own", "text": "", "upload_key": key, **fields})


def test_the_whole_way_from_upload_to_acceptance(cast, sign_in):
    culture = sign_in(cast.culture_head)
    response = upload(culture, file=SimpleUploadedFile("ke-hoach.txt", real_text().encode()))
    plan = Plan.objects.get()
    assert response.url == reverse("plans:review", args=[plan.pk])

    _r, html = page(culture, "review", plan.pk)
    assert "Không tìm thấy trong văn bản" in html
    assert f"0/{plan.tasks.count()}" in html
    assert 'id="doan-' in html
    assert "<script" not in html

    # righting one task, then accepting section by section
    first = plan.tasks.first()
    form = {"title": "Mục đích", "text": first.text, "kind": "principle", "mode": "assign", "bound": "before",
            "recurrence": "none", "evidence": "note", "version": first.version, "next": "1"}  # fmt: skip
    response = culture.post(reverse("plans:task", args=[first.pk]), form)
    assert response.url == reverse("plans:task", args=[plan.tasks.all()[1].pk])
    while unseen := plan.tasks.filter(removed=False, seen=False).first():
        shown = plan.tasks.filter(section=unseen.section, removed=False)
        culture.post(reverse("plans:section_seen", args=[plan.pk]), {"task": [task.pk for task in shown]})

    _r, html = page(culture, "confirm", plan.pk)
    assert "chậm nhất thứ Hai, 04/5/2026" in html
    version = re.search(r'name="version" value="(\d+)"', html)[1]
    for _double_click in range(2):
        response = culture.post(reverse("plans:confirm", args=[plan.pk]), {"version": version})
        assert response.url == reverse("plans:detail", args=[plan.pk])
    assert Plan.objects.get().state == PlanState.CONFIRMED

    owed = Occurrence.objects.get(unit=cast.economy, due_on=dt.date(2026, 5, 4))
    economy = sign_in(cast.economy_officer)
    _r, html = page(economy, "occurrence", owed.pk)
    assert "còn 3 ngày làm việc" in html
    assert "trước ngày 05/5" in html
    economy.post(
        reverse("plans:report", args=[owed.pk]), {"bao-answer": "done", "bao-report": "Đã gửi báo cáo 6 tháng."}
    )
    _r, html = page(culture, "occurrence", owed.pk)
    assert "Đã gửi báo cáo 6 tháng." in html
    culture.post(reverse("plans:return", args=[owed.pk]), {"tra-reason": "Thiếu phụ lục số liệu."})
    _r, html = page(economy, "occurrence", owed.pk)
    assert "Thiếu phụ lục số liệu." in html
    economy.post(reverse("plans:report", args=[owed.pk]), {"bao-answer": "done", "bao-report": "Đã kèm phụ lục."})
    culture.post(reverse("plans:accept", args=[owed.pk]))
    owed.refresh_from_db()
    assert owed.state == OccurrenceState.ACCEPTED
    assert Duty.objects.get(subject=owed.subject).state == "fulfilled"


def test_pasted_text_stays_after_an_error(cast, sign_in):
    client = sign_in(cast.culture_head)
    response = upload(client, origin="", text="Văn bản đã dán, rất dài.")
    html = response.content.decode()
    assert "Văn bản đã dán, rất dài." in html
    secret = SMALL.replace("KẾ HOẠCH\n", "MẬT\n\nKẾ HOẠCH\n", 1)
    html = upload(client, text=secret).content.decode()
    assert "dấu mật" in html
    assert not Plan.objects.exists()


def test_a_renamed_zip_and_an_empty_file_are_told(cast, sign_in):
    client = sign_in(cast.culture_head)
    html = upload(client, file=SimpleUploadedFile("ke-hoach.docx", b"PK\x03\x04" + b"x" * 99)).content.decode()
    assert "Không nhận loại tệp này" in html
    html = upload(client, file=SimpleUploadedFile("trong.txt", b"")).content.decode()
    assert "trống" in html


def test_nothing_given_is_told_with_a_sentence(cast, sign_in):
    html = upload(sign_in(cast.culture_head)).content.decode()
    assert "Hãy chọn một tệp, hoặc dán văn bản" in html


def test_the_second_clerk_on_a_task_keeps_what_was_typed_and_can_send_again(cast, sign_in):
    plan = taken_in(cast, text=SMALL)
    task = plan.tasks.get(due_on=dt.date(2026, 5, 15))
    client = sign_in(cast.chair)
    form = {"title": "Chữ của người thứ hai", "text": task.text, "kind": "one_off", "mode": "assign",
            "bound": "before", "due_on": "16/5/2026", "recurrence": "none", "evidence": "note",
            "version": task.version}  # fmt: skip
    services.save_task(task=task, values={"title": "người thứ nhất"}, by=cast.culture_head, now=at("2026-04-28"))
    html = client.post(reverse("plans:task", args=[task.pk]), form).content.decode()
    assert "Người khác vừa sửa việc này" in html
    assert "Chữ của người thứ hai" in html
    form["version"] = re.search(r'name="version" value="(\d+)"', html)[1]
    client.post(reverse("plans:task", args=[task.pk]), form)
    task.refresh_from_db()
    assert (task.title, task.due_on) == ("Chữ của người thứ hai", dt.date(2026, 5, 16))


def test_a_day_no_calendar_has_is_told(cast, sign_in):
    plan = taken_in(cast, text=SMALL)
    task = plan.tasks.first()
    form = {"title": "x", "text": "x", "kind": "one_off", "mode": "assign", "bound": "before", "due_on": "31/02/2026",
            "recurrence": "none", "evidence": "note", "version": task.version}  # fmt: skip
    html = sign_in(cast.chair).post(reverse("plans:task", args=[task.pk]), form).content.decode()
    assert "Lịch không có ngày 31/02/2026" in html
    assert 'value="31/02/2026"' in html


def test_split_merge_drop_restore_add_through_the_pages(cast, sign_in):
    plan = taken_in(cast, text=SMALL)
    client = sign_in(cast.culture_head)
    tasks = list(plan.tasks.all())
    client.post(reverse("plans:task_merge", args=[tasks[1].pk]), {"version": tasks[1].version})
    assert plan.tasks.filter(removed=False).count() == len(tasks) - 1
    tasks[0].refresh_from_db()
    html = client.get(reverse("plans:task_split", args=[tasks[0].pk])).content.decode()
    place = re.search(r'name="at" value="(\d+)"', html)[1]
    client.post(reverse("plans:task_split", args=[tasks[0].pk]), {"at": place, "version": tasks[0].version})
    assert plan.tasks.filter(removed=False).count() == len(tasks)
    client.post(reverse("plans:task_drop", args=[tasks[0].pk]))
    client.post(reverse("plans:task_restore", args=[tasks[0].pk]))
    added = {"section": tasks[0].section, "title": "Việc thêm", "text": "Việc thêm.", "kind": "one_off",
             "mode": "assign", "bound": "by", "due_on": "01/6/2026", "recurrence": "none", "evidence": "note",
             "lead_units": [cast.economy.pk]}  # fmt: skip
    client.post(reverse("plans:task_add", args=[plan.pk]), added)
    new = plan.tasks.get(title="Việc thêm")
    assert list(new.lead_units.all()) == [cast.economy]
    assert new.section == tasks[0].section


def test_publishing_through_the_page_and_what_the_public_sees(cast, sign_in, client):
    plan = confirmed(cast)
    task = plan.tasks.filter(every_office=True, due_on=dt.date(2026, 5, 5)).get()
    services.assign_officer(task=task, officer=cast.economy_officer, by=cast.chair, now=at("2026-03-11"))
    owed = task.occurrences.get(unit=cast.economy)
    services.add_note(occurrence=owed, text="ghi chú nội bộ", form_key="k", by=cast.economy_head, now=at("2026-04-01"))
    public = f"/{cast.commune.slug}/ke-hoach/"
    assert client.get(f"{public}{plan.pk}/").status_code == 404
    clerk = sign_in(cast.clerk)
    html = clerk.post(reverse("plans:publish", args=[plan.pk]), {}).content.decode()
    assert "Hãy đính kèm bản ký" in html
    copy = SimpleUploadedFile("ky.pdf", PDF)
    assert clerk.post(reverse("plans:publish", args=[plan.pk]), {"file": copy}).status_code == 302
    seen = [client.get(public), client.get(f"{public}{plan.pk}/"), client.get(f"{public}{plan.pk}/van-ban/")]
    for response in seen:
        assert response.status_code == 200
        html = response.content.decode()
        assert len(response.content) <= 50_000
        assert not any(person.full_name in html for person in cast.people.values())
        assert "ghi chú nội bộ" not in html
        assert not response.cookies
    detail = seen[1].content.decode()
    assert "Hạn: trước ngày 05/5 (hết ngày 04/5/2026)" in detail
    assert "Đang làm" in detail
    assert "0 trên 3 nơi đã làm xong" in detail
    assert b"".join(client.get(f"{public}{plan.pk}/ban-ky/").streaming_content) == PDF


def test_public_progress_follows_at_once(cast, client):
    plan = published(cast, text=SMALL, day="2026-01-21")
    address = f"/{cast.commune.slug}/ke-hoach/{plan.pk}/"
    assert "Đã xong" not in client.get(address).content.decode().split("<main")[1].replace("Việc đã xong", "")
    owed = Occurrence.objects.get(unit=cast.economy, due_on=dt.date(2026, 5, 14))
    services.report_done(occurrence=owed, report="Xong.", by=cast.economy_head, now=at("2026-04-28"))
    services.accept(occurrence=owed, by=cast.culture_head, now=at("2026-04-28"))
    assert "Đã xong" in client.get(address).content.decode()


def test_unknown_commune_and_the_other_communes_plan_are_not_there(cast, others, client):
    plan = published(cast)
    assert client.get("/khong-co/ke-hoach/").status_code == 404
    assert client.get(f"/{others.commune.slug}/ke-hoach/{plan.pk}/").status_code == 404


def test_whoever_reported_does_not_accept_it(cast, sign_in):
    confirmed(cast)
    owed = Occurrence.objects.get(unit=cast.culture, due_on=dt.date(2026, 5, 4))
    client = sign_in(cast.culture_head)
    client.post(reverse("plans:report", args=[owed.pk]), {"bao-answer": "done", "bao-report": "Xong."})
    client.post(reverse("plans:accept", args=[owed.pk]))
    owed.refresh_from_db()
    assert owed.state == OccurrenceState.REPORTED
    sign_in(cast.chair).post(reverse("plans:accept", args=[owed.pk]))
    owed.refresh_from_db()
    assert owed.state == OccurrenceState.ACCEPTED


def test_only_the_units_own_people_report(cast, sign_in):
    confirmed(cast)
    owed = Occurrence.objects.get(unit=cast.economy, due_on=dt.date(2026, 5, 4))
    answer = {"bao-answer": "done", "bao-report": "Xong."}
    assert sign_in(cast.chair).post(reverse("plans:report", args=[owed.pk]), answer).status_code == 403
    assert sign_in(cast.economy_officer).post(reverse("plans:report", args=[owed.pk]), answer).status_code == 302


def test_an_empty_report_keeps_the_page_and_its_choice(cast, sign_in):
    confirmed(cast)
    owed = Occurrence.objects.get(unit=cast.economy, due_on=dt.date(2026, 5, 4))
    client = sign_in(cast.economy_head)
    html = client.post(reverse("plans:report", args=[owed.pk]), {"bao-answer": "done"}).content.decode()
    assert "Hãy viết vài dòng" in html
    client.post(reverse("plans:report", args=[owed.pk]), {"bao-answer": "nothing_arose"})
    owed.refresh_from_db()
    assert owed.answer == "nothing_arose"


def test_receipts_wait_in_the_list_until_confirmed(cast, sign_in):
    confirmed(cast)
    client = sign_in(cast.economy_head)
    _r, html = page(client, "list")
    assert "Văn bản chờ xác nhận đã nhận" in html
    recipient = PlanRecipient.objects.get(unit=cast.economy)
    assert sign_in(cast.centre_head).post(reverse("plans:receipt", args=[recipient.pk])).status_code == 403
    client.post(reverse("plans:receipt", args=[recipient.pk]), {"tu": "danh-sach"})
    _r, html = page(client, "list")
    assert "Văn bản chờ xác nhận đã nhận" not in html


def test_a_signed_out_form_is_not_lost(cast, client):
    confirmed(cast)
    owed = Occurrence.objects.get(unit=cast.economy, due_on=dt.date(2026, 5, 4))
    response = client.post(
        reverse("plans:report", args=[owed.pk]),
        {"bao-answer": "done", "bao-report": "Chữ đã viết."},
        headers={"origin": "http://testserver"},
    )
    assert response.status_code == 401
    assert "Chữ đã viết." in response.content.decode()


def test_a_section_that_names_nobody_is_given_at_once(cast, sign_in):
    plan = taken_in(cast)
    unsaid = [task for task in plan.tasks.filter(section__startswith="II.") if not task.lead_units.exists()]
    assert unsaid
    given = plan.tasks.filter(section=unsaid[0].section)
    client = sign_in(cast.culture_head)
    send = {"task": [task.pk for task in given], "muc": 2}
    response = client.post(reverse("plans:section_units", args=[plan.pk]), send, follow=True)
    assert "Hãy chọn đơn vị" in response.content.decode()
    client.post(reverse("plans:section_units", args=[plan.pk]), send | {"unit": cast.culture.pk})
    unsaid[0].refresh_from_db()
    assert list(unsaid[0].lead_units.all()) == [cast.culture]
    other = plan.tasks.get(pk=unsaid[-1].pk)
    assert other.section == unsaid[0].section or not other.lead_units.exists()


def test_what_is_named_is_not_given_to_another(cast):
    plan = taken_in(cast, text=SMALL)
    everything = list(plan.tasks.all())
    given = services.assign_unassigned(
        plan=plan, tasks=everything, units=[cast.village], by=cast.chair, now=at("2026-04-28")
    )
    assert given == 0
    assert not plan.tasks.filter(lead_units=cast.village).exists()


def test_the_second_clerk_to_confirm_is_told_who_did(cast, sign_in):
    plan = taken_in(cast, text=SMALL)
    services.mark_seen(plan=plan, by=cast.culture_head, now=at("2026-04-28"))
    first, second = sign_in(cast.culture_head), sign_in(cast.chair)
    plan.refresh_from_db()
    first.post(reverse("plans:confirm", args=[plan.pk]), {"version": plan.version})
    response = second.post(reverse("plans:confirm", args=[plan.pk]), {"version": plan.version}, follow=True)
    assert response.redirect_chain[-1][0] == reverse("plans:detail", args=[plan.pk])
    assert "Ông Trưởng Phòng Văn Hóa đã xác nhận kế hoạch này rồi" in response.content.decode()
    # the back button: the page of the draft leads to what it became
    assert first.get(reverse("plans:review", args=[plan.pk])).url == reverse("plans:detail", args=[plan.pk])


def test_a_draft_changed_meanwhile_is_shown_anew_before_it_is_confirmed(cast, sign_in):
    plan = taken_in(cast, text=SMALL)
    services.mark_seen(plan=plan, by=cast.culture_head, now=at("2026-04-28"))
    plan.refresh_from_db()
    held = plan.version
    services.save_task(task=plan.tasks.first(), values={"title": "Tên mới"}, by=cast.chair, now=at("2026-04-28"))
    client = sign_in(cast.culture_head)
    html = client.post(reverse("plans:confirm", args=[plan.pk]), {"version": held}).content.decode()
    assert "Có người vừa sửa" in html
    assert "Tên mới" in html
    again = re.search(r'name="version" value="(\d+)"', html)[1]
    client.post(reverse("plans:confirm", args=[plan.pk]), {"version": again})
    plan.refresh_from_db()
    assert plan.state == PlanState.CONFIRMED


def test_an_english_plan_is_shown_with_its_warning_and_a_way_on(cast, sign_in):
    client = sign_in(cast.culture_head)
    upload(client, text="PLAN\nThe people's committee shall report before 5 May 2026. " * 5)
    _r, html = page(client, "review", Plan.objects.get().pk)
    assert "không phải tiếng Việt" in html
    assert "Không tìm thấy việc nào trong văn bản" in html
    assert "The people&#x27;s committee shall report" in html


def test_photos_go_in_with_a_note_and_out_to_those_who_see_the_work(cast, sign_in):
    confirmed(cast)
    owed = Occurrence.objects.get(unit=cast.economy, due_on=dt.date(2026, 5, 4))
    client = sign_in(cast.economy_officer)
    two = [SimpleUploadedFile("a.txt", b"mot"), SimpleUploadedFile("b.txt", b"hai")]
    send = {"ghi-text": "Đã họp.", "ghi-percent": "40", "ghi-form_key": "k", "ghi-attachments": two}
    client.post(reverse("plans:note", args=[owed.pk]), send)
    (note,) = owed.notes.all()
    assert note.files.count() == 2
    address = reverse("plans:occurrence_file", args=[owed.pk, note.files.order_by("pk")[0].pk])
    assert b"".join(client.get(address).streaming_content) == b"mot"
    assert sign_in(cast.centre_head).get(address).status_code == 404
    html = client.post(reverse("plans:note", args=[owed.pk]), {"ghi-percent": "101", "ghi-form_key": "l"}).content
    assert "không quá 100" in html.decode()


@pytest.mark.parametrize("typed", ["²", "9" * 30, "\x00", "-1", "٣"])
def test_what_is_no_number_where_a_number_belongs_breaks_nothing(cast, sign_in, typed):
    plan, client = taken_in(cast), sign_in(cast.culture_head)
    page = f"/lam-viec/ke-hoach/{plan.pk}/"
    assert client.get(f"{page}doc/", {"muc": typed}).status_code == 200
    for address in ("doc/da-xem/", "doc/giao/", "xac-nhan/"):
        sent = client.post(page + address, {"task": typed, "muc": typed, "version": typed, "unit": "every"})
        assert sent.status_code in (200, 302)
    first = plan.tasks.first()
    assert client.post(f"/lam-viec/ke-hoach/viec/{first.pk}/gop/", {"version": typed}).status_code == 302
    assert client.post("/lam-viec/viec-phai-lam/thong-bao/da-doc/", {"pk": typed}).status_code == 404


def test_a_double_click_on_a_task_blames_nobody(cast, sign_in):
    plan = taken_in(cast, text=SMALL)
    task, client = plan.tasks.first(), sign_in(cast.culture_head)
    form = {"title": "Niêm yết", "text": "Niêm yết dự toán.", "kind": "one_off", "mode": "assign", "bound": "by",
            "due_on": "14/5/2026", "recurrence": "none", "evidence": "note", "lead_units": cast.economy.pk,
            "version": task.version}  # fmt: skip
    address = reverse("plans:task", args=[task.pk])
    assert client.post(address, form).status_code == 302
    assert client.post(address, form).status_code == 302
    assert "Người khác vừa sửa" in client.post(address, form | {"title": "Khác"}).content.decode()
    task.refresh_from_db()
    assert (task.title, task.version) == ("Niêm yết", form["version"] + 1)
    added = form | {"title": "Việc thêm", "section": task.section}
    for _click in range(2):
        assert client.post(reverse("plans:task_add", args=[plan.pk]), added).status_code == 302
    assert plan.tasks.filter(title="Việc thêm").count() == 1
    plan.refresh_from_db()
    head = {"kind": plan.kind, "title": "Tên đúng", "number": "12", "symbol": "KH-UBND", "dated_on": "20/01/2026",
            "issuer": plan.issuer, "year": "2026", "version": plan.version}  # fmt: skip
    for _click in range(2):
        assert client.post(reverse("plans:head", args=[plan.pk]), head).status_code == 302
