"""A meeting from the invitation to the result (Law 10/2022, Art. 18; Decree 59/2023, Art. 3)."""

import datetime

import pytest
from django.db import DatabaseError

from danchu.core.errors import Refused, Stale
from danchu.decisions.models import Attendance, Tick
from danchu.decisions.queries import meetings as queries
from danchu.decisions.rules.meetings import Tally
from danchu.decisions.services import (
    Ticked,
    call,
    call_off,
    change_meeting,
    choose_board,
    choose_secretary,
    choose_way,
    close_attendance,
    declare_at_meeting,
    freeze,
    note_cluster_plan,
    open_vote,
    reopen_attendance,
    settle,
    tick,
    type_count,
    write_down,
)
from danchu.decisions.states import Duty, MeetingState, Present, VoteState
from danchu.decisions.tests.gatherings import (
    AFTER,
    CALLED,
    DAY,
    EVENING,
    called,
    came,
    declared,
    held,
    planned,
    typed_twice,
)
from danchu.decisions.tests.situations import NOW, households, matter_that_is_ready, open_with_roll
from danchu.organisation.models import Household
from danchu.register.models import Line

pytestmark = pytest.mark.django_db
ONE = datetime.timedelta(days=1)


# -- called in time ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("before", "in_time"), [(3, True), (2, True), (1, False)])
def test_d59_a3_3_two_days_before_the_meeting(cast, before, in_time):
    meeting = planned(cast, open_with_roll(cast, 9, clause="15.6"))
    given = {"called_on": DAY - before * ONE, "called_how": "Giấy mời", "by": cast.village_head, "now": AFTER}
    if in_time:
        assert call(meeting=meeting, **given).state == MeetingState.CALLED
        assert Line.objects.filter(event="decisions.meeting_called").count() == 1
    else:
        with pytest.raises(Refused, match="khoản 3 Điều 3"):
            call(meeting=meeting, **given)


@pytest.mark.parametrize(("before", "in_time"), [(2, True), (1, False), (None, False)])
def test_d59_a3_4_documents_of_clauses_1_to_3_to_each_household(cast, before, in_time):
    meeting = planned(cast, open_with_roll(cast, 9))
    given = {
        "called_on": CALLED, "called_how": "Loa", "documents_on": before and DAY - before * ONE,
        "by": cast.village_head, "now": AFTER,
    }  # fmt: skip
    if in_time:
        assert call(meeting=meeting, **given).documents_on == DAY - 2 * ONE
    else:
        with pytest.raises(Refused, match="khoản 4 Điều 3"):
            call(meeting=meeting, **given)


def test_d59_a3_3_the_notice_also_hangs_in_the_village(cast):
    meeting = planned(cast, open_with_roll(cast, 9, clause="15.6"))
    with pytest.raises(Refused, match="niêm yết"):
        call(meeting=meeting, called_on=CALLED, called_how="Loa", posted=False, by=cast.village_head, now=NOW)


def test_l10_a18_3_clusters_from_200_households_on_or_with_a_reason(cast):
    matter = matter_that_is_ready(cast, form="cluster")
    households(cast, 199)
    vote = open_vote(matter=matter, village=cast.village, by=cast.village_head, now=NOW)
    with pytest.raises(Refused, match="200 hộ"):
        note_cluster_plan(vote=vote, scattered=False, plan_on=CALLED, number="5", by=cast.village_head, now=NOW)
    with pytest.raises(Refused):
        planned(cast, vote, cluster="Bản Trên")
    note_cluster_plan(vote=vote, scattered=True, plan_on=CALLED, number="5", by=cast.village_head, now=NOW)
    vote.refresh_from_db()
    assert planned(cast, vote, cluster="Bản Trên").cluster == "Bản Trên"
    with pytest.raises(Refused, match="cụm"):
        planned(cast, vote)


def test_a_meeting_changed_by_two_at_once_keeps_the_first(cast):
    meeting = planned(cast, open_with_roll(cast, 9))
    change_meeting(meeting=meeting, version=1, place="Nhà ông trưởng bản", by=cast.village_head, now=NOW)
    with pytest.raises(Stale):
        change_meeting(meeting=meeting, version=1, place="Sân bóng", by=cast.culture_head, now=NOW)


def test_called_off_with_a_reason_that_is_public(cast):
    meeting = called(cast, open_with_roll(cast, 9))
    with pytest.raises(Refused):
        call_off(meeting=meeting, why=" ", by=cast.village_head, now=NOW)
    assert call_off(meeting=meeting, why="Mưa lũ", by=cast.village_head, now=NOW).state == MeetingState.CALLED_OFF
    assert "Mưa lũ" in Line.objects.get(event="decisions.meeting_called_off").body
    with pytest.raises(Stale):
        tick(meeting=meeting, ticks=[], by=cast.village_head, now=EVENING)


# -- who came ---------------------------------------------------------------------------------------------------------
def test_nobody_is_ticked_before_the_roll_is_frozen(cast):
    households(cast, 9)
    vote = open_vote(matter=matter_that_is_ready(cast), village=cast.village, by=cast.village_head, now=NOW)
    meeting = called(cast, vote)
    with pytest.raises(Refused, match="chốt"):
        came(cast, meeting, 1)
    freeze(vote=vote, by=cast.village_head, now=NOW)
    assert [answer.why for answer in came(cast, meeting, 1)] == [""]


def test_a_tick_sent_twice_or_by_two_people_counts_once(cast):
    meeting = called(cast, open_with_roll(cast, 9))
    first = Household.objects.first().pk
    sent = [Ticked("a", first, Present.REPRESENTATIVE)]
    for _again in range(3):
        tick(meeting=meeting, ticks=sent, by=cast.village_head, now=EVENING)
    tick(meeting=meeting, ticks=[Ticked("b", first, Present.SUBSTITUTE)], by=cast.culture_officer, now=EVENING)
    assert [(row.present, row.key) for row in Attendance.objects.all()] == [("substitute", "b")]
    assert Tick.objects.count() == 2


def test_a_late_taking_back_takes_only_the_tick_it_saw(cast):
    meeting = called(cast, open_with_roll(cast, 9))
    first = Household.objects.first().pk
    here, gone = Ticked("a", first, Present.REPRESENTATIVE), Ticked("c", first, "", instead="a")
    tick(meeting=meeting, ticks=[here], by=cast.village_head, now=EVENING)
    tick(meeting=meeting, ticks=[Ticked("b", first, Present.SUBSTITUTE)], by=cast.culture_officer, now=EVENING)
    tick(meeting=meeting, ticks=[gone], by=cast.village_head, now=EVENING)
    assert Attendance.objects.get().key == "b"
    tick(meeting=meeting, ticks=[Ticked("d", first, "", instead="b")], by=cast.village_head, now=EVENING)
    tick(meeting=meeting, ticks=[here], by=cast.village_head, now=EVENING)  # the network brings it once more
    assert not Attendance.objects.exists()


def test_who_is_on_no_roll_is_named_and_the_others_are_taken(cast):
    meeting = called(cast, open_with_roll(cast, 3))
    stranger = Household.objects.create(commune=cast.commune, village=cast.village, code="X", representative="Hộ Mới")
    known = Household.objects.first().pk
    answers = tick(
        meeting=meeting, ticks=[Ticked("a", stranger.pk, "representative"), Ticked("b", known, "representative")],
        by=cast.village_head, now=EVENING,
    )  # fmt: skip
    assert [bool(answer.why) for answer in answers] == [True, False]


def test_quorum_is_told_in_one_sentence_and_sexes_in_sums(cast):
    from danchu.decisions.messages.meetings import running

    vote = open_with_roll(cast, 98)
    meeting = called(cast, vote)
    came(cast, meeting, 65)
    assert running(queries.standing(vote, on=DAY)).startswith(
        "Đã có 65/98 hộ; cần 66 để có thể quyết định: còn thiếu 1"
    )
    came(cast, meeting, 1, first=65, present=Present.MANDATE)
    assert queries.standing(vote, on=DAY).enough
    assert queries.by_sex(meeting) == (21, 44, 1)
    assert queries.mandates(meeting) == 1


def test_attendance_is_closed_and_opened_again_while_nothing_is_counted(cast):
    meeting, vote = held(cast, 70)
    with pytest.raises(Stale, match="chốt"):
        tick(meeting=meeting, ticks=[], by=cast.village_head, now=AFTER)
    reopen_attendance(meeting=meeting, by=cast.village_head, now=AFTER)
    came(cast, meeting, 1, first=70)
    with pytest.raises(Refused, match="71 hộ"):
        close_attendance(meeting=meeting, women=40, men=32, by=cast.village_head, now=AFTER)
    close_attendance(meeting=meeting, women=40, men=31, by=cast.village_head, now=AFTER)
    type_count(vote=vote, meeting=meeting, tally=Tally(66, 5), by=cast.village_head, now=AFTER)
    with pytest.raises(Refused):
        reopen_attendance(meeting=meeting, by=cast.village_head, now=AFTER)


# -- how one meets ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("hands", "passes"), [(34, False), (35, False), (36, True)])
def test_d59_a3_5_more_than_half_of_those_present(cast, hands, passes):
    meeting, _vote = held(cast, 70)
    choose_secretary(
        meeting=meeting, name="Chị Thư Ký", in_favour=hands, present=70, by=cast.village_head, now=AFTER
    )  # fmt: skip
    assert meeting.members.filter(duty=Duty.SECRETARY).exists() is passes
    with pytest.raises(Refused):
        choose_secretary(meeting=meeting, name="Ai", in_favour=1, present=71, by=cast.village_head, now=AFTER)


@pytest.mark.parametrize(
    ("others", "witnesses", "lawful"),
    [
        (["B", "C"], ["X", "Y"], True),
        (["B", "C", "D", "E"], ["X", "Y"], True),
        (["B"], ["X", "Y"], False),
        (["B", "C", "D", "E", "F"], ["X", "Y"], False),
        (["B", "C"], ["X"], False),
        (["B", "C"], ["X", "X"], False),
        (["B", "C"], ["X", "B"], False),
        (["B", "B"], ["X", "Y"], False),
    ],
)
def test_d59_a3_5_c_a_board_of_three_to_five_and_two_who_watch(cast, others, witnesses, lawful):
    meeting = called(cast, open_with_roll(cast, 9))
    came(cast, meeting, 9)
    given = {"head": "A", "others": others, "witnesses": witnesses, "in_favour": 9, "present": 9}
    if lawful:
        choose_board(meeting=meeting, by=cast.village_head, now=EVENING, **given)
        assert meeting.members.filter(duty=Duty.COUNTING_HEAD).get().name == "A"
    else:
        with pytest.raises(Refused):
            choose_board(meeting=meeting, by=cast.village_head, now=EVENING, **given)


def test_d59_a3_5_c_a_secret_vote_is_not_counted_without_its_board(cast):
    meeting, vote = held(cast, 70)
    choose_way(meeting=meeting, secret=True, in_favour=60, present=70, by=cast.village_head, now=AFTER)
    vote.refresh_from_db()
    assert vote.secret
    with pytest.raises(Refused, match="Ban kiểm phiếu"):
        typed_twice(cast, meeting, vote, Tally(66, 4))
    choose_board(
        meeting=meeting, head="A", others=["B", "C"], witnesses=["X", "Y"], in_favour=60, present=70,
        by=cast.village_head, now=AFTER,
    )  # fmt: skip
    assert declared(cast, meeting, vote, Tally(66, 4)).outcome == "passed"


# -- counted by two ---------------------------------------------------------------------------------------------------
def test_l10_a21_1_a_meeting_passes_with_two_thirds_of_all(cast):
    meeting, vote = held(cast, 70)
    result = declared(cast, meeting, vote, Tally(66, 4))
    assert (result.outcome, result.attending, result.verdict["needed"]) == ("passed", 70, 66)


@pytest.mark.django_db(transaction=True)
def test_who_came_is_fixed_in_the_database_once_there_is_a_result(cast):
    meeting, vote = held(cast, 8, households_in_all=9)
    declared(cast, meeting, vote, Tally(8))
    came_here = meeting.attendance.all()
    absent = Household.objects.exclude(pk__in=came_here.values("household")).get()
    for change in (
        lambda: came_here.update(present=Present.MANDATE),
        lambda: came_here.first().delete(),
        lambda: Attendance.objects.create(meeting=meeting, household=absent, at=AFTER, by=cast.village_head),
    ):
        with pytest.raises(DatabaseError, match="Điểm danh"):
            change()
    assert came_here.count() == 8


def test_two_people_type_and_what_differs_is_settled_at_the_paper(cast):
    meeting, vote = held(cast, 70)
    type_count(vote=vote, meeting=meeting, tally=Tally(60, 4), by=cast.village_head, now=AFTER)
    type_count(vote=vote, meeting=meeting, tally=Tally(66, 4), by=cast.village_head, now=AFTER)  # a slip, put right
    type_count(vote=vote, meeting=meeting, tally=Tally(65, 5), by=cast.culture_officer, now=AFTER)
    found = queries.counted(vote, meeting)
    assert found.agreed is None
    assert found.differences == [("yes", 66, 65), ("no", 4, 5)]
    with pytest.raises(Stale):
        type_count(vote=vote, meeting=meeting, tally=Tally(66, 4), by=cast.culture_officer, now=AFTER)
    with pytest.raises(Refused):
        type_count(vote=vote, meeting=meeting, tally=Tally(66, 4), by=cast.chair, now=AFTER)
    with pytest.raises(Refused):
        declare_at_meeting(vote=vote, by=cast.village_head, now=AFTER)
    with pytest.raises(Refused):
        settle(vote=vote, meeting=meeting, stands=Tally(65, 5), why="", by=cast.chair, now=AFTER)
    settle(vote=vote, meeting=meeting, stands=Tally(66, 4), why="Đếm lại tờ giấy.", by=cast.chair, now=AFTER)
    assert declare_at_meeting(vote=vote, by=cast.village_head, now=AFTER).yes == 66


def test_impossible_sums_are_refused(cast):
    meeting, vote = held(cast, 70)
    with pytest.raises(Refused, match="71"):
        type_count(vote=vote, meeting=meeting, tally=Tally(66, 5), by=cast.village_head, now=AFTER)
    assert not vote.counts.exists()


def test_l10_a19_1_b_a_meeting_too_small_needs_no_count_and_opens_the_way_to_ballots(cast):
    _meeting, vote = held(cast, 65)
    result = declare_at_meeting(vote=vote, by=cast.village_head, now=AFTER)
    assert (result.outcome, result.verdict["reason"], result.attending) == ("failed", "meeting_too_small", 65)
    again = open_vote(
        matter=vote.matter, village=cast.village, form="ballot", after=vote, by=cast.village_head, now=AFTER
    )
    assert queries.verdict_of(again, on=DAY).outcome != "form_not_lawful"


def test_l10_a18_3_clusters_are_summed_and_a_household_counts_once(cast):
    matter = matter_that_is_ready(cast, form="cluster")
    rows = households(cast, 200)
    Household.objects.filter(pk__in=[row.pk for row in rows[:120]]).update(cluster="Trên")
    Household.objects.filter(pk__in=[row.pk for row in rows[120:]]).update(cluster="Dưới")
    vote = open_vote(matter=matter, village=cast.village, by=cast.village_head, now=NOW)
    note_cluster_plan(vote=vote, scattered=False, plan_on=CALLED, number="5", by=cast.village_head, now=NOW)
    freeze(vote=vote, by=cast.village_head, now=NOW)
    vote.refresh_from_db()
    upper, lower = called(cast, vote, cluster="Trên"), called(cast, vote, cluster="Dưới")
    came(cast, upper, 100)
    twice = came(cast, lower, 60, first=99)
    assert [answer.why for answer in twice if answer.why]
    assert upper.attendance.count() + lower.attendance.count() == 159
    assert len(queries.rows_of(lower)) == 100  # its own 80, and the 20 others who came
    for meeting in (upper, lower):
        close_attendance(meeting=meeting, women=10, men=20, by=cast.village_head, now=AFTER)
    typed_twice(cast, upper, vote, Tally(80, 20))
    with pytest.raises(Refused):
        declare_at_meeting(vote=vote, by=cast.village_head, now=AFTER)
    typed_twice(cast, lower, vote, Tally(54, 5))
    result = declare_at_meeting(vote=vote, by=cast.village_head, now=AFTER)
    assert (result.yes, result.no, result.attending, result.women, result.men) == (134, 25, 159, 20, 40)
    assert (result.outcome, result.verdict["needed"]) == ("passed", 134)


def test_a_cluster_that_has_not_met_holds_the_result(cast):
    rows = households(cast, 200)
    Household.objects.filter(pk__in=[row.pk for row in rows[:150]]).update(cluster="Trên")
    Household.objects.filter(pk__in=[row.pk for row in rows[150:]]).update(cluster="Dưới")
    matter = matter_that_is_ready(cast, form="cluster")
    vote = open_vote(matter=matter, village=cast.village, by=cast.village_head, now=NOW)
    freeze(vote=vote, by=cast.village_head, now=NOW)
    note_cluster_plan(vote=vote, scattered=False, plan_on=CALLED, number="5", by=cast.village_head, now=NOW)
    vote.refresh_from_db()
    meeting = called(cast, vote, cluster="Trên")
    came(cast, meeting, 150)
    close_attendance(meeting=meeting, by=cast.village_head, now=AFTER)
    typed_twice(cast, meeting, vote, Tally(150))
    with pytest.raises(Refused, match="Dưới"):
        declare_at_meeting(vote=vote, by=cast.village_head, now=AFTER)


# -- what was said ----------------------------------------------------------------------------------------------------
def test_remarks_are_written_by_one_at_a_time(cast):
    meeting, _vote = held(cast, 70)
    given = {"remarks": "Bà con hỏi về đất.", "conclusions": "Thống nhất làm đường.", "language": "tiếng Thái"}
    written = write_down(
        meeting=meeting, version=meeting.version, interpreter="Cô Phiên Dịch", by=cast.village_head, now=AFTER, **given
    )
    assert meeting.members.get(duty=Duty.INTERPRETER).name == "Cô Phiên Dịch"
    with pytest.raises(Stale):
        write_down(meeting=meeting, version=written.version - 1, by=cast.culture_head, now=AFTER, **given)


def test_the_state_of_a_vote_moves_when_it_is_counted(cast):
    meeting, vote = held(cast, 70)
    type_count(vote=vote, meeting=meeting, tally=Tally(66, 4), by=cast.village_head, now=AFTER)
    vote.refresh_from_db()
    assert vote.state == VoteState.COUNTING
