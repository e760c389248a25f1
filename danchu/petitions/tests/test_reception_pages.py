"""The pages of the reception of citizens: the desk's work walked through, what the public sees, who is kept out."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from danchu.audit.models import Act
from danchu.petitions.models import Booking, Schedule, Visit
from danchu.petitions.services import reception
from danchu.petitions.states import BookingState, DayState, Kind, ScheduleState
from danchu.petitions.tests.reception_situations import at, booked, heard, published, the_day

pytestmark = pytest.mark.django_db
MARK = "dấu riêng"
HERE = "ban-mau"


def url(name: str, *args) -> str:
    return reverse(f"reception:{name}", args=args)


def test_a_schedule_from_proposal_to_the_public_page(cast, on_day, sign_in, client):
    on_day("2026-06-15")
    clerk, chair = sign_in(cast.clerk), sign_in(cast.chair)
    page = clerk.get(url("start"))
    sent = {
        "period": "2026-07-01:2026-09-30", "weekday": "3", "weeks": ["1", "3"], "begins": "7h30", "ends": "11:30",
        "minutes": "30", "place": "Phòng tiếp công dân", "receiver": "Chủ tịch UBND xã", "hours": "Giờ hành chính",
    }  # fmt: skip
    assert "2026-07-01:2026-09-30" in page.content.decode()
    page = clerk.post(url("start"), sent, follow=True)
    schedule = Schedule.objects.get()
    assert page.request["PATH_INFO"] == url("schedule", schedule.pk)
    assert schedule.days.count() == 6
    other = {
        "whose": "other", "receiver": "Bí thư Đảng ủy", "on": "21/7/2026", "begins": "8h", "ends": "10h",
        "minutes": "30", "place": "Trụ sở Đảng ủy",
    }  # fmt: skip
    assert clerk.post(url("add", schedule.pk), {**other, "on": "19/7/2026"}).status_code == 422
    assert clerk.post(url("add", schedule.pk), other).status_code == 302
    mine = schedule.days.get(receiver="Bí thư Đảng ủy")
    assert clerk.post(url("change", mine.pk), {**other, "ends": "11h"}).status_code == 302
    assert clerk.post(url("approve", schedule.pk)).status_code == 403
    assert chair.post(url("approve", schedule.pk)).status_code == 302
    assert clerk.get(url("change", mine.pk)).status_code == 404
    assert client.get(f"/{HERE}/tiep-cong-dan/").context["ahead"] == []
    assert clerk.get(url("schedule_paper", schedule.pk, "pdf")).content.startswith(b"%PDF")
    assert clerk.post(url("publish", schedule.pk), {}).status_code == 302
    schedule.refresh_from_db()
    assert schedule.state == ScheduleState.PUBLISHED
    shown = client.get(f"/{HERE}/tiep-cong-dan/").content.decode()
    assert "Bí thư Đảng ủy" in shown
    assert "thứ Năm, 02/7/2026" in shown
    feed = client.get(f"/{HERE}/tiep-cong-dan/lich.ics").content.decode()
    assert feed.count("BEGIN:VEVENT") == 7
    assert "DTSTART:20260702T003000Z" in feed


def test_a_place_is_booked_online_followed_and_given_back(cast, on_day, client, subtests):
    published(cast)
    on_day("2026-06-20")
    chosen = the_day("2026-07-02")
    address = f"/{HERE}/tiep-cong-dan/hen/{chosen.pk}/"
    key = client.get(address).context["form"]["form_key"].value()
    page = client.post(address, {"number": "2", "about": "Đường", "form_key": key, "name": "Một Người"})
    assert page.status_code == 200
    booking, pin = Booking.objects.get(), page.context["pin"]
    assert booking.receipt.code in page.content.decode()
    assert "sessionid" not in page.cookies
    with subtests.test("the place is gone for others"):
        assert client.post(address, {"number": "2", "form_key": "khác"}).status_code == 422
    opened = client.post(f"/{HERE}/tra-cuu/", {"code": booking.receipt.code, "pin": pin})
    ticket = {"ticket": opened.context["ticket"]}
    assert "Lượt số 2" in opened.content.decode()
    away = f"/{HERE}/tiep-cong-dan/huy/"
    with subtests.test("without its ticket nothing is given back"):
        assert client.post(away, {"ticket": "giả"}).status_code == 403
    assert client.post(away, ticket).status_code == 200
    booking.refresh_from_db()
    assert booking.state == BookingState.BOOKED
    assert client.post(away, {**ticket, "sure": "1"}).status_code == 200
    booking.refresh_from_db()
    assert booking.state == BookingState.CANCELLED
    with subtests.test("no day that is over, moved or not public"):
        on_day("2026-07-03")
        assert client.get(address).status_code == 404


def test_the_day_at_the_desk(cast, on_day, sign_in):
    published(cast)
    day = the_day("2026-07-02")
    on_day("2026-06-30")
    clerk = sign_in(cast.clerk)
    key = clerk.get(url("book", day.pk)).context["form"]["form_key"].value()
    slip = clerk.post(url("book", day.pk), {"number": "1", "form_key": key, "read_back": "agreed", "name": "Hẹn Một"})
    assert slip.context["pin"]
    booking, missing = Booking.objects.get(), booked(day, 3, on="2026-06-30")
    assert clerk.get(url("receive") + f"?hen={booking.pk}").status_code == 404  # not the day yet
    on_day("2026-07-02")
    page = clerk.get(url("day", day.pk)).content.decode()
    assert "Hẹn Một" in page
    start = url("receive") + f"?hen={booking.pk}"
    question = clerk.get(start).content.decode()
    assert "người nhà của tôi" in question
    assert "Họ và tên" not in question
    assert cast.chair.full_name in clerk.get(start + "&lien_quan=co").content.decode()
    form = clerk.get(start + "&lien_quan=khong").context["form"]
    assert form["name"].value() == "Hẹn Một"
    assert form["received_by"].value() == cast.chair.pk  # the chair's own day
    sent = {
        "name": "Hẹn Một", "address": "bản Nà Mẫu", "about": f"Đường lầy {MARK}", "kind": "feedback", "people": "6",
        "is_ours": "no", "received_by": cast.clerk.pk, "read_back": "agreed", "form_key": form["form_key"].value(),
        "subjects": [cast.clerk.pk],
    }  # fmt: skip
    wrong = clerk.post(start + "&lien_quan=khong", sent)
    assert wrong.status_code == 422
    assert {"received_by", "guided_to"} <= set(wrong.context["form"].errors)
    assert MARK in wrong.content.decode()
    sent |= {"is_ours": "yes", "subjects": [cast.deputy.pk]}
    refused = clerk.post(start + "&lien_quan=khong", sent).content.decode()
    assert "Điều 29" in refused
    done = clerk.post(start + "&lien_quan=khong", {**sent, "speakers_number": "2", "speakers": "Một, Hai"}, follow=True)
    visit = Visit.objects.get()
    assert done.request["PATH_INFO"] == url("visit", visit.pk)
    assert (visit.day, visit.booking, list(visit.subjects.all())) == (day, booking, [cast.deputy])
    clerk.post(url("absent", missing.pk))
    assert Booking.objects.get(pk=missing.pk).state == BookingState.ABSENT
    clerk.post(url("await_again", missing.pk))
    assert clerk.post(url("note_day", day.pk), {"became": "missed"}).status_code == 422
    assert clerk.post(url("note_day", day.pk), {"became": "in_person"}).status_code == 302
    assert the_day("2026-07-02").state == DayState.HELD
    assert clerk.post(url("take_back", day.pk)).status_code == 302
    assert the_day("2026-07-02").state == DayState.PLANNED


def test_the_register_is_searched_and_taken_out(cast, on_day, sign_in):
    on_day("2026-07-03")
    heard(cast, about=f"=Đường {MARK}", name="Nguyễn Văn Đến")
    heard(cast, key="2", about="Nước sạch", kind=Kind.PETITION)
    heard(cast, key="3", about="Về phó chủ tịch", subjects=[cast.deputy])
    clerk, deputy = sign_in(cast.clerk), sign_in(cast.deputy)
    assert len(clerk.get(url("register")).context["lines"]) == 3
    assert len(deputy.get(url("register")).context["lines"]) == 2
    assert [line["one"].about for line in clerk.get(url("register") + "?q=nguyen+duong").context["lines"]] == [
        f"=Đường {MARK}"
    ]
    assert len(clerk.get(url("register") + "?loai=petition&tu=1/7/2026").context["lines"]) == 1
    assert clerk.get(url("register") + "?tu=sai").status_code == 200
    book = load_workbook(io.BytesIO(clerk.post(url("export", "xlsx")).content))
    rows = [row for row in book.worksheets[0].iter_rows(values_only=True) if row[0]]
    assert len(rows) == 4
    assert len(rows[0]) == 13
    assert rows[1][4] == f"'=Đường {MARK}"
    assert "chưa tìm thấy" in str(list(book.worksheets[1].iter_rows(values_only=True)))
    lines = deputy.post(url("export", "csv")).content.decode()
    assert "Nước sạch" in lines
    assert "Về phó chủ tịch" not in lines
    assert clerk.post(url("export", "pdf") + "?loai=petition").content.startswith(b"%PDF")
    assert clerk.post(url("export", "exe")).status_code == 404
    assert clerk.get(url("export", "csv")).status_code == 405
    assert Act.objects.filter(kind="petitions.register_exported").count() == 3


def test_what_follows_a_visit(cast, on_day, sign_in):
    on_day("2026-07-02")
    clerk, chair = sign_in(cast.clerk), sign_in(cast.chair)
    visit = heard(cast)
    assert clerk.post(url("note", visit.pk), {"on": "02/7/2026", "text": "Đã xem."}).status_code == 302
    assert (
        clerk.post(url("reply", visit.pk), {"reply": "accepted", "text": "Nhận.", "on": "31/6/2026"}).status_code == 422
    )
    assert (
        clerk.post(url("reply", visit.pk), {"reply": "accepted", "text": "Nhận.", "on": "02/7/2026"}).status_code == 302
    )
    given = {"text": "San đường.", "unit": cast.economy.pk, "due_on": "31/7/2026", "contact": "Văn phòng"}
    assert clerk.post(url("conclude", visit.pk), given).status_code == 403
    assert chair.post(url("conclude", visit.pk), given).status_code == 302
    visit = Visit.objects.select_related("conclusion").get()
    assert clerk.post(url("issue", visit.pk), {"number": "9/TB-UBND", "on": "02/7/2026"}).status_code == 302
    assert clerk.get(url("conclusion_paper", visit.conclusion.pk, "docx")).content.startswith(b"PK")
    made = visit.conclusion.pk
    unit, others_unit = sign_in(cast.economy_officer), sign_in(cast.culture_officer)
    assert "Đường vào bản" in unit.get(url("conclusion", made)).content.decode()
    assert unit.get(url("visit", visit.pk)).status_code == 404
    for name in ("conclusion", "finish"):
        assert others_unit.get(url(name, made)).status_code == 404
    assert unit.post(url("finish", made), {"what": "Xong.", "on": "02/7/2026"}).status_code == 302
    fixed = clerk.get(url("correct", visit.pk)).context["form"].initial | {
        "name": "Tên Đúng", "village": "", "received_by": cast.clerk.pk, "subjects": []
    }  # fmt: skip
    assert clerk.post(url("correct", visit.pk), fixed).status_code == 422  # no reason
    assert clerk.post(url("correct", visit.pk), {**fixed, "why": "Nghe nhầm"}).status_code == 302
    page = clerk.get(url("visit", visit.pk)).content.decode()
    assert "Tên Đúng" in page
    assert "“Người Đến Một”" in page
    assert "San đường." in page
    assert "02/7/2026: Đã xem." in page
    assert clerk.get(url("notice_paper", visit.pk, "pdf")).status_code == 404

    start = url("refuse") + "?lien_quan=khong"
    form = clerk.get(start).context["form"]
    sent = {
        "ground": "ND154-04-1h", "reasons": "Đã trả lời.", "name": "Người Hai", "address": "bản Pá", "kind": "petition",
        "about": "Việc cũ", "received_by": cast.clerk.pk, "form_key": form["form_key"].value(),
    }  # fmt: skip
    assert clerk.post(start, {**sent, "ground": "ND154-04-1g"}).status_code == 422  # not explained
    assert clerk.post(start, sent).status_code == 302
    refused = Visit.objects.get(state="refused")
    wrong = clerk.get(url("correct", refused.pk)).context["form"].initial | {
        "about": "Việc cũ, đã trả lời", "village": "", "subjects": [], "why": "Ghi thiếu", "received_by": cast.clerk.pk,
    }  # fmt: skip
    assert clerk.post(url("correct", refused.pk), wrong).status_code == 302
    assert clerk.get(url("notice_paper", refused.pk, "pdf")).content.startswith(b"%PDF")
    assert clerk.post(url("notice", refused.pk), {"number": "3/TB-UBND", "on": "02/7/2026"}).status_code == 302


def test_nobody_else_finds_their_way_in(cast, others, on_day, sign_in, subtests):
    published(cast)
    on_day("2026-07-02")
    day, visit = the_day("2026-07-02"), heard(cast, subjects=[cast.deputy])
    booking = booked(day)
    for person, expected in ((others.chair, 404), (cast.culture_head, 403), (cast.admin, 403)):
        with subtests.test(person.full_name):
            inside = sign_in(person)
            assert inside.get(url("day", day.pk)).status_code == expected
            assert inside.get(url("schedule", day.schedule_id)).status_code == expected
            assert inside.post(url("give_back", booking.pk)).status_code == expected
            assert inside.get(url("visit", visit.pk)).status_code == 404
            assert inside.get(url("receive") + f"?hen={booking.pk}&lien_quan=khong").status_code == expected
    deputy = sign_in(cast.deputy)
    for name in ("visit", "note", "reply", "conclude"):
        assert deputy.get(url(name, visit.pk)).status_code == 404, name
    assert visit.name not in deputy.get(url("day", day.pk)).content.decode()
    other = booked(day, 2, key="khác", contact={"name": MARK})
    heard(cast, key="khác", subjects=[cast.deputy], day=day, booking=other)
    for person, sees in ((cast.deputy, False), (cast.clerk, True)):
        page = sign_in(person).get(url("day", day.pk)).content.decode()
        assert (MARK in page, other.receipt.code in page) == (sees, sees)


def test_the_public_page_shows_what_was_held_missed_and_moved_and_nobody_who_came(cast, on_day, client):
    published(cast)
    heard(cast, name=MARK, about=MARK)
    booked(the_day("2026-07-16"), on="2026-07-01", contact={"name": MARK})
    reception.note_missed(day=the_day("2026-07-02"), reason="Bão số 1.", by=cast.clerk, now=at("2026-07-02"))
    reception.note_held(day=the_day("2026-07-16"), in_person=False, by=cast.clerk, now=at("2026-07-16"))
    on_day("2026-08-03")
    page = client.get(f"/{HERE}/tiep-cong-dan/").content.decode()
    for words in ("Bão số 1.", "Không tiếp", "Người khác tiếp thay", "tháng 7/2026", "Thiếu ngày tiếp", "136/2025"):
        assert words in page, words
    assert MARK not in page
    assert client.get(f"/en/{HERE}/tiep-cong-dan/").status_code == 200
