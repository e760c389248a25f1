"""Due dates, by article. The expected days were counted by hand on the 2026 calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danchu.core.calendar import Evidence
from danchu.rulebook import BadFact, NoDeadline, all_rules, calendar, due, find


def day(text):
    """ "12/2" is in 2026, "31/12/25" in 2025."""
    parts = [int(part) for part in text.split("/")]
    return date(2000 + parts[2] if len(parts) == 3 else 2026, parts[1], parts[0])


def last(ref, start, **facts):
    start = day(start)
    return due(find(ref, start, facts), start, facts).due


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        # New Year: 1/1 off, 2/1 swapped, Saturday 10/1 worked
        ("30/12/25", "8/1"),
        ("31/12/25", "9/1"),
        ("5/1", "10/1"),
        ("6/1", "12/1"),
        ("9/1", "15/1"),
        ("10/1", "16/1"),
        # Tết 16–20/2
        ("5/2", "12/2"),
        ("6/2", "13/2"),
        ("9/2", "23/2"),
        ("12/2", "26/2"),
        ("13/2", "27/2"),
        ("18/2", "27/2"),
        ("22/2", "27/2"),
        ("23/2", "2/3"),
        # 27/4, 30/4, 1/5
        ("17/4", "24/4"),
        ("20/4", "28/4"),
        ("21/4", "29/4"),
        ("22/4", "4/5"),
        ("24/4", "6/5"),
        ("29/4", "8/5"),
        ("4/5", "11/5"),
        # Saturday 22/8 worked
        ("14/8", "21/8"),
        ("17/8", "22/8"),
        ("18/8", "24/8"),
        ("21/8", "27/8"),
        ("22/8", "28/8"),
        # 31/8–2/9
        ("24/8", "3/9"),
        ("28/8", "9/9"),
        ("1/9", "9/9"),
        ("2/9", "9/9"),
        ("3/9", "10/9"),
        # 24/11
        ("16/11", "23/11"),
        ("17/11", "25/11"),
        ("23/11", "1/12"),
        ("24/11", "1/12"),
    ],
)
def test_l10_12_3_five_working_days(start, expected):
    assert last("10/2022/QH15:12.3", start) == day(expected)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("17/12/25", "5/1"),
        ("26/12/25", "10/1"),
        ("27/12/25", "12/1"),
        ("29/1", "13/2"),
        ("30/1", "23/2"),
        ("1/2", "23/2"),
        ("7/2", "23/2"),
        ("8/2", "23/2"),
        ("9/2", "24/2"),
        ("11/4", "28/4"),
        ("12/4", "28/4"),
        ("13/4", "28/4"),
        ("14/4", "29/4"),
        ("15/4", "4/5"),
        ("16/4", "4/5"),
        ("6/8", "21/8"),
        ("7/8", "22/8"),
        ("8/8", "24/8"),
        ("13/8", "28/8"),
        ("14/8", "3/9"),
        ("16/8", "3/9"),
        ("18/8", "3/9"),
        ("19/8", "3/9"),
        ("8/11", "23/11"),
        ("9/11", "25/11"),
        ("10/11", "25/11"),
    ],
)
def test_l10_40_1_c_fifteen_calendar_days_roll_to_the_next_working_day(start, expected):
    assert last("10/2022/QH15:40.1.c", start) == day(expected)


def test_nd59_9_3_sixty_days_end_in_tet_and_roll():
    assert last("ND59-09-3", "19/12/25") == day("23/2")


@pytest.mark.parametrize(("start", "expected"), [("30/4/25", "6/5/25"), ("25/4/25", "28/4/25"), ("24/1/25", "4/2/25")])
def test_nd61_18_1_a_two_working_days_in_2025(start, expected):
    """Saturday 26/4/2025 was worked for Friday 2/5; Tết was 27–31/1."""
    assert last("61/2023/NĐ-CP:18.1.a", start) == day(expected)


@pytest.mark.parametrize(
    ("start", "expected"), [("22/1", "21/2"), ("1/3", "31/3"), ("31/1", "2/3"), ("31/3", "30/4"), ("2/8", "1/9")]
)
def test_l10_13_2_posting_lasts_thirty_full_days_and_never_rolls(start, expected):
    assert last("L10-A13-2a", start) == day(expected)


@pytest.mark.parametrize(("start", "expected"), [("9/4", "29/4"), ("10/4", "30/4"), ("11/4", "1/5"), ("4/2", "24/2")])
def test_l10_28_2_consultation_lasts_at_least_twenty_days_and_never_rolls(start, expected):
    assert last("10/2022/QH15:28.2", start) == day(expected)


@pytest.mark.parametrize(("start", "expected"), [("4/5", "2/5"), ("3/5", "1/5"), ("25/2", "23/2")])
def test_nd59_3_3_notice_two_days_before_never_becomes_later(start, expected):
    assert last("59/2023/NĐ-CP:3.3", start) == day(expected)


def test_l10_45_1_b_forty_five_days_before_end_in_tet_and_stay():
    assert last("10/2022/QH15:45.1.b", "3/4") == day("17/2")


@pytest.mark.parametrize(("start", "expected"), [("16/3", "9/3"), ("23/2", "9/2"), ("12/1", "6/1"), ("3/9", "24/8")])
def test_nd59_14_1_b_five_working_days_before(start, expected):
    assert last("59/2023/NĐ-CP:14.1.b", start) == day(expected)


@pytest.mark.parametrize(
    ("start", "expected"), [("30/11/25", "2/3"), ("24/8", "25/11"), ("23/3", "23/6"), ("31/1", "4/5")]
)
def test_l10_16_3_three_months(start, expected):
    """30/11 + 3 months is Saturday 28/2; 31/1 + 3 months is 30/4, a day off."""
    assert last("L10-A16-3c", start) == day(expected)


def test_l10_51_1_staff_conference_by_31_march_of_the_next_work_year():
    assert last("10/2022/QH15:51.1", "31/12/25") == day("31/3")


def test_l10_60_3_a_term_ends_on_its_own_day():
    start = date(2024, 2, 16)
    assert due(find("L10-A60-3"), start).due == date(2026, 2, 16)


@pytest.mark.parametrize(
    ("start", "expected"),
    [("9/3", "4/5"), ("3/5", "4/5"), ("4/5", "4/5"), ("5/5", "4/11"), ("4/11", "4/11"), ("5/11", "4/5/27")],
)
def test_the_plan_before_5_may_ends_on_4_may(start, expected):
    assert last("SEED-01", start) == day(expected)


@pytest.mark.parametrize(("start", "expected"), [("1/1", "29/11"), ("29/11", "29/11"), ("30/11", "29/11/27")])
def test_nd61_16_3_before_30_november_never_rolls(start, expected):
    """29/11/2026 is a Sunday."""
    assert last("61/2023/NĐ-CP:16.3", start) == day(expected)


def test_l10_13_2_quarterly_list_has_no_legal_day():
    found = due(find("L10-A13-2c"), day("28/4"))
    assert found.due == day("30/6")
    assert not found.binding
    assert found.amount is None


def test_l10_52_3_every_six_months_has_no_legal_day():
    found = due(find("L10-A52-3"), day("31/8"))
    assert found.due == date(2027, 2, 28)
    assert not found.binding


def test_each_skipped_day_is_named():
    found = due(find("L10-A12-3"), day("22/4"))
    assert found.due == day("4/5")
    assert [(f"{skip.date.day}/{skip.date.month}", skip.why) for skip in found.skipped] == [
        ("25/4", "Thứ Bảy"),
        ("26/4", "Chủ nhật"),
        ("27/4", "Nghỉ bù Giỗ Tổ Hùng Vương"),
        ("30/4", "Ngày Chiến thắng 30/4"),
        ("1/5", "Quốc tế Lao động 1/5"),
        ("2/5", "Thứ Bảy"),
        ("3/5", "Chủ nhật"),
    ]


def test_a_calendar_limit_names_only_the_days_it_rolled_over():
    found = due(find("L10-A40-1c"), day("15/4"))
    assert found.unrolled == day("30/4")
    assert [skip.date for skip in found.skipped] == [day("30/4"), day("1/5"), day("2/5"), day("3/5")]


@pytest.mark.parametrize(
    ("ref", "start", "spans", "expected"),
    [
        ("L10-A40-1c", "2/3", "2026-03-05..2026-03-07", "20/3"),
        ("L10-A40-1c", "2/3", "2026-03-05..2026-03-05,2026-03-06..2026-03-07", "20/3"),
        ("L10-A40-1c", "2/3", "2026-02-20..2026-03-02", "17/3"),
        ("L10-A40-1c", "2/3", "2026-03-18..2026-03-30", "17/3"),
        ("L10-A40-1c", "6/3", "2026-03-21..2026-03-24", "25/3"),
        ("L10-A12-3", "2/3", "2026-03-04..2026-03-06", "12/3"),
        ("L10-A12-3", "2/3", "2026-03-07..2026-03-08", "9/3"),
        ("L10-A28-2", "2/3", "2026-03-02..2026-03-09", "29/3"),
        ("L10-A16-3c", "2/3", "2026-05-29..2026-06-03", "8/6"),
    ],
)
def test_a_suspension_stops_the_clock(ref, start, spans, expected):
    assert last(ref, start, suspensions=spans) == day(expected)


def test_a_limit_backwards_cannot_be_suspended():
    with pytest.raises(BadFact, match="không tạm dừng"):
        last("L10-A45-1b", "3/4", suspensions="2026-03-02..2026-03-09")


def test_2027_is_unconfirmed_where_the_calendar_decided():
    assert due(find("L10-A12-3"), day("4/12")).evidence is Evidence.CONFIRMED
    assert due(find("L10-A12-3"), date(2027, 3, 1)).evidence is Evidence.UNCONFIRMED
    assert due(find("L10-A12-3"), day("29/12")).evidence is Evidence.UNCONFIRMED
    assert due(find("L10-A40-1c"), day("20/12")).evidence is Evidence.UNCONFIRMED
    assert due(find("L10-A12-3"), date(2024, 3, 1)).evidence is Evidence.UNCONFIRMED
    assert due(find("SEED-01"), date(2027, 1, 1)).evidence is Evidence.CONFIRMED


def test_a_count_over_an_unconfirmed_day_is_unconfirmed():
    """Tết and the make-up Saturday rest on a notice that was not read; 30/4 and 1/5 stand in the law."""
    assert due(find("L10-A12-3"), day("12/2")).evidence is Evidence.UNCONFIRMED
    assert due(find("L10-A12-3"), day("17/8")).evidence is Evidence.UNCONFIRMED
    assert due(find("L10-A12-3"), day("22/4")).evidence is Evidence.CONFIRMED
    assert due(find("L10-A40-1c"), day("1/2")).evidence is Evidence.UNCONFIRMED
    assert due(find("L10-A40-1c"), day("10/2")).evidence is Evidence.CONFIRMED
    assert due(find("L10-A13-2a"), day("22/1")).evidence is Evidence.CONFIRMED


def test_an_unconfirmed_rule_gives_an_unconfirmed_day():
    assert due(find("L10-A51-1"), day("31/12/25")).evidence is Evidence.UNCONFIRMED


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (
            {"colour": "red"},
            "Được dùng: area, complex, instance, extensions, disclosure_clause, channel, request",
        ),
        ({"area": "moon"}, "Được dùng: ordinary, remote"),
        ({"suspensions": "tomorrow"}, "không đọc được"),
        ({"suspensions": "2026-02-30..2026-03-01"}, "không đọc được"),
        ({"suspensions": "2026-03-09..2026-03-02"}, "kết thúc trước khi bắt đầu"),
        ({"extensions": "1"}, "không cho gia hạn"),
    ],
)
def test_a_bad_fact_is_answered_with_what_is_allowed(facts, sentence):
    with pytest.raises(BadFact, match=sentence):
        due(find("L10-A12-3"), day("2/3"), facts)


def test_l10_13_2_thirty_days_do_not_apply_to_permanent_posting():
    with pytest.raises(BadFact, match="không áp dụng"):
        due(find("L10-A13-2a"), day("2/3"), {"disclosure_clause": "11.4"})


def test_a_rule_without_a_time_limit_has_no_due_date():
    with pytest.raises(NoDeadline):
        due(find("L10-A21-1a"), day("2/3"))


def test_the_end_of_the_calendar_is_a_sentence_not_a_crash():
    for ref in ("L10-A12-3", "L10-A40-1c", "L10-A16-3c", "SEED-01", "L10-A60-3"):
        with pytest.raises(BadFact, match="quá xa"):
            due(find(ref), date(9999, 12, 31))
    with pytest.raises(BadFact, match="quá xa"):
        due(find("L10-A45-1b"), date(1, 1, 5))


LIMITS = [rule for rule in all_rules() if rule.reckon]


@given(st.sampled_from(LIMITS), st.dates(date(2025, 2, 1), date(2027, 6, 1)))
def test_every_deadline_of_the_law_keeps_its_promises(rule, start):
    found = due(rule, start)
    working = calendar()
    match rule.reckon:
        case "limit":
            assert found.due > start
            assert rule.unit == "hours" or working.is_working_day(found.due)
            assert all(not working.is_working_day(skip.date) for skip in found.skipped)
            passed = found.due - found.unrolled
            assert passed == timedelta(days=sum(skip.date >= found.unrolled for skip in found.skipped))
        case "minimum":
            assert found.due == start + timedelta(days=rule.value)
        case "before":
            assert found.due < start
        case _:
            assert found.due >= start


@given(st.dates(date(2025, 1, 1), date(2027, 6, 1)), st.dates(date(2025, 1, 1), date(2027, 6, 1)))
def test_a_later_event_never_has_an_earlier_last_day(one, other):
    early, late = sorted((one, other))
    for rule in LIMITS:
        assert due(rule, early).due <= due(rule, late).due
