"""Standing, days left and reminders, on the real calendar of 2026."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danchu import rulebook
from danchu.duties.rules import (
    days_left,
    latest_reminder,
    missed_days,
    reminder_days,
    reminder_due,
    standing,
)
from danchu.duties.states import DutyState, Mode, ReminderKind, Standing

CALENDAR = rulebook.calendar()
DAYS = st.dates(datetime.date(2025, 2, 1), datetime.date(2027, 11, 1))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def stands(due, today, **other):
    values = {
        "state": DutyState.OPEN, "mode": Mode.ASSIGN, "due_on": due and day(due), "fulfilled_on": None,
        "never_late": False, "begins_on": day("2026-01-01"), "today": day(today),
    }  # fmt: skip
    return standing(**values | other)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-04-18", Standing.AHEAD),
        ("2026-04-19", Standing.SOON),
        ("2026-05-03", Standing.SOON),
        ("2026-05-04", Standing.TODAY),
        ("2026-05-05", Standing.LATE),
    ],
)
def test_standing_the_day_before_the_day_and_the_day_after(today, expected):
    """ "trước ngày 05/5": the last day is 4 May."""
    assert stands("2026-05-04", today) == expected


def test_what_was_due_before_the_commune_began_is_before_the_system():
    assert stands("2026-03-31", "2026-04-28", begins_on=day("2026-04-01")) == Standing.BEFORE_SYSTEM
    assert stands("2026-03-31", "2026-04-28", begins_on=day("2026-03-31")) == Standing.LATE


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"never_late": True}, Standing.UNDATED),
        ({"mode": Mode.REQUEST}, Standing.ASKED),
        ({"due_on": None}, Standing.UNDATED),
        ({"state": DutyState.WITHDRAWN}, Standing.WITHDRAWN),
        ({"state": DutyState.FULFILLED, "fulfilled_on": day("2026-04-02")}, Standing.DONE_LATE),
        ({"state": DutyState.FULFILLED, "fulfilled_on": day("2026-04-01")}, Standing.DONE),
        ({"state": DutyState.FULFILLED, "fulfilled_on": day("2026-04-02"), "never_late": True}, Standing.DONE),
    ],
)
def test_only_a_binding_day_makes_late(other, expected):
    assert stands("2026-04-01", "2026-06-01", **other) == expected


@pytest.mark.parametrize(
    ("due", "today", "left"),
    [
        ("2026-04-28", "2026-04-28", 1),  # today is counted
        ("2026-05-04", "2026-04-28", 3),  # 28, 29 April, 4 May; 30/4, 1/5 and the weekend are off
        ("2026-05-02", "2026-05-01", 0),  # a Saturday is the last day: no working day is left
        ("2026-08-24", "2026-08-20", 4),  # Saturday 22 August is worked
        ("2026-02-23", "2026-02-13", 2),  # the whole of Tết is no working day
        ("2026-04-24", "2026-04-28", 0),  # past
    ],
)
def test_days_left_are_working_days(due, today, left):
    assert days_left(day(due), day(today), CALENDAR) == left


def dates(due):
    return [(one.on.isoformat(), one.kind) for one in reminder_days(day(due), CALENDAR)]


def test_reminders_fall_fifteen_seven_one_days_before_and_on_the_day():
    assert dates("2026-06-17") == [
        ("2026-06-02", ReminderKind.FIFTEEN_BEFORE),
        ("2026-06-10", ReminderKind.SEVEN_BEFORE),
        ("2026-06-16", ReminderKind.ONE_BEFORE),
        ("2026-06-17", ReminderKind.THE_DAY),
    ]


def test_a_reminder_on_a_day_off_moves_to_the_working_day_before():
    """The plan's report, last day 4/5/2026: 19/4 is a Sunday, 27/4 the make-up of Hùng Kings' day, 3/5 a Sunday."""
    assert dates("2026-05-04") == [
        ("2026-04-17", ReminderKind.FIFTEEN_BEFORE),
        ("2026-04-24", ReminderKind.SEVEN_BEFORE),
        ("2026-04-29", ReminderKind.ONE_BEFORE),
        ("2026-05-04", ReminderKind.THE_DAY),
    ]


def test_around_tet_reminders_that_meet_on_one_day_are_one():
    """Last day 23/2/2026, the first after Tết: 16/2 and 22/2 both move to Friday 13/2; the nearer one stays."""
    assert dates("2026-02-23") == [
        ("2026-02-06", ReminderKind.FIFTEEN_BEFORE),
        ("2026-02-13", ReminderKind.ONE_BEFORE),
        ("2026-02-23", ReminderKind.THE_DAY),
    ]


def test_a_make_up_saturday_is_a_working_day_for_reminders():
    assert ("2026-08-22", ReminderKind.THE_DAY) in dates("2026-08-23")


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-06-01", None),
        ("2026-06-02", "2026-06-02"),
        ("2026-06-09", "2026-06-02"),
        ("2026-06-17", "2026-06-17"),
        ("2026-06-23", "2026-06-17"),
        ("2026-06-24", "2026-06-24"),  # weekly after
        ("2026-07-10", "2026-07-08"),
    ],
)
def test_the_latest_reminder(today, expected):
    latest = latest_reminder(day("2026-06-17"), day(today), CALENDAR)
    assert (latest and latest.on.isoformat()) == expected


def test_a_weekly_reminder_that_tet_would_move_to_the_last_day_is_left_out():
    """Last day 13/2/2026: a week later is 20/2, off, and the working day before it is the last day itself."""
    assert latest_reminder(day("2026-02-13"), day("2026-02-23"), CALENDAR).on == day("2026-02-13")
    assert latest_reminder(day("2026-02-13"), day("2026-02-27"), CALENDAR).on == day("2026-02-27")


def reminded(today, reminded_on=None, standing=Standing.SOON, due="2026-06-17"):
    return reminder_due(
        due_on=due and day(due), today=day(today), calendar=CALENDAR,
        reminded_on=reminded_on and day(reminded_on), standing=standing,
    )  # fmt: skip


def test_a_reminder_is_given_once():
    assert reminded("2026-06-10").kind == ReminderKind.SEVEN_BEFORE
    assert reminded("2026-06-10", "2026-06-10") is None
    assert reminded("2026-06-11", "2026-06-10") is None
    assert reminded("2026-06-16", "2026-06-10").kind == ReminderKind.ONE_BEFORE


def test_after_a_missed_fortnight_only_the_latest_is_given():
    given = reminded("2026-06-18", "2026-06-02", Standing.LATE)
    assert given.kind == ReminderKind.THE_DAY
    assert reminded("2026-06-18", given.on.isoformat(), Standing.LATE) is None


@pytest.mark.parametrize(
    "standing",
    [Standing.ASKED, Standing.UNDATED, Standing.BEFORE_SYSTEM, Standing.WITHDRAWN, Standing.DONE, Standing.DONE_LATE],
)
def test_requests_undated_before_the_system_withdrawn_and_done_are_never_reminded(standing):
    assert reminded("2026-06-17", standing=standing) is None
    assert reminded("2026-06-17", due=None) is None


@given(due=DAYS)
def test_every_reminder_falls_on_a_working_day_and_none_after_the_last_day(due):
    found = reminder_days(due, CALENDAR)
    assert found == tuple(sorted(found))
    assert all(CALENDAR.is_working_day(one.on) and one.on <= due for one in found)
    assert len({one.on for one in found}) == len(found) <= 4


@given(due=DAYS, start=st.integers(-40, 20), length=st.integers(1, 60))
def test_running_every_day_and_running_once_end_at_the_same_reminder(due, start, length):
    first, seen = due + datetime.timedelta(start), None
    for offset in range(length):
        today = first + datetime.timedelta(offset)
        latest = latest_reminder(due, today, CALENDAR)
        if latest:
            assert latest.on <= today
            assert seen is None or latest.on >= seen
            seen = latest.on
    last = first + datetime.timedelta(length - 1)
    once = latest_reminder(due, last, CALENDAR)
    assert (once and once.on) == seen


def test_missed_days():
    assert missed_days(None, day("2026-04-28")) == 0
    assert missed_days(day("2026-04-27"), day("2026-04-28")) == 0
    assert missed_days(day("2026-04-20"), day("2026-04-28")) == 7
    assert missed_days(day("2026-05-01"), day("2026-04-28")) == 0
