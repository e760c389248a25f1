"""Shares in whole numbers, ranges with both ends, named parts."""

from datetime import date

import pytest

from danchu.rulebook import BadFact, NoFigure, find, fits


@pytest.mark.parametrize(
    ("ref", "amount", "of", "expected"),
    [
        ("L10-A21-1a", 60, 90, True),
        ("L10-A21-1a", 59, 90, False),
        ("L10-A21-1a", 67, 100, True),
        ("L10-A21-1a", 66, 100, False),
        ("L10-A21-1c", 45, 90, False),
        ("L10-A21-1c", 46, 90, True),
        ("L10-A21-1c", 46, 91, True),
        ("ND61-07-3", 9, 90, True),
        ("ND61-07-3", 9, 91, False),
        ("L10-A50-1", 1, 3, True),
        ("L72-43-1a", 333_333_333_334, 3_333_333_333_333, True),
        ("L72-43-1a", 333_333_333_333, 3_333_333_333_333, False),
    ],
)
def test_a_share_is_never_rounded(ref, amount, of, expected):
    assert fits(find(ref), amount, of=of) is expected


def test_nd30_annex_1_margins_by_name():
    rule = find("DOC-02")
    assert fits(rule, 30, part="trái")
    assert not fits(rule, 29, part="trái")
    with pytest.raises(BadFact, match="có trên, dưới, trái, phải"):
        fits(rule, 30, part="giữa")
    with pytest.raises(NoFigure):
        fits(rule, 30)


def test_nd30_annex_3_short_forms():
    assert fits(find("DOC-35"), "BC", part="Báo cáo")
    assert not fits(find("DOC-35"), "BCáo", part="Báo cáo")


def test_a_day_a_text_takes_effect():
    assert fits(find("L10-GEN-01"), date(2023, 7, 1))
    assert not fits(find("L10-GEN-01"), date(2023, 6, 30))


@pytest.mark.parametrize(
    ("ref", "amount", "of", "sentence"),
    [
        ("L10-A21-1a", 60, None, "cần số đạt được và tổng số"),
        ("L10-A21-1a", 60, 0, "cần số đạt được và tổng số"),
        ("L10-A21-1a", 91, 90, "không thể là một phần"),
        ("L10-A21-1a", -1, 90, "không thể là một phần"),
        ("L10-A36-1", 5, 9, "không phải một tỷ lệ"),
    ],
)
def test_what_cannot_be_a_share_is_refused(ref, amount, of, sentence):
    with pytest.raises(BadFact, match=sentence):
        fits(find(ref), amount, of=of)
