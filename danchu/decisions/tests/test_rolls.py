"""A roll is frozen and thawed; what is frozen cannot be changed by a service or in the database itself."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from danchu.core.errors import Refused, Stale
from danchu.decisions import triggers
from danchu.decisions.models import (
    Attendance,
    Ballot,
    BallotReading,
    Candidate,
    Count,
    CountAgreed,
    Handing,
    Matter,
    Meeting,
    Result,
    Roll,
    RollEntry,
    Vote,
)
from danchu.decisions.queries.rolls import preview
from danchu.decisions.queries.sealed import ROLL_NAME, counts_bytes, entries_bytes, kept
from danchu.decisions.services import declare, freeze, open_matter, open_vote, ready, thaw
from danchu.decisions.states import MatterState, Proposer, VoteState
from danchu.decisions.tests.situations import NOW, households, matter_that_is_ready, open_with_roll
from danchu.organisation.models import Household
from danchu.register.models import Line
from danchu.register.rules import Kept, erasable_state

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def _vote(cast, **fields):
    matter = matter_that_is_ready(cast, **fields)
    return open_vote(matter=matter, village=cast.village, by=cast.village_head, now=NOW)


def _meeting(cast, vote):
    meeting = Meeting.objects.create(
        commune=cast.commune, village=cast.village, title="Họp bản", begins_at=NOW, place="Nhà văn hóa",
        convenor="Trưởng bản", made_at=NOW, made_by=cast.village_head,
    )  # fmt: skip
    meeting.votes.add(vote)
    return meeting


def _erasable(line, name):
    import json

    return json.loads(line.body)["erasable"][name]


def test_only_those_who_are_households_that_day_are_on_the_roll(cast):
    rows = households(cast, 5)
    Household.objects.filter(pk=rows[0].pk).update(valid_to=TODAY - datetime.timedelta(days=1))
    Household.objects.filter(pk=rows[1].pk).update(valid_to=TODAY)  # the last day counts
    Household.objects.filter(pk=rows[2].pk).update(valid_from=TODAY + datetime.timedelta(days=1))
    vote = _vote(cast)
    roll = freeze(vote=vote, by=cast.village_head, now=NOW)
    assert list(roll.entries.values_list("number", "code")) == [(1, "H002"), (2, "H004"), (3, "H005")]
    assert roll.households == 3


def test_what_was_seen_before_freezing_is_what_is_frozen(cast):
    households(cast, 5)
    vote = _vote(cast)
    with pytest.raises(Stale, match="nay là 5 hộ, không phải 4"):
        freeze(vote=vote, expected=4, by=cast.village_head, now=NOW)
    assert freeze(vote=vote, expected=5, by=cast.village_head, now=NOW).households == 5


def test_an_empty_village_is_told_to_bring_its_list(cast):
    with pytest.raises(Refused, match="chưa có hộ nào"):
        freeze(vote=_vote(cast), by=cast.village_head, now=NOW)


def test_the_digest_of_the_register_is_that_of_the_rows_and_says_nothing_of_names(cast):
    vote = open_with_roll(cast, 9)
    line = Line.objects.get(event="decisions.roll_frozen")
    name = f"{ROLL_NAME}1"
    salt, data = kept(vote.subject, name)
    assert erasable_state(_erasable(line, name), salt=salt, data=data) == Kept.WHOLE
    assert "Đại Diện" in data.decode()
    assert "Đại Diện" not in line.body


def test_a_roll_thawed_and_frozen_anew_has_both_lines_and_both_verify(cast):
    vote = open_with_roll(cast, 9)
    thaw(vote=vote, reason="Sót một hộ.", by=cast.village_head, now=NOW)
    Household.objects.create(commune=cast.commune, village=cast.village, code="H100", representative="Hộ Sót")
    freeze(vote=vote, by=cast.village_head, now=NOW)
    first, second = Line.objects.filter(event="decisions.roll_frozen").order_by("sequence")
    for line, name, state in ((first, f"{ROLL_NAME}1", Kept.ERASED), (second, f"{ROLL_NAME}2", Kept.WHOLE)):
        salt, data = kept(vote.subject, name)
        assert erasable_state(_erasable(line, name), salt=salt, data=data) == state
    thawed = Line.objects.get(event="decisions.roll_thawed")
    assert "Sót một hộ." in thawed.body


def test_a_roll_that_is_simply_gone_counts_as_lost(cast):
    vote = open_with_roll(cast, 3)
    triggers.drop(connection)
    Roll.objects.filter(vote=vote).delete()
    triggers.create(connection)
    assert kept(vote.subject, f"{ROLL_NAME}1") == (b"", None)


@pytest.mark.parametrize("begun", ["came", "handed"])
def test_once_somebody_came_or_got_a_ballot_no_roll_is_thawed(cast, begun):
    vote = open_with_roll(cast, 9)
    entry = vote.roll.entries.first()
    if begun == "came":
        Attendance.objects.create(
            meeting=_meeting(cast, vote), household=entry.household, at=NOW, by=cast.village_head
        )  # fmt: skip
    else:
        Handing.objects.create(vote=vote, entry=entry, issued_on=TODAY)
    with pytest.raises(Refused, match="Đã có hộ đến họp hoặc nhận phiếu"):
        thaw(vote=vote, reason="Thử", by=cast.village_head, now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        Vote.objects.filter(pk=vote.pk).update(state=VoteState.PLANNED)


def test_who_came_to_another_villages_part_of_a_meeting_does_not_hold_the_roll(cast):
    vote = open_with_roll(cast, 9)
    other = Household.objects.create(commune=cast.commune, village=cast.economy, code="X1", representative="Khách")
    Attendance.objects.create(meeting=_meeting(cast, vote), household=other, at=NOW, by=cast.village_head)
    assert thaw(vote=vote, reason="Thử", by=cast.village_head, now=NOW).state == VoteState.PLANNED


def test_thawing_wants_a_reason_and_a_frozen_roll(cast):
    vote = open_with_roll(cast, 9)
    with pytest.raises(Refused, match="lý do"):
        thaw(vote=vote, reason="  ", by=cast.village_head, now=NOW)
    with pytest.raises(Refused, match="số điện thoại"):
        thaw(vote=vote, reason="Sót hộ 0912 345 678", by=cast.village_head, now=NOW)
    thaw(vote=vote, reason="Thử", by=cast.village_head, now=NOW)
    with pytest.raises(Stale):
        thaw(vote=vote, reason="Thử", by=cast.village_head, now=NOW)


def test_the_preview_says_what_a_careful_person_looks_at(cast):
    rows = households(cast, 4)
    Household.objects.filter(pk=rows[0].pk).update(representative="", substitute="", representative_sex="")
    Household.objects.filter(pk=rows[1].pk).update(representative="Đại diện hộ 4", named_by_household=True, cluster="A")
    seen = preview(_vote(cast, form="cluster"), TODAY)
    assert (seen.households, seen.named, seen.women, seen.men) == (4, 1, 1, 2)
    assert seen.unnamed == ("H001",)
    assert seen.same_names == ("Đại Diện Hộ 4", "Đại diện hộ 4")
    assert (seen.without_substitute, seen.without_cluster) == (1, ("H001", "H003", "H004"))
    assert seen.clusters == (("A", 1),)


# -- the database refuses ---------------------------------------------------------------------------------------------
def _counted(cast):
    """A vote with a result, two counts, a settlement, ballots with readings, in an election with candidates."""
    households(cast, 9)
    matter = open_matter(
        commune=cast.commune, village=cast.village, clause="15.4", form="meeting", title="Bầu Trưởng bản",
        question="Bầu Trưởng bản", proposer=Proposer.VILLAGE_HEAD, proposed_on=TODAY,
        front_agreed_on=TODAY, by=cast.village_head, now=NOW,
    )  # fmt: skip
    Candidate.objects.create(matter=matter, name="Người Ứng Cử")
    matter = ready(matter=matter, by=cast.village_head, now=NOW)
    vote = open_vote(matter=matter, village=cast.village, by=cast.village_head, now=NOW)
    freeze(vote=vote, by=cast.village_head, now=NOW)
    for slot, by in ((1, cast.village_head), (2, cast.culture_officer)):
        Count.objects.create(vote=vote, slot=slot, yes=8, no=1, at=NOW, by=by)
    ballot = Ballot.objects.create(vote=vote, serial="A" * 16)
    BallotReading.objects.create(ballot=ballot, slot=1, mark="yes", at=NOW, by=cast.village_head)
    CountAgreed.objects.create(
        vote=vote, ballot=ballot, stands={"mark": "yes"}, why="Xem lại phiếu", settled_at=NOW, settled_by=cast.chair
    )
    declare(vote=vote, decided_on=TODAY, attending=9, yes=8, no=1, other=0, invalid=0, by=cast.village_head, now=NOW)
    vote.refresh_from_db()
    return vote


TAMPERING = [
    (Matter, {"question": "Một câu hỏi khác"}), (Matter, {"title": "Một việc khác"}), (Matter, {"clause": "15.6"}),
    (Matter, {"state": MatterState.PROPOSED}), (Matter, {"question_digest": "0" * 64}),
    (Candidate, {"name": "Ai Khác"}),
    (Vote, {"state": VoteState.PLANNED}), (Vote, {"state": VoteState.OPEN}), (Vote, {"form": "ballot"}),
    (Roll, {"households": 8}), (Roll, {"digest": "0" * 64}), (RollEntry, {"representative": "Ai Khác"}),
    (Count, {"yes": 9}), (CountAgreed, {"why": "Khác"}), (Ballot, {"state": "spoiled"}),
    (BallotReading, {"mark": "no"}),
    (Result, {"yes": 9}), (Result, {"outcome": "failed"}),
]  # fmt: skip


def test_after_a_result_nothing_of_it_changes_goes_or_comes_in_the_database(cast):
    vote = _counted(cast)
    before = entries_bytes(vote.roll), counts_bytes(vote)
    for model, values in TAMPERING:
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(**values)
    for model in (Result, BallotReading, Ballot, CountAgreed, Count, RollEntry, Roll, Candidate):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all()._raw_delete("default")
    for model in (RollEntry, Candidate, Count, BallotReading, Ballot, CountAgreed):
        row = model.objects.first()
        row.pk = None
        for name, value in {"number": 99, "household_id": None, "slot": 3, "serial": "B" * 16}.items():
            if name in {field.attname for field in model._meta.fields}:
                setattr(row, name, value)
        with pytest.raises(DatabaseError) as refused, transaction.atomic():
            row.save(force_insert=True)
        assert "không sửa được" in str(refused.value)
    assert (entries_bytes(vote.roll), counts_bytes(vote)) == before


def test_a_question_that_is_merely_ready_may_go_back_and_be_written_anew(cast):
    matter = matter_that_is_ready(cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        Matter.objects.filter(pk=matter.pk).update(question="Khác")
    matter.state, matter.question, matter.question_digest = MatterState.PROPOSED, "Câu hỏi viết lại?", ""
    matter.save()
    assert ready(matter=matter, by=cast.village_head, now=NOW).question == "Câu hỏi viết lại?"
    assert triggers.missing(connection) == set()
