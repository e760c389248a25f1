"""Behind the addresses of matters: an initiative in the writing, a question that stands, too small a meeting."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from danchu.core import clock
from danchu.decisions import services
from danchu.decisions.states import Proposer
from danchu.decisions.tests.situations import with_paper
from danchu.documents.paper import Paper, render_pdf
from danchu.organisation.models import Household, Person, Unit

_PAPER = Paper(issuing_body="bản Nà Mẫu", kind="Dự toán", title="Làm đường")


def build(commune) -> tuple[dict, dict]:
    """The objects by the beginning of an address's name, and what its arguments are beyond the number."""
    now, day = clock.now(), clock.today()
    head = Person.objects.get(account__username="truong-ban")
    village = Unit.objects.get(pk=head.posts.get(role="village_head").unit_id)
    households = Household.objects.bulk_create(
        [
            Household(
                commune=commune, village=village, code=f"SC{number:03}", representative=f"Đại Diện {number}",
                valid_from=datetime.date(2026, 1, 1),
            )
            for number in range(1, 13)
        ]
    )  # fmt: skip
    who = {"by": head, "now": now}
    common = {"commune": commune, "village": village, "question": "Đồng ý?", "proposed_on": day, "form": "meeting"}
    draft = services.open_matter(
        clause="15.6", title="Dọn suối", proposer=Proposer.CITIZENS, initiator="Lò Văn Hẹn", **common, **who
    )
    services.assent(matter=draft, given={households[0].pk: day}, **who)
    paper = services.add_paper(
        matter=draft, title="Dự toán", upload=SimpleUploadedFile("du-toan.pdf", render_pdf(_PAPER)), **who
    )  # fmt: skip
    stands = services.ready(
        matter=with_paper(
            services.open_matter(
                clause="15.1", title="Làm kè", proposer=Proposer.VILLAGE_HEAD, front_agreed_on=day, **common, **who
            )
        ),
        **who,
    )
    small = services.ready(
        matter=with_paper(
            services.open_matter(
                clause="15.1", title="Làm đường", proposer=Proposer.VILLAGE_HEAD, front_agreed_on=day, **common, **who
            )
        ),
        **who,
    )
    vote = services.open_vote(matter=small, village=village, **who)
    services.freeze(vote=vote, **who)
    services.declare(vote=vote, decided_on=day, attending=3, yes=3, no=0, other=0, invalid=0, **who)
    extra = {
        "decisions:paper_file": {"paper": paper.pk}, "decisions:paper_remove": {"paper": paper.pk},
        "decisions:assent_strike": {"assent": draft.assents.get().pk}, "decisions:assents_print": {"fmt": "pdf"},
        "decisions:second": {"vote": vote.pk},
    }  # fmt: skip
    by_area = {
        "decisions:": draft, "decisions:second": small,
        **{f"decisions:{name}": stands for name in ("take_back", "tell", "open")},
    }  # fmt: skip
    return by_area, extra
