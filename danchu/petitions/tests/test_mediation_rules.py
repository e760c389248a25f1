"""What may follow what, and what of all villages' logs may be told."""

import itertools
from collections import Counter

from danchu.petitions.rules import mediation as rules
from danchu.petitions.states import MediationState
from danchu.petitions.tests.situations import day

SETTLED, NOT, GOING = MediationState.SETTLED, MediationState.NOT_SETTLED, MediationState.OPENED


def test_l35_2013_a23_nothing_is_settled_before_the_parties_met():
    assert not rules.may_follow(MediationState.OPENED, SETTLED)
    assert not rules.may_follow(MediationState.OPENED, NOT)
    assert rules.may_follow(MediationState.MEETING, SETTLED)
    assert rules.may_follow(MediationState.MEETING, MediationState.MEETING)
    assert not rules.may_follow(SETTLED, MediationState.MEETING)
    assert rules.may_follow(MediationState.OPENED, MediationState.OUTSIDE)


def test_a_half_year_is_fixed_a_month_after_it_ended_and_once():
    first, second = (day("2026-01-01"), day("2026-06-30")), (day("2026-07-01"), day("2026-12-31"))
    assert rules.halves_to_fix(day("2026-02-15"), None, day("2026-07-30")) == []
    assert rules.halves_to_fix(day("2026-02-15"), None, day("2026-07-31")) == [first]
    assert rules.halves_to_fix(day("2026-02-15"), first[1], day("2027-01-30")) == []
    assert rules.halves_to_fix(day("2026-02-15"), first[1], day("2027-01-31")) == [second]
    assert rules.halves_to_fix(day("2026-02-15"), None, day("2027-01-31")) == [first, second]


def test_a_stretch_stands_where_who_knows_one_village_reckons_no_small_number():
    assert rules.tellable({})
    assert not rules.tellable({1: 9}), "it would be the number of one village"
    assert not rules.tellable({1: 9, 2: 4}), "village 1 would reckon four of village 2"
    assert rules.tellable({1: 9, 2: 5})
    assert rules.tellable({1: 3, 2: 3, 3: 3})
    assert not rules.tellable({1: 3, 2: 3, 3: 1}), "village 1 would reckon four of the others"


def test_the_share_is_told_with_what_it_is_of():
    many = [(at, SETTLED) for at in (1, 2) for _n in range(8)] + [(at, NOT) for at in (1, 2) for _n in range(6)]
    assert rules.told(many) == {
        "received": 28, "outcome": {"settled": 16, "not_settled": 12, "stopped": 0, "going": 0}, "share": 57
    }  # fmt: skip
    assert rules.told([]) == {"received": 0, "outcome": {}, "share": None}


def test_no_outcome_tells_a_mediator_a_small_number_of_the_others():
    """Every division of three outcomes over two villages, by the numbers that matter at the border of five."""
    told_any = 0
    for sizes in itertools.product((0, 1, 4, 5), repeat=6):
        parts = {
            (at, state): sizes[at * 3 + place] for at in (0, 1) for place, state in enumerate((SETTLED, NOT, GOING))
        }
        counted = [(at, state) for (at, state), count in parts.items() for _n in range(count)]
        whole = Counter(at for at, _state in counted)
        if not counted or not rules.tellable(whole):
            continue
        outcome = rules.told(counted)["outcome"]
        told_any += any(outcome.values())
        for state, name in ((SETTLED, "settled"), (NOT, "not_settled"), (GOING, "going")):
            if outcome[name] is not None:
                assert outcome[name] not in range(1, 5), sizes
                for at in (0, 1):
                    assert outcome[name] - parts[at, state] not in range(1, 5), (sizes, name)
    assert told_any > 20
