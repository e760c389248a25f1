"""Elections at a meeting (Decree 59/2023, Art. 3.5, 7, 9) and the yearly conference (Law 10/2022, Art. 33)."""

import datetime

import pytest

from danchu.core.errors import Refused
from danchu.decisions.messages.meetings import elected
from danchu.decisions.queries import meetings as queries
from danchu.decisions.rules.meetings import Tally
from danchu.decisions.services import (
    call,
    close_attendance,
    conclude_conference,
    note_report,
    send_report,
)
from danchu.decisions.states import MeetingState, Reporter
from danchu.decisions.tests.gatherings import (
    AFTER,
    CALLED,
    DAY,
    called,
    came,
    declared,
    election_vote,
    held,
    planned,
)
from danchu.decisions.tests.situations import NOW, households
from danchu.duties.models import Duty as Owed
from danchu.duties.services import generate_law_duties

pytestmark = pytest.mark.django_db
ONE = datetime.timedelta(days=1)


# -- elections --------------------------------------------------------------------------------------------------------
def elect(cast, vote, votes: dict, valid: int, came_in_all: int = 80):
    meeting = called(cast, vote)
    came(cast, meeting, came_in_all)
    close_attendance(meeting=meeting, by=cast.village_head, now=AFTER)
    return declared(cast, meeting, vote, Tally(valid, invalid=came_in_all - valid, for_candidates=votes))


def test_l10_a21_1_an_election_needs_more_than_half_of_all_representatives(cast):
    vote = election_vote(cast, ["Ông Ứng Cử", "Bà Ứng Cử"])
    result = elect(cast, vote, {"1": 50, "2": 28}, 78)
    assert (result.outcome, result.yes, result.no, result.for_candidates) == ("passed", 50, 28, {"1": 50, "2": 28})
    assert queries.election(vote, result.for_candidates, on=DAY).names == ["Ông Ứng Cử"]


def test_d59_a3_5_d_nobody_reached_it_and_that_is_said(cast):
    vote = election_vote(cast, ["Ông Ứng Cử", "Bà Ứng Cử"])
    result = elect(cast, vote, {"1": 49, "2": 29}, 78)
    assert result.outcome == "failed"
    assert "không có người trúng cử" in elected(queries.election(vote, result.for_candidates, on=DAY))[0]


def test_l10_a21_1_a_board_with_several_seats(cast):
    vote = election_vote(cast, ["A", "B", "C"], clause="15.5", seats=2)
    with pytest.raises(Refused):
        elect(cast, vote, {"1": 60, "2": 55, "3": 50}, 78)


def test_a_board_with_several_seats_elects_those_with_most(cast):
    vote = election_vote(cast, ["A", "B", "C"], clause="15.5", seats=2)
    result = elect(cast, vote, {"1": 60, "2": 40, "3": 55}, 78)
    found = queries.election(vote, result.for_candidates, on=DAY)
    assert (found.names, found.outcome.unfilled) == (["A", "C"], 0)


def test_a_removal_is_a_question_of_yes_or_no(cast):
    meeting, vote = held(cast, 60, clause="15.4")
    assert declared(cast, meeting, vote, Tally(50, 10)).outcome == "passed"
    assert queries.candidates_of(vote) == {}


def test_d59_a6_what_comes_before_an_election_of_the_head(cast):
    meeting = planned(cast, election_vote(cast, ["Ông Ứng Cử"], count=9))
    lasts = [DAY - due.due for due in queries.before_an_election(meeting)]
    assert [each.days for each in lasts] == [20, 15, 10, 7]


# -- the yearly conference --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("before", "in_time"), [(6, True), (5, True), (4, False)])
def test_d59_a11_1_c_five_days_before_the_conference(cast, before, in_time):
    households(cast, 9)
    meeting = planned(cast, is_conference=True, begins_at=NOW + 6 * ONE)
    given = {"called_on": CALLED + (6 - before) * ONE, "called_how": "Loa", "plan_sent_on": CALLED}
    if in_time:
        assert call(meeting=meeting, by=cast.village_head, now=AFTER, **given).state == MeetingState.CALLED
    else:
        with pytest.raises(Refused, match="Điều 11"):
            call(meeting=meeting, by=cast.village_head, now=AFTER, **given)


def test_l10_a33_the_conference_hears_three_reports_and_does_the_duty_of_the_year(cast):
    generate_law_duties(commune=cast.commune, on=CALLED, now=NOW)
    households(cast, 9)
    meeting = planned(cast, is_conference=True)
    call(
        meeting=meeting,
        called_on=CALLED - 2 * ONE,
        called_how="Loa",
        plan_sent_on=CALLED,
        by=cast.village_head,
        now=NOW,
    )
    came(cast, meeting, 7)
    close_attendance(meeting=meeting, by=cast.village_head, now=AFTER)
    close = {"meeting": meeting, "conclusions": "Thông qua các báo cáo.", "by": cast.village_head, "now": AFTER}
    with pytest.raises(Refused):
        note_report(meeting=meeting, of=Reporter.HEAD, given=False, text="Bận", by=cast.village_head, now=AFTER)
    for of in Reporter:
        with pytest.raises(Refused, match="thiếu báo cáo"):
            conclude_conference(**close)
        note_report(
            meeting=meeting, of=of, given=of != Reporter.INSPECTION, text="Tình hình", by=cast.village_head, now=AFTER
        )
    conclude_conference(**close)
    owed = Owed.objects.filter(unit=cast.village, key__startswith="law:village-conference:")
    assert [duty.state for duty in owed] == ["fulfilled"]
    send_report(meeting=meeting, sent_on=DAY, by=cast.village_head, now=AFTER)
    for duty_id in ("village-conference-report", "village-report-decisions"):  # the second: Art. 23.2
        owed = Owed.objects.filter(unit=cast.village, key__startswith=f"law:{duty_id}:")
        assert [duty.state for duty in owed] == ["fulfilled"]
