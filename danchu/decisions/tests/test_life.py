"""A matter's way from a question in the register to a result that never changes."""

import pytest

from danchu.core.errors import Refused, Stale
from danchu.decisions.models import RollEntry
from danchu.decisions.services import declare, freeze, thaw
from danchu.decisions.states import VoteState
from danchu.decisions.tests.situations import NOW, households, open_with_roll
from danchu.register.models import Line

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def test_l10_a21_1_two_thirds_of_all_households_not_of_those_who_came(cast):
    vote = open_with_roll(cast, 98)
    result = declare(
        vote=vote, decided_on=TODAY, attending=70, yes=65, no=5, other=0, invalid=0, by=cast.village_head, now=NOW
    )
    assert (result.outcome, result.verdict["needed"]) == ("failed", 66)


def test_l10_a21_1_one_more_passes_and_the_register_says_so(cast):
    vote = open_with_roll(cast, 98)
    result = declare(
        vote=vote, decided_on=TODAY, attending=70, yes=66, no=4, other=0, invalid=0, by=cast.village_head, now=NOW
    )
    assert result.outcome == "passed"
    assert [line.event for line in Line.objects.order_by("sequence")] == [
        "decisions.question", "decisions.roll_frozen", "decisions.result", "decisions.decided",
    ]  # fmt: skip


def test_a_result_is_declared_once(cast):
    vote = open_with_roll(cast, 9)
    values = {"decided_on": TODAY, "attending": 9, "yes": 9, "no": 0, "other": 0, "invalid": 0}
    declare(vote=vote, by=cast.village_head, now=NOW, **values)
    with pytest.raises(Stale):
        declare(vote=vote, by=cast.village_head, now=NOW, **values)


def test_more_votes_than_people_came_is_refused(cast):
    vote = open_with_roll(cast, 9)
    with pytest.raises(Refused):
        declare(vote=vote, decided_on=TODAY, attending=5, yes=6, no=0, other=0, invalid=0, by=cast.chair, now=NOW)


def test_a_household_that_comes_later_is_not_on_the_frozen_roll(cast):
    vote = open_with_roll(cast, 9)
    households(cast, 0)
    assert RollEntry.objects.filter(roll__vote=vote).count() == vote.roll.households == 9
    with pytest.raises(Stale):
        freeze(vote=vote, by=cast.village_head, now=NOW)


def test_a_roll_thaws_only_while_nobody_has_voted(cast):
    vote = open_with_roll(cast, 9)
    assert thaw(vote=vote, reason="Sót một hộ.", by=cast.village_head, now=NOW).state == VoteState.PLANNED
