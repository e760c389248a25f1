"""What was put to the people by mistake is called off, with a reason that everyone reads."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from danchu.channels.models import Board, PostingOrder
from danchu.channels.states import OrderState, Place
from danchu.core.errors import Refused, Stale
from danchu.decisions.models import Roll, Vote
from danchu.decisions.queries.carrying import households_of
from danchu.decisions.queries.concluding import standing_results
from danchu.decisions.queries.sealed import recorded
from danchu.decisions.services import (
    call_off,
    declare_at_meeting,
    drop,
    drop_ballots,
    freeze,
    open_vote,
    tell,
)
from danchu.decisions.services.ballots import give_out
from danchu.decisions.states import MatterState, MeetingState, VoteState
from danchu.decisions.tests import after_situations as whole
from danchu.decisions.tests import ballot_situations as ballots
from danchu.decisions.tests.gatherings import AFTER, EVENING, called, came, held
from danchu.decisions.tests.situations import NOW, open_with_roll
from danchu.duties.models import Duty
from danchu.duties.states import DutyState
from danchu.notifications.models import Message
from danchu.register.models import Line

pytestmark = pytest.mark.django_db
WHY = "Mở nhầm, mức góp chưa tính xong."


def refused_by_the_database(**changes) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Vote.objects.update(**changes)


def test_a_vote_nobody_came_to_is_called_off_with_all_that_hung_on_it(cast, sign_in, on_day, client):
    on_day(NOW.date().isoformat())
    Board.objects.create(commune=cast.commune, unit=cast.village, place=Place.CULTURE_HOUSE, name="Nhà văn hóa")
    vote = open_with_roll(cast, 9)
    tell(matter=vote.matter, aired=False, by=cast.village_head, now=NOW)
    meeting = called(cast, vote)
    refused_by_the_database(state=VoteState.DROPPED)  # a frozen roll is opened first
    head = sign_in(cast.village_head)
    address = reverse("decisions:drop", args=[vote.matter_id])
    for page in (reverse("decisions:matter", args=[vote.matter_id]), reverse("decisions:vote", args=[vote.pk])):
        assert address in head.get(page).content.decode()
    asked = head.get(address).content.decode()
    assert "ghi là không họp" in asked
    assert head.post(address, {"reason": " "}).status_code == 422
    assert head.post(address, {"reason": WHY}).status_code == 302

    for row in (vote, vote.matter, meeting):
        row.refresh_from_db()
    assert (vote.state, vote.matter.state, meeting.state) == (
        VoteState.DROPPED, MatterState.DROPPED, MeetingState.CALLED_OFF,
    )  # fmt: skip
    assert (vote.dropped_why, vote.matter.dropped_why, meeting.called_off_why) == (WHY, WHY, WHY)
    assert not Roll.objects.exists()
    assert set(PostingOrder.objects.values_list("state", flat=True)) == {OrderState.CANCELLED}
    assert Duty.objects.get(subject=vote.subject).state == DutyState.WITHDRAWN
    assert Message.objects.filter(recipient=cast.village_head, body__contains=WHY).count() == 1
    events = ["decisions.roll_thawed", "decisions.meeting_called_off", "decisions.dropped"]
    assert list(Line.objects.order_by("sequence").values_list("event", flat=True))[-3:] == events
    assert all(one.line and one.subject for one in recorded(cast.commune.slug))
    matter = vote.matter
    public = client.get(reverse("decisions_public:matter", args=[cast.commune.slug, matter.year, matter.number]))
    assert f"Lý do: {WHY}" in " ".join(public.content.decode().split())
    assert WHY in head.get(reverse("decisions:vote", args=[vote.pk])).content.decode()
    with pytest.raises(Stale):
        drop(matter=matter, reason=WHY, by=cast.village_head, now=NOW)
    for state in (VoteState.PLANNED, VoteState.OPEN, VoteState.RESULT):
        refused_by_the_database(state=state)


def test_once_somebody_came_or_has_a_ballot_nothing_is_called_off(cast):
    vote = open_with_roll(cast, 9)
    came(cast, called(cast, vote), 1)
    with pytest.raises(Refused, match="Đã có hộ đến họp"):
        drop(matter=vote.matter, reason=WHY, by=cast.village_head, now=EVENING)
    vote.refresh_from_db()
    assert (vote.state, vote.matter.state) == (VoteState.OPEN, MatterState.VOTING)
    assert not Line.objects.filter(event="decisions.dropped").exists()


def test_once_a_household_was_handed_a_ballot_nothing_is_called_off(cast):
    vote = ballots.printed(cast)
    give_out(vote=vote, entries=ballots.entries(vote)[:1], on=ballots.OPENS, by=cast.village_head,
             now=ballots.at(ballots.OPENS))  # fmt: skip
    with pytest.raises(Refused, match="nhận phiếu"):
        drop(matter=vote.matter, reason=WHY, by=cast.village_head, now=ballots.at(ballots.OPENS))


def test_what_one_village_has_decided_the_whole_commune_does_not_call_off(cast):
    matter, votes = whole.whole_commune(cast)
    whole.count(cast, votes[0], 9)
    with pytest.raises(Refused, match="đã có kết quả"):
        drop(matter=matter, reason=WHY, by=cast.chair, now=NOW)
    assert not Vote.objects.filter(state=VoteState.DROPPED).exists()


def test_ballots_after_a_meeting_are_called_off_alone_and_may_be_opened_again(cast, sign_in, on_day):
    on_day(AFTER.date().isoformat())
    _meeting, first = held(cast, 7, households_in_all=12)
    declare_at_meeting(vote=first, by=cast.village_head, now=AFTER)
    who = {"by": cast.village_head, "now": AFTER}
    again = open_vote(matter=first.matter, village=cast.village, form="ballot", **who)
    freeze(vote=again, **who)
    assert not standing_results().exists()  # the ballots have taken the meeting's place
    with pytest.raises(Refused, match="đã có kết quả"):
        drop(matter=first.matter, reason=WHY, **who)
    with pytest.raises(Refused, match="cả việc"):
        drop_ballots(vote=first, reason=WHY, **who)
    head, address = sign_in(cast.village_head), reverse("decisions:vote_drop", args=[again.pk])
    assert address in head.get(reverse("decisions:vote", args=[again.pk])).content.decode()
    assert "Kết quả của cuộc họp trước giữ nguyên" in head.get(address).content.decode()
    assert head.post(address, {"reason": WHY}).status_code == 302
    assert head.post(address, {"reason": WHY}).status_code == 409
    again.refresh_from_db()
    assert (again.state, again.matter.state) == (VoteState.DROPPED, MatterState.NOT_PASSED)
    assert Line.objects.filter(event="decisions.vote_dropped", subject=again.subject).count() == 1
    assert [one.vote for one in standing_results()] == [first]  # and given it back, for totals and the council's report
    assert households_of(first.matter) == 12
    assert head.get(reverse("ballots:vote", args=[again.pk])).status_code == 302
    third = open_vote(matter=first.matter, village=cast.village, form="ballot", **who)
    assert (third.after, third.state) == (first, VoteState.PLANNED)
    assert third.pk != again.pk


def test_a_public_reason_holds_no_number_of_a_person(cast):
    vote, number = open_with_roll(cast, 3), "Hỏi lại số 0912 345 678"
    meeting = called(cast, vote)
    who = {"by": cast.village_head, "now": NOW}
    for act in (lambda: drop(matter=vote.matter, reason=number, **who),
                lambda: call_off(meeting=meeting, why=number, **who)):  # fmt: skip
        with pytest.raises(Refused, match="số điện thoại"):
            act()
    assert meeting.votes.get().state == VoteState.OPEN
