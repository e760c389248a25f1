"""From the script to the confirmed third day: nothing counts before somebody says so."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from danchu.channels import queries, services
from danchu.channels.models import Airing, Relay
from danchu.channels.queries.airing import days_to_add
from danchu.channels.queries.hearing import Reach
from danchu.channels.rules.airing import days_missing, longest_run, proposed_days, times_of
from danchu.channels.states import Dialect, Form, ScriptState, Voice, Way
from danchu.channels.tests.hearing import announced, confirmed, has_voice, moment, planned, station, villages, wav
from danchu.core.errors import Refused, Stale
from danchu.register.queries import revision

D = datetime.date
pytestmark = pytest.mark.django_db


def _day(number: int) -> D:
    return D(2026, 2, number)


# -- rules ----------------------------------------------------------------------------------------------------------
def test_times_as_people_write_them():
    assert times_of("5h30, 17:00") == times_of("17h và 05:30") == (datetime.time(5, 30), datetime.time(17, 0))
    with pytest.raises(ValueError, match="sáng sớm"):
        times_of("5h30, sáng sớm")


def test_l10_a13_3_the_sheet_proposes_three_days_from_tomorrow():
    assert proposed_days(_day(10), 3) == (_day(11), _day(12), _day(13))
    assert len(proposed_days(_day(10), 1)) == 3
    assert len(proposed_days(_day(10), 5)) == 5


@pytest.mark.parametrize(
    ("days", "run"), [((), 0), ((11,), 1), ((11, 12, 13), 3), ((11, 13, 14), 2), ((11, 12, 14, 15, 16, 17), 4)]
)
def test_l10_a13_3_only_days_in_a_row_count(days, run):
    assert longest_run([_day(each) for each in days]) == run


@pytest.mark.parametrize(
    ("aired", "planned_days", "today", "more"),
    [
        ((), (11, 12, 13), 10, ()),
        ((), (11, 12), 10, (13,)),
        ((11,), (13,), 12, (14, 15)),  # the 12th was missed: the run begins anew
        ((11, 12), (), 13, (13,)),
        ((11, 12), (), 14, (15, 16, 17)),  # yesterday is gone too
        ((11, 12, 13), (), 20, ()),
        ((), (), 10, (11, 12, 13)),
    ],
)
def test_l10_a13_3_a_missed_day_is_made_up_for(aired, planned_days, today, more):
    found = days_missing(map(_day, aired), map(_day, planned_days), 3, _day(today))
    assert found == tuple(_day(each) for each in more)


# -- the sheet ------------------------------------------------------------------------------------------------------
def test_l10_a13_3_the_third_confirmed_day_completes_it(cast):
    told, place = announced(cast, goes_to_heads=False), station(cast)
    airings = planned(cast, told, [place], "2026-02-11", "2026-02-12", "2026-02-13")
    assert len(airings) == 6

    def standing(day):
        return queries.coverage(cast.commune, [told.subject], day)[told.subject]

    assert (standing(_day(13)).air_days, standing(_day(13)).aired, standing(_day(13)).complete) == (0, 0, False)
    confirmed(cast, told, [each for each in airings if each.on <= _day(12)], day="2026-02-12")
    assert (standing(_day(12)).air_days, standing(_day(12)).complete) == (2, False)
    assert standing(_day(12)).silent_villages == ()
    confirmed(cast, told, [each for each in airings if each.on == _day(13)][:1], day="2026-02-13")
    assert (standing(_day(13)).air_days, standing(_day(13)).complete) == (3, True)


def test_a_day_that_has_not_come_is_not_confirmed(cast):
    told = announced(cast)
    airings = planned(cast, told, [station(cast)], "2026-02-11", "2026-02-12", "2026-02-13")
    with pytest.raises(Refused, match="chưa đến"):
        confirmed(cast, told, airings[-1:], day="2026-02-12")
    assert not Airing.objects.filter(aired_at__isnull=False).exists()


def test_a_missed_one_has_a_reason_and_another_day_is_proposed(cast):
    told, place = announced(cast), station(cast)
    airings = planned(cast, told, [place], "2026-02-11", "2026-02-12", "2026-02-13")
    twelfth = [each for each in airings if each.on == _day(12)]
    with pytest.raises(Refused, match="lý do"):
        services.confirm_airings(
            announcement=told, answers=[services.Answer(twelfth[0], False)], by=cast.economy_officer,
            now=moment("2026-02-12"),
        )  # fmt: skip
    answers = [services.Answer(each, False, "Mất điện") for each in twelfth]
    now = moment("2026-02-12", "20:00")
    assert services.confirm_airings(announcement=told, answers=answers, by=cast.economy_officer, now=now) == 2
    assert services.confirm_airings(announcement=told, answers=answers, by=cast.economy_officer, now=now) == 0
    assert days_to_add(told, place, _day(12)) == (_day(14), _day(15))
    planned(cast, told, [place], "2026-02-14", "2026-02-15", now="2026-02-12")
    assert days_to_add(told, place, _day(12)) == ()


def test_the_sheet_is_refused_when_the_days_are_too_few_or_past(cast):
    told, place = announced(cast), station(cast)
    with pytest.raises(Refused, match="13/02/2026"):
        planned(cast, told, [place], "2026-02-11", "2026-02-12")
    assert not Airing.objects.exists()
    with pytest.raises(Refused, match="09/02/2026"):
        planned(cast, told, [place], "2026-02-09", "2026-02-10", "2026-02-11")
    planned(cast, told, [place], "2026-02-11", "2026-02-12", "2026-02-13")
    planned(cast, told, [place], "2026-02-11", "2026-02-12", "2026-02-13")  # sent twice
    assert Airing.objects.count() == 6


def test_a_confirmation_is_taken_back(cast):
    told = announced(cast)
    airings = planned(cast, told, [station(cast)], "2026-02-11", "2026-02-12", "2026-02-13")
    confirmed(cast, told, airings[:1], day="2026-02-11")
    airings[0].refresh_from_db()
    services.take_back_airing(airing=airings[0], by=cast.economy_officer, now=moment("2026-02-12"))
    assert queries.coverage(cast.commune, [told.subject], _day(12))[told.subject].aired == 0


def test_a_dropped_broadcast_keeps_its_reason_counts_nowhere_and_may_be_planned_anew(cast):
    told, place = announced(cast), station(cast)
    three = ("2026-02-11", "2026-02-12", "2026-02-13")
    first, *_rest = planned(cast, told, [place], *three)
    given = {"announcement": told, "airing": first, "by": cast.economy_officer, "now": moment("2026-02-10")}
    with pytest.raises(Refused, match="lý do"):
        services.drop_airing(reason=" ", **given)
    services.drop_airing(reason="Loa hỏng", **given)
    first.refresh_from_db()
    assert (first.missed, first.aired_at) == ("Loa hỏng", None)
    with pytest.raises(Refused, match="đã được xác nhận"):
        services.drop_airing(reason="Loa hỏng", **given)
    standing = queries.coverage(cast.commune, [told.subject], _day(13))[told.subject]
    assert (standing.aired, standing.stations[0].missed) == (0, 1)
    planned(cast, told, [place], *three)
    first.refresh_from_db()
    assert first.missed == ""
    assert Airing.objects.count() == 6


# -- several stations -----------------------------------------------------------------------------------------------
def test_every_station_of_the_commune_counts_a_villages_own_does_not(cast):
    far, alone = villages(cast, "bản Xa", "bản Lẻ")
    told = announced(cast, goes_to_heads=False)
    first, second = station(cast), station(cast, name="Cụm loa chợ", hears=[])
    own = station(cast, name="Cụm loa bản Xa", unit=far, hears=[])
    three = ("2026-02-11", "2026-02-12", "2026-02-13")
    airings = planned(cast, told, [first, second, own], *three)
    confirmed(cast, told, [each for each in airings if each.station == first], day="2026-02-13")

    def standing():
        return queries.coverage(cast.commune, [told.subject], _day(13))[told.subject]

    assert (standing().air_days, standing().complete) == (0, False)
    assert standing().silent_villages == ("bản Xa", "bản Lẻ")
    confirmed(cast, told, [each for each in airings if each.station == second], day="2026-02-13")
    assert (standing().air_days, standing().complete) == (3, True)
    services.read_at_meeting(
        announcement=told, village=alone, on=_day(12), note="Họp bản, 31 hộ", by=cast.economy_officer,
        now=moment("2026-02-13"),
    )  # fmt: skip
    assert standing().silent_villages == ("bản Xa",)
    assert [unit.name for unit in Reach(cast.commune).without_sound(_day(13))] == ["bản Lẻ"]
    assert {one.name: one.counts for one in standing().stations}["Cụm loa bản Xa"] is False


def test_l10_a12_1_c_without_any_station_nothing_is_owed_on_the_loudspeaker(cast):
    told = announced(cast, goes_to_heads=False)
    standing = queries.coverage(cast.commune, [told.subject], _day(13))[told.subject]
    assert (standing.air_days_needed, standing.complete) == (0, True)
    assert standing.silent_villages == ("bản Nà Mẫu",)


def test_coverage_asks_the_same_few_questions_for_many(cast, django_assert_num_queries):
    place = station(cast)
    subjects = [announced(cast, subject=f"disclosure.version:{number}").subject for number in range(1, 6)]
    planned(cast, announced(cast), [place], "2026-02-11", "2026-02-12", "2026-02-13")
    with django_assert_num_queries(8):
        queries.coverage(cast.commune, subjects, _day(12))
    with django_assert_num_queries(8):
        queries.coverage(cast.commune, subjects[:1], _day(12))


def test_a_station_that_is_closed_loses_its_later_broadcasts_only(cast):
    told, place = announced(cast), station(cast)
    airings = planned(cast, told, [place], "2026-02-11", "2026-02-12", "2026-02-13")
    confirmed(cast, told, airings[:2], day="2026-02-11")
    services.close_station(station=place, on=_day(12), by=cast.clerk, now=moment("2026-02-12"))
    assert {each.on for each in Airing.objects.all()} == {_day(11), _day(12)}


# -- scripts --------------------------------------------------------------------------------------------------------
def _script(cast, text="Ủy ban nhân dân xã thông báo. Mời bà con xem bảng tin.", **fields):
    return services.begin_script(
        announcement=announced(cast), text=text, by=cast.economy_officer, now=moment("2026-02-10"), **fields
    )  # fmt: skip


@pytest.mark.skipif(not has_voice(), reason="espeak-ng is not installed")
def test_an_approved_script_is_heard_and_a_reopened_one_is_not(cast):
    script = _script(cast)
    told = script.announcement
    assert queries.sounds_of(cast.commune, told.subject) == ()
    before = revision(cast.commune.slug)
    script = services.approve_script(script=script, by=cast.chair, now=moment("2026-02-10"))
    (sound,) = queries.sounds_of(cast.commune, told.subject)
    assert (sound.ending, sound.machine, sound.path) == ("mp3", True, f"nghe/{told.pk}.mp3")
    assert 0 < sound.seconds < 20
    assert revision(cast.commune.slug) > before
    with pytest.raises(Refused, match="mở lại"):
        services.write_script(
            script=script, text="Khác", dialect=Dialect.NORTH, live=False, seen="", by=cast.economy_officer,
            now=moment("2026-02-11"),
        )  # fmt: skip
    services.reopen_script(script=script, by=cast.chair, now=moment("2026-02-11"))
    assert queries.sounds_of(cast.commune, told.subject) == ()


def test_what_was_withdrawn_is_not_heard(cast):
    script = services.approve_script(script=_script(cast), by=cast.chair, now=moment("2026-02-10"))
    services.withdraw(commune=cast.commune, subject=script.announcement.subject)
    assert queries.sounds_of(cast.commune, script.announcement.subject) == ()


def test_where_no_machine_voice_is_installed_the_announcer_reads(cast, settings):
    settings.SPEAKER = "danchu.channels.tests.voices.Nobody"
    script = services.approve_script(script=_script(cast), by=cast.chair, now=moment("2026-02-10"))
    assert (script.state, script.voice, script.recording) == (ScriptState.APPROVED, Voice.LIVE, None)


@pytest.mark.parametrize(
    "text",
    ["Hỗ trợ ông Nguyễn Văn A ở bản Nà Mẫu.", "Mời bà Lò Thị B đến nhận.", "Căn cước 001204012345 đã cấp."],
)
def test_names_and_identity_papers_are_not_read_out(cast, text):
    with pytest.raises(Refused, match="Loa không đọc"):
        _script(cast, text=text)


def test_a_script_of_more_than_ninety_seconds_is_not_approved(cast):
    script = _script(cast, text="Bà con chú ý nghe thông báo của xã. " * 60)
    assert script.seconds > 90
    with pytest.raises(Refused, match="90 giây"):
        services.approve_script(script=script, by=cast.chair, now=moment("2026-02-10"))


def test_two_people_who_write_at_once_are_told(cast):
    script = _script(cast)
    seen = script.mark
    common = {"script": script, "dialect": Dialect.NORTH, "live": False, "seen": seen, "by": cast.economy_officer}
    services.write_script(text="Một.", now=moment("2026-02-10", "10:00"), **common)
    with pytest.raises(Stale):
        services.write_script(text="Hai.", now=moment("2026-02-10", "10:01"), **common)


def test_a_recording_has_a_reader_who_agreed_its_own_length_and_no_tags(cast):
    script = _script(cast)
    upload = SimpleUploadedFile("doc.wav", wav(3.2))
    given = {"script": script, "upload": upload, "reader": "Chị Đọc", "by": cast.economy_officer}
    with pytest.raises(Refused, match="đồng ý"):
        services.record(agreed=False, now=moment("2026-02-10"), **given)
    script = services.record(agreed=True, now=moment("2026-02-10"), **given)
    assert (script.voice, script.seconds, script.recording.name) == (Voice.PERSON, 4, "doc.mp3")
    approved = services.approve_script(script=script, by=cast.chair, now=moment("2026-02-10"))
    assert queries.sounds_of(cast.commune, approved.announcement.subject)[0].machine is False
    gone = services.drop_recording(script=approved, by=cast.economy_officer, now=moment("2026-02-11"))
    assert (gone.reader, gone.reader_agreed, gone.state) == ("", False, ScriptState.DRAFT)


def test_other_words_need_another_recording(cast):
    script = _script(cast)
    services.record(
        script=script, upload=SimpleUploadedFile("a.wav", wav()), reader="Chị Đọc", agreed=True,
        by=cast.economy_officer, now=moment("2026-02-10"),
    )  # fmt: skip
    script = services.write_script(
        script=script, text="Lời khác.", dialect=Dialect.NORTH, live=False, seen="", by=cast.economy_officer,
        now=moment("2026-02-10", "11:00"),
    )  # fmt: skip
    assert (script.recording, script.reader, script.voice) == (None, "", Voice.MACHINE)


def test_a_recording_that_is_too_long_is_refused(cast):
    upload = SimpleUploadedFile("a.wav", wav(91, rate=8000))
    with pytest.raises(Refused, match="91 giây"):
        services.record(
            script=_script(cast), upload=upload, reader="Chị Đọc", agreed=True, by=cast.economy_officer,
            now=moment("2026-02-10"),
        )  # fmt: skip


def test_a_villages_language_needs_no_written_words(cast):
    script = _script(cast, text="", language="Mông")
    assert script.voice == Voice.LIVE
    with pytest.raises(Refused, match="chưa có lời đọc"):
        services.approve_script(script=script, by=cast.chair, now=moment("2026-02-10"))


# -- village heads, other forms -------------------------------------------------------------------------------------
def test_l10_a13_4_a_village_head_says_how_and_when(cast):
    told = announced(cast, airs_days=0)
    relay = Relay.objects.get(announcement=told)
    given = {"relay": relay, "way": Way.DOORS, "households": 41, "note": "", "by": cast.village_head}
    with pytest.raises(Refused, match="chưa đến"):
        services.tell(told_on=_day(13), now=moment("2026-02-12"), **given)
    with pytest.raises(Refused, match="từ ngày gửi"):
        services.tell(told_on=_day(9), now=moment("2026-02-12"), **given)
    services.tell(told_on=_day(12), now=moment("2026-02-12"), **given)
    standing = queries.coverage(cast.commune, [told.subject], _day(12))[told.subject]
    assert (standing.heads, standing.heads_told, standing.complete) == (1, 1, True)
    services.take_back_telling(relay=relay, by=cast.village_head, now=moment("2026-02-12"))
    assert queries.coverage(cast.commune, [told.subject], _day(12))[told.subject].heads_told == 0


def test_l10_a12_1_other_forms_are_logged_once_and_struck_out(cast):
    told = announced(cast, airs_days=0, goes_to_heads=False)
    given = {"announcement": told, "on": _day(11), "note": "Hội nghị 120 người", "by": cast.economy_officer}
    now = moment("2026-02-12")
    with pytest.raises(Refused, match="bằng chứng riêng"):
        services.log_form(form=Form.LOUDSPEAKER, now=now, **given)
    first = services.log_form(form=Form.DIALOGUE, now=now, **given)
    assert services.log_form(form=Form.DIALOGUE, now=now, **given) == first
    assert queries.coverage(cast.commune, [told.subject], _day(12))[told.subject].logged == (("e", _day(11)),)
    with pytest.raises(Refused, match="lý do"):
        services.strike_logged(logged=first, reason=" ", by=cast.economy_officer, now=now)
    services.strike_logged(logged=first, reason="Ghi nhầm nội dung", by=cast.economy_officer, now=now)
    assert queries.coverage(cast.commune, [told.subject], _day(12))[told.subject].logged == ()
