import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danchu.core.text import (
    collapsed_blanks,
    composed,
    fold,
    plain_dashes,
    printable,
    same_words,
    squeezed,
    whole_number,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đặng Ủy ban", "dang uy ban"),
        ("ĐƯỜNG", "duong"),
        ("Bình Lư", "binh lu"),
        (unicodedata.normalize("NFD", "Nguyễn Huệ"), "nguyen hue"),
        ("363/KH-UBND", "363/kh-ubnd"),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_composed_repairs_what_keyboards_leave():
    assert composed("Ðiều\u00a01\u200b") == "Điều 1"
    assert composed(unicodedata.normalize("NFD", "Ủy ban")) == "Ủy ban"


def test_squeezed_and_collapsed_blanks():
    assert squeezed("  một \n hai\t ba ") == "một hai ba"
    assert collapsed_blanks("  một   hai \n ba\t\tbốn") == "một hai\nba bốn"


def test_same_words_ignores_dashes_case_and_marks():
    assert same_words("Phòng Văn hoá – Xã hội", "PHÒNG VĂN HÓA - XÃ HỘI")
    assert not same_words("Phòng Kinh tế", "Phòng Y tế")
    assert plain_dashes("Văn hóa – Xã hội") == "Văn hóa - Xã hội"


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("007", 7), ("", None), ("²", None), ("-3", None), ("٣", None), ("abc", None), ("9" * 30, None)],
)
def test_a_number_from_an_address_is_a_key_or_nothing(text, number):
    assert whole_number(text) == number


def test_what_cannot_be_printed_or_turns_the_line_is_left_out():
    typed = "Cống\x00 tắc\x0b,\tmưa\n tràn\u202etìm\u202c\ud800\ufffe\u200b ꪎ👍"
    assert printable(typed) == "Cống tắc,\tmưa\n tràntìm ꪎ👍"
