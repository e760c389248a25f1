from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danchu.core.calendar import Calendar, CalendarRow, Evidence, add_months, last_day_of_month, weakest

TET_2026 = [CalendarRow(date(2026, 2, day), "Tết Nguyên đán") for day in range(16, 21)]
SWAP = [CalendarRow(date(2026, 8, 31), "Nghỉ hoán đổi"), CalendarRow(date(2026, 8, 22), "Làm bù", works=True)]
CALENDAR = Calendar(
    rows=(*TET_2026, *SWAP, CalendarRow(date(2027, 1, 1), "Tết Dương lịch", evidence=Evidence.UNCONFIRMED)),
    years={2026: Evidence.CONFIRMED, 2027: Evidence.CONFIRMED},
)


@st.composite
def calendars(draw):
    start = date(2026, 1, 1)
    days = draw(st.sets(st.integers(0, 200), max_size=40))
    rows = []
    for n in days:
        day = start + timedelta(days=n)
        works = day.weekday() >= 5 and draw(st.booleans())
        rows.append(CalendarRow(day, "làm bù" if works else "lễ", works=works))
    return Calendar(rows=tuple(rows), years={2026: Evidence.CONFIRMED})


DAYS = st.dates(date(2025, 12, 1), date(2026, 9, 1))


def naive_add(calendar, day, amount):
    """An independent count: list the days one by one from the rows, without asking the calendar."""
    off = {row.day for row in calendar.rows if not row.works}
    worked = {row.day for row in calendar.rows if row.works}
    found = []
    while len(found) < amount:
        day = date.fromordinal(day.toordinal() + 1)
        if day in worked or (day not in off and day.isoweekday() <= 5):
            found.append(day)
    return found[-1] if found else day


def test_the_reason_of_a_day_off_is_its_name():
    assert CALENDAR.is_day_off(date(2026, 2, 16)) == "Tết Nguyên đán"
    assert CALENDAR.is_day_off(date(2026, 2, 14)) == "Thứ Bảy"
    assert CALENDAR.is_day_off(date(2026, 2, 15)) == "Chủ nhật"
    assert CALENDAR.is_day_off(date(2026, 2, 13)) is None


def test_a_make_up_saturday_is_worked_and_the_day_it_makes_up_for_is_off():
    assert CALENDAR.is_working_day(date(2026, 8, 22))
    assert not CALENDAR.is_working_day(date(2026, 8, 31))
    assert not CALENDAR.is_working_day(date(2026, 8, 29))


@pytest.mark.parametrize(
    ("day", "following", "preceding"),
    [
        (date(2026, 2, 13), date(2026, 2, 13), date(2026, 2, 13)),
        (date(2026, 2, 14), date(2026, 2, 23), date(2026, 2, 13)),
        (date(2026, 2, 22), date(2026, 2, 23), date(2026, 2, 13)),
        (date(2026, 2, 23), date(2026, 2, 23), date(2026, 2, 23)),
        (date(2026, 8, 23), date(2026, 8, 24), date(2026, 8, 22)),
    ],
)
def test_the_working_day_on_or_after_and_on_or_before(day, following, preceding):
    assert CALENDAR.next_working_day(day) == following
    assert CALENDAR.previous_working_day(day) == preceding


def test_adding_working_days_passes_over_tet_and_counts_the_make_up_saturday():
    assert CALENDAR.add_working_days(date(2026, 2, 12), 2) == date(2026, 2, 23)
    assert CALENDAR.add_working_days(date(2026, 8, 21), 1) == date(2026, 8, 22)
    assert CALENDAR.add_working_days(date(2026, 2, 23), -1) == date(2026, 2, 13)
    assert CALENDAR.add_working_days(date(2026, 2, 15), 0) == date(2026, 2, 15)


def test_days_left_count_today():
    assert CALENDAR.working_days_left(date(2026, 2, 12), date(2026, 2, 23)) == 3
    assert CALENDAR.working_days_left(date(2026, 2, 23), date(2026, 2, 23)) == 1
    assert CALENDAR.working_days_left(date(2026, 2, 24), date(2026, 2, 23)) == 0
    assert CALENDAR.working_days_left(date(2026, 2, 14), date(2026, 2, 22)) == 0


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2025, 12, 31), 3, date(2026, 3, 31)),
        (date(2026, 10, 15), 15, date(2028, 1, 15)),
        (date(2026, 12, 1), 0, date(2026, 12, 1)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_civil_code_148_3_a_month_without_the_day_ends_on_its_last(day, months, result):
    assert add_months(day, months) == result


def test_months_beyond_the_calendar_are_refused():
    with pytest.raises(OverflowError):
        add_months(date(9999, 12, 1), 1)


def test_last_day_of_month():
    assert last_day_of_month(2026, 2) == date(2026, 2, 28)
    assert last_day_of_month(2026, 12) == date(2026, 12, 31)


def test_a_year_is_confirmed_only_with_all_its_rows():
    assert CALENDAR.is_confirmed(2026)
    assert not CALENDAR.is_confirmed(2027)
    assert not CALENDAR.is_confirmed(2030)
    assert CALENDAR.confirmed_years == (2026,)


def test_evidence_of_a_span_is_that_of_its_weakest_day():
    assert CALENDAR.evidence(date(2026, 2, 1), date(2026, 3, 1)) is Evidence.CONFIRMED
    assert CALENDAR.evidence(date(2026, 12, 30), date(2027, 1, 2)) is Evidence.UNCONFIRMED
    assert CALENDAR.evidence(date(2027, 3, 1)) is Evidence.CONFIRMED
    assert CALENDAR.evidence(date(2027, 1, 2), date(2026, 12, 30)) is Evidence.UNCONFIRMED
    assert weakest(Evidence.UNCONFIRMED, Evidence.UNKNOWN, Evidence.CONFIRMED) is Evidence.UNKNOWN


def test_a_corrected_row_replaces_the_old_one():
    mended = CALENDAR.with_rows([CalendarRow(date(2026, 2, 16), "Làm việc cho hết năm", works=False)])
    assert mended.is_day_off(date(2026, 2, 16)) == "Làm việc cho hết năm"
    assert CALENDAR.is_day_off(date(2026, 2, 16)) == "Tết Nguyên đán"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ((CalendarRow(date(2026, 1, 1), "một"), CalendarRow(date(2026, 1, 1), "hai")), "hai dòng"),
        ((CalendarRow(date(2026, 8, 24), "làm bù", works=True),), "không phải thứ Bảy"),
        ((CalendarRow(date(2026, 8, 24), ""),), "chưa có tên"),
    ],
)
def test_rows_that_cannot_be_are_refused(rows, sentence):
    with pytest.raises(ValueError, match=sentence):
        Calendar(rows=rows)


@given(calendars(), DAYS, st.integers(1, 60))
def test_adding_agrees_with_a_naive_count_and_lands_on_a_working_day(calendar, day, amount):
    result = calendar.add_working_days(day, amount)
    assert result == naive_add(calendar, day, amount)
    assert calendar.is_working_day(result)


@given(calendars(), DAYS, st.integers(0, 60))
def test_adding_is_the_inverse_of_counting(calendar, day, amount):
    result = calendar.add_working_days(day, amount)
    assert calendar.count_working_days(day + timedelta(days=1), result) == amount


@given(calendars(), DAYS, st.integers(1, 30))
def test_going_back_undoes_going_forward(calendar, day, amount):
    start = calendar.next_working_day(day)
    assert calendar.add_working_days(calendar.add_working_days(start, amount), -amount) == start


@given(calendars(), DAYS, DAYS, st.integers(0, 30), st.integers(0, 30))
def test_adding_is_monotone_in_both_the_day_and_the_amount(calendar, one, other, few, many):
    early, late = sorted((one, other))
    few, many = sorted((few, many))
    assert calendar.add_working_days(early, many) <= calendar.add_working_days(late, many)
    assert calendar.add_working_days(early, few) <= calendar.add_working_days(early, many)


@given(calendars(), DAYS)
def test_rolling_never_moves_a_working_day_and_never_skips_one(calendar, day):
    after, before = calendar.next_working_day(day), calendar.previous_working_day(day)
    assert before <= day <= after
    assert calendar.count_working_days(before, after) == (1 if before == after else 2)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-600, 600))
def test_months_keep_the_day_or_end_the_month(day, months):
    result = add_months(day, months)
    assert (result.year * 12 + result.month) - (day.year * 12 + day.month) == months
    assert result.day == day.day or result == last_day_of_month(result.year, result.month)
