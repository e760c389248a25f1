"""What a board's proofs say: law 10/2022, Art. 13.2, the day before, the day, the day after."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danchu.channels.rules import keep_until
from danchu.channels.rules.posting import (
    Run,
    Seen,
    Standing,
    days_hung,
    is_short,
    missing_days,
    run_of,
    safe_until,
    standing,
)
from danchu.channels.states import OrderState, ProofOf

T = datetime.date(2026, 2, 10)
UP, STILL, DOWN = ProofOf.UP, ProofOf.STILL_UP, ProofOf.DOWN


def after(days: int) -> datetime.date:
    return T + datetime.timedelta(days=days)


def seen(*proofs) -> list[Seen]:
    return [Seen(after(days), of) for days, of in proofs]


def short(run: Run) -> bool:
    return is_short(run.keep_until, run.down_on)


def test_nothing_counts_without_a_proof():
    assert run_of([], 30) == Run(OrderState.ORDERED)


def test_l10_a13_2_it_must_hang_all_of_the_thirtieth_day_after_the_day_it_went_up():
    run = run_of(seen((0, UP)), 30)
    assert (run.state, run.up_on, run.keep_until) == (OrderState.UP, T, after(30))


@pytest.mark.parametrize(
    ("down", "is_it", "full", "missing"), [(29, True, 28, 2), (30, True, 29, 1), (31, False, 30, 0), (45, False, 44, 0)]
)
def test_l10_a13_2_down_the_day_before_on_the_day_and_the_day_after(down, is_it, full, missing):
    """Taken down on T+30, be it in the evening, that day was no full one: 29, one short. From T+31 on it is enough."""
    run = run_of(seen((0, UP), (down, DOWN)), 30)
    assert (run.state, short(run)) == (OrderState.DOWN, is_it)
    assert days_hung(run.up_on, run.down_on, after(60)) == full
    assert missing_days(run.up_on, run.keep_until, run.down_on) == missing


def test_l10_a13_2_put_up_again_on_a_later_day_the_count_begins_anew():
    run = run_of(seen((0, UP), (20, DOWN), (22, UP)), 30)
    assert (run.state, run.up_on, run.keep_until) == (OrderState.UP, after(22), after(52))
    assert run.gaps == ((after(20), after(22)),)


def test_a_sheet_replaced_on_one_day_hangs_on():
    run = run_of(seen((0, UP), (20, DOWN), (20, UP)), 30)
    assert (run.state, run.up_on, run.gaps) == (OrderState.UP, T, ())


def test_put_up_and_taken_down_on_one_day_is_short():
    run = run_of(seen((0, UP), (0, DOWN)), 30)
    assert (run.state, run.up_on, run.down_on) == (OrderState.DOWN, T, T)
    assert missing_days(run.up_on, run.keep_until, run.down_on) == 30


def test_that_it_still_hangs_says_that_it_hung_and_coming_down_unseen_says_nothing():
    assert run_of(seen((3, STILL)), 30).up_on == after(3)
    assert run_of(seen((3, DOWN)), 30).state == OrderState.ORDERED
    assert run_of(seen((3, DOWN), (5, UP)), 30).up_on == after(5)


def test_what_was_long_enough_once_stays_so():
    again = run_of(seen((0, UP), (31, DOWN), (40, UP)), 30)
    assert (again.state, again.up_on, again.keep_until) == (OrderState.UP, after(40), after(30))
    assert not short(again)
    once = run_of(seen((0, UP), (31, DOWN), (40, UP), (42, DOWN)), 30)
    assert (once.up_on, once.down_on, short(once)) == (T, after(31), False)


def test_l10_a13_2_clauses_4_and_13_hang_for_as_long_as_they_hold():
    assert run_of(seen((0, UP)), None).keep_until is None
    down = run_of(seen((0, UP), (400, DOWN)), None)
    assert short(down)
    assert missing_days(down.up_on, down.keep_until, down.down_on) == 0


proofs = st.lists(
    st.builds(Seen, on=st.integers(0, 90).map(after), of=st.sampled_from([UP, STILL, DOWN])), max_size=9
)  # fmt: skip
hanging = st.sampled_from([30, 5, None])


@given(proofs, hanging, st.randoms())
def test_the_order_of_entry_does_not_matter(rows, hangs, chance):
    mixed = rows[:]
    chance.shuffle(mixed)
    assert run_of(mixed, hangs) == run_of(rows, hangs)


@given(proofs, hanging)
def test_entered_twice_or_struck_out_again_it_is_as_before(rows, hangs):
    assert run_of(rows + rows, hangs) == run_of(rows, hangs)
    for number, row in enumerate(rows):
        without = rows[:number] + rows[number + 1 :]
        assert run_of([*without, row], hangs) == run_of(rows, hangs)


@given(proofs, hanging)
def test_what_it_says_can_stand_in_the_table(rows, hangs):
    run = run_of(rows, hangs)
    assert (run.state == OrderState.ORDERED) == (run.up_on is None) == (run.seen_on is None)
    assert (run.state == OrderState.DOWN) == (run.down_on is not None)
    assert run.down_on is None or run.down_on >= run.up_on
    assert all(up > down for down, up in run.gaps)
    if hangs is None:
        assert run.keep_until is None


@given(proofs)
def test_full_days_and_short_never_disagree(rows):
    """Down with thirty full days and more is never short, with fewer always: two ways of counting, one answer."""
    run = run_of(rows, 30)
    if run.down_on:
        assert short(run) == (days_hung(run.up_on, run.down_on, after(200)) < 30)
        if short(run):
            lacking = missing_days(run.up_on, run.keep_until, run.down_on)
            assert days_hung(run.up_on, run.down_on, after(200)) + lacking == 30


@pytest.mark.parametrize(
    ("state", "current", "by", "until", "down", "expected"),
    [
        ("ordered", True, 0, None, None, Standing.PUT_UP),
        ("ordered", True, -1, None, None, Standing.LATE),
        ("ordered", False, -1, None, None, Standing.CANCELLED),
        ("cancelled", True, 0, None, None, Standing.CANCELLED),
        ("up", True, -40, 0, None, Standing.HANGING),
        ("up", True, -40, -1, None, Standing.MAY_COME_DOWN),
        ("up", True, -40, None, None, Standing.HANGING),
        ("up", False, -40, 5, None, Standing.TAKE_DOWN),
        ("down", True, -40, 0, 0, Standing.AGAIN),
        ("down", True, -40, -1, 0, Standing.DONE),
        ("down", True, -40, None, 0, Standing.AGAIN),
        ("down", False, -40, 0, -3, Standing.DONE),
    ],
)
def test_what_an_order_asks_today(state, current, by, until, down, expected):
    found = standing(
        state=OrderState(state), current=current, put_up_by=after(by), today=T,
        keep_until=None if until is None else after(until), down_on=None if down is None else after(down),
    )  # fmt: skip
    assert found == expected


def test_the_printed_last_day_is_right_for_whoever_is_in_time():
    assert safe_until(up_on=None, put_up_by=after(1), hangs_days=30, today=T) == after(31)
    assert safe_until(up_on=None, put_up_by=after(-5), hangs_days=30, today=T) == after(30)  # printed late
    assert safe_until(up_on=after(-2), put_up_by=after(1), hangs_days=30, today=T) == after(28)
    assert safe_until(up_on=None, put_up_by=after(1), hangs_days=None, today=T) is None
    assert safe_until(up_on=None, put_up_by=after(1), hangs_days=30, today=T) >= keep_until(after(1), 30)
