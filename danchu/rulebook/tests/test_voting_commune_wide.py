"""One village's part in a commune-wide matter: the commune's form and day of effect, the village's own count."""

import pytest

from danchu.rulebook.tests.test_voting import LAW, PASSED, UNLAWFUL, check, village, vote
from danchu.rulebook.voting import Effect


def test_l10_a19_1_a_the_chair_may_choose_ballots_for_the_whole_commune_and_no_doubt_remains_in_a_village():
    part = vote("15.1", form="ballot", commune_wide=True, **village(90, ballots_issued=90, yes=60))
    check(part, PASSED, 60, f"{LAW}:21.1")
    assert (part.form_citation, part.doubtful) == (f"{LAW}:19.1.a", None)
    alone = vote("15.1", form="ballot", **village(90, ballots_issued=90, yes=60))
    assert alone.doubtful is not None


def test_l10_a21_2_a_commune_wide_decision_takes_effect_on_the_day_the_committee_sets():
    part = vote("15.2", commune_wide=True, **village(90, attending=80, yes=60))
    assert (part.outcome, part.effect) == (PASSED, Effect.COMMITTEE_DECISION)


def test_l10_a16_1_a_village_cannot_be_asked_commune_wide_without_the_front():
    part = vote("15.1", commune_wide=True, front_agrees=False, **village(90, attending=80, yes=60))
    check(part, UNLAWFUL, 60, f"{LAW}:16.1")


@pytest.mark.parametrize("what", ["15.3", "15.4", "15.5", "15.6"])
def test_l10_a21_1_no_other_matter_has_a_commune_wide_part(what):
    check(vote(what, commune_wide=True, **village(90, attending=80, yes=60)), UNLAWFUL, 46, f"{LAW}:21.1")


@pytest.mark.parametrize(("households", "outcome"), [(199, UNLAWFUL), (200, PASSED), (201, PASSED)])
def test_l10_a18_3_clusters_of_a_commune_wide_matter_need_a_large_village_too(households, outcome):
    counts = village(households, attending=households, yes=households)
    assert vote("15.1", form="cluster", commune_wide=True, **counts).outcome is outcome


def test_l10_a16_3_what_was_lawfully_brought_up_is_not_asked_again():
    found = vote("15.6", assents=8, brought_up=True, **village(90, attending=80, yes=46))
    assert found.outcome is PASSED
