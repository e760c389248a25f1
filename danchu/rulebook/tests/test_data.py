"""What the data files say, and what the loader refuses."""

from datetime import date

import pytest

from danchu.core.calendar import Evidence
from danchu.rulebook import (
    BadDataError,
    BadFact,
    Unit,
    all_rules,
    all_texts,
    calendar,
    due,
    find,
    load,
    lookup,
    rules_on,
)
from danchu.rulebook.reckoning import due as reckon

TEXT = """
[text]
law = "1/2026/QH16"
kind = "law"
title = "Luật thử"
name = "Luật số 1/2026/QH16"
effective = 2026-01-01
source = "viết cho phép thử"
"""
RULE = """
[[rule]]
id = "T-1"
article = "1"
clause = "2"
topic = "thu"
text = "Trả lời trong 30 ngày"
value = 30
unit = "calendar_days"
reckon = "limit"
"""
CALENDAR = """
[[year]]
year = 2026
source = "viết cho phép thử"
"""


@pytest.fixture
def book(tmp_path):
    def make(rules=RULE, text=TEXT, calendar=CALENDAR, duties="duty = []", coverage=""):
        (tmp_path / "text.toml").write_text(text + rules)
        (tmp_path / "calendar.toml").write_text(calendar)
        (tmp_path / "duties.toml").write_text(duties)
        (tmp_path / "not_computed.toml").write_text(coverage)
        return load(tmp_path)

    return make


def test_the_three_texts_hold_every_row():
    count = {text.law: 0 for text in all_texts()}
    for rule in all_rules():
        count[rule.law] += 1
    assert count["10/2022/QH15"] == 223
    assert count["59/2023/NĐ-CP"] == 48
    assert count["61/2023/NĐ-CP"] == 20


def test_ids_are_unique_and_every_rule_says_where_it_comes_from():
    rules = all_rules()
    assert len({rule.id for rule in rules}) == len(rules)
    assert all(rule.source and rule.text and rule.topic for rule in rules)


def test_every_rule_starts_with_its_text():
    assert find("L10-A12-3").valid_from == date(2023, 7, 1)
    assert find("ND59-08").valid_from == date(2023, 8, 15)
    assert find("ND61-09-1").valid_from == date(2023, 8, 16)
    assert "L10-A12-3" not in {rule.id for rule in rules_on(date(2023, 6, 30))}
    assert "L10-A12-3" in {rule.id for rule in rules_on(date(2023, 7, 1))}


@pytest.mark.parametrize(
    ("ref", "value", "unit", "op"),
    [
        ("L10-A12-3", 5, Unit.WORKING_DAYS, "<="),
        ("L10-A13-2a", 30, Unit.CONSECUTIVE_DAYS, ">="),
        ("L10-A21-1a", "2/3", Unit.SHARE_OF_HOUSEHOLD_REPRESENTATIVES, ">="),
        ("L10-A21-1c", 50, Unit.PERCENT_OF_HOUSEHOLD_REPRESENTATIVES, ">"),
        ("L10-A28-2", 20, Unit.CALENDAR_DAYS, ">="),
        ("L10-A18-3", 200, Unit.HOUSEHOLDS, ">="),
        ("ND59-03-5a", 50, Unit.PERCENT_OF_ATTENDING_REPRESENTATIVES, ">"),
        ("ND59-03-5c1", (3, 5), Unit.PEOPLE, ""),
        ("ND61-16-3", "11-30", Unit.DAY_OF_YEAR, "<"),
    ],
)
def test_figures_are_usable_by_a_machine(ref, value, unit, op):
    rule = find(ref)
    assert (rule.value, rule.unit, rule.op) == (value, unit, op)


def test_what_was_not_read_is_not_confirmed():
    assert find("L10-A51-1").evidence is Evidence.UNCONFIRMED
    assert find("PA-GEN").evidence is Evidence.UNCONFIRMED
    assert find("L10-A12-3").evidence is Evidence.CONFIRMED


def test_l10_11_each_item_says_how_it_is_posted():
    items = [rule for rule in all_rules() if rule.id.startswith("L10-A11-") and rule.clause]
    posting = {rule.clause: rule.details["posting"] for rule in items}
    assert posting.pop("14") == "by_other_law"
    assert {clause for clause, how in posting.items() if how == "permanent"} == {"4", "13"}
    assert {rule.clause for rule in all_rules() if rule.details.get("loudspeaker")} == set("789") | {"10", "11", "12"}


def test_the_calendar_of_2026():
    off = [row.day for row in calendar().rows if row.day.year == 2026 and not row.works]
    assert off == [
        date(2026, 1, 1),
        date(2026, 1, 2),
        *(date(2026, 2, day) for day in range(16, 21)),
        date(2026, 4, 27),
        date(2026, 4, 30),
        date(2026, 5, 1),
        date(2026, 8, 31),
        date(2026, 9, 1),
        date(2026, 9, 2),
        date(2026, 11, 24),
    ]
    worked = [row.day for row in calendar().rows if row.works]
    assert worked == [date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)]


def test_the_days_of_2026_that_a_notice_chose_are_unconfirmed_and_those_the_law_fixes_are_not():
    sure = [row.day for row in calendar().rows if row.day.year == 2026 and row.evidence is Evidence.CONFIRMED]
    assert [(day.day, day.month) for day in sure] == [(1, 1), (27, 4), (30, 4), (1, 5), (2, 9), (24, 11)]


def test_the_calendar_of_2027_is_not_published():
    assert calendar().confirmed_years == (2025,)
    rows = [row for row in calendar().rows if row.day.year == 2027]
    assert rows
    assert all(row.evidence is Evidence.UNCONFIRMED for row in rows)


def test_a_sound_file_loads(book):
    rule = book().rules[0]
    assert (rule.id, rule.citation, rule.valid_from) == ("T-1", "1/2026/QH16:1.2", date(2026, 1, 1))


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        (RULE + 'colour = "red"\n', "không hiểu được: colour"),
        (RULE.replace('text = "Trả lời trong 30 ngày"\n', ""), 'thiếu "text"'),
        (RULE.replace('article = "1"', 'article = "một"'), "trích dẫn sai"),
        (RULE.replace('clause = "2"', 'point = "a"'), "trích dẫn sai"),
        (RULE.replace('article = "1"\n', ""), "trích dẫn sai"),
        (RULE.replace("calendar_days", "fortnights"), "không nhận"),
        (RULE.replace("value = 30", 'value = "ba mươi"'), "không hợp"),
        (RULE.replace("value = 30", "value = 0"), "không hợp"),
        (RULE.replace('unit = "calendar_days"\n', ""), "đi cùng nhau"),
        (RULE + RULE, "hai dòng cùng mã"),
        (RULE + "valid_to = 2026-06-30\n" + RULE + "valid_from = 2026-06-30\n", "hai dòng cùng mã"),
        (RULE + "valid_to = 2025-06-30\n", "hết hiệu lực trước"),
        (RULE + "valid_from = 2025-12-31\n", "có hiệu lực trước văn bản"),
        (RULE + 'see = ["T-9"]\n', "dẫn chiếu T-9, không có"),
        (RULE + 'amends = "9/2020/QH14:3.1"\n', "sửa 9/2020/QH14, văn bản không có"),
        (RULE + 'amends = "1/2026/QH16"\n', "thiếu điều"),
        (RULE + 'family = "alone"\n', "chỉ có một dòng"),
        (RULE + 'evidence = "unknown"\n', "chưa tìm thấy con số mà lại có"),
        (RULE + "parts = { a = true }\n", "sai kiểu"),
        (RULE + 'applies = { moon = ["full"] }\n', "không hiểu được: moon"),
        (RULE.replace("limit", "once"), "không hợp"),
        (RULE.replace("limit", "period"), "không hợp"),
        (RULE.replace("calendar_days", "hours").replace("value = 30", "value = 0"), "không hợp"),
        (RULE + 'source = " "\n', '"source"|nguồn'),
        (RULE + "valid_from = 20260101\n", "sai kiểu"),
        ("rule = 5", "không đọc được|sai kiểu|không hiểu được"),
        (RULE + 'applies = { disclosure_clause = ["12.1"] }\n', "giá trị lạ"),
        (RULE + "details = { smell = true }\n", "không hiểu được: smell"),
        (RULE + '[[rule.variant]]\nwhen = { moon = "full" }\nvalue = 3\n', "không hiểu được: moon"),
        (
            RULE + '[[rule.variant]]\nwhen = { area = "remote" }\nvalue = 3\n'
            '[[rule.variant]]\nwhen = { complex = "true" }\nvalue = 4\n',
            "hai biến thể",
        ),
    ],
)
def test_a_malformed_row_is_refused_with_its_file(book, rules, sentence):
    with pytest.raises(BadDataError, match=sentence) as error:
        book(rules)
    assert "T-1" in str(error.value) or "text.toml" in str(error.value)


FAMILY = 'family = "answer"\n'
OTHER = RULE.replace("T-1", "T-2")


@pytest.mark.parametrize(
    "rules",
    [
        RULE + FAMILY + OTHER + FAMILY,
        RULE + FAMILY + "valid_to = 2026-06-30\n" + OTHER + FAMILY + "valid_from = 2026-06-30\n",
        RULE + FAMILY + 'applies = { area = ["remote"] }\n' + OTHER + FAMILY,
        RULE + FAMILY + 'applies = { area = ["remote"] }\n' + OTHER + FAMILY + 'applies = { instance = ["2"] }\n',
    ],
)
def test_rows_of_a_family_that_hold_at_once_are_refused_unless_facts_keep_them_apart(book, rules):
    with pytest.raises(BadDataError, match=r'text\.toml \(T-2\): cùng nhóm "answer" với T-1'):
        book(rules)


@pytest.mark.parametrize(
    "rules",
    [
        RULE + FAMILY + "valid_to = 2026-06-30\n" + OTHER + FAMILY + "valid_from = 2026-07-01\n",
        RULE
        + FAMILY
        + 'applies = { area = ["remote"] }\n'
        + OTHER
        + FAMILY
        + 'applies = { area = ["ordinary"], instance = ["2"] }\n',
    ],
)
def test_rows_of_a_family_kept_apart_by_time_or_facts_load(book, rules):
    assert len(book(rules).rules) == 2


@pytest.mark.parametrize(
    ("coverage", "sentence"),
    [
        ("", "T-2 không có con số mà chưa nêu lý do"),
        ('rules = ["T-2", "T-9"]', "T-9 không có trong sổ"),
        ('rules = ["T-2", "T-2"]', "T-2 đã có ở lý do"),
        ('rules = ["T-1", "T-2"]', "T-1 có con số, phải được tính"),
        ('rules = ["T-2"]\n[[outside]]\nid = "T-1"\ntext = "x"\nwhy = "x"', "T-1 trùng mã"),
        ('rules = ["T-2"]\ncolour = "red"', "không hiểu được: colour"),
    ],
)
def test_what_is_not_computed_must_say_why(book, coverage, sentence):
    plain = OTHER[: OTHER.index("value")]
    head = '[[reason]]\nid = "right"\nname = "quyền"\nwhy = "Quyền không có con số"\n' if coverage else ""
    with pytest.raises(BadDataError, match=rf"not_computed\.toml.*{sentence}"):
        book(RULE + plain, coverage=head + coverage)


def test_what_is_not_computed_and_says_why_loads(book):
    plain = OTHER[: OTHER.index("value")]
    coverage = '[[reason]]\nid = "right"\nname = "quyền"\nwhy = "Quyền không có con số"\nrules = ["T-2"]\n'
    assert book(RULE + plain, coverage=coverage).not_computed[0].rules == ("T-2",)


def test_a_row_outlives_no_text(book):
    ended = TEXT + "until = 2026-06-30\n"
    assert book(text=ended).rules[0].valid_to == date(2026, 6, 30)
    with pytest.raises(BadDataError, match="còn hiệu lực sau khi văn bản hết hiệu lực"):
        book(RULE + "valid_to = 2026-12-31\n", text=ended)


def test_a_text_that_replaces_an_unknown_one_is_refused(book):
    with pytest.raises(BadDataError, match=r"text\.toml, \[text\]: thay thế 9/2020/QH14"):
        book(text=TEXT + 'replaces = ["9/2020/QH14"]\n')


def test_one_law_stands_in_one_file(book, tmp_path):
    (tmp_path / "again.toml").write_text(TEXT + RULE)
    with pytest.raises(BadDataError, match=r"text\.toml: văn bản 1/2026/QH16 đã có ở again\.toml"):
        book()


def test_a_duty_owed_in_some_quarters_names_quarters_that_exist(book):
    duty = (
        '[[duty]]\nid = "d"\ntitle = "Việc"\nrule = "T-1"\nowes = "front"\nto = []\nevery = "quarter"\ndue = "after"\n'
    )
    assert book(duties=duty + 'only = ["Q1"]\n').duties[0].only == ("Q1",)
    with pytest.raises(BadDataError, match=r"duties\.toml, duty d: .*only"):
        book(duties=duty + 'only = ["Q5"]\n')


def test_a_missing_source_is_refused(book):
    with pytest.raises(BadDataError, match='thiếu "source"'):
        book(text=TEXT.replace('source = "viết cho phép thử"\n', ""))


def test_broken_toml_is_refused_with_its_file(book):
    with pytest.raises(BadDataError, match=r"text\.toml: không đọc được"):
        book(rules="[[rule")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ('[[off]]\nday = 2031-01-01\nname = "Tết"\nrule = "T-1"\n', "chưa khai"),
        ('[[off]]\nday = 2026-01-01\nname = "Tết"\nrule = "T-9"\n', "không có trong sổ"),
        ('[[make_up]]\nday = 2026-01-05\nname = "bù"\nrule = "T-1"\n', "không phải thứ Bảy"),
        ('[[off]]\nday = 2026-01-01\nname = ""\nrule = "T-1"\n', "để trống"),
    ],
)
def test_a_malformed_calendar_is_refused(book, row, sentence):
    with pytest.raises(BadDataError, match=sentence):
        book(calendar=CALENDAR + row)


def test_a_duty_without_a_rule_is_refused(book):
    with pytest.raises(BadDataError, match="không có trong sổ"):
        book(
            duties='[[duty]]\nid = "d"\ntitle = "Việc"\nrule = "T-9"\nowes = "front"\nto = []\n'
            'every = "year"\ndue = "period"\n'
        )


def test_a_rule_that_changes_has_two_rows_and_the_day_chooses(book):
    old = RULE + "valid_to = 2026-06-30\n"
    new = RULE.replace("value = 30", "value = 7") + "valid_from = 2026-07-01\n"
    rules = book(old + new).rules
    assert lookup.find(rules, "T-1", date(2026, 6, 30), {}).value == 30
    assert lookup.find(rules, "T-1", date(2026, 7, 1), {}).value == 7
    assert lookup.find(rules, "1/2026/QH16:1.2", None, {}).value == 7


VARIANTS = (
    RULE
    + """
extension = { value = 10, max = 1 }
[[rule.variant]]
when = { area = "remote" }
value = 45
[[rule.variant]]
when = { complex = "true" }
value = 40
[[rule.variant]]
when = { area = "remote", complex = "true" }
value = 60
extension = { value = 30, max = 2 }
"""
)


@pytest.mark.parametrize(
    ("facts", "amount"),
    [
        ({}, 30),
        ({"area": "ordinary"}, 30),
        ({"area": "remote"}, 45),
        ({"complex": "true"}, 40),
        ({"area": "remote", "complex": "true"}, 60),
        ({"extensions": "1"}, 40),
        ({"area": "remote", "extensions": "1"}, 55),
        ({"area": "remote", "complex": "true", "extensions": "2"}, 120),
    ],
)
def test_the_most_specific_variant_counts(book, facts, amount):
    loaded = book(VARIANTS)
    found = reckon(loaded.rules[0], date(2026, 3, 2), facts, loaded.calendar)
    assert found.amount == amount
    assert (found.unrolled - found.start).days == amount


def test_more_extensions_than_allowed_are_refused(book):
    loaded = book(VARIANTS)
    with pytest.raises(BadFact, match="chỉ cho gia hạn 1 lần"):
        reckon(loaded.rules[0], date(2026, 3, 2), {"extensions": "2"}, loaded.calendar)


def test_consecutive_days_of_a_limit_do_not_roll(book):
    loaded = book(RULE.replace("calendar_days", "consecutive_days"))
    assert reckon(loaded.rules[0], date(2026, 3, 5), {}, loaded.calendar).due == date(2026, 4, 4)  # a Saturday


def test_a_communes_corrected_calendar_can_replace_the_common_one(book):
    corrected = book().calendar
    assert due(find("L10-A12-3"), date(2026, 2, 12), working=corrected).due == date(2026, 2, 19)
