"""Numbers of ballots, what is typed from them, and sums that balance or say that they do not. No database."""

import datetime
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danchu.decisions.rules.ballots import (
    Fault,
    Figures,
    Sum,
    Typed,
    announced_by,
    balances,
    checks,
    chosen_text,
    code,
    is_serial,
    question_code,
    read_typed,
    serial_of,
    spaced,
    team_size,
)

DIGEST = "8f" * 32
numbers = st.integers(0, 10**9 - 1)


# -- numbers -----------------------------------------------------------------------------------------------------------
@given(numbers)
def test_a_serial_has_ten_digits_and_proves_itself(number):
    serial = serial_of(number)
    assert is_serial(serial)
    assert serial.startswith(f"{number:09}")


@given(numbers, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number, place, shift):
    serial = serial_of(number)
    wrong = str((int(serial[place]) + shift) % 10)
    assert not is_serial(serial[:place] + wrong + serial[place + 1 :])


@given(numbers, st.integers(0, 8))
def test_two_neighbours_that_changed_places_are_always_found(number, place):
    serial = serial_of(number)
    swapped = serial[:place] + serial[place + 1] + serial[place] + serial[place + 2 :]
    assert swapped == serial or not is_serial(swapped)


def test_a_serial_is_printed_in_groups():
    assert spaced("4839206175") == "483\u00a0920\u00a06175"


def test_the_code_is_digits_only_and_says_which_question():
    assert code(serial_of(5), DIGEST).isdigit()
    assert question_code(DIGEST) != question_code("90" * 32)
    assert len(code(serial_of(5), DIGEST)) == 22


# -- what is typed -----------------------------------------------------------------------------------------------------
@given(numbers, st.sampled_from(["", "1", "2", "3", "4"]))
def test_a_scan_and_the_keyboard_give_the_same(number, key):
    serial = serial_of(number)
    assert read_typed(serial + key, digest=DIGEST) == Typed(serial, key)
    assert read_typed(spaced(serial) + f" {key}", digest=DIGEST) == Typed(serial, key)
    assert read_typed(code(serial, DIGEST) + key, digest=DIGEST) == Typed(serial, key)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.EMPTY), ("  ", Fault.EMPTY), ("48A", Fault.LETTERS), ("483920617", Fault.LENGTH),
        ("٤٨٣٩٢٠٦١٧٥", Fault.LETTERS), ("4839206176", Fault.CHECK), ("1" * 30, Fault.LENGTH),
    ],
)  # fmt: skip
def test_what_is_no_ballot_says_why(text, fault):
    assert read_typed(text, digest=DIGEST).fault == fault


def test_a_sheet_of_another_question_is_known_by_its_code():
    serial = serial_of(7)
    assert read_typed(code(serial, "ab" * 32), digest=DIGEST) == Typed(serial, fault=Fault.OTHER_QUESTION)


def test_candidates_are_kept_once_each_in_order():
    assert chosen_text([3, 1, 3]) == "1,3"
    assert chosen_text([]) == ""


# -- when, and by whom -------------------------------------------------------------------------------------------------
def test_l10_a19_2_two_days_before_the_ballots_go_out():
    assert announced_by(datetime.date(2026, 3, 12)) == datetime.date(2026, 3, 10)


def test_l10_a19_2_a_team_of_three_to_five():
    assert team_size() == (3, 5)


# -- what must balance -------------------------------------------------------------------------------------------------
small = st.integers(0, 300)


@st.composite
def counts(draw) -> Figures:
    """Figures of a count in which nothing went wrong: drawn from what happened to each sheet of paper."""
    yes, no, other, invalid, unreturned, spoiled, unused = (draw(small) for _ in range(7))
    read = yes + no + other + invalid
    issued = read + unreturned
    return Figures(
        households=issued + draw(small), printed=issued + spoiled + unused, issued=issued, spoiled=spoiled,
        returned=read, unreturned=unreturned, unused=unused, in_box=read, first=read, second=read, yes=yes, no=no,
        other=other, invalid=invalid,
    )  # fmt: skip


@given(counts())
def test_a_count_in_which_nothing_went_wrong_balances(now):
    assert balances(now)
    assert all(check.holds and check.difference <= 0 for check in checks(now))


@given(counts(), st.sampled_from([each.name for each in fields(Figures) if each.name != "households"]), small)
def test_any_single_number_that_is_off_is_found(now, name, by):
    assert not balances(replace(now, **{name: getattr(now, name) + by + 1}))


@given(counts())
def test_more_issued_than_there_are_households_is_found(now):
    assert not balances(replace(now, households=now.issued - 1))


@given(counts(), st.sampled_from(["unused", "in_box"]))
def test_what_nobody_counted_by_hand_does_not_balance(now, name):
    assert not balances(replace(now, **{name: None}))


def test_the_sum_that_is_off_says_by_how_much():
    now = Figures(
        households=98, printed=103, issued=98, spoiled=2, returned=90, unreturned=8, unused=3, in_box=91, first=91,
        second=90, yes=70, no=15, other=4, invalid=1,
    )  # fmt: skip
    off = {check.sum: check.difference for check in checks(now) if not check.holds}
    assert off == {Sum.BOX: -1, Sum.SECOND: 1, Sum.READ: 1}
