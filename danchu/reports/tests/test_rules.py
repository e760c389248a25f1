"""The pure rules: windows, typed numbers, adding up, comparing, sorting a unit's own paper into sections."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danchu.reports import outline, rules
from danchu.reports.rules import Given
from danchu.reports.states import Comparison


def kind(name):
    return next(each for each in outline.kinds() if each.kind == name)


def test_half_year_before_5_may_means_4_may():
    window = rules.window(kind("half_year"), 2026)
    assert window.due_on == datetime.date(2026, 5, 4)
    assert window.cutoff_on == datetime.date(2026, 4, 30)
    assert (window.period_from, window.period_to) == (datetime.date(2026, 1, 1), datetime.date(2026, 6, 30))
    assert (window.code, window.stated) == ("2026-H1", "trước ngày 05/5")


def test_year_before_5_november_means_4_november_whatever_the_weekday():
    assert rules.window(kind("year"), 2026).due_on == datetime.date(2026, 11, 4)
    # 4 November 2028 is a Saturday: the last day of "before a date" never rolls (design.md §8).
    assert rules.window(kind("year"), 2028).due_on == datetime.date(2028, 11, 4)
    assert datetime.date(2028, 11, 4).weekday() == 5


@pytest.mark.parametrize(
    ("text", "number"),
    [("", None), ("0", "0"), ("412", "412"), ("1.412", "1412"), ("1.234.567,5", "1234567.5"), (" 12,35 ", "12.35")],
)
def test_numbers_are_read_as_vietnamese_offices_write_them(text, number):
    assert rules.parse_number(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("text", "code"),
    [("12.5", "point"), ("-3", "negative"), ("sáu", "not_a_number"), ("1,234", "too_fine"),
     ("1.23.456", "not_a_number"), ("9999999999999", "too_large"), ("١٢", "not_a_number")],
)  # fmt: skip
def test_a_wrong_number_says_what_is_wrong(text, code):
    with pytest.raises(ValueError, match=f"^{code}$"):
        rules.parse_number(text)


@given(st.decimals(min_value=0, max_value=10**11, places=2))
def test_a_shown_number_is_read_back(number):
    assert rules.parse_number(rules.shown_number(number)) == number


def test_adding_up_no_data_is_not_zero():
    assert rules.add_up([Given(), Given()]).value is None
    total = rules.add_up([Given(Decimal(6), Decimal(8)), Given(), Given(nothing_occurred=True)])
    assert (total.value, total.known, total.asked) == (6, 2, 3)
    assert total.estimate == 8
    assert not total.nothing_occurred


def test_adding_up_nothing_occurred_only_when_all_who_spoke_say_so():
    assert rules.add_up([Given(nothing_occurred=True), Given()]).nothing_occurred
    total = rules.add_up([Given(nothing_occurred=True), Given(Decimal(0))])
    assert (total.value, total.nothing_occurred) == (0, False)


def test_an_estimate_is_the_sum_only_when_every_unit_estimated():
    assert rules.add_up([Given(Decimal(1), Decimal(2)), Given(Decimal(1))]).estimate is None


def test_a_percentage_needs_all_its_parts():
    assert rules.percentage([Decimal(23)], [Decimal(27)]) == Decimal("85.2")
    assert rules.percentage([Decimal(23)], [None]) is None
    assert rules.percentage([Decimal(0)], [Decimal(0)]) is None


def test_last_year_is_not_comparable_for_a_commune_formed_after_it_began():
    formed = datetime.date(2025, 7, 1)
    january = datetime.date(2025, 1, 1)
    assert rules.why_not_comparable(merged_on=formed, last_from=january, has_last=True) == Comparison.NOT_COMPARABLE
    assert rules.why_not_comparable(merged_on=None, last_from=january, has_last=False) == Comparison.NO_DATA
    later = datetime.date(2026, 1, 1)
    assert rules.why_not_comparable(merged_on=formed, last_from=later, has_last=True) is None


def test_change_only_when_both_numbers_exist():
    assert rules.change(Decimal(6), Decimal(4)) == 50
    assert rules.change(Decimal(6), None) is None
    assert rules.change(Decimal(6), Decimal(0)) is None
    assert rules.change(None, Decimal(4)) is None


def test_a_units_paper_is_sorted_by_the_words_of_its_headings():
    placed = rules.place_sections(
        outline.shipped().sections,
        [
            ("", "", "Mở đầu."),
            ("I.", "CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO", "Đã họp."),
            ("II.", "Kết quả thực hiện", "Chung."),
            ("1.", "Công khai ở xã, ở bản", "Đã niêm yết."),
            ("2.", "Một việc lạ", "Lời lạ."),
            ("3.", "Tình hình tuyên truyền", "6 hội nghị."),
            ("III.", "Tồn tại, hạn chế", "Còn chậm."),
        ],
    )
    assert placed[outline.LEFT_OVER] == "Mở đầu."
    assert placed["I"] == "Đã họp."
    assert placed["III.1"] == "Chung.\n\nĐã niêm yết.\n\n2. Một việc lạ\nLời lạ."
    assert placed["II"] == "6 hội nghị."
    assert placed["VI"] == "Còn chậm."


@given(st.lists(st.tuples(st.text(max_size=5), st.text(max_size=30), st.text(min_size=1, max_size=30))))
def test_sorting_loses_no_word(pieces):
    placed = rules.place_sections(outline.shipped().sections, pieces)
    kept = "\n".join(placed.values())
    assert all(text.strip() in kept for _numbering, _title, text in pieces)
