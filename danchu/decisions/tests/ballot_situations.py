"""Situations of a vote by ballots, each reached through the services, on their own days."""

import datetime

from django.utils import timezone

from danchu.decisions.models import Ballot, Candidate, Vote
from danchu.decisions.services import ballots as services
from danchu.decisions.services import freeze, open_vote, ready
from danchu.decisions.states import Mark
from danchu.decisions.tests.situations import households, matter_that_is_ready

PLANNED = datetime.date(2026, 3, 10)
OPENS = datetime.date(2026, 3, 12)
CLOSES = datetime.date(2026, 3, 16)
COUNTED = datetime.date(2026, 3, 17)
MEMBERS = (("Người Của Thôn", "Thôn"), ("Chị Hội Phụ Nữ", "Hội Phụ nữ"))


def at(day: datetime.date, hour: int = 9, minute: int = 0) -> datetime.datetime:
    return datetime.datetime(
        day.year, day.month, day.day, hour, minute, tzinfo=timezone.get_default_timezone()
    )  # fmt: skip


def plan(vote, cast, **changed):
    """The plan and the team of three, as the village head would write them."""
    values = {
        "opens_on": OPENS, "closes_on": CLOSES, "issued_on": PLANNED, "purpose": "Để mọi hộ được quyết định.",
        "assignment": "Tổ phát phiếu đến từng nhà.", "return_to": "Nhà văn hóa bản", "head": "Ông Trưởng Ban Mặt Trận",
        "members": MEMBERS, "number": "01/KH-NM", "by": cast.village_head, "now": at(PLANNED), **changed,
    }  # fmt: skip
    return services.plan_ballots(vote=vote, **values)


def planned(cast, count: int = 9, *, clause: str = "15.6", candidates: int = 0, **changed):
    """Planned, the roll frozen: a matter of clause 6, for which ballots are free."""
    households(cast, count)
    if candidates:
        vote = _election(cast, clause, candidates)
    else:
        matter = matter_that_is_ready(cast, clause=clause, form="ballot", now=at(PLANNED))
        vote = open_vote(matter=matter, village=cast.village, by=cast.village_head, now=at(PLANNED))
    freeze(vote=vote, by=cast.village_head, now=at(PLANNED))
    plan(vote, cast, **changed)
    vote.refresh_from_db()
    return vote


def _election(cast, clause: str, candidates: int):
    """An election after a meeting to which too few came (Law 10/2022, Art. 17.2)."""
    from danchu.decisions.services import declare, open_matter
    from danchu.decisions.states import Proposer

    matter = open_matter(
        commune=cast.commune, village=cast.village, clause=clause, form="meeting", title="Bầu Trưởng bản",
        question="Bầu ai làm Trưởng bản?", proposer=Proposer.VILLAGE_HEAD, proposed_on=PLANNED,
        front_agreed_on=PLANNED, by=cast.village_head, now=at(PLANNED),
    )  # fmt: skip
    for number in range(1, candidates + 1):
        Candidate.objects.create(matter=matter, name=f"Người Ứng Cử {number}", order=number)
    ready(matter=matter, by=cast.village_head, now=at(PLANNED))
    meeting = open_vote(matter=matter, village=cast.village, by=cast.village_head, now=at(PLANNED))
    freeze(vote=meeting, by=cast.village_head, now=at(PLANNED))
    declare(
        vote=meeting, decided_on=PLANNED, attending=2, yes=0, no=0, other=0, invalid=0, by=cast.village_head,
        now=at(PLANNED),
    )  # fmt: skip
    return after(meeting, cast)


def unlawful(cast):
    """Ballots in an election without a meeting (Law 10/2022, Art. 17.2): no service opens them, so the row is made."""
    households(cast, 9)
    matter = matter_that_is_ready(cast, clause="15.4", form="meeting", now=at(PLANNED))
    return Vote.objects.create(
        matter=matter, commune=cast.commune, village=cast.village, form="ballot", made_at=at(PLANNED)
    )  # fmt: skip


def after(meeting, cast):
    """Ballots on what a meeting could not decide."""
    return open_vote(
        matter=meeting.matter, village=meeting.village, form="ballot", after=meeting, by=cast.village_head,
        now=at(PLANNED),
    )  # fmt: skip


def printed(cast, count: int = 9, *, spare: int = 3, **kwargs):
    """The form issued, the village told, ballots printed."""
    vote = planned(cast, count, **kwargs)
    by = cast.village_head
    services.note_form(vote=vote, number="12/QĐ-UBND", on=PLANNED, by=by, now=at(PLANNED))
    services.make_known(vote=vote, on=PLANNED, how="Niêm yết tại nhà văn hóa, loa", by=by, now=at(PLANNED, 10))
    services.print_ballots(vote=vote, count=count + spare, by=by, now=at(PLANNED, 11))
    vote.refresh_from_db()
    return vote


def entries(vote) -> list[int]:
    return list(vote.roll.entries.values_list("pk", flat=True))


def handed_out(cast, count: int = 9, **kwargs):
    """Every household has its ballot."""
    vote = printed(cast, count, **kwargs)
    services.give_out(vote=vote, entries=entries(vote), on=OPENS, by=cast.village_head, now=at(OPENS))
    return vote


def in_the_box(cast, count: int = 9, *, back: int | None = None, unused: int = 3, box: int | None = None, **kwargs):
    """The time is over, the box was opened and counted; `back` households gave theirs back."""
    vote = handed_out(cast, count, **kwargs)
    back = count if back is None else back
    by = cast.village_head
    services.take_in(vote=vote, entries=entries(vote)[:back], on=CLOSES, by=by, now=at(CLOSES))
    services.close_collection(vote=vote, by=by, now=at(COUNTED))
    by_hand(vote, cast, unused=unused, in_box=back if box is None else box)
    vote.refresh_from_db()
    return vote


def by_hand(vote, cast, *, unused: int, in_box: int):
    return services.count_by_hand(
        vote=vote, unused=unused, in_box=in_box, place="Nhà văn hóa bản",
        witnesses=("Bà Chứng Kiến Một", "Ông Chứng Kiến Hai"), by=cast.village_head, now=at(COUNTED),
    )  # fmt: skip


def serials(vote) -> list[str]:
    """The numbers of the printed ballots, in an order that says nothing."""
    return list(Ballot.objects.filter(vote=vote, state="printed").values_list("serial", flat=True))


def typed(vote, person, slot: int, marks: list[Mark], numbers: list[str] | None = None) -> None:
    """A person takes a reading and types so many sheets."""
    services.begin_reading(vote=vote, slot=slot, by=person, now=at(COUNTED, 10))
    for place, (serial, mark) in enumerate(zip(numbers or serials(vote), marks, strict=False)):
        services.read(vote=vote, serial=serial, mark=mark, by=person, now=at(COUNTED, 10, place % 60))


def read_by_both(vote, cast, first: list[Mark], second: list[Mark] | None = None) -> None:
    """Both typed everything, and said so."""
    typed(vote, cast.village_head, 1, first)
    typed(vote, cast.culture_head, 2, first if second is None else second)
    for person in (cast.village_head, cast.culture_head):
        services.finish_reading(vote=vote, by=person, now=at(COUNTED, 11), short=True)
