"""The pages of a meeting as a village head and two who count use them, without a script."""

import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse

from danchu.core.errors import Refused
from danchu.decisions.models import Attendance, Count, Meeting, Result, Vote
from danchu.decisions.queries.meetings import rows_of
from danchu.decisions.rules.meetings import Tally
from danchu.decisions.services import Ticked, tick, type_count
from danchu.decisions.tests.gatherings import AFTER, CALLED, DAY, EVENING, called, held
from danchu.decisions.tests.situations import open_with_roll
from danchu.organisation.tests.cast import make_commune

pytestmark = pytest.mark.django_db


def page(client, name: str, *args) -> str:
    answer = client.get(reverse(f"meetings:{name}", args=args))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def sent(client, name: str, *args, **data) -> str:
    answer = client.post(reverse(f"meetings:{name}", args=args), data, follow=True)
    assert answer.status_code in (200, 422), answer.status_code
    return answer.content.decode()


def hidden(text: str, name: str) -> str:
    return json_unescape(re.search(rf'name="{name}" value="([^"]*)"', text)[1])


def json_unescape(text: str) -> str:
    return text.replace("&quot;", '"')


def test_a_meeting_from_the_plan_to_the_result(cast, on_day, sign_in):
    on_day(CALLED.isoformat())
    vote = open_with_roll(cast, 12)
    head, officer = sign_in(cast.village_head), sign_in(cast.culture_head)
    assert "Làm đường vào bản" in page(head, "list")
    plan = {"title": "Họp bàn", "on": "14/03/2026", "at": "19h30", "place": "Nhà văn hóa", "convenor": "Trưởng bản"}
    answer = head.post(reverse("meetings:new") + f"?vote={vote.pk}", {**plan, "on": "31/02/2026"})
    assert "Lịch không có ngày" in answer.content.decode()
    assert "19h30" in answer.content.decode()
    assert head.post(reverse("meetings:new") + f"?vote={vote.pk}", plan).status_code == 302
    pk = Meeting.objects.get().pk
    call = {"called_on": "10/03/2026", "ways": ["giay", "loa"], "posted": "on"}
    assert "khoản 4 Điều 3" in sent(head, "call", pk, **call)  # the documents are missing; what was typed stays
    assert "Điểm danh" in sent(head, "call", pk, **call, documents_on="10/03/2026")
    on_day(DAY.isoformat())
    listed = page(head, "attendance", pk)
    rows = rows_of(Meeting.objects.get())
    ticks = {f"h{row.pk}": "representative" for row in rows[:9]} | {f"h{row.pk}": "" for row in rows[9:]}
    said = sent(head, "attendance", pk, **ticks, form_key=hidden(listed, "form_key"), seen=hidden(listed, "seen"))
    assert "Đã lưu 9 hộ" in said
    assert "Đã có 9/12 hộ" in said
    assert "Không đọc được: 13" in sent(head, "attendance_type", pk, numbers="10T, 13")
    assert "10T" in sent(head, "attendance_type", pk, numbers="10T, 13")
    sent(head, "attendance_type", pk, numbers="9, 10T")
    assert Attendance.objects.filter(present="substitute").count() == 1
    sent(head, "attendance_close", pk, women="4", men="6")
    assert "11, nhiều hơn 10 hộ" in sent(head, "count", pk, vote.pk, yes="9", no="2", other="0", invalid="0")
    sent(head, "count", pk, vote.pk, yes="9", no="1", other="0", invalid="0")
    assert 'value="9"' not in page(officer, "count", pk, vote.pk)
    said = sent(officer, "count", pk, vote.pk, yes="8", no="2", other="0", invalid="0")
    assert "Hai bản khác nhau" in said
    settled = page(officer, "settle", pk, vote.pk)
    assert "Bác Trưởng Bản" in settled
    assert "Ông Trưởng Phòng Văn Hóa" in settled
    assert "Hãy điền" in sent(officer, "settle", pk, vote.pk, yes="9", no="1", other="0", invalid="0", why="")
    sent(officer, "settle", pk, vote.pk, yes="9", no="1", other="0", invalid="0", why="Đếm lại.")
    assert "Cần ít nhất 8 trên 12" in sent(head, "declare", pk, vote.pk)
    assert (Result.objects.get().yes, Result.objects.get().women) == (9, 4)
    sent(head, "write", pk, remarks="Ai cũng mừng.", conclusions="Làm từ tháng 4.", version="3", ended="21:30")
    for kind in ("pdf", "docx"):
        assert head.get(reverse("meetings:minutes", args=[pk, kind])).status_code == 200
        assert head.get(reverse("meetings:counting_minutes", args=[pk, kind])).status_code == 200
    assert head.get(reverse("meetings:minutes", args=[pk, "exe"])).status_code == 404


def test_two_who_opened_the_list_at_once_lose_nothing(cast, on_day, sign_in):
    on_day(DAY.isoformat())
    meeting = called(cast, open_with_roll(cast, 6))
    one, other = sign_in(cast.village_head), sign_in(cast.culture_head)
    first, second = page(one, "attendance", meeting.pk), page(other, "attendance", meeting.pk)
    rows = rows_of(meeting)
    for client, listed, came_here in ((one, first, rows[:2]), (other, second, rows[2:3])):
        ticks = {f"h{row.pk}": "representative" if row in came_here else "" for row in rows}
        sent(
            client, "attendance", meeting.pk, **ticks, form_key=hidden(listed, "form_key"), seen=hidden(listed, "seen")
        )  # fmt: skip
    assert meeting.attendance.count() == 3


def test_ticks_are_refused_aloud_once_attendance_is_closed(cast, on_day, sign_in):
    on_day(DAY.isoformat())
    meeting, _vote = held(cast, 3, households_in_all=4)
    ticks = json.dumps([{"key": "k", "household": rows_of(meeting)[3].pk, "present": "representative"}])
    answer = sign_in(cast.village_head).post(reverse("meetings:ticks", args=[meeting.pk]), {"ticks": ticks})
    assert (answer.status_code, "Điểm danh đã chốt" in answer.json()["error"]) == (409, True)
    answer = sign_in(cast.village_head).post(reverse("meetings:ticks", args=[meeting.pk]), {"ticks": "{"})
    assert answer.status_code == 400


def test_a_meeting_too_small_leads_to_ballots(cast, on_day, sign_in):
    on_day(DAY.isoformat())
    meeting, vote = held(cast, 7, households_in_all=12)
    head = sign_in(cast.village_head)
    assert "họp thiếu hộ" in page(head, "meeting", meeting.pk)
    door = reverse("decisions:second", args=[vote.matter_id, vote.pk])
    assert f'href="{door}">Chuyển sang phát phiếu' in sent(head, "declare", meeting.pk, vote.pk)
    assert "Kết quả của cuộc họp vẫn còn nguyên" in head.get(door).content.decode()
    went = head.post(door)
    ballots = Vote.objects.get(form="ballot")
    assert (ballots.after, went.url) == (vote, reverse("ballots:vote", args=[ballots.pk]))
    assert f'href="{went.url}">Đến việc phát phiếu' in page(head, "meeting", meeting.pk)


def test_only_who_runs_the_villages_meetings_sees_its_households(cast, sign_in):
    meeting = called(cast, open_with_roll(cast, 3))
    stranger = make_commune("ban-khac", "xã Bản Khác", "99002", prefix="khac_")
    for person, expected in ((cast.economy_officer, 403), (stranger.village_head, 404), (stranger.culture_head, 404)):
        for name in ("meeting", "attendance", "route", "invitations"):
            answer = sign_in(person).get(reverse(f"meetings:{name}", args=[meeting.pk]))
            assert answer.status_code == expected, (person, name)


@pytest.mark.django_db(transaction=True)
def test_two_clerks_tick_and_type_at_the_same_moment(cast):
    vote = open_with_roll(cast, 30)
    meeting = called(cast, vote)
    rows = rows_of(meeting)

    def ticking(who):
        try:
            for row in rows:
                one = Ticked(f"{who.pk}-{row.pk}", row.pk, "representative")
                tick(meeting=meeting, ticks=[one], by=who, now=EVENING)
        finally:
            connection.close()

    def typing(who):
        try:
            return type_count(vote=vote, meeting=meeting, tally=Tally(25, 5), by=who, now=AFTER).slot
        except Refused:
            return 0
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(ticking, (cast.village_head, cast.culture_officer)))
    assert meeting.attendance.count() == 30
    Meeting.objects.update(state="held")
    with ThreadPoolExecutor(3) as pool:
        slots = sorted(pool.map(typing, (cast.village_head, cast.culture_officer, cast.culture_head)))
    assert (slots, Count.objects.count()) == ([0, 1, 2], 2)
