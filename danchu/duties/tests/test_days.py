"""The commune's own days and promises: what moves, what never does, and what is written down."""

import datetime

import pytest

from danchu import rulebook
from danchu.core.calendar import Evidence
from danchu.core.errors import Refused, Stale
from danchu.duties import messages, queries
from danchu.duties import services as duties
from danchu.duties.models import DaysChange, Duty, MovedDuty, OwnDay, OwnPromise
from danchu.duties.services import days
from danchu.duties.states import ChangeAct, DutyState, EventKind, OwnDayKind
from danchu.duties.tests.situations import day, law, moment, owe
from danchu.organisation.models import Commune
from danchu.register import queries as register
from danchu.rulebook.output import due_as_json

pytestmark = pytest.mark.django_db
ON = "2026-03-02"
LAST = "2026-03-31"  # of the staff conference, L10 Đ51.1: three months into the year; a Tuesday


def change(cast, *when, kind=OwnDayKind.OFF, **other):
    values = {
        "name": "Ngày nghỉ của xã", "evidence": Evidence.CONFIRMED, "source": "Thông báo số 12/TB-UBND",
        "reason": "Tỉnh thông báo", "by": cast.admin, "now": moment(ON),
    }  # fmt: skip
    commune = Commune.objects.get(pk=cast.commune.pk)
    return days.change_days(commune=commune, days=[day(one) for one in when], kind=kind, **values | other)


def conference() -> Duty:
    return Duty.objects.get(key="law:staff-conference:2026")


def answer_due(cast, start: str, *, key="answer") -> Duty:
    """A duty of five working days after `start` (L10 Đ12.3), as an area would push it."""
    rule = rulebook.find("L10-A12-3")
    due = rulebook.due(rule, day(start), working=queries.calendar_of(Commune.objects.get(pk=cast.commune.pk)))
    return owe(cast, cast.culture, key, due.due.isoformat(), explanation=due_as_json(due, messages.explain(due)))


@pytest.mark.parametrize(
    ("off", "after"),
    [("2026-03-30", "2026-03-31"), ("2026-03-31", "2026-04-01"), ("2026-04-01", "2026-03-31")],
)
def test_l10_a51_1_a_day_off_the_day_before_on_and_after_the_last_day(cast, off, after):
    law(cast, ON)
    made = change(cast, off)
    assert conference().due_on == day(after)
    assert [move.days for move in made.moved.all()] == ([1] if after != LAST else [])


@pytest.mark.parametrize(
    ("off", "after"),
    [
        ("2026-03-09", "2026-03-16"),  # the day of the event does not count anyway
        ("2026-03-10", "2026-03-17"),  # the first day
        ("2026-03-13", "2026-03-17"),  # the day before the last
        ("2026-03-16", "2026-03-17"),  # the last day
        ("2026-03-17", "2026-03-16"),  # the day after
    ],
)
def test_l10_a12_3_five_working_days_pass_over_the_communes_day_off(cast, off, after):
    duty = answer_due(cast, "2026-03-09")
    assert duty.due_on == day("2026-03-16")
    change(cast, off)
    duty.refresh_from_db()
    assert duty.due_on == day(after)


@pytest.mark.parametrize(
    ("worked", "after"),
    [("2026-03-07", "2026-03-16"), ("2026-03-14", "2026-03-14"), ("2026-03-21", "2026-03-16")],
)
def test_l10_a12_3_a_make_up_saturday_counts(cast, worked, after):
    duty = answer_due(cast, "2026-03-09")
    change(cast, worked, kind=OwnDayKind.WORKED, name="Làm bù")
    duty.refresh_from_db()
    assert duty.due_on == day(after)


def test_a_common_day_off_that_the_commune_works_is_an_ordinary_day(cast):
    duty = answer_due(cast, "2026-04-24")  # 27/4, 30/4 and 1/5 are off
    assert duty.due_on == day("2026-05-06")
    change(cast, "2026-04-27", kind=OwnDayKind.ORDINARY, name="Không nghỉ")
    duty.refresh_from_db()
    assert duty.due_on == day("2026-05-05")
    assert queries.calendar_of(Commune.objects.get(pk=cast.commune.pk)).is_working_day(day("2026-04-27"))


def test_taking_a_day_back_brings_the_last_day_back(cast):
    law(cast, ON)
    change(cast, LAST)
    gone = days.remove_day(own=OwnDay.objects.get(), reason="Ghi nhầm năm", by=cast.admin, now=moment(ON))
    assert conference().due_on == day(LAST)
    assert (gone.act, [move.days for move in gone.moved.all()]) == (ChangeAct.REMOVED, [-1])
    assert not OwnDay.objects.exists()
    assert DaysChange.objects.count() == 2  # both stand in the log


def test_taking_back_twice_is_said(cast):
    change(cast, LAST)
    own = OwnDay.objects.get()
    days.remove_day(own=own, reason="Nhầm", by=cast.admin, now=moment(ON))
    with pytest.raises(Stale):
        days.remove_day(own=own, reason="Nhầm", by=cast.admin, now=moment(ON))


def test_what_was_done_never_changes(cast):
    law(cast, ON)
    duties.report_done(duty=conference(), on=day(ON), note="Biên bản", by=cast.chair, now=moment(ON))
    made = change(cast, LAST)
    assert conference().due_on == day(LAST)
    assert not made.moved.exists()
    law(cast, "2026-03-03")  # nor by the daily clock
    assert (conference().due_on, conference().state) == (day(LAST), DutyState.FULFILLED)


def test_the_daily_clock_agrees_with_the_change(cast):
    law(cast, ON)
    change(cast, LAST)
    cast.commune.refresh_from_db()
    before = conference()
    assert law(cast, "2026-03-03") == duties.Generated()
    assert conference().explanation == before.explanation
    assert "Ngày nghỉ của xã" in before.explanation["explanation"]


def test_a_duty_that_comes_after_the_change_already_knows_it(cast):
    change(cast, LAST)
    cast.commune.refresh_from_db()
    law(cast, ON)
    assert conference().due_on == day("2026-04-01")


def test_two_communes_do_not_affect_each_other(cast, others):
    law(cast, ON)
    law(others, ON)
    change(cast, LAST)
    due = dict(Duty.objects.filter(key="law:staff-conference:2026").values_list("commune__slug", "due_on"))
    assert due == {cast.commune.slug: day("2026-04-01"), others.commune.slug: day(LAST)}
    here, there = (Commune.objects.get(pk=one.commune.pk) for one in (cast, others))
    assert not queries.calendar_of(here).is_working_day(day(LAST))
    assert queries.calendar_of(there) is rulebook.calendar()


def test_a_day_that_a_person_set_is_nobodys_to_move(cast):
    rule = rulebook.find("L10-A12-3")
    due = rulebook.due(rule, day("2026-03-09"))
    duty = owe(cast, cast.culture, "set", "2026-03-20", explanation=due_as_json(due, ""))
    plain = owe(cast, cast.culture, "plain", "2026-03-16", explanation={"explanation": "Kế hoạch ghi ngày này."})
    change(cast, "2026-03-16")
    assert [Duty.objects.get(pk=one.pk).due_on for one in (duty, plain)] == [day("2026-03-20"), day("2026-03-16")]


def test_the_log_says_which_moved_from_what_to_what_why_and_by_whom(cast):
    law(cast, ON)
    made = change(cast, LAST)
    assert made.what == "Nghỉ: 31/3/2026 · Ngày nghỉ của xã"
    assert (made.reason, made.by, made.source) == ("Tỉnh thông báo", cast.admin, "Thông báo số 12/TB-UBND")
    move = MovedDuty.objects.get()
    assert (move.duty, move.before, move.after, move.days) == (conference(), day(LAST), day("2026-04-01"), 1)
    event = conference().events.get(kind=EventKind.MOVED)
    assert event.by == cast.admin
    assert "Từ 31/3/2026 sang 01/4/2026" in event.note
    assert "Tỉnh thông báo" in event.note


def test_a_draft_tells_the_same_and_writes_nothing(cast):
    law(cast, ON)
    draft = days.draft_days(
        commune=cast.commune, days=[day(LAST)], kind=OwnDayKind.OFF, name="Thử", evidence="confirmed", now=moment(ON)
    )
    assert [(move.duty, move.after) for move in draft.moves] == [(conference(), day("2026-04-01"))]
    assert conference().due_on == day(LAST)
    assert not OwnDay.objects.exists()
    assert not DaysChange.objects.exists()


def test_the_same_day_again_replaces_what_it_was(cast):
    change(cast, LAST)
    again = change(cast, LAST, name="Tên khác")
    assert again.act == ChangeAct.REPLACED
    assert OwnDay.objects.get().name == "Tên khác"


def test_days_in_a_row_are_one_change(cast):
    made = change(cast, "2026-03-27", "2026-03-28", "2026-03-29", "2026-03-30", "2026-03-31")
    assert [own.day.day for own in OwnDay.objects.all()] == [27, 30, 31]  # the weekend is off anyway
    assert made.what.startswith("Nghỉ: 27/3/2026, 30/3/2026, 31/3/2026")


def test_a_swapped_day_and_the_saturday_worked_for_it_are_one_change(cast):
    duty = answer_due(cast, "2026-03-09")  # until 16/3
    made = change(cast, "2026-03-13", make_up=day("2026-03-14"))
    duty.refresh_from_db()
    assert duty.due_on == day("2026-03-16")
    assert made.what == "Nghỉ: 13/3/2026; làm bù 14/3/2026 · Ngày nghỉ của xã"
    assert [(own.day.day, own.kind) for own in OwnDay.objects.all()] == [(13, "off"), (14, "worked")]
    days.remove_day(own=OwnDay.objects.get(kind="worked"), reason="Không làm bù", by=cast.admin, now=moment(ON))
    duty.refresh_from_db()
    assert duty.due_on == day("2026-03-17")


def test_the_public_pages_follow(cast):
    before = register.revision(cast.commune.slug)
    change(cast, LAST)
    assert register.revision(cast.commune.slug) != before


def test_the_calendar_costs_a_query_once(cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        queries.calendar_of(cast.commune)
    change(cast, LAST)
    commune = Commune.objects.get(pk=cast.commune.pk)
    with django_assert_num_queries(1):
        queries.calendar_of(commune)
    with django_assert_num_queries(0):
        queries.calendar_of(Commune(pk=commune.pk, days_mark=commune.days_mark))


@pytest.mark.parametrize(
    ("when", "kind", "other", "sentence"),
    [
        (["2026-03-28"], OwnDayKind.OFF, {}, "vốn đã nghỉ"),
        (["2026-03-31"], OwnDayKind.WORKED, {}, "phải là thứ Bảy hoặc Chủ nhật"),
        (["2026-03-31"], OwnDayKind.ORDINARY, {}, "không có gì để bỏ"),
        (["2062-03-31"], OwnDayKind.OFF, {}, "xem lại năm"),
        (["2026-03-31"], OwnDayKind.OFF, {"make_up": day("2026-04-03")}, "phải là thứ Bảy hoặc Chủ nhật"),
        (["2026-03-28"], OwnDayKind.WORKED, {"make_up": day("2026-04-04")}, "Chỉ ngày nghỉ hoán đổi"),
        ([], OwnDayKind.OFF, {}, "từ 1 đến 31 ngày"),
        (["2026-03-31"], OwnDayKind.OFF, {"reason": " "}, "lý do"),
        (["2026-03-31"], OwnDayKind.OFF, {"source": ""}, "văn bản làm căn cứ"),
        (["2026-03-31"], OwnDayKind.OFF, {"name": ""}, "tên ngày"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(cast, when, kind, other, sentence):
    with pytest.raises(Refused, match=sentence):
        change(cast, *when, kind=kind, **other)
    assert not OwnDay.objects.exists()
    assert not DaysChange.objects.exists()


# -- promises ---------------------------------------------------------------------------------------------------------
def promised(cast, rule, value, **other):
    values = {"evidence": "confirmed", "source": "Quyết định số 9", "reason": "Làm nhanh hơn", "by": cast.admin}
    commune = Commune.objects.get(pk=cast.commune.pk)
    return days.promise(commune=commune, rule_id=rule, value=value, now=moment(ON), **values | other)


def test_l10_a12_3_three_days_promised_instead_of_five(cast):
    duty = answer_due(cast, "2026-03-09")
    made = promised(cast, "L10-A12-3", 3)
    duty.refresh_from_db()
    assert duty.due_on == day("2026-03-12")
    assert made.what.startswith("Cam kết 3 ngày làm việc, quy định ghi 5 ngày làm việc: khoản 3 Điều 12")
    assert [move.days for move in made.moved.all()] == [-4]
    days.remove_promise(own=OwnPromise.objects.get(), reason="Không kịp", by=cast.admin, now=moment(ON))
    duty.refresh_from_db()
    assert duty.due_on == day("2026-03-16")


@pytest.mark.parametrize(
    ("rule", "value", "sentence"),
    [
        ("L10-A12-3", 6, "nhiều nhất 5"),
        ("L10-A12-3", 0, "từ 1 trở lên"),
        ("L10-A28-2", 19, "ít nhất 20"),
        ("L10-A21-1a", 1, "không phải là quy định"),
        ("KHONG-CO", 1, "Không có quy định"),
        ("SEED-01", ("05-10",), "cần 2 ngày"),
    ],
)
def test_a_commune_is_never_looser_than_the_law(cast, rule, value, sentence):
    with pytest.raises(Refused, match=sentence):
        promised(cast, rule, value)
    assert not OwnPromise.objects.exists()


def test_a_promise_of_days_before_in_the_plan(cast):
    rule = rulebook.find("SEED-01")
    due = rulebook.due(rule, datetime.date(2026, 1, 1))
    duty = owe(cast, cast.culture, "report", due.due.isoformat(), explanation=due_as_json(due, ""))
    made = promised(cast, "SEED-01", ("04-20", "10-20"))
    duty.refresh_from_db()
    assert duty.due_on == day("2026-04-19")
    assert "trước ngày 20/4, trước ngày 20/10" in made.what
