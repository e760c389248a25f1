"""A village decides by ballots: the law, the plan, the sheets, who has one and who gave one back."""

import datetime

import pytest

from danchu.core.errors import Refused, Stale
from danchu.decisions.models import Ballot, BallotPlan, BallotReading, Handing
from danchu.decisions.queries import ballots as queries
from danchu.decisions.services import ballots as services
from danchu.decisions.services import declare, freeze, open_vote
from danchu.decisions.states import BallotState
from danchu.decisions.tests.ballot_situations import (
    CLOSES,
    MEMBERS,
    OPENS,
    PLANNED,
    after,
    at,
    entries,
    handed_out,
    plan,
    planned,
    printed,
    serials,
)
from danchu.decisions.tests.situations import households, matter_that_is_ready
from danchu.register.models import Line

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


# -- may it be decided by ballots? -----------------------------------------------------------------------------------
def ballot_vote(cast, clause, count=9, **fields):
    households(cast, count)
    matter = matter_that_is_ready(cast, clause=clause, form="ballot", now=at(PLANNED), **fields)
    return open_vote(matter=matter, village=cast.village, by=cast.village_head, now=at(PLANNED))


def test_nd59_a4_1_c_the_communitys_own_affairs_freely(cast):
    verdict = queries.form_verdict(ballot_vote(cast, "15.6"), on=PLANNED)
    assert not queries.is_unlawful(verdict)
    assert verdict.doubtful is None


def test_nd59_a4_1_c_contributions_without_a_meeting_are_doubtful(cast):
    verdict = queries.form_verdict(ballot_vote(cast, "15.1"), on=PLANNED)
    assert not queries.is_unlawful(verdict)
    assert verdict.doubtful is not None


def test_l10_a17_2_an_election_without_a_meeting_is_refused_with_its_article(cast):
    with pytest.raises(Refused, match="khoản 2 Điều 17"):
        ballot_vote(cast, "15.4")


@pytest.mark.parametrize(("came", "lawful"), [(5, True), (6, False)])
def test_l10_a19_1_b_only_after_a_meeting_that_was_too_small(cast, came, lawful):
    """Of nine households six must agree: five who came could not decide, six could."""
    households(cast, 9)
    matter = matter_that_is_ready(cast, clause="15.1", now=at(PLANNED))
    meeting = open_vote(matter=matter, village=cast.village, by=cast.village_head, now=at(PLANNED))
    freeze(vote=meeting, by=cast.village_head, now=at(PLANNED))
    declare(
        vote=meeting, decided_on=PLANNED, attending=came, yes=came - 1, no=1, other=0, invalid=0, by=cast.village_head,
        now=at(PLANNED),
    )  # fmt: skip
    if lawful:
        vote = after(meeting, cast)
        assert queries.form_verdict(vote, on=PLANNED).doubtful is None
        assert plan(vote, cast)
    else:
        with pytest.raises(Refused, match="điểm b khoản 1 Điều 19"):
            after(meeting, cast)


def test_l10_a19_1_a_of_the_whole_commune_the_chair_chooses(cast):
    from danchu.decisions.services import open_matter, ready
    from danchu.decisions.states import Proposer

    households(cast, 9)
    matter = open_matter(
        commune=cast.commune, village=None, clause="15.1", form="ballot", title="Góp làm đường liên bản",
        question="Mỗi hộ góp 200.000 đồng?", proposer=Proposer.CHAIR, proposed_on=PLANNED, front_agreed_on=PLANNED,
        by=cast.chair, now=at(PLANNED),
    )  # fmt: skip
    ready(matter=matter, by=cast.chair, now=at(PLANNED))
    vote = open_vote(matter=matter, village=cast.village, by=cast.chair, now=at(PLANNED))
    verdict = queries.form_verdict(vote, on=PLANNED)
    assert (verdict.form_citation, verdict.doubtful) == ("10/2022/QH15:19.1.a", None)
    freeze(vote=vote, by=cast.village_head, now=at(PLANNED))
    result = declare(
        vote=vote, decided_on=PLANNED, attending=9, issued=9, yes=6, no=3, other=0, invalid=0, by=cast.village_head,
        now=at(PLANNED),
    )  # fmt: skip
    assert (result.outcome, result.verdict["doubtful"], result.verdict["effect"]) == (
        "passed", False, "committee_decision",
    )  # fmt: skip


# -- plan, team, word ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "members", [MEMBERS[:1], (*MEMBERS, ("A", "x"), ("B", "x"), ("C", "x"))], ids=["two people", "six people"]
)
def test_l10_a19_2_a_team_has_three_to_five(cast, members):
    vote = ballot_vote(cast, "15.6")
    with pytest.raises(Refused, match="từ 3 đến 5"):
        plan(vote, cast, members=members)


def test_nd59_a4_3_the_fronts_board_leads_the_team(cast):
    vote = ballot_vote(cast, "15.6")
    with pytest.raises(Refused, match="Ban công tác Mặt trận"):
        plan(vote, cast, head=" ")
    plan(vote, cast)
    head, *others = queries.team_of(vote)
    assert (head.duty, head.of) == ("counting_head", "Ban công tác Mặt trận")
    assert len(others) == 2


def test_nobody_is_on_the_team_twice(cast):
    vote = ballot_vote(cast, "15.6")
    with pytest.raises(Refused, match="hai lần"):
        plan(vote, cast, members=(*MEMBERS, ("người của thôn", "Hội Nông dân")))


def test_l10_a19_2_word_goes_out_two_days_before(cast):
    """Ballots go out on the 12th: the 10th is in time, the 11th is not."""
    vote = planned(cast)
    by = cast.village_head
    with pytest.raises(Refused, match="10/3/2026"):
        services.make_known(vote=vote, on=PLANNED + DAY, how="Loa", by=by, now=at(PLANNED + DAY))
    assert services.make_known(vote=vote, on=PLANNED, how="Loa", by=by, now=at(PLANNED)).announced_on == PLANNED
    line = Line.objects.get(event="decisions.ballots_announced")
    assert "Người Của Thôn" not in line.body
    assert '"team":3' in line.body


def test_l10_a19_2_a_plan_that_cannot_be_known_in_time_is_refused_at_once(cast):
    """Issued on the 10th, ballots on the 11th: it should have been known on the 9th."""
    with pytest.raises(Refused, match="09/3/2026"):
        planned(cast, opens_on=PLANNED + DAY)


def test_another_day_or_team_takes_the_word_back(cast):
    vote = planned(cast)
    services.make_known(vote=vote, on=PLANNED, how="Loa", by=cast.village_head, now=at(PLANNED))
    plan(vote, cast, purpose="Câu chữ khác, thời gian và Tổ như cũ.")
    vote.refresh_from_db()
    assert vote.announced_on == PLANNED
    plan(vote, cast, closes_on=CLOSES + DAY)
    vote.refresh_from_db()
    assert vote.announced_on is None


def test_two_who_change_the_plan_at_once(cast):
    vote = planned(cast)
    plan(vote, cast, version=1, purpose="Bản của người nhanh hơn.")
    with pytest.raises(Stale):
        plan(vote, cast, version=1, purpose="Bản của người chậm hơn.")
    assert BallotPlan.objects.get().purpose == "Bản của người nhanh hơn."


# -- printing --------------------------------------------------------------------------------------------------------
def test_nd59_a4_5_nothing_is_printed_before_the_committee_issued_the_form(cast):
    vote = planned(cast)
    with pytest.raises(Refused, match="mẫu phiếu"):
        services.print_ballots(vote=vote, count=9, by=cast.village_head, now=at(PLANNED))
    assert not Ballot.objects.exists()


def test_ballots_have_random_numbers_and_the_register_knows_how_many(cast):
    vote = printed(cast, 9, spare=3)
    numbers = serials(vote)
    assert len(set(numbers)) == 12
    assert all(len(number) == 10 for number in numbers)
    assert '"in_all":12' in Line.objects.get(event="decisions.ballots_printed").body
    with pytest.raises(Refused, match="chỉ in thêm được từ 1 đến 7"):
        services.print_ballots(vote=vote, count=8, by=cast.village_head, now=at(PLANNED))


def test_a_sheet_printed_anew_has_another_number_and_the_old_one_is_struck(cast):
    vote = printed(cast)
    old = serials(vote)[0]
    new = services.reprint(vote=vote, serial=old, why="Kẹt giấy", by=cast.village_head, now=at(PLANNED))
    assert new.serial != old
    struck = Ballot.objects.get(serial=old)
    assert (struck.state, struck.spoiled_why) == (BallotState.SPOILED, "Kẹt giấy")
    with pytest.raises(Stale, match="Kẹt giấy"):
        services.spoil(vote=vote, serial=old, why="nữa", by=cast.village_head, now=at(PLANNED))


def test_no_table_says_which_household_has_which_ballot():
    """Decision 0072: neither from the ballot to a household nor from the issue list to a ballot."""
    ballots = {field.name for field in Ballot._meta.get_fields()}
    assert ballots == {"id", "vote", "serial", "state", "spoiled_why", "readings", "settlements"}
    assert "ballot" not in {field.name for field in Handing._meta.get_fields()}
    assert not [field for field in BallotReading._meta.get_fields() if "entry" in field.name]


# -- handing out and taking back -------------------------------------------------------------------------------------
def test_l10_a19_2_no_ballot_goes_out_before_the_village_was_told(cast):
    vote = planned(cast)
    services.note_form(vote=vote, number="12/QĐ-UBND", on=PLANNED, by=cast.village_head, now=at(PLANNED))
    services.print_ballots(vote=vote, count=9, by=cast.village_head, now=at(PLANNED))
    with pytest.raises(Refused, match="Chưa công khai"):
        services.give_out(vote=vote, entries=entries(vote), on=OPENS, by=cast.village_head, now=at(OPENS))


@pytest.mark.parametrize(
    ("day", "lawful"), [(OPENS - DAY, False), (OPENS, True), (CLOSES, True), (CLOSES + DAY, False)]
)
def test_ballots_go_out_within_the_days_of_the_plan(cast, day, lawful):
    vote = printed(cast)
    give = {"vote": vote, "entries": entries(vote)[:1], "on": day, "by": cast.village_head, "now": at(day)}
    if lawful:
        assert services.give_out(**give) == 1
    else:
        with pytest.raises(Refused):
            services.give_out(**give)


def test_l10_a19_3_one_ballot_a_household_whoever_ticks_it_how_often(cast):
    vote = printed(cast)
    give = {"vote": vote, "on": OPENS, "now": at(OPENS)}
    assert services.give_out(entries=entries(vote)[:5], by=cast.village_head, **give) == 5
    assert services.give_out(entries=entries(vote)[3:9], by=cast.culture_head, **give) == 4
    assert Handing.objects.count() == 9


def test_a_household_of_another_village_is_not_ticked(cast, others):
    vote, elsewhere = printed(cast), handed_out(others)
    give = {"on": OPENS, "by": cast.village_head, "now": at(OPENS)}
    assert services.give_out(vote=vote, entries=entries(elsewhere), **give) == 0


def test_only_who_has_a_ballot_gives_one_back_and_in_time(cast):
    vote = printed(cast)
    by, one, other = cast.village_head, *entries(vote)[:2]
    services.give_out(vote=vote, entries=[one], on=OPENS, by=by, now=at(OPENS))
    with pytest.raises(Refused, match="đã phát"):
        services.take_in(vote=vote, entries=[one, other], on=CLOSES, by=by, now=at(CLOSES))
    with pytest.raises(Refused, match="Hạn thu phiếu"):
        services.take_in(vote=vote, entries=[one], on=CLOSES + DAY, by=by, now=at(CLOSES + DAY))
    assert services.take_in(vote=vote, entries=[one], on=CLOSES, by=by, now=at(CLOSES)) == 1
    assert services.take_in(vote=vote, entries=[one], on=CLOSES, by=by, now=at(CLOSES)) == 0


def test_a_damaged_sheet_is_swapped_and_its_number_struck(cast):
    vote = handed_out(cast)
    one, damaged = entries(vote)[0], serials(vote)[0]
    handing = services.swap(vote=vote, entry=one, serial=damaged, why="Ướt", by=cast.village_head, now=at(OPENS))
    assert handing.swapped == 1
    assert queries.left_to_hand_out(vote) == 2
    assert Ballot.objects.get(serial=damaged).state == BallotState.SPOILED


def test_a_lost_sheet_is_counted_without_its_number(cast):
    vote = handed_out(cast)
    services.swap(vote=vote, entry=entries(vote)[0], why="Mất", by=cast.village_head, now=at(OPENS))
    assert queries.left_to_hand_out(vote) == 2
    assert BallotPlan.objects.get().lost == 1


def test_ticked_by_mistake(cast):
    vote = handed_out(cast)
    one, by = entries(vote)[0], cast.village_head
    services.take_in(vote=vote, entries=[one], on=OPENS, by=by, now=at(OPENS))
    with pytest.raises(Refused):
        services.not_given_out(vote=vote, entry=one, by=by, now=at(OPENS))
    services.not_given_back(vote=vote, entry=one, why="Nhầm hộ", by=by, now=at(OPENS))
    services.not_given_out(vote=vote, entry=one, by=by, now=at(OPENS))
    assert Handing.objects.count() == 8
