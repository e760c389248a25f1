"""Units are renamed, merged or split: what is still to be made public goes to the unit that stands in their place."""

import datetime

from django.db import transaction
from django.db.models import Q

from danchu.core.tables import locked
from danchu.disclosure.models import CouncilReport, Item, PlanLine, QuarterlyList, Request
from danchu.disclosure.services.opening import window_of
from danchu.disclosure.services.owing import owe, release_duty
from danchu.disclosure.services.requests.receiving import settle_clock
from danchu.disclosure.states import ItemState, ListState, RequestState
from danchu.duties.queries import done_in, owed_subjects
from danchu.duties.states import DutyState, Source
from danchu.register import services as register

_PAPERS = {"lists": QuarterlyList, "council": CouncilReport}


@transaction.atomic
def pass_on(*, unit, to: list, on: datetime.date, choices: dict[str, list[int]], note: str, now) -> dict:
    """What `unit` has not ended goes to one unit of `to`: the one chosen for it (subject → numbers in `to`), else the
    first; an item has one page and one unit that answers for it.

    Items with their open duties, lines of the plans of this year and later, requests nobody has answered, lists and
    reports that are drafts. What was done stays done by the old unit. Returns what `take_back` needs.
    """
    owed = owed_subjects(unit, Source.DISCLOSURE)
    pks = [subject.rpartition(":")[2] for subject in owed]
    open_ = Item.objects.filter(~Q(state=ItemState.ENDED) | Q(pk__in=pks), unit=unit)
    items = list(locked(open_).select_related("commune", "unit").order_by("pk"))
    for item in items:
        _move(item, to[choices.get(item.subject, [0])[0]], note=note, now=now)
    lines = _take(PlanLine.objects.filter(unit=unit, plan__year__gte=on.year), to[0])
    papers = {
        name: _take(each.objects.filter(unit=unit, state=ListState.DRAFT), to[0]) for name, each in _PAPERS.items()
    }
    requests = _pass_requests(unit, to)
    register.touch(commune=unit.commune.slug)
    return {"items": [item.pk for item in items], "lines": lines, "requests": requests, **papers}


def _take(rows, unit) -> list[int]:
    pks = list(rows.values_list("pk", flat=True))
    rows.model.objects.filter(pk__in=pks).update(unit=unit)
    return pks


def _move(item: Item, unit, *, note: str, now) -> None:
    """The item stands with `unit`, which owes it where the unit before still did."""
    was_owed = release_duty(item, note=note, now=now)
    item.unit = unit
    item.save(update_fields=["unit"])
    if was_owed:
        owe(item, window=window_of(item), now=now)


def _pass_requests(unit, to: list) -> list[int]:
    """Their duties are of the law and have passed on already (`duties.services.passing`): each goes with its own."""
    rows = list(Request.objects.open().filter(unit=unit))
    owed = done_in(unit.commune, [row.subject for row in rows])
    takers: dict[str, set[int]] = {}
    for duty in owed:
        if duty.state == DutyState.OPEN:
            takers.setdefault(duty.subject, set()).add(duty.unit_id)
    for row in rows:
        row.unit = next((each for each in to if each.pk in takers.get(row.subject, ())), to[0])
        row.save(update_fields=["unit"])
    return [row.pk for row in rows]


@transaction.atomic
def take_back(*, unit, passed: dict, made_units: list[int], note: str, now) -> None:
    """What `pass_on` did is undone; what came to a unit that exists only by the rearrangement (`made_units`) comes too.

    What a successor finished meanwhile has been refused before (`duties.services.passing.give_back`).
    """
    items = locked(Item.objects).filter(Q(pk__in=passed.get("items", [])) | Q(unit__in=made_units))
    waiting = (ItemState.EXPECTED, ItemState.PREPARING)
    for item in items.select_related("commune", "unit").order_by("pk"):
        # The duty of a unit that was made is gone already: what is not public yet is owed in any case.
        was_owed = release_duty(item, note=note, now=now) or item.state in waiting or _was_owed(item, unit)
        item.unit = unit
        item.save(update_fields=["unit"])
        if was_owed:
            owe(item, window=window_of(item), now=now)
    for name, model in {"lines": PlanLine, **_PAPERS}.items():
        model.objects.filter(Q(pk__in=passed.get(name, [])) | Q(unit__in=made_units)).update(unit=unit)
    requests = Request.objects.filter(Q(pk__in=passed.get("requests", [])) | Q(unit__in=made_units))
    for request in locked(requests).select_related("commune", "receipt"):
        request.unit = unit
        request.save(update_fields=["unit"])
        if request.is_open and request.state != RequestState.TO_COMPLETE:
            settle_clock(request, now=now)
    register.touch(commune=unit.commune.slug)


def _was_owed(item: Item, unit) -> bool:
    """Whether `unit` owed it until it passed on: its duty was withdrawn and nobody has fulfilled it."""
    rows = done_in(item.commune, [item.subject])
    states = {duty.state for duty in rows if duty.unit_id == unit.pk}
    return DutyState.WITHDRAWN in states and not any(duty.state == DutyState.FULFILLED for duty in rows)
