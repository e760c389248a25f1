"""Situations of decisions, made through the services."""

import datetime

from django.utils import timezone

from danchu.decisions.services import freeze, open_matter, open_vote, ready
from danchu.decisions.states import Proposer
from danchu.organisation.models import Household

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


def matter_that_is_ready(cast, *, clause: str = "15.1", form: str = "meeting", now=NOW, **fields):
    """A question of the cast's village, brought up by its head with the Front, as it stands in the register."""
    matter = open_matter(
        commune=cast.commune, village=cast.village, clause=clause, form=form, title="Làm đường vào bản",
        question="Mỗi hộ góp 500.000 đồng và 3 ngày công để làm đường vào bản?", proposer=Proposer.VILLAGE_HEAD,
        proposed_on=now.date(), front_agreed_on=now.date(), by=cast.village_head, now=now, **fields,
    )  # fmt: skip
    return ready(matter=matter, by=cast.village_head, now=now)


def open_with_roll(cast, count: int = 98, *, now=NOW, **fields):
    """The vote on such a matter, its roll of `count` households frozen."""
    households(cast, count)
    matter = matter_that_is_ready(cast, now=now, **fields)
    vote = open_vote(matter=matter, village=cast.village, by=cast.village_head, now=now)
    freeze(vote=vote, by=cast.village_head, now=now)
    vote.refresh_from_db()
    return vote
