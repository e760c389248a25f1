"""What is owed: an item of Art. 11, opened by the plan, by the calendar or by a person who has a paper to publish."""

import datetime

from django.db import transaction
from django.db.models import Max

from danchu.disclosure.models import Item, PlanLine
from danchu.register import services as register


@transaction.atomic
def open_item(
    *, commune, unit, key: str, kind: str, clause: int, title: str, year: int, now, line: PlanLine | None = None,
    period=(None, None), source_number: str = "", source_on: datetime.date | None = None, rule: str = "",
    due_on: datetime.date | None = None, explanation: dict | None = None,
) -> Item:  # fmt: skip
    """The item with this `key`, made if there is none yet; its number within the year is for ever.

    `kind` is an id of the catalogue, `clause` of Art. 11; `due_on` and `explanation` as the rulebook reckoned them.
    """
    found = Item.objects.filter(commune=commune, key=key).first()
    if found:
        return found
    last = Item.objects.filter(commune=commune, year=year).aggregate(last=Max("number"))["last"] or 0
    return Item.objects.create(
        commune=commune, unit=unit, key=key, kind=kind, clause=clause, title=title[:300], year=year, number=last + 1,
        line=line, period_from=period[0], period_to=period[1], source_number=source_number, source_on=source_on,
        rule=rule, due_on=due_on, explanation=explanation or {}, created_at=now,
    )  # fmt: skip


@transaction.atomic
def settle(*, commune, group: str, now) -> None:
    """How far word of an item has got has changed (`group`: "disclosure.item:7"): what the public sees of it moves."""
    register.touch(commune=commune.slug)
