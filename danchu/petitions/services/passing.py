"""Units are renamed, merged or split: what they still have to answer goes to the unit that stands in their place."""

from django.db import transaction
from django.db.models import Q

from danchu.core.tables import locked
from danchu.petitions.models import Case
from danchu.petitions.services.cases.ahead import let_go
from danchu.petitions.services.cases.moving import settle_duty
from danchu.petitions.states import CaseState
from danchu.register import services as register

_RELATED = ("commune", "submission__receipt__commune", "unit")


@transaction.atomic
def pass_on(*, unit, to: list, note: str, now) -> dict:
    """What `unit` has not ended, answered and waiting for the person included, goes to the first of `to`.

    Where a matter lies stays as it was said. Returns what `take_back` needs.
    """
    rows = Case.objects.filter(Q(state=CaseState.ANSWERED) | Q(pk__in=Case.objects.open()), unit=unit)
    cases = list(locked(rows).select_related(*_RELATED).order_by("pk"))
    for case in cases:
        _give(case, to[0], note=note, now=now)
    return {"cases": [case.pk for case in cases]}


@transaction.atomic
def take_back(*, unit, passed: dict, made_units: list[int], note: str, now) -> None:
    """What `pass_on` did is undone; what came to a unit that exists only by the rearrangement comes too."""
    rows = Case.objects.filter(Q(pk__in=passed.get("cases", [])) | Q(unit__in=made_units))
    for case in locked(rows).select_related(*_RELATED).order_by("pk"):
        _give(case, unit, note=note, now=now)


def _give(case: Case, unit, *, note: str, now) -> None:
    let_go(case, note=note, now=now)
    case.unit = unit
    case.save(update_fields=["unit"])
    if case.is_open:
        settle_duty(case, now=now)
    register.touch(commune=case.commune.slug)
