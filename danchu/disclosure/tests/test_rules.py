"""Forms by clause, plain words, and what changed: the rules alone."""

import pytest

from danchu.disclosure import rules


@pytest.mark.parametrize(
    ("clause", "forms", "hangs", "airs"),
    [
        (2, "ab", 30, 0),
        (4, "ab", None, 0),
        (7, "abcd", 30, 3),
        (12, "abcd", 30, 3),
        (13, "ab", None, 0),
        (14, "b", 30, 0),
    ],
)
def test_l10_a13_what_each_clause_demands(clause, forms, hangs, airs):
    assert (rules.mandatory_forms(clause), rules.hangs_days(clause), rules.airs_days(clause)) == (forms, hangs, airs)


def test_each_demanded_form_names_its_article():
    found = [rules.article_of(rules.demand(7), letter) for letter in "abcde"]
    assert found == ["13.2", "13.1", "13.3", "13.4", ""]


def test_what_is_demanded_is_no_choice():
    assert rules.further_forms(rules.demand(7), "hcai") == "hi"
    assert rules.further_forms(rules.demand(2), "dc!c") == "cd"


def test_a_long_sentence_an_abbreviation_and_a_long_text_are_hinted_at():
    assert rules.hints("Xã thu 5 tỷ đồng. Xã chi 5 tỷ đồng.") == []
    assert [hint.code for hint in rules.hints(" ".join(["từ"] * 31) + ".")] == ["long_sentence"]
    assert rules.hints(" ".join(["từ"] * 30) + ".") == []
    assert rules.hints("UBND xã họp quý III.") == [rules.Hint("short_form", "UBND", "Ủy ban nhân dân")]
    assert rules.hints("Từ đây. " * 76)[-1].code == "long_summary"
