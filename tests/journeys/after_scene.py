"""Behind the addresses of decisions after the vote: one recognised, one annulled, one carried out with its lines."""

import datetime
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from danchu.core import clock
from danchu.decisions import services as decisions
from danchu.decisions.models import SentPaper
from danchu.decisions.states import ContributionKind, Ground, Proposer, Sent
from danchu.decisions.tests.situations import with_paper
from danchu.documents.paper import Paper, render_pdf
from danchu.organisation.models import Household, Person

# What the addresses need beyond the number.
MORE = {
    "after:add": {"what": "dong-gop"}, "after:strike": {"what": "dong-gop"}, "after:line_file": {"what": "dong-gop"},
    "after:paper": {"what": "quyet-dinh", "fmt": "pdf"}, "after:whole_paper": {"what": "bai-bo", "fmt": "pdf"},
}  # fmt: skip


def build(village) -> dict:
    """The objects by the beginning of an address's name."""
    now, today = clock.now(), clock.today()
    chair, head = (Person.objects.get(account__username=name) for name in ("chu-tich", "truong-ban"))
    Household.objects.bulk_create(
        Household(
            commune=village.commune, village=village, code=f"SAU{number}", representative=f"Hộ Thử {number}",
            valid_from=datetime.date(2026, 1, 1),
        )
        for number in range(3)
    )  # fmt: skip
    elected, annulled, carried = (
        _decided(village, head, clause=clause, title=title)
        for clause, title in (("15.4", "Bầu Trưởng bản"), ("15.6", "Giờ giấc chung"), ("15.1", "Làm cầu vào bản"))
    )
    for vote in (elected, carried):
        decisions.send(
            recognition=vote.recognitions.get(), sent_on=today, papers={Sent.DECISION: scan()}, by=head, now=now
        )
    answered = elected.recognitions.get()
    decisions.recognise(recognition=answered, number="1/QĐ-UBND", on=today, file=scan(), by=chair, now=now)
    decisions.annul(
        matter=annulled.matter, ground=Ground.CONTENT, reasons="Cấm họp chợ là trái luật.", number="2/QĐ-UBND",
        on=today, file=scan(), by=chair, now=now,
    )  # fmt: skip
    decisions.ask_to_amend(
        matter=elected.matter, reasons="Mời họp chậm một ngày, đề nghị họp lại.", number="3/UBND", on=today,
        file=scan(), by=chair, now=now,
    )  # fmt: skip
    line = decisions.contribute(
        matter=carried.matter, kind=ContributionKind.MONEY, on=today, what="Đợt 1", amount=Decimal(1_000_000),
        households=2, file=scan(), form_key="scene", by=head, now=now,
    )  # fmt: skip
    return {
        **dict.fromkeys((f"after:{name}" for name in ("send", "receive", "recognise", "refuse", "answer_file")),
                        answered),
        "after:sent_file": SentPaper.objects.filter(recognition=answered).get(),
        "after:annulment_file": annulled.matter, "after:amendment_file": elected.matter,
        "after:paper": elected, "after:strike": line,
        "after:line_file": line, "after:": carried.matter,
    }  # fmt: skip


def scan() -> SimpleUploadedFile:
    """A signed paper as it comes with a form."""
    return SimpleUploadedFile("ban-ky.pdf", render_pdf(Paper(issuing_body="Bản Mẫu", kind="Quyết định", title="Thử")))


def _decided(village, head, **fields):
    """A vote of the village in which all agreed."""
    now, today = clock.now(), clock.today()
    matter = decisions.open_matter(
        commune=village.commune, village=village, form="meeting", question=f"{fields['title']}?",
        proposer=Proposer.VILLAGE_HEAD, proposed_on=today, front_agreed_on=today, by=head, now=now, **fields,
    )  # fmt: skip
    decisions.ready(matter=with_paper(matter), by=head, now=now)
    vote = decisions.open_vote(matter=matter, village=village, by=head, now=now)
    all_of_them = decisions.freeze(vote=vote, by=head, now=now).households
    decisions.declare(
        vote=vote, decided_on=today, attending=all_of_them, yes=all_of_them, no=0, other=0, invalid=0, by=head, now=now
    )
    vote.matter.refresh_from_db()
    return vote
