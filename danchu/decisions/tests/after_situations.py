"""Situations after a vote, made through the services."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from danchu.decisions.services import declare, freeze, open_matter, open_vote, ready, recognise, send
from danchu.decisions.states import Proposer, Sent
from danchu.decisions.tests.situations import NOW, households, matter_that_is_ready, with_paper
from danchu.documents.paper import Paper, render_pdf
from danchu.organisation.models import Household, Unit
from danchu.organisation.states import UnitKind

TODAY = NOW.date()  # Tuesday, 10 March 2026


def scan(name: str = "ban-ky.pdf") -> SimpleUploadedFile:
    """A signed paper as it comes with a form."""
    return SimpleUploadedFile(name, render_pdf(Paper(issuing_body="Bản Nà Mẫu", kind="Quyết định", title="Bản đã ký")))


def moment(on: datetime.date) -> datetime.datetime:
    """Nine in the morning of a day."""
    return NOW.replace(year=on.year, month=on.month, day=on.day)


def voted(cast, *, yes: int = 9, of: int = 9, attending: int | None = None, on=TODAY, clause="15.1", **fields):
    """A vote of the cast's village with its result, declared on a day."""
    now = moment(on)
    if not Household.objects.filter(village=cast.village).exists():
        households(cast, of)
    matter = matter_that_is_ready(cast, now=now, clause=clause, **fields)
    vote = open_vote(matter=matter, village=cast.village, by=cast.village_head, now=now)
    freeze(vote=vote, by=cast.village_head, now=now)
    vote.refresh_from_db()
    attending = of if attending is None else attending
    declare(
        vote=vote, decided_on=on, attending=attending, yes=yes, no=attending - yes, other=0, invalid=0,
        by=cast.village_head, now=now,
    )  # fmt: skip
    vote.matter.refresh_from_db()
    return vote


def sent(cast, vote, on: datetime.date):
    """The village's decision, sent on a day."""
    papers = {Sent.DECISION: scan()}
    if vote.matter.clause == "15.3":
        papers[Sent.CONVENTION] = scan("huong-uoc.pdf")
    made = send(
        recognition=vote.recognitions.get(), sent_on=on, papers=papers, by=cast.village_head, now=moment(on)
    )  # fmt: skip
    vote.matter.refresh_from_db()
    return made


def answer(recognition, by, on: datetime.date):
    """Recognised on a day."""
    return recognise(recognition=recognition, number="12/QĐ-UBND", on=on, file=scan(), by=by, now=moment(on))


def whole_commune(cast, more: int = 2, **fields):
    """A matter of every village (the cast's and `more`), ready, with an open vote and a roll of 9 in each."""
    villages = [cast.village] + [
        Unit.objects.create(
            commune=cast.commune, kind=UnitKind.VILLAGE, name=f"bản Mẫu {number}", parent=cast.committee,
            order=10 + number,
        )
        for number in range(1, more + 1)
    ]  # fmt: skip
    matter = open_matter(
        commune=cast.commune, village=None, clause="15.1", form="meeting", title="Góp quỹ làm đường liên bản",
        question="Mỗi hộ góp 200.000 đồng làm đường liên bản?", proposer=Proposer.CHAIR, proposed_on=TODAY,
        front_agreed_on=TODAY, by=cast.chair, now=NOW, **fields,
    )  # fmt: skip
    ready(matter=with_paper(matter), by=cast.chair, now=NOW)
    votes = []
    for village in villages:
        households(cast, 9, village)
        vote = open_vote(matter=matter, village=village, by=cast.chair, now=NOW)
        freeze(vote=vote, by=cast.chair, now=NOW)
        votes.append(vote)
    matter.refresh_from_db()
    return matter, votes


def count(cast, vote, yes: int, *, attending: int = 9, on=TODAY):
    """The result of one of them."""
    return declare(
        vote=vote, decided_on=on, attending=attending, yes=yes, no=attending - yes, other=0, invalid=0, by=cast.chair,
        now=moment(on),
    )  # fmt: skip
