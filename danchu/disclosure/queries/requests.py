"""Reads of requests: lists for who handles them, and what may be counted in public."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from danchu.core.text import fold
from danchu.disclosure.models import Item, Request, RequestEvent
from danchu.disclosure.rules.requests import median
from danchu.disclosure.states import CLOSED, Refusal, RequestEventKind, RequestKind, RequestState
from danchu.intake.rules import shown

RELATED = ("commune__province", "unit", "receipt__commune", "receipt__written_by", "item", "answer_item")
HITS = 5
_SHORT = 3  # letters; shorter words say little about what somebody looks for
_COMMON = frozenset("toi muon biet xin hoi cho cua cac nhung duoc khong nao nhu the nay kia voi trong nam".split())


def requests_of(access):
    """The requests a person may read, newest first."""
    return Request.objects.visible_to(access).select_related(*RELATED)


def counts(access, today: datetime.date) -> dict[str, int]:
    """How many of them are open, late, waiting for the person, closed (4 queries)."""
    mine = Request.objects.visible_to(access)
    return {
        "open": mine.open().count(), "late": late(mine, today).count(),
        "waiting": mine.filter(state=RequestState.TO_COMPLETE).count(), "closed": mine.closed().count(),
    }  # fmt: skip


def late(rows, today: datetime.date):
    """Those whose last day, known by law, is over."""
    waiting = Q(state=RequestState.TO_COMPLETE)
    return rows.open().exclude(waiting).filter(due_on__lt=today, never_late=False)


def public_items_about(commune, text: str) -> list[Item]:
    """Public items in which the most words of a question occur: "this is public here". At most five.

    The question itself is kept nowhere.
    """
    words = {word.strip(".,;:?!()\"'") for word in fold(text).split()}
    words = sorted({word for word in words if len(word) >= _SHORT and word not in _COMMON}, key=len, reverse=True)[:12]
    if not words:
        return []
    condition = Q()
    for word in words:
        condition |= Q(search__contains=word)
    rows = Item.objects.public().filter(condition, commune=commune)[:200]
    enough = min(2, len(words))
    scored = [(sum(word in item.search for word in words), item) for item in rows]
    best = sorted((one for one in scored if one[0] >= enough), key=lambda one: (-one[0], -one[1].pk))
    return [item for _score, item in best[:HITS]]


@dataclass(frozen=True)
class PublicFigures:
    """A year's requests as they may be published; None where a number would point at people (fewer than five)."""

    year: int
    kind: RequestKind
    received: int | None
    how: dict[str, int | None]  # in time, late, aimed at, open, withdrawn
    refused: dict[str, int | None]  # by ground
    median_days: float | None


def public_figures(commune, year: int, kind: RequestKind) -> PublicFigures:
    """What is published of a year's requests (1 query). Small numbers are hidden with their complement."""
    rows = list(
        Request.objects.filter(commune=commune, kind=kind, received_on__year=year).values(
            "state", "valid_on", "closed_on", "due_on", "never_late", "ground"
        )
    )
    how = {"in_time": 0, "late": 0, "aimed": 0, "missed_aim": 0, "withdrawn": 0, "open": 0}
    refused = {ground.value: 0 for ground in Refusal}
    days = []
    for row in rows:
        how[_how(row)] += 1
        if row["state"] == RequestState.REFUSED:
            refused[row["ground"]] += 1
        if row["state"] in CLOSED - {RequestState.WITHDRAWN}:
            days.append((row["closed_on"] - row["valid_on"]).days)
    whole = shown({"received": len(rows)})["received"]
    nothing = dict.fromkeys(how)
    return PublicFigures(
        year=year, kind=kind, received=whole,
        how=shown(how) if whole is not None else nothing,
        refused=_hidden_with_rest(refused, len(rows)) if whole is not None else dict.fromkeys(refused),
        median_days=median(days) if len(days) >= 5 else None,
    )  # fmt: skip


def _how(row: dict) -> str:
    if row["state"] == RequestState.WITHDRAWN:
        return "withdrawn"
    if row["state"] not in CLOSED:
        return "open"
    in_time = row["due_on"] is None or row["closed_on"] <= row["due_on"]
    if row["never_late"]:
        return "aimed" if in_time else "missed_aim"
    return "in_time" if in_time else "late"


def _hidden_with_rest(refused: dict[str, int], whole: int) -> dict[str, int | None]:
    """Grounds are parts of all that was received: the rest stands beside them when it is decided what is hidden."""
    found = shown({**refused, "rest": whole - sum(refused.values())})
    return {ground: found[ground] for ground in refused}


@dataclass(frozen=True)
class Asked:
    """A request for information as a report counts it: what happened to it between two days. Nothing of its words."""

    pk: int
    unit_id: int
    unit: str
    received_on: datetime.date
    closed_on: datetime.date | None
    received: bool
    answered: bool
    in_time: bool  # answered by its last day; where the law's figure is not known nobody can say
    late: bool  # closed after its last day, or open past it when the period ends
    refused: bool
    extended: bool


def asked_between(commune, first: datetime.date, last: datetime.date) -> list[Asked]:
    """The requests that came, were closed or extended between two days, or were open past their day (2 queries)."""
    extended = set(
        RequestEvent.objects.filter(
            request__commune=commune, kind=RequestEventKind.EXTENDED, at__date__range=(first, last)
        ).values_list("request", flat=True)
    )  # fmt: skip
    rows = Request.objects.filter(commune=commune, kind=RequestKind.INFORMATION, received_on__lte=last)
    rows = rows.exclude(closed_on__lt=first).order_by("received_on", "pk")
    found = []
    for row in rows.values(
        "pk", "unit", "unit__name", "state", "received_on", "closed_on", "due_on", "valid_on", "never_late"
    ):
        closed = row["closed_on"] is not None and row["closed_on"] <= last
        how = _how(row) if closed else "open"
        overdue = row["state"] != RequestState.TO_COMPLETE and not row["never_late"] and row["due_on"]
        answered = closed and row["state"] == RequestState.ANSWERED
        one = Asked(
            pk=row["pk"], unit_id=row["unit"], unit=row["unit__name"], received_on=row["received_on"],
            closed_on=row["closed_on"] if closed else None, received=row["received_on"] >= first, answered=answered,
            in_time=answered and how == "in_time",
            late=how == "late" if closed else bool(overdue and overdue < last),
            refused=closed and row["state"] == RequestState.REFUSED, extended=row["pk"] in extended,
        )  # fmt: skip
        if one.received or closed or one.late or one.extended:
            found.append(one)
    return found


def counted(commune, first: datetime.date, last: datetime.date) -> dict[str, int]:
    """For reports to the authorities themselves: requests received, and closed how, between two days (1 query)."""
    rows = Request.objects.filter(commune=commune, kind=RequestKind.INFORMATION).values(
        "state", "received_on", "closed_on", "due_on", "valid_on", "never_late", "ground"
    )
    found = {"received": 0, "answered": 0, "refused": 0, "passed_on": 0, "withdrawn": 0, "late": 0}
    for row in rows.filter(Q(received_on__range=(first, last)) | Q(closed_on__range=(first, last))):
        found["received"] += first <= row["received_on"] <= last
        if row["closed_on"] and first <= row["closed_on"] <= last:
            found[row["state"]] += 1
            found["late"] += _how(row) == "late"
    return found
