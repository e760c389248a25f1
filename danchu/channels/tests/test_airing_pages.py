"""Who gets where, what the public hears, what the papers say; nothing typed is lost."""

import datetime

import pdfplumber
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from danchu.channels import services
from danchu.channels.models import Airing, Announcement, Relay, Script, Station
from danchu.channels.papers import airing as sheets
from danchu.channels.papers.airing import pdf
from danchu.channels.queries import sounds_of
from danchu.channels.services.airing_daily import remind_airings, remind_relays
from danchu.channels.states import Way
from danchu.channels.tests.hearing import announced, confirmed, has_voice, moment, planned, station, villages, wav
from danchu.notifications.models import Message

pytestmark = pytest.mark.django_db
THREE = ("2026-02-11", "2026-02-12", "2026-02-13")


def _approved(cast, told, text="Ủy ban nhân dân xã thông báo. Mời bà con xem bảng tin."):
    script = services.begin_script(announcement=told, text=text, by=cast.economy_officer, now=moment("2026-02-10"))
    services.record(
        script=script, upload=SimpleUploadedFile("a.wav", wav()), reader="Chị Đọc Bài", agreed=True,
        by=cast.economy_officer, now=moment("2026-02-10"),
    )  # fmt: skip
    return services.approve_script(script=script, by=cast.chair, now=moment("2026-02-10"))


# -- who ------------------------------------------------------------------------------------------------------------
def test_another_office_sees_nothing_the_desks_and_the_chair_do(cast, others, sign_in, on_day):
    on_day("2026-02-12")
    told = announced(cast)
    address = reverse("airing:detail", args=[told.pk])
    people = {
        cast.economy_officer: 200, cast.chair: 200, cast.clerk: 200, cast.culture_head: 200, cast.centre_head: 404,
        cast.village_head: 404, others.chair: 404, others.clerk: 404,
    }  # fmt: skip
    assert {person: sign_in(person).get(address).status_code for person in people} == people


def test_whoever_writes_does_not_approve(cast, sign_in, on_day):
    on_day("2026-02-12")
    script = services.begin_script(
        announcement=announced(cast), text="Mời bà con xem bảng tin.", by=cast.economy_officer, now=moment("2026-02-10")
    )
    address = reverse("airing:script_approve", args=[script.pk])
    assert sign_in(cast.economy_officer).post(address).status_code == 403
    assert sign_in(cast.clerk).post(address).status_code == 403
    assert Script.objects.get(pk=script.pk).approved_by is None
    assert sign_in(cast.culture_head).post(address).status_code == 302
    assert Script.objects.get(pk=script.pk).approved_by == cast.culture_head


def test_a_village_head_confirms_the_villages_own_loudspeaker_only(cast, sign_in, on_day):
    on_day("2026-02-12")
    told = announced(cast)
    own = station(cast, name="Loa bản", unit=cast.village, hears=[])
    planned(cast, told, [station(cast), own], *THREE)
    client = sign_in(cast.village_head)
    assert told.title in client.get(reverse("airing:list")).content.decode()
    address = reverse("airing:confirm", args=[told.pk])
    page = client.get(address).content.decode()
    assert "Loa bản" in page
    assert "Cụm loa trung tâm" not in page
    first = Airing.objects.filter(station=own).first()
    foreign = Airing.objects.exclude(station=own).first()
    client.post(address, {f"b{first.pk}-happened": "yes", f"b{foreign.pk}-happened": "yes"})
    assert list(Airing.objects.filter(aired_at__isnull=False)) == [first]
    assert client.post(reverse("airing:take_back", args=[foreign.pk])).status_code == 404


def test_a_village_head_tells_for_the_own_village_only(cast, sign_in, on_day):
    on_day("2026-02-12")
    (far,) = villages(cast, "bản Xa")
    told = announced(cast)
    foreign = Relay.objects.get(announcement=told, village=far)
    given = {"way": Way.DOORS, "told_on": "11/02/2026"}
    assert sign_in(cast.village_head).post(reverse("airing:tell", args=[foreign.pk]), given).status_code == 404
    own = Relay.objects.get(announcement=told, village=cast.village)
    sign_in(cast.village_head).post(reverse("airing:tell", args=[own.pk]), given)
    own.refresh_from_db()
    assert (own.told_on, own.told_by) == (datetime.date(2026, 2, 11), cast.village_head)


def test_the_clerk_types_several_villages_and_loses_nothing(cast, sign_in, on_day):
    on_day("2026-02-12")
    villages(cast, "bản Lẻ", "bản Xa")
    told = announced(cast)
    one, two, three = Relay.objects.filter(announcement=told).order_by("village__order")
    client, address = sign_in(cast.clerk), reverse("airing:tell_several", args=[told.pk])
    typed = {f"t{one.pk}-way": "doors", f"t{one.pk}-told_on": "11/02/2026", f"t{one.pk}-households": "40"}
    answer = client.post(address, {**typed, f"t{two.pk}-way": "meeting"})
    assert answer.status_code == 422
    assert 'value="11/02/2026"' in answer.content.decode()
    assert not Relay.objects.filter(told_on__isnull=False).exists()
    client.post(address, {**typed, f"t{two.pk}-way": "meeting", f"t{two.pk}-told_on": "12/02/2026"})
    assert Relay.objects.filter(told_on__isnull=False).count() == 2
    three.refresh_from_db()
    assert three.told_on is None


def test_a_name_without_a_form_of_address_is_asked_about(cast, sign_in, on_day):
    on_day("2026-02-12")
    told = announced(cast)
    client, address = sign_in(cast.economy_officer), reverse("airing:script_begin", args=[told.pk])
    given = {"text": "Mời Lò Văn Bình đến nhận tiền.", "dialect": "north"}
    answer = client.post(address, given)
    assert answer.status_code == 422
    assert "Lò Văn Bình" in answer.content.decode()
    assert client.post(address, {**given, "text": "Mời bà Lò Thị B đến."}).status_code == 422
    assert not Script.objects.exists()
    assert client.post(address, {**given, "looked": "on"}).status_code == 302


def test_a_missed_one_without_a_reason_comes_back(cast, sign_in, on_day):
    on_day("2026-02-12")
    told = announced(cast)
    airings = planned(cast, told, [station(cast)], *THREE)
    address = reverse("airing:confirm", args=[told.pk])
    answer = sign_in(cast.economy_officer).post(
        address, {f"b{airings[0].pk}-happened": "no", f"b{airings[1].pk}-happened": "yes"}
    )
    assert answer.status_code == 422
    assert not Airing.objects.filter(aired_at__isnull=False).exists()


def test_stations_are_kept_by_the_desks(cast, others, sign_in, on_day):
    on_day("2026-02-12")
    given = {"name": "Cụm chợ", "unit": cast.committee.pk, "times": "5h30, 17:00", "hears": [cast.village.pk]}
    assert sign_in(cast.economy_head).post(reverse("airing:station_add"), given).status_code == 403
    client = sign_in(cast.clerk)
    assert client.post(reverse("airing:station_add"), {**given, "times": "sáng"}).status_code == 422
    client.post(reverse("airing:station_add"), given)
    client.post(reverse("airing:station_add"), given)
    made = Station.objects.get()
    assert (made.times, list(made.hears.all())) == ("05:30, 17:00", [cast.village])
    assert sign_in(others.clerk).get(reverse("airing:station", args=[made.pk])).status_code == 404


# -- what the public hears ------------------------------------------------------------------------------------------
def test_the_sound_is_public_once_approved_whole_and_in_parts(cast, client, others):
    told = announced(cast)
    address = f"/ban-mau/nghe/{told.pk}.mp3"
    assert client.get(address).status_code == 404
    script = _approved(cast, told)
    whole = client.get(address)
    data = b"".join(whole.streaming_content)
    assert (whole["Content-Type"], len(data)) == ("audio/mpeg", script.recording.size)
    assert whole["Accept-Ranges"] == "bytes"
    assert not whole.cookies
    part = client.get(address, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, data[10:20])
    assert part["Content-Range"] == f"bytes 10-19/{len(data)}"
    assert client.get(address, headers={"Range": "bytes=-5"}).content == data[-5:]
    assert client.get(address, headers={"Range": f"bytes={len(data)}-"}).status_code == 416
    assert client.get(address, headers={"If-None-Match": whole["ETag"]}).status_code == 304
    old = client.get(address, headers={"Range": "bytes=0-1", "If-Range": '"other"'})
    assert old.status_code == 200
    assert client.get(f"/ban-khac/nghe/{told.pk}.mp3").status_code == 404
    assert client.get(f"/ban-mau/nghe/{told.pk}.ogg").status_code == 404
    services.withdraw(commune=cast.commune, subject=told.subject)
    assert client.get(address).status_code == 404


def test_a_villages_language_is_heard_at_its_own_address(cast, client):
    told = announced(cast)
    script = services.begin_script(
        announcement=told, text="", language="Mông", by=cast.economy_officer, now=moment("2026-02-10")
    )
    services.record(
        script=script, upload=SimpleUploadedFile("a.wav", wav()), reader="Chị Đọc Bài", agreed=True,
        by=cast.economy_officer, now=moment("2026-02-10"),
    )  # fmt: skip
    assert sounds_of(cast.commune, told.subject) == ()
    services.approve_script(script=script, by=cast.chair, now=moment("2026-02-10"))
    (sound,) = sounds_of(cast.commune, told.subject)
    assert (sound.language, sound.path) == ("Mông", f"nghe/{told.pk}/{script.pk}.mp3")
    assert client.get(f"/ban-mau/{sound.path}").status_code == 200
    assert client.get(f"/ban-mau/nghe/{told.pk}.mp3").status_code == 404
    assert client.get(f"/ban-mau/nghe/{told.pk + 1}/{script.pk}.mp3").status_code == 404


def test_a_draft_is_heard_by_its_own_people_only(cast, others, sign_in, client):
    script = services.begin_script(
        announcement=announced(cast), text="Mời bà con.", by=cast.economy_officer, now=moment("2026-02-10")
    )
    address = reverse("airing:script_sound", args=[script.pk])
    assert client.get(address).status_code == 302
    assert sign_in(others.chair).get(address).status_code == 404
    assert sign_in(cast.centre_head).get(address).status_code == 404
    answer = sign_in(cast.economy_officer).get(address)
    assert answer.status_code == (200 if has_voice() else 404)
    if has_voice():
        assert answer["Content-Type"] == "audio/mpeg"


def test_without_a_machine_voice_the_page_says_so(cast, sign_in, settings):
    settings.SPEAKER = "danchu.channels.tests.voices.Nobody"
    script = services.begin_script(
        announcement=announced(cast), text="Mời bà con.", by=cast.economy_officer, now=moment("2026-02-10")
    )
    answer = sign_in(cast.economy_officer).get(reverse("airing:script_sound", args=[script.pk]))
    assert answer.status_code == 404
    assert "chưa cài giọng máy" in answer.content.decode()


# -- papers ---------------------------------------------------------------------------------------------------------
def _text(content) -> str:
    import io

    with pdfplumber.open(io.BytesIO(pdf(content))) as made:
        return " ".join(" ".join(page.extract_text() for page in made.pages).split())


def test_the_sheet_has_every_broadcast_and_the_approved_words(cast):
    told = announced(cast)
    airings = planned(cast, told, [station(cast)], *THREE)
    confirmed(cast, told, airings[:1], day="2026-02-11")
    draft = _text(sheets.sheet(told, address="https://xa.example/ban-mau/cong-khai/2026/1"))
    assert "bản nháp" in draft
    _approved(cast, told)
    words = _text(sheets.sheet(told, address="https://xa.example/ban-mau/cong-khai/2026/1"))
    assert "Mời bà con xem bảng tin." in words
    assert words.count("Cụm loa trung tâm") == 6
    assert "thứ Tư, 11/02/2026" in words
    assert "Chị Đọc Bài" not in words
    assert "DỮ LIỆU MẪU" in words


def test_the_slip_of_a_village_head_has_the_words_and_lines_to_tick(cast):
    told = announced(cast)
    words = _text(sheets.slip(Relay.objects.get(announcement=told), address="https://xa.example/x"))
    assert "Mỗi hộ góp 500.000 đồng" in words
    assert "không nộp lại danh sách hộ" in words


# -- every day ------------------------------------------------------------------------------------------------------
def test_who_was_at_the_loudspeaker_is_asked_the_day_after_once(cast):
    told = announced(cast)
    airings = planned(cast, told, [station(cast)], *THREE)
    on = datetime.date(2026, 2, 11)
    assert remind_airings(commune=cast.commune, on=on, now=moment("2026-02-11")) == 0
    on = datetime.date(2026, 2, 12)
    assert remind_airings(commune=cast.commune, on=on, now=moment("2026-02-12")) > 0
    assert remind_airings(commune=cast.commune, on=on, now=moment("2026-02-12")) == 0
    assert Message.objects.filter(recipient=cast.economy_officer).count() == 1
    Message.objects.all().delete()
    confirmed(cast, told, airings[:2], day="2026-02-11")
    assert remind_airings(commune=cast.commune, on=on, now=moment("2026-02-12")) == 0


def test_a_village_head_is_reminded_after_three_days_once(cast):
    announced(cast)
    for day, told in (("2026-02-13", 0), ("2026-02-14", 1), ("2026-02-15", 0)):
        on = datetime.date.fromisoformat(day)
        assert remind_relays(commune=cast.commune, on=on, now=moment(day)) == told
    assert Message.objects.get().recipient == cast.village_head


def test_the_list_asks_the_same_few_questions_for_many(cast, sign_in, on_day, django_assert_max_num_queries):
    on_day("2026-02-12")
    place = station(cast)
    for number in range(1, 15):
        planned(cast, announced(cast, subject=f"disclosure.version:{number}"), [place], *THREE)
    assert Announcement.objects.count() == 14
    client = sign_in(cast.economy_officer)
    with django_assert_max_num_queries(24):
        client.get(reverse("airing:list"))
