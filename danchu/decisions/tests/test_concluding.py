"""What a matter as a whole has come to (Law 10/2022, Art. 21), and the clock that starts for the village."""

import datetime
import json

import pytest

from danchu.decisions.rules.after import ballots_may_follow, is_late, sending_starts
from danchu.decisions.services import conclude, declare, freeze, open_vote
from danchu.decisions.states import MatterState
from danchu.decisions.tests.after_situations import count, moment, voted, whole_commune
from danchu.decisions.tests.situations import NOW
from danchu.duties.models import Duty
from danchu.notifications.models import Message
from danchu.register.models import Line

TODAY = NOW.date()  # Tuesday, 10 March 2026


def test_l10_a20_3_days_run_from_the_meeting_or_the_end_of_the_ballots():
    voted_on, closes_on = datetime.date(2026, 3, 10), datetime.date(2026, 3, 15)
    assert sending_starts(form="meeting", decided_on=voted_on, closes_on=closes_on) == voted_on
    assert sending_starts(form="cluster", decided_on=voted_on, closes_on=None) == voted_on
    assert sending_starts(form="ballot", decided_on=datetime.date(2026, 3, 16), closes_on=closes_on) == closes_on
    assert sending_starts(form="ballot", decided_on=voted_on, closes_on=None) == voted_on


@pytest.mark.parametrize(("done", "late"), [(16, False), (17, False), (18, True)])
def test_late_is_the_day_after_the_last(done, late):
    due = datetime.date(2026, 3, 17)
    assert is_late(due, datetime.date(2026, 3, done), datetime.date(2026, 5, 1)) is late
    assert is_late(due, None, datetime.date(2026, 3, done)) is late
    assert not is_late(None, None, datetime.date(2026, 3, done))


def test_l10_a19_1_b_ballots_follow_only_a_meeting_that_was_too_small():
    assert ballots_may_follow("meeting_too_small")
    assert ballots_may_follow("no_quorum")
    assert not ballots_may_follow("too_few")


@pytest.mark.django_db
def test_l10_a21_2_contributions_of_a_village_bind_from_the_vote(cast):
    matter = voted(cast, yes=6, of=9).matter
    assert (matter.state, matter.decided_on, matter.effect_on) == (MatterState.DECIDED, TODAY, TODAY)
    public = json.loads(Line.objects.get(event="decisions.decided").body)["public"]
    assert (public["in_favour"], public["of"], public["needed"], public["outcome"]) == (6, 9, 6, "passed")


@pytest.mark.django_db
@pytest.mark.parametrize("clause", ["15.3", "15.4", "15.5"])
def test_l10_a21_2_what_must_be_recognised_does_not_bind_yet(cast, clause):
    vote = voted(cast, clause=clause)
    assert (vote.matter.state, vote.matter.effect_on) == (MatterState.DECIDED, None)
    assert vote.recognitions.get().by_front is (clause == "15.5")


@pytest.mark.django_db
def test_l10_a21_1_one_vote_less_than_two_thirds_passes_nothing(cast):
    vote = voted(cast, yes=5, of=9)
    assert (vote.matter.state, vote.matter.effect_on) == (MatterState.NOT_PASSED, None)
    assert not vote.recognitions.exists()
    assert not Duty.objects.filter(key__startswith="decisions.send:").exists()


@pytest.mark.django_db
def test_l10_a20_3_five_working_days_of_the_communes_calendar_are_owed(cast):
    vote = voted(cast)
    recognition = vote.recognitions.get()
    assert recognition.send_by == datetime.date(2026, 3, 17)  # Tuesday to Tuesday, a weekend between
    assert "khoản 5 Điều 3 Nghị định số 59/2023/NĐ-CP" in recognition.explanations["send"]["explanation"]
    duty = Duty.objects.get(key__startswith="decisions.send:")
    assert (duty.unit, duty.due_on, duty.source) == (cast.village, recognition.send_by, "decision")
    assert Message.objects.filter(recipient=cast.village_head, title__contains="Dân đã quyết định").exists()


@pytest.mark.django_db
def test_concluding_again_changes_nothing(cast):
    vote = voted(cast)
    before = (Line.objects.count(), Duty.objects.count(), Message.objects.count())
    conclude(matter=vote.matter, by=cast.chair, now=NOW)
    assert (Line.objects.count(), Duty.objects.count(), Message.objects.count()) == before


@pytest.mark.django_db
def test_l10_a19_1_b_ballots_after_a_small_meeting_decide_the_matter(cast):
    meeting = voted(cast, yes=5, of=9, attending=5)
    assert meeting.matter.state == MatterState.NOT_PASSED
    later = moment(datetime.date(2026, 3, 20))
    ballots = open_vote(
        matter=meeting.matter, village=cast.village, form="ballot", after=meeting, by=cast.village_head, now=later
    )
    freeze(vote=ballots, by=cast.village_head, now=later)
    conclude(matter=meeting.matter, by=cast.chair, now=later)
    ballots.matter.refresh_from_db()
    assert ballots.matter.state == MatterState.VOTING  # the ballots have no result yet
    declare(vote=ballots, decided_on=later.date(), issued=9, yes=7, no=1, other=0, invalid=0, by=cast.chair, now=later)
    ballots.matter.refresh_from_db()
    assert (ballots.matter.state, ballots.matter.effect_on) == (MatterState.DECIDED, later.date())


@pytest.mark.django_db
def test_l10_a21_1_two_thirds_of_all_villages_decide_for_the_commune(cast):
    matter, (first, second, third) = whole_commune(cast)
    count(cast, first, 6)
    count(cast, second, 6, on=datetime.date(2026, 3, 12))
    matter.refresh_from_db()
    assert matter.state == MatterState.VOTING  # the third has not spoken
    count(cast, third, 5, on=datetime.date(2026, 3, 11))
    matter.refresh_from_db()
    assert (matter.state, matter.decided_on) == (MatterState.DECIDED, datetime.date(2026, 3, 12))
    assert matter.effect_on is None  # the committee sets the day
    assert matter.recognitions.filter(vote=None).count() == 1
    assert matter.recognitions.exclude(vote=None).count() == 2  # what was not passed is not sent


@pytest.mark.django_db
def test_l10_a21_1_one_village_of_three_does_not_decide_for_the_commune(cast):
    matter, votes = whole_commune(cast)
    for vote, yes in zip(votes, (9, 5, 5), strict=True):
        count(cast, vote, yes)
    matter.refresh_from_db()
    assert matter.state == MatterState.NOT_PASSED


@pytest.mark.django_db
def test_each_villages_days_run_from_its_own_vote(cast):
    matter, (first, _second, _third) = whole_commune(cast)
    count(cast, first, 9)
    assert matter.recognitions.get().send_by == datetime.date(2026, 3, 17)
