"""Villages are renamed, merged or split: their households go on in what stands in their place."""

import datetime

from django.db import transaction
from django.db.models import Q

from danchu.core.tables import locked
from danchu.organisation.models import Household, HouseholdChange, Unit
from danchu.organisation.rules import free_code, household_words
from danchu.organisation.services.households import follow
from danchu.organisation.states import UnitKind


@transaction.atomic
def pass_on(*, unit: Unit, to: list[Unit], on: datetime.date, by, now) -> dict:
    """Households of `unit` go on in the one village of `to`, under a free code where theirs is taken there.

    Where several follow (a village was split) nobody knows which household is in which: they stay until the page of
    the households was told (`services.households.assign_households`). Rolls that are frozen stay as they are. Returns
    what `take_back` needs, by keys.
    """
    if unit.kind != UnitKind.VILLAGE or len(to) != 1:
        return {}
    rows = locked(Household.objects.select_related("village")).filter(village=unit, valid_to__isnull=True)
    return {"households": follow(list(rows.order_by("code", "pk")), to[0], on=on, by=by, now=now)}


@transaction.atomic
def take_back(*, unit: Unit, passed: dict, made_units: list[int], by, now) -> None:
    """The households of `unit` are its own again, under their old code where it is free; with those that came to the
    new village since.
    """
    before = passed.get("households", {})
    divided = Q(village__in=made_units)  # also what was divided by hand, or came in since
    rows = list(locked(Household.objects.select_related("village")).filter(Q(pk__in=before) | divided))
    if unit.kind != UnitKind.VILLAGE or not rows:
        return
    taken = set(Household.objects.filter(village=unit, valid_to__isnull=True).values_list("code", flat=True))
    changes = []
    for row in sorted(rows, key=lambda row: (str(row.pk) not in before, row.code, row.pk)):
        old = {"village": row.village.name, "code": row.code}
        if row.village_id != unit.pk:
            wanted = before.get(str(row.pk), [0, row.code])[1]
            row.code = free_code(wanted, taken) if row.valid_to is None else wanted
            row.village = unit
            taken.add(row.code)
        row.folded = household_words(row)
        new = {"village": unit.name, "code": row.code}
        changes.append(HouseholdChange(household=row, on=now.date(), before=old, after=new, at=now, by=by))
    Household.objects.bulk_update(rows, ["village", "code", "folded"], batch_size=500)
    HouseholdChange.objects.bulk_create(changes, batch_size=500)
