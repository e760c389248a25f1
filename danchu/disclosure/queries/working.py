"""What staff work with: the items they see, the version in the making, what comes next, who waits for whom."""

import datetime
from dataclasses import dataclass

from django.db.models import Case, F, Q, When

from danchu.core.text import fold
from danchu.disclosure.models import Item, Version
from danchu.disclosure.queries.standing import standing_of
from danchu.disclosure.states import ItemState, Standing, VersionState
from danchu.organisation.states import Permission

OPEN = (ItemState.EXPECTED, ItemState.PREPARING)
UNPROVED = {"incomplete": Standing.INCOMPLETE, "short": Standing.SHORT, "renewal": Standing.RENEWAL}
MAKING = (VersionState.DRAFT, VersionState.WAITING)


def still_open(units) -> list[Item]:
    """What these units still have to make public, or keep public (1 query); the earliest last day first."""
    rows = Item.objects.filter(unit__in=units).exclude(state__in=(ItemState.ENDED, ItemState.NONE))
    return list(rows.select_related("unit").order_by("due_on", "pk"))


def listed(access, today: datetime.date, chosen: dict):
    """The items a person sees, as the filter bar asks; what has to be done first comes first.

    `chosen`: tim (words, without marks), tinh_trang (todo, late, waiting, public, incomplete, short, renewal, ended,
    none), khoan, don_vi,
    nam, quy.
    """
    rows = Item.objects.visible_to(access).select_related("unit").defer("search", "explanation")
    owed = Q(state__in=OPEN)
    late = owed & Q(due_on__lt=today, due_on__gte=access.commune.begins_on or today)
    standing = {
        "todo": owed, "late": late, "waiting": Q(versions__state=VersionState.WAITING),
        "public": Q(state=ItemState.PUBLIC), "ended": Q(state=ItemState.ENDED), "none": Q(state=ItemState.NONE),
    }  # fmt: skip
    if (how := chosen.get("tinh_trang")) in UNPROVED:
        rows = rows.filter(pk__in=_standing_so(rows, access.commune, UNPROVED[how], today))
    elif how:
        rows = rows.filter(standing[how])
    if chosen.get("khoan"):
        rows = rows.filter(clause=chosen["khoan"])
    if chosen.get("don_vi"):
        rows = rows.filter(unit=chosen["don_vi"])
    if chosen.get("nam"):
        rows = rows.filter(year=chosen["nam"])
    if quarter := chosen.get("quy"):
        rows = rows.filter(due_on__quarter=quarter)
    if words := fold(chosen.get("tim", "")).split():
        told = rows.order_by().values_list("pk", "title", "source_number", "unit__name")
        rows = rows.filter(pk__in=[pk for pk, *texts in told if all(word in fold(" ".join(texts)) for word in words)])
    if how in ("public", "ended", *UNPROVED):
        return rows.order_by("-changed_on", "-pk")
    first = Case(When(state__in=OPEN, then=0), When(state=ItemState.PUBLIC, then=1), default=2)
    return rows.order_by(first, F("due_on").asc(nulls_last=True), "-changed_on", "-pk")


def _standing_so(rows, commune, wanted: Standing, today: datetime.date) -> list[int]:
    """Those of the public items that stand so by their proofs, which no column says (9 queries)."""
    items = list(rows.filter(state=ItemState.PUBLIC).defer("explanation", "search"))
    for item in items:
        item.commune = commune
    return [pk for pk, standing in standing_of(items, today).items() if standing == wanted]


def in_making(item: Item) -> Version | None:
    """The draft or the version that waits for approval, if there is one."""
    version = item.versions.filter(state__in=MAKING).select_related("made_by", "submitted_by").first()
    if version:
        version.item = item
    return version


def making_of(items) -> dict[int, Version]:
    """Item → its version in the making (1 query)."""
    rows = Version.objects.filter(item__in=[item.pk for item in items], state__in=MAKING)
    return {version.item_id: version for version in rows}


@dataclass(frozen=True)
class Waiting:
    """What of disclosure presses on a person: versions to approve, versions that came back."""

    to_approve: tuple[Version, ...] = ()
    returned: tuple[Version, ...] = ()


def for_workspace(access) -> Waiting:
    """For the home page: what waits for this person (1 query, none for who neither approves nor works in a unit)."""
    mine = access.units(Permission.WORK)
    approves = access.may(Permission.APPROVE)
    if not mine and not approves:
        return Waiting()
    back = Q(state=VersionState.DRAFT, item__unit__in=mine) & ~Q(returned_why="")
    wanted = back | Q(state=VersionState.WAITING) if approves else back
    rows = Version.objects.filter(wanted, item__commune=access.commune).select_related("item__unit")
    found = list(rows.defer("item__search", "item__explanation").order_by("item__due_on", "pk")[:30])
    return Waiting(
        tuple(one for one in found if one.state == VersionState.WAITING),
        tuple(one for one in found if one.state == VersionState.DRAFT),
    )
