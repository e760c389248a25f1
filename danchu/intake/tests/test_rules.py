"""Codes, PINs and small numbers."""

import datetime
import itertools
import random
from collections import defaultdict

import pytest

from danchu.intake import rules


def body(seed: int) -> str:
    return rules.new_body(random.Random(seed).choice)


def test_the_alphabet_has_no_letters_that_are_taken_for_others():
    assert not set("0O1ILBSZU") & set(rules.ALPHABET)
    assert len(set(rules.ALPHABET)) == 27


@pytest.mark.parametrize("seed", range(20))
def test_every_single_slip_and_every_exchange_of_neighbours_is_noticed(seed):
    good = body(seed)
    for at, letter in itertools.product(range(5), rules.ALPHABET):
        wrong = good[:at] + letter + good[at + 1 :]
        assert (rules.read_code(wrong) == wrong) is (wrong == good)
    for at in range(3):
        swapped = good[:at] + good[at + 1] + good[at] + good[at + 2 :]
        assert (rules.read_code(swapped) == "") is (swapped != good)


@pytest.mark.parametrize("form", ["BM-{0}-{1}", "bm {0} {1}", "{0}{1}", "bm-{0}{1}", " {0}-{1} ", "BM{0}{1}"])
def test_a_code_is_read_however_it_is_typed(form):
    good = body(7)
    assert rules.read_code(form.format(good[:4], good[4]).lower()) == good


def test_what_is_misread_stands_for_what_it_is_taken_for():
    assert rules.read_code(rules.written("BM", "8523" + rules.check_letter("8523")).replace("8", "B")) != ""


@pytest.mark.parametrize("typed", ["", "BM", "0000-0", "BM-7K3Q", "điên rồ", "7" * 40])
def test_what_is_no_code_is_none(typed):
    assert rules.read_code(typed) == ""


@pytest.mark.parametrize(
    ("name", "prefix"),
    [("xa ban mau", "BM"), ("xa binh lu", "BL"), ("phuong tan phong", "TP"), ("dac khu co to", "CT")],
)
def test_the_prefix_is_the_communes_initials(name, prefix):
    assert rules.prefix_of(name) == prefix


def test_a_pin_has_six_digits_even_when_it_is_small():
    assert rules.new_pin(lambda below: 7) == "000007"
    assert rules.read_pin("000 007") == "000007"


@pytest.mark.parametrize(
    ("closed", "erased"), [("2026-04-28", "2027-04-28"), ("2024-02-29", "2025-02-28"), ("2026-12-31", "2027-12-31")]
)
def test_the_way_to_be_reached_is_kept_a_year(closed, erased):
    assert rules.erase_on(datetime.date.fromisoformat(closed)) == datetime.date.fromisoformat(erased)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"a": 4}, {"a": None}),
        ({"a": 5}, {"a": 5}),
        ({"a": 0}, {"a": 0}),
        ({"a": 20, "b": 3}, {"a": None, "b": None}),
        ({"a": 20, "b": 3, "c": 9}, {"a": 20, "b": None, "c": None}),
        ({"a": 20, "b": 3, "c": 0}, {"a": None, "b": None, "c": None}),
        ({"a": 20, "b": 3, "c": 2}, {"a": 20, "b": None, "c": None}),
        ({"a": 20, "b": 6, "c": 0}, {"a": 20, "b": 6, "c": 0}),
    ],
)
def test_small_numbers_are_hidden_with_their_complement(parts, expected):
    assert rules.shown(parts) == expected


def ways_to_divide(whole: int, parts: int):
    """Every way to divide a whole into so many parts, nothing among them."""
    if parts == 1:
        yield (whole,)
        return
    for first in range(whole + 1):
        for rest in ways_to_divide(whole - first, parts - 1):
            yield (first, *rest)


@pytest.mark.parametrize(("parts", "largest"), [(2, 40), (3, 26), (4, 20), (5, 16), (6, 12)])
def test_who_knows_the_whole_and_the_rule_can_tell_no_small_part(parts, largest):
    """Those that look alike in public are held side by side: no hidden small part is the same in all of them."""
    for whole in range(5, largest + 1):
        alike = defaultdict(list)
        for counts in ways_to_divide(whole, parts):
            alike[tuple(rules.shown(dict(zip("abcdef", counts, strict=False))).values())].append(counts)
        for told, ways in alike.items():
            for at, shown in enumerate(told):
                assert shown is None or not 0 < shown < 5
                if shown is None and any(0 < way[at] < 5 for way in ways):
                    assert len({way[at] for way in ways}) > 1, (whole, told, ways)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((12, 0, 7), (12, 0, 7)),
        ((12, 3, 4), (12, None, None)),
        ((12, 1, 2), (None, None, None)),  # three together would be a small number
        ((12, 9, 1), (12, None, None)),
        ((30, 0, 1), (None, None, None)),
        ((20, 1, 1, 6), (20, None, None, None)),
        ((20, 4, 4, 6), (20, None, None, None)),  # twice four tells itself
    ],
)
def test_small_parts_are_told_together(counts, told):
    assert tuple(rules.shown(dict(zip("abcd", counts, strict=False))).values()) == told
