"""Where words stand in a text: found without marks, shown with them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danchu.core.excerpts import excerpt, folded_with_places
from danchu.core.text import fold, squeezed

LETTERS = st.text(alphabet="aăâáàảãạđĐeêếoôơộuưữiyYNgh .,;\n0123", max_size=300)


def said(pieces) -> str:
    return "".join(f"[{piece.text}]" if piece.hit else piece.text for piece in pieces)


def test_the_sentence_with_the_most_of_the_words_is_shown_with_its_own_marks():
    text = "Xã thu 12 tỷ. Chi sửa đường vào bản là 850 triệu đồng! Đường khác không sửa."
    assert said(excerpt([text], "DUONG vao ban")) == "Chi sửa [đường] [vào] [bản] là 850 triệu đồng!"


def test_texts_are_looked_through_in_their_order():
    assert said(excerpt(["Không có gì.", "Đất công ích.", "Đất ở."], "dat")) == "[Đất] công ích."


def test_letters_written_in_two_parts_are_marked_whole():
    assert said(excerpt([unicodedata.normalize("NFD", "Sửa đường.")], "duong")) == "Sửa [đường]."


def test_words_that_touch_or_lie_in_one_another_are_one_mark():
    assert said(excerpt(["trường học"], "truong uong ong")) == "[trường] học"


def test_a_long_sentence_is_cut_between_words_around_what_was_found():
    text = "một " * 200 + "đích " + "hai " * 200
    shown = said(excerpt([text], "dich", room=60))
    assert "[đích]" in shown
    assert shown.startswith("…một")
    assert shown.endswith("…")
    assert len(shown) < 70


@pytest.mark.parametrize(("texts", "words"), [([], "a"), (["abc"], ""), (["abc"], "x"), ([""], "a"), (["a"], "   ")])
def test_nothing_found_shows_nothing(texts, words):
    assert excerpt(texts, words) == ()


def test_what_looks_like_a_pattern_is_only_letters():
    assert said(excerpt(["Tổng (a+b) là 3"], "(a+b)")) == "Tổng [(a+b)] là 3"


@given(LETTERS)
def test_folding_letter_by_letter_says_the_same_and_leads_back(text):
    text = unicodedata.normalize("NFC", text)
    folded, places = folded_with_places(text)
    assert folded == fold(text)
    assert all(fold(text[place]).startswith(letter) for letter, place in zip(folded, places, strict=True))


@given(LETTERS, st.sampled_from(["duong", "a", "e o", "ng", "d y", "1"]))
def test_what_is_shown_is_the_texts_own_letters(text, words):
    shown = excerpt([text], words)
    plain = "".join(piece.text for piece in shown).strip("…")
    assert plain in squeezed(unicodedata.normalize("NFC", text))
    wanted = fold(words).split()
    assert bool(shown) == any(word in fold(text) for word in wanted)
    assert all(any(word in fold(piece.text) for word in wanted) for piece in shown if piece.hit)
