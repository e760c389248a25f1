"""Situations of meetings, made through the services."""

import datetime

from danchu.decisions.models import Candidate
from danchu.decisions.rules.meetings import Tally
from danchu.decisions.services import (
    Ticked,
    call,
    close_attendance,
    declare_at_meeting,
    freeze,
    open_matter,
    open_vote,
    plan_meeting,
    ready,
    tick,
    type_count,
)
from danchu.decisions.states import Present, Proposer
from danchu.decisions.tests.situations import NOW, households, open_with_roll

CALLED = NOW.date()
DAY = CALLED + datetime.timedelta(days=4)
EVENING = NOW.replace(day=DAY.day, hour=19, minute=30)
AFTER = EVENING + datetime.timedelta(hours=2)


def planned(cast, vote=None, *, begins_at=EVENING, **fields):
    """A meeting of the cast's village that nobody has been called to yet."""
    values = {
        "title": "Họp bản về việc làm đường", "place": "Nhà văn hóa bản Nà Mẫu", "convenor": "Trưởng bản",
        "agenda": "1. Nêu việc làm đường\n2. Thảo luận\n3. Biểu quyết", **fields,
    }  # fmt: skip
    return plan_meeting(
        village=cast.village, votes=[vote] if vote else [], begins_at=begins_at, by=cast.village_head, now=NOW, **values
    )


def called(cast, vote=None, **fields):
    """A meeting that was called in time."""
    meeting = planned(cast, vote, **fields)
    return call(
        meeting=meeting, called_on=CALLED - datetime.timedelta(days=2), called_how="Giấy mời; loa", plan_sent_on=CALLED,
        documents_on=CALLED - datetime.timedelta(days=2), by=cast.village_head, now=NOW,
    )  # fmt: skip


def came(cast, meeting, count: int, *, first: int = 0, present=Present.REPRESENTATIVE):
    """So many households of the roll (or the village) come, from the `first` on."""
    from danchu.decisions.queries.meetings import rows_of

    rows = rows_of(meeting, whole=True)[first : first + count]
    ticks = [Ticked(f"t-{meeting.pk}-{row.pk}", row.pk, present) for row in rows]
    return tick(meeting=meeting, ticks=ticks, by=cast.village_head, now=EVENING)


def held(cast, count: int, *, households_in_all: int = 98, **fields):
    """A meeting to which `count` of the households came, attendance closed: (meeting, vote)."""
    vote = open_with_roll(cast, households_in_all, **fields)
    meeting = called(cast, vote)
    came(cast, meeting, count)
    close_attendance(meeting=meeting, by=cast.village_head, now=AFTER)
    meeting.refresh_from_db()
    return meeting, vote


def typed_twice(cast, meeting, vote, tally: Tally):
    """Two people type the same count."""
    for person in (cast.village_head, cast.culture_officer):
        type_count(vote=vote, meeting=meeting, tally=tally, by=person, now=AFTER)


def declared(cast, meeting, vote, tally: Tally):
    """The result of a meeting whose count two people typed alike."""
    typed_twice(cast, meeting, vote, tally)
    return declare_at_meeting(vote=vote, by=cast.village_head, now=AFTER)


def election_vote(cast, names, *, clause="15.4", seats=1, count=98):
    """The vote of an election with these candidates, its roll frozen."""
    households(cast, count)
    matter = open_matter(
        commune=cast.commune, village=cast.village, clause=clause, form="meeting", title="Bầu Trưởng bản",
        question="Chọn người làm Trưởng bản.", proposer=Proposer.VILLAGE_HEAD, proposed_on=CALLED, seats=seats,
        front_agreed_on=CALLED, by=cast.village_head, now=NOW,
    )  # fmt: skip
    Candidate.objects.bulk_create([Candidate(matter=matter, name=name, order=at) for at, name in enumerate(names)])
    vote = open_vote(
        matter=ready(matter=matter, by=cast.village_head, now=NOW), village=cast.village, by=cast.village_head, now=NOW
    )
    freeze(vote=vote, by=cast.village_head, now=NOW)
    vote.refresh_from_db()
    return vote
