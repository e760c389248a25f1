"""Owing, fulfilling, reopening, withdrawing; what a person says about a duty of the law."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from danchu.core.errors import Refused, Stale
from danchu.duties import policies, services
from danchu.duties.models import Duty, DutyEvent
from danchu.duties.states import DutyState, EventKind
from danchu.duties.tests.situations import day, law, moment, owe
from danchu.organisation.policies import access_of, can

ON = "2026-04-28"


def kinds(duty):
    return [event.kind for event in duty.events.order_by("pk")]


def test_owing_twice_is_one_duty_brought_up_to_date(cast):
    first = owe(cast, cast.culture, "plan:1", "2026-05-04")
    again = owe(cast, cast.culture, "plan:1", "2026-05-12", title="Báo cáo 6 tháng")
    assert first.pk == again.pk
    again.refresh_from_db()
    assert (again.title, again.due_on) == ("Báo cáo 6 tháng", day("2026-05-12"))
    assert kinds(again) == [EventKind.MOVED]
    assert "04/5/2026" in again.events.get().note
    assert list(Duty.objects.matching("bao cao 6 THANG")) == [again]


def test_owing_the_same_again_writes_nothing(cast):
    owe(cast, cast.culture, "plan:1", "2026-05-04")
    owe(cast, cast.culture, "plan:1", "2026-05-04")
    assert not DutyEvent.objects.exists()


def test_fulfil_reopen_withdraw_and_owe_again_leave_their_trace(cast):
    duty = owe(cast, cast.culture, "plan:1", "2026-05-04", subject="plans.occurrence:7")
    call = {"commune": cast.commune, "subject": "plans.occurrence:7", "now": moment(ON)}
    assert services.fulfil(**call, by_what="plans.occurrence:7", on=day("2026-04-27"), by=cast.culture_head) == 1
    assert services.fulfil(**call, by_what="plans.occurrence:7", on=day("2026-04-28")) == 0
    assert services.reopen(**call, note="Thiếu biên bản") == 1
    assert services.withdraw(**call) == 1
    owe(cast, cast.culture, "plan:1", "2026-05-04", subject="plans.occurrence:7")
    duty.refresh_from_db()
    assert duty.state == DutyState.OPEN
    assert kinds(duty) == [EventKind.FULFILLED, EventKind.REOPENED, EventKind.WITHDRAWN, EventKind.OWED_AGAIN]
    fulfilled = duty.events.get(kind=EventKind.FULFILLED)
    assert (fulfilled.on, fulfilled.by) == (day("2026-04-27"), cast.culture_head)


def test_a_subject_of_another_commune_is_not_touched(cast, others):
    mine = owe(cast, cast.culture, "plan:1", "2026-05-04", subject="plans.occurrence:7")
    owe(others, others.culture, "plan:1", "2026-05-04", subject="plans.occurrence:7")
    services.fulfil(commune=others.commune, subject="plans.occurrence:7", by_what="x", on=day(ON))
    mine.refresh_from_db()
    assert mine.state == DutyState.OPEN


@pytest.fixture
def conference(cast):
    law(cast, ON)
    return Duty.objects.get(commune=cast.commune, key="law:staff-conference:2026")


def done(duty, cast, on="2026-03-20", **other):
    values = {"note": "Biên bản số 02/BB-UBND", "by": cast.chair, "now": moment(ON)}
    return services.report_done(duty=duty, on=day(on), **values | other)


def test_art_51_a_person_says_that_the_conference_was_held_with_its_minutes(cast, conference):
    upload = SimpleUploadedFile("bien-ban.txt", "Biên bản hội nghị".encode())
    done(conference, cast, file=upload)
    conference.refresh_from_db()
    assert (conference.state, conference.fulfilled_on) == (DutyState.FULFILLED, day("2026-03-20"))
    event = conference.events.get()
    assert (event.by, event.file.name, event.on) == (cast.chair, "bien-ban.txt", day("2026-03-20"))


def test_saying_it_twice_is_refused_as_stale(cast, conference):
    done(conference, cast)
    with pytest.raises(Stale, match="vừa được báo"):
        done(conference, cast)


def test_the_day_done_may_not_lie_ahead_nor_in_another_year(cast, conference):
    with pytest.raises(Refused, match="sau hôm nay"):
        done(conference, cast, on="2026-04-29")
    with pytest.raises(Refused, match="xem lại năm"):
        done(conference, cast, on="2024-03-20")
    done(conference, cast, on=ON)


def test_a_plan_for_the_year_may_be_made_the_year_before(cast, conference):
    plan = Duty.objects.get(commune=cast.commune, key="law:disclosure-plan:2026")
    assert done(plan, cast, on="2025-12-20").state == DutyState.FULFILLED


def test_it_can_be_taken_back_with_a_reason(cast, conference):
    done(conference, cast)
    with pytest.raises(Refused, match="lý do"):
        services.take_back(duty=conference, reason="  ", by=cast.chair, now=moment(ON))
    services.take_back(duty=conference, reason="Ghi nhầm năm", by=cast.chair, now=moment(ON))
    conference.refresh_from_db()
    assert (conference.state, conference.fulfilled_on, conference.fulfilled_note) == (DutyState.OPEN, None, "")
    assert conference.events.first().note == "Ghi nhầm năm"
    with pytest.raises(Stale, match="đang mở"):
        services.take_back(duty=conference, reason="Lại", by=cast.chair, now=moment(ON))


def test_duties_of_plans_are_done_in_their_own_area(cast):
    duty = owe(cast, cast.culture, "plan:1", "2026-05-04")
    with pytest.raises(Refused, match="phần việc của nó"):
        done(duty, cast)


def test_a_refused_file_leaves_the_duty_open(cast, conference):
    with pytest.raises(Refused, match="Không nhận loại tệp"):
        done(conference, cast, file=SimpleUploadedFile("bien-ban.pdf", b"PK\x03\x04 not an office file"))
    conference.refresh_from_db()
    assert conference.state == DutyState.OPEN


def test_who_may_say_it(cast, conference):
    may = {
        key
        for key, person in cast.people.items()
        if can(policies.check_report_done, access_of(person, day(ON)), conference)
    }
    assert may == {"chair", "deputy", "culture_head"}  # the committee's heads, and who accepts for the commune
    village = Duty.objects.filter(commune=cast.commune, unit=cast.village).first()
    assert can(policies.check_report_done, access_of(cast.village_head, day(ON)), village)
    with pytest.raises(PermissionDenied, match="Người đứng đầu"):
        policies.check_report_done(access_of(cast.economy_head, day(ON)), village)
