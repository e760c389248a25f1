"""Situations of decisions, made through the services."""

import datetime

from django.utils import timezone

from danchu.decisions.models import MatterPaper
from danchu.decisions.services import assent, freeze, open_matter, open_vote, ready
from danchu.decisions.states import Proposer
from danchu.documents import files
from danchu.documents.services import stored
from danchu.organisation.models import Household, Unit
from danchu.organisation.states import UnitKind

NOW = datetime.datetime(2026, 3, 10, 9, tzinfo=timezone.get_default_timezone())


def households(cast, count: int, village=None) -> list[Household]:
    """So many households in a village of the cast, with names that belong to nobody."""
    village = village or cast.village
    return Household.objects.bulk_create(
        [
            Household(
                commune=cast.commune, village=village, code=f"H{number:03}", representative=f"Đại Diện Hộ {number}",
                representative_sex="female" if number % 3 == 0 else "male", substitute=f"Người Thay Hộ {number}",
                valid_from=datetime.date(2026, 1, 1),
            )
            for number in range(1, count + 1)
        ]
    )  # fmt: skip


def with_paper(matter):
    """The matter with a paper for the households: clauses 1 to 3 want one before a meeting (Decree 59/2023, 3.4)."""
    file = stored(
        commune=matter.commune, name="du-toan.txt", data="Dự toán: cát, đá, xi măng.".encode(), kind=files.TEXT,
        by=matter.made_by, now=matter.made_at,
    )  # fmt: skip
    MatterPaper.objects.create(matter=matter, title="Dự toán", file=file)
    return matter


def matter_that_is_ready(cast, *, clause: str = "15.1", form: str = "meeting", now=NOW, **fields):
    """A question of the cast's village, brought up by its head with the Front, as it stands in the register."""
    matter = open_matter(
        commune=cast.commune, village=cast.village, clause=clause, form=form, title="Làm đường vào bản",
        question="Mỗi hộ góp 500.000 đồng và 3 ngày công để làm đường vào bản?", proposer=Proposer.VILLAGE_HEAD,
        proposed_on=now.date(), front_agreed_on=now.date(), by=cast.village_head, now=now, **fields,
    )  # fmt: skip
    return ready(matter=with_paper(matter), by=cast.village_head, now=now)


def open_with_roll(cast, count: int = 98, *, now=NOW, **fields):
    """The vote on such a matter, its roll of `count` households frozen."""
    households(cast, count)
    matter = matter_that_is_ready(cast, now=now, **fields)
    vote = open_vote(matter=matter, village=cast.village, by=cast.village_head, now=now)
    freeze(vote=vote, by=cast.village_head, now=now)
    vote.refresh_from_db()
    return vote


def brought(cast, *, village=..., proposer=Proposer.VILLAGE_HEAD, clause="15.1", form="meeting", **fields):
    """A matter that is still being written; the Front has agreed unless `front_agreed_on` says otherwise."""
    village = cast.village if village is ... else village
    values = {"front_agreed_on": NOW.date(), "proposed_on": NOW.date(), **fields}
    return open_matter(
        commune=cast.commune, village=village, clause=clause, form=form, title="Làm đường vào bản", proposer=proposer,
        question="Mỗi hộ góp 500.000 đồng để làm đường vào bản?", by=cast.village_head, now=NOW, **values,
    )  # fmt: skip


def commune_wide(cast, **fields):
    return brought(cast, village=None, proposer=Proposer.CHAIR, **fields)


def another_village(cast, name="bản Nà Khác"):
    return Unit.objects.create(
        commune=cast.commune, kind=UnitKind.VILLAGE, name=name, parent=cast.committee, order=11
    )  # fmt: skip


def initiative(cast, days, *, count=98, **fields):
    """A citizens' initiative in a village of so many households, of which as many assented as there are days."""
    rows = households(cast, count)
    matter = brought(cast, proposer=Proposer.CITIZENS, front_agreed_on=None, clause="15.6", **fields)
    given = {household.pk: day for household, day in zip(rows, days, strict=False)}
    assent(matter=matter, given=given, by=cast.village_head, now=NOW)
    return matter
