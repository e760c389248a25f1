"""A case keeps the law of its day: the day before a change, the day, the day after; and rows that facts choose."""

from datetime import date

import pytest

from danchu.rulebook import Ambiguous, BadFact, UnknownFigure, UnknownRule, all_rules, due, find


def day(text):
    """ "1/7" is in 2026, "30/6/25" in 2025."""
    parts = [int(part) for part in text.split("/")]
    return date(2000 + parts[2] if len(parts) == 3 else 2026, parts[1], parts[0])


def answer(ref, start, **facts):
    start = day(start)
    rule = find(ref, start, facts)
    found = due(rule, start, facts)
    return rule.id, found.amount, str(found.unit), found.due


ACCEPTANCE = ("KN-27-old", "KN-27-new", "02/2011/QH13:27", "155/2026/NĐ-CP:10", "124/2020/NĐ-CP:16.1")


@pytest.mark.parametrize("asked", ACCEPTANCE)
@pytest.mark.parametrize(
    ("start", "rule", "amount", "unit", "last"),
    [
        ("29/6", "KN-27-old", 10, "calendar_days", "9/7"),
        ("30/6", "KN-27-old", 10, "calendar_days", "10/7"),
        ("1/7", "KN-27-new", 7, "working_days", "10/7"),
        ("2/7", "KN-27-new", 7, "working_days", "13/7"),
        ("24/8", "KN-27-new", 7, "working_days", "7/9"),
    ],
)
def test_l02_27_and_nd155_10_a_complaint_is_accepted_under_the_law_of_the_day_it_came(
    asked, start, rule, amount, unit, last
):
    assert answer(asked, start) == (rule, amount, unit, day(last))


def test_l02_36_before_july_2026_a_second_complaint_had_its_own_article():
    assert answer("KN-27-old", "30/6", instance="2") == ("KN-36-old", 10, "calendar_days", day("10/7"))
    assert answer("02/2011/QH13:36.1", "1/7", instance="2") == ("KN-27-new", 7, "working_days", day("10/7"))


@pytest.mark.parametrize("asked", ["TCD-15-2d-old", "TCD-136-chair", "42/2013/QH13:15.2.d", "136/2025/QH15"])
def test_l42_15_2_d_until_30_june_one_day_a_week_and_l136_from_1_july_two_days_a_month(asked):
    assert answer(asked, "30/6") == ("TCD-15-2d-old", None, "days_per_week", day("5/7"))  # the week of that Tuesday
    assert answer(asked, "1/7") == ("TCD-136-chair", None, "days_per_month", day("31/7"))
    assert not due(find(asked, day("1/7")), day("1/7")).binding


@pytest.mark.parametrize(
    ("asked", "new"),
    [
        ("ATI-OLD-29", "ATI-NEW-HAN"),
        ("ATI-OLD-30-3", "ATI-NEW-HAN"),
        ("ATI-OLD-30-4", "ATI-NEW-HAN"),
        ("ATI-OLD-31", "ATI-NEW-HAN"),
        ("104/2016/QH13:29", "ATI-NEW-HAN"),
        ("ATI-OLD-18-4", "ATI-NEW-CK"),
        ("ATI-OLD-21-2", "ATI-NEW-NY"),
    ],
)
def test_l104_until_31_august_2026_then_a_figure_that_was_not_found(asked, new):
    due(find(asked, day("31/8")), day("31/8"))
    assert find(asked, day("1/9")).id == new
    with pytest.raises(UnknownFigure, match="Chưa tìm thấy con số"):
        due(find(asked, day("1/9")), day("1/9"))


def test_l104_29_2_ten_working_days_at_the_office_over_the_national_day():
    assert answer("104/2016/QH13:29.2", "31/8") == ("ATI-OLD-29", 10, "working_days", day("16/9"))
    assert answer("104/2016/QH13:29.2", "31/8", extensions="1")[3] == day("30/9")


@pytest.mark.parametrize("asked", ["ATI-NEW-22", "ATI-OLD-22-4"])
def test_l104_22_4_fifteen_days_for_a_correction_become_ten(asked):
    assert answer(asked, "31/8") == ("ATI-OLD-22-4", 15, "calendar_days", day("15/9"))
    assert answer(asked, "1/9") == ("ATI-NEW-22", 10, "calendar_days", day("11/9"))


def test_nd61_2018_19_9_the_apology_a_day_before_ended_with_june_2025():
    assert answer("OSS-61-19", "30/6/25") == ("OSS-61-19", 1, "calendar_days", day("29/6/25"))
    with pytest.raises(UnknownFigure):
        due(find("OSS-61-19", day("1/7/25")), day("1/7/25"))


def test_tt343_thirty_days_of_posting_ended_with_24_march_2026_without_a_successor():
    assert answer("BUD-OLD343", "24/3")[3] == day("23/4")
    with pytest.raises(UnknownRule, match=r"25/03/2026: BUD-OLD343 từ 13/02/2017 đến 24/03/2026"):
        find("BUD-OLD343", day("25/3"))


def test_what_starts_with_a_decree_is_not_there_the_day_before():
    for ref in ("ND154-04-3", "KN-DT", "TC-ND156-22", "DIG-13-1a"):
        with pytest.raises(UnknownRule, match="không có hiệu lực vào ngày 30/06/2026"):
            find(ref, day("30/6"))
        assert find(ref, day("1/7")).id == ref


@pytest.mark.parametrize(
    ("facts", "rule", "amount"),
    [
        ({}, "KN-28a", 30),
        ({"complex": "true"}, "KN-28a", 45),
        ({"area": "ordinary", "instance": "1"}, "KN-28a", 30),
        ({"area": "remote"}, "KN-28b", 45),
        ({"area": "remote", "complex": "true"}, "KN-28b", 60),
        ({"instance": "2"}, "KN-37", 45),
        ({"instance": "2", "complex": "true"}, "KN-37", 60),
        ({"instance": "2", "area": "remote"}, "KN-37", 60),
        ({"instance": "2", "area": "remote", "complex": "true"}, "KN-37", 70),
    ],
)
@pytest.mark.parametrize("asked", ["KN-28a", "02/2011/QH13:28"])
def test_l02_28_37_area_complexity_and_instance_choose_the_figure(asked, facts, rule, amount):
    assert answer(asked, "6/7", **facts)[:2] == (rule, amount)


def test_l02_28_a_row_asked_by_its_id_stands_where_the_facts_are_silent():
    assert answer("KN-28b", "6/7")[:2] == ("KN-28b", 45)
    assert answer("KN-37", "6/7")[:2] == ("KN-37", 45)
    assert answer("KN-28b", "6/7", area="ordinary")[:2] == ("KN-28a", 30)


@pytest.mark.parametrize(
    ("facts", "amount"),
    [
        ({}, 30),
        ({"complex": "true"}, 30),
        ({"complex": "true", "extensions": "1"}, 60),
        ({"complex": "very", "extensions": "1"}, 60),
        ({"complex": "very", "extensions": "2"}, 90),
        ({"extensions": "2"}, 90),
    ],
)
def test_l25_30_a_denunciation_is_prolonged_once_when_complex_and_twice_when_very(facts, amount):
    assert answer("25/2018/QH14:30", "2/7", **facts)[1] == amount


def test_l25_30_a_merely_complex_denunciation_is_not_prolonged_twice():
    with pytest.raises(BadFact, match="chỉ cho gia hạn 1 lần"):
        answer("TC-30", "2/7", complex="true", extensions="2")


def test_l104_30_4_fifteen_working_days_and_then_fifteen_days():
    """From 13/4 the fifteenth working day is 7/5 (27/4, 30/4, 1/5 off); fifteen days on is 22/5, a Friday."""
    found = due(find("ATI-OLD-30-4"), day("13/4"), {"extensions": "1"})
    assert (found.due, found.amount, found.further) == (day("22/5"), 15, (15, "calendar_days"))
    assert answer("ATI-OLD-31", "14/4", complex="true", extensions="1")[3] == day("25/5")  # 23/5 is a Saturday


@pytest.mark.parametrize(
    ("facts", "amount", "unit"),
    [
        ({}, 2, "working_days"),
        ({"request": "view"}, 10, "calendar_days"),
        ({"request": "withdraw", "third_party": "true"}, 20, "calendar_days"),
        ({"request": "erase", "third_party": "true"}, 30, "calendar_days"),
        ({"third_party": "true"}, 2, "working_days"),
    ],
)
def test_nd356_5_what_the_person_asks_for_chooses_the_days(facts, amount, unit):
    assert answer("PDP-ND356-5", "9/2", **facts)[1:3] == (amount, unit)


def test_nd356_5_how_long_the_one_extension_lasts_was_not_found():
    with pytest.raises(BadFact, match="không cho gia hạn"):
        answer("PDP-ND356-5", "9/2", request="view", extensions="1")


def test_l91_23_seventy_two_hours_end_on_the_third_day_be_it_a_holiday():
    assert answer("91/2025/QH15:23.1", "13/2") == ("PDP-23", 72, "hours", day("16/2"))
    with pytest.raises(BadFact, match="không tạm dừng"):
        answer("PDP-23", "13/2", suspensions="2026-02-14..2026-02-15")


def test_nd224_27_one_day_for_all_platforms_and_nothing_after_it():
    assert answer("DIG-27", "1/7")[3] == date(2028, 12, 31)
    with pytest.raises(BadFact, match="đã qua"):
        due(find("DIG-27"), date(2029, 1, 1))


@pytest.mark.parametrize(("start", "last"), [("31/3", "10/4"), ("30/6", "10/7"), ("30/9", "12/10")])
def test_nd73_37_3_the_execution_of_three_six_and_nine_months_is_public_ten_days_after(start, last):
    """10/10/2026 is a Saturday."""
    assert answer("73/2026/NĐ-CP:37.3", start)[3] == day(last)


def test_nd73_37_one_clause_two_matters():
    assert answer("BUD-37d", "13/4")[1:3] == (3, "working_days")
    assert answer("73/2026/NĐ-CP:37", "13/4", matter="results")[:3] == ("BUD-37d", 30, "calendar_days")
    assert answer("BUD-37e", "13/4", matter="procedures")[1:3] == (5, "working_days")
    with pytest.raises(BadFact, match="không áp dụng"):
        answer("BUD-37d", "13/4", matter="funds")
    with pytest.raises(Ambiguous):
        answer("73/2026/NĐ-CP:37", "13/4")


def test_nd59_14_3_the_period_asked_for_chooses_the_day_and_none_is_binding():
    assert answer("ND59-14-3", "28/4")[3] == day("30/6")
    assert answer("ND59-14-3", "28/4", period="year")[3] == day("31/12")
    with pytest.raises(BadFact, match="không có kỳ"):
        answer("L10-A32-1", "28/4", period="quarter")


def test_every_row_of_a_family_is_found_on_its_day_for_its_facts():
    families = {rule.family for rule in all_rules() if rule.family}
    assert families == {
        "apology-letter",
        "chair-reception",
        "complaint-acceptance",
        "complaint-settlement",
        "information-correction",
        "information-posting",
        "information-provision",
        "information-publication",
    }
    for rule in all_rules():
        if rule.family:
            facts = {key: values[0] for key, values in rule.applies.items()}
            for start in filter(rule.in_force, (day("30/6"), day("1/7"), day("31/8"), day("1/9"))):
                assert find(rule.id, start, facts) == rule


def test_a_successor_asked_for_an_earlier_day_names_the_rows_it_could_be():
    """Which of the four limits of 2016 it was depends on the channel."""
    with pytest.raises(Ambiguous) as error:
        find("ATI-NEW-HAN", day("31/8"))
    assert {rule.id for rule in error.value.candidates} == {"ATI-OLD-29", "ATI-OLD-30-3", "ATI-OLD-30-4", "ATI-OLD-31"}
    assert find("ATI-NEW-HAN", day("31/8"), {"channel": "online", "complex": "true"}).id == "ATI-OLD-30-4"
