"""How an item stands: the day before, the day, the day after; and never done by default (Law 10/2022, Art. 12, 13)."""

import datetime
from dataclasses import replace

import pytest

from danchu.disclosure import rules
from danchu.disclosure.rules import Posting, Spread
from danchu.disclosure.states import Ground, ItemState, Standing

DAY = datetime.timedelta(days=1)
BEGINS, DUE, UP = datetime.date(2026, 1, 1), datetime.date(2026, 2, 24), datetime.date(2026, 2, 12)
KEEP = UP + 30 * DAY  # thirty full days after the day it went up
HANGS = Posting(put_up_by=DUE, up_on=UP, keep_until=KEEP, seen_on=UP)
WHOLE = replace(HANGS, down_on=KEEP + DAY)


def stands(today, *, clause=2, state=ItemState.PUBLIC, due_on=DUE, spread=None, public_on=UP, ground=None):
    return rules.standing(
        state=state, due_on=due_on, public_on=public_on, begins_on=BEGINS, today=today, demand=rules.demand(clause),
        spread=spread if spread is not None else Spread((HANGS,)), ground=ground,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("days", "standing"),
    [(-16, Standing.AHEAD), (-15, Standing.SOON), (-1, Standing.SOON), (0, Standing.SOON), (1, Standing.LATE)],
)
def test_l10_a12_3_what_is_not_public_is_late_from_the_day_after_its_last_day(days, standing):
    for state in (ItemState.EXPECTED, ItemState.PREPARING):
        assert stands(DUE + days * DAY, state=state, public_on=None) == standing


def test_what_fell_due_before_the_commune_began_is_never_late():
    assert stands(DUE, state=ItemState.EXPECTED, due_on=BEGINS - DAY) == Standing.BEFORE_SYSTEM
    assert stands(DUE, state=ItemState.EXPECTED, due_on=BEGINS) == Standing.LATE


def test_without_its_paper_no_day_binds():
    assert stands(DUE, state=ItemState.EXPECTED, due_on=None) == Standing.UNDATED
    assert stands(DUE, state=ItemState.NONE, due_on=None) == Standing.NONE


@pytest.mark.parametrize(("days", "standing"), [(-1, Standing.PUBLIC), (0, Standing.PUBLIC), (1, Standing.INCOMPLETE)])
def test_l10_a13_2_a_board_without_it_after_its_day_makes_it_incomplete(days, standing):
    bare = Spread((HANGS, Posting(put_up_by=DUE)))
    assert stands(DUE + days * DAY, spread=bare) == standing


def test_a_commune_without_any_board_has_not_posted():
    assert stands(DUE, spread=Spread()) == Standing.PUBLIC
    assert stands(DUE + DAY, spread=Spread()) == Standing.INCOMPLETE


@pytest.mark.parametrize(("days", "standing"), [(-1, Standing.PUBLIC), (0, Standing.PUBLIC), (1, Standing.INCOMPLETE)])
def test_l10_a13_2_a_village_of_which_no_board_is_known_makes_it_incomplete(days, standing):
    assert stands(DUE + days * DAY, spread=Spread((HANGS,), bare=1)) == standing
    assert stands(KEEP + DAY, spread=Spread((WHOLE,), bare=1)) == Standing.INCOMPLETE
    assert stands(DUE + DAY, clause=14, spread=Spread(bare=1)) == Standing.PUBLIC  # the web alone is demanded


def test_l10_a13_2_twenty_nine_days_are_short_and_thirty_are_whole():
    short = replace(HANGS, down_on=UP + 29 * DAY, short=True)
    assert stands(KEEP + 2 * DAY, spread=Spread((short, WHOLE))) == Standing.SHORT
    assert stands(KEEP + 2 * DAY, spread=Spread((WHOLE, WHOLE))) == Standing.DONE


def test_nothing_is_done_until_its_whole_time_is_proved():
    assert stands(KEEP, spread=Spread((HANGS,))) == Standing.PUBLIC
    assert stands(KEEP + 7 * DAY, spread=Spread((HANGS,))) == Standing.PUBLIC  # a week to take it down and show it
    assert stands(KEEP + 8 * DAY, spread=Spread((HANGS,))) == Standing.INCOMPLETE
    seen = replace(HANGS, seen_on=KEEP)
    assert stands(KEEP, spread=Spread((seen,))) == Standing.DONE
    assert stands(KEEP, spread=Spread((seen, HANGS))) == Standing.PUBLIC


@pytest.mark.parametrize(("days", "standing"), [(3, Standing.PUBLIC), (4, Standing.INCOMPLETE)])
def test_l10_a13_3_and_4_the_loudspeaker_and_the_heads_have_three_days_more(days, standing):
    for untold in ({"air_days": 2, "air_days_needed": 3}, {"heads": 5, "heads_told": 4}):
        assert stands(DUE + days * DAY, clause=7, spread=Spread((HANGS,), **untold)) == standing
    told = Spread((HANGS,), air_days=3, air_days_needed=3, heads=5, heads_told=5)
    assert stands(DUE + days * DAY, clause=7, spread=told) == Standing.PUBLIC


def test_what_is_not_read_out_is_not_done_though_it_hung_its_whole_time():
    assert stands(KEEP + DAY, clause=7, spread=Spread((WHOLE,), 2, 3)) == Standing.INCOMPLETE
    assert stands(KEEP + DAY, clause=7, spread=Spread((WHOLE,), 3, 3)) == Standing.DONE


@pytest.mark.parametrize(("days", "standing"), [(91, Standing.PUBLIC), (92, Standing.PUBLIC), (93, Standing.RENEWAL)])
def test_l10_a13_2_a_permanent_posting_is_shown_to_hang_once_a_quarter(days, standing):
    posting = Posting(put_up_by=DUE, up_on=UP, seen_on=UP)
    assert stands(UP + days * DAY, clause=4, spread=Spread((posting,))) == standing
    again = replace(posting, seen_on=UP + 90 * DAY)
    assert stands(UP + days * DAY, clause=4, spread=Spread((again,))) == Standing.PUBLIC


def test_l10_a13_2_a_permanent_posting_that_is_gone_is_due_for_renewal():
    assert stands(DUE + DAY, clause=13, spread=Spread((Posting(put_up_by=DUE),))) == Standing.RENEWAL
    assert stands(DUE + DAY, clause=13, spread=Spread()) == Standing.RENEWAL


def test_taken_down_by_mistake_is_no_end_of_its_time():
    ended = {"state": ItemState.ENDED, "spread": Spread((WHOLE,))}
    assert stands(KEEP + DAY, ground=Ground.MISTAKE, **ended) == Standing.WITHDRAWN
    assert stands(KEEP + DAY, ground=Ground.OVER, **ended) == Standing.DONE
    assert stands(KEEP, ground=Ground.OVER, state=ItemState.ENDED) == Standing.INCOMPLETE


def test_the_duty_is_done_on_the_day_it_is_public_and_up_on_every_board():
    second = replace(HANGS, up_on=UP + 3 * DAY)

    def done(standing=Standing.PUBLIC, clause=2, postings=(HANGS, second), bare=0):
        spread = Spread(postings, bare=bare)
        return rules.fulfilled_on(public_on=UP, demand=rules.demand(clause), spread=spread, standing=standing)

    assert done() == UP + 3 * DAY
    assert done(Standing.INCOMPLETE) == UP + 3 * DAY  # the loudspeaker has its own follow-up
    assert done(postings=(HANGS, Posting(put_up_by=DUE))) is None
    assert done(postings=()) is None
    assert done(bare=1) is None
    assert done(clause=14, postings=()) == UP  # the web alone is demanded
    for lost in (Standing.SHORT, Standing.RENEWAL, Standing.WITHDRAWN):
        assert done(lost) is None
