"""Counts and elections as values."""

import pytest

from danchu.decisions.rules.meetings import (
    Elected,
    Impossible,
    Tally,
    added,
    differences,
    elected,
    impossible,
    read_sheet,
)


@pytest.mark.parametrize(
    ("votes", "seats", "needed", "found"),
    [
        ({"1": 50, "2": 30}, 1, 50, Elected(("1",), (), 0)),
        ({"1": 49, "2": 30}, 1, 50, Elected((), (), 1)),
        ({"1": 60, "2": 55, "3": 52}, 2, 50, Elected(("1", "2"), (), 0)),
        ({"1": 60, "2": 52, "3": 52}, 2, 50, Elected(("1",), ("2", "3"), 1)),
        ({"1": 60, "2": 49, "3": 40}, 3, 50, Elected(("1",), (), 2)),
        ({"1": 55, "2": 55}, 2, 50, Elected(("1", "2"), (), 0)),
        ({"1": 55, "2": 55, "3": 55}, 1, 50, Elected((), ("1", "2", "3"), 1)),
        ({}, 1, 50, Elected((), (), 1)),
    ],
)
def test_l10_a21_1_elected_is_who_has_most_and_more_than_half_of_all(votes, seats, needed, found):
    assert elected(votes, seats=seats, needed=needed) == found


@pytest.mark.parametrize(
    ("tally", "why"),
    [
        (Tally(40, 5, 3, 2), None),
        (Tally(40, 5, 3, 3), Impossible.MORE_THAN_PRESENT),
        (Tally(51), Impossible.MORE_THAN_PRESENT),
        (Tally(-1), Impossible.NEGATIVE),
        (Tally(40, for_candidates={"1": 41}), Impossible.CANDIDATE_ABOVE_BALLOTS),
        (Tally(40, for_candidates={"1": 40, "2": 40}), None),
        (Tally(40, for_candidates={"1": 40, "2": 40, "3": 1}), Impossible.ABOVE_SEATS),
        (Tally(40, for_candidates={"1": -1}), Impossible.NEGATIVE),
    ],
)
def test_a_tally_that_cannot_be_true(tally, why):
    found = impossible(tally, present=50, seats=2)
    assert (found and found[0]) == why


def test_clusters_add_up_and_differences_are_named():
    whole = added([Tally(30, 2, 1, 0, {"1": 20, "2": 10}), Tally(25, 0, 0, 4, {"1": 5, "2": 20})])
    assert whole == Tally(55, 2, 1, 4, {"1": 25, "2": 30})
    assert differences(Tally(66, 4), Tally(65, 5)) == [("yes", 66, 65), ("no", 4, 5)]
    assert differences(whole, whole) == []
    assert Tally.of(whole.as_json()) == whole


def test_the_printed_sheet_is_typed_in_at_one_go():
    found, unread = read_sheet("1-3, 5T\n7 u; 3 - 1, 99, x", last=98)
    assert found == {1: "representative", 2: "representative", 3: "representative", 5: "substitute", 7: "mandate"}
    assert unread == ["3 - 1", "99", "x"]
