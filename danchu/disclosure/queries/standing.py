"""How items stand on a day: any number of them in a constant number of queries."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db.models import Q

from danchu.channels.queries import Coverage, Proved, bare_villages, proved
from danchu.disclosure import rules
from danchu.disclosure.models import Item, Version
from danchu.disclosure.queries.kinds import demand_of
from danchu.disclosure.states import Ground, ItemState, Standing, VersionState


@dataclass(frozen=True)
class Stands:
    """An item on a day: how it stands, what is demanded of it, and what is proved of its public version."""

    standing: Standing
    demand: rules.Demand
    spread: rules.Spread
    ground: Ground | None = None  # for which what was public last was taken down
    bare: tuple[str, ...] = ()  # villages where it has to hang and no board is known


class InForce(NamedTuple):
    """What has to be public today, those of it that are public in every form demanded so far, what is to come, the
    nearest first; and how each of them stands, by primary key.
    """

    due: tuple[Item, ...]
    public: tuple[Item, ...]
    to_come: tuple[Item, ...]
    standings: dict[int, Standing]


def standing_of(items: Iterable[Item], today: datetime.date) -> dict[int, Standing]:
    """Primary key → how the item stands on `today`, for items of one commune (10 queries at most)."""
    return {pk: one.standing for pk, one in stands_of(items, today).items()}


def stands_of(items: Iterable[Item], today: datetime.date) -> dict[int, Stands]:
    """As `standing_of`, with what is demanded and what is proved (10 queries at most, none for no items)."""
    items = list(items)
    if not items:
        return {}
    commune = items[0].commune
    told = [item for item in items if item.state in (ItemState.PUBLIC, ItemState.ENDED)]
    versions = _told_versions(told)
    told_of = proved(commune, [version.subject for version in versions.values()]) if versions else {}
    wanted_of = {item.pk: _wanted(item, versions.get(item.pk)) for item in items}
    everywhere = {
        versions[item.pk].subject: versions[item.pk].published_on
        for item in told
        if item.pk in versions and wanted_of[item.pk].hangs_in_villages
    }
    bare_of = bare_villages(commune, everywhere, today)
    found = {}
    for item in items:
        version = versions.get(item.pk)
        wanted, spread = wanted_of[item.pk], spread_of(told_of.get(version.subject) if version else None)
        bare = bare_of.get(version.subject, ()) if version else ()
        spread = replace(spread, bare=len(bare))
        ground = Ground(version.ground) if version and version.ground else None
        standing = rules.standing(
            state=ItemState(item.state), due_on=item.due_on, public_on=item.changed_on or item.public_on,
            begins_on=commune.begins_on, today=today, demand=wanted, spread=spread,
            ground=ground,
        )  # fmt: skip
        found[item.pk] = Stands(standing, wanted, spread, ground, bare)
    return found


def bare_of(item: Item, version: Version | None, today: datetime.date) -> tuple[str, ...]:
    """The villages where a version has to hang and no board is known (3 queries at most)."""
    if version is None or not _wanted(item, version).hangs_in_villages:
        return ()
    found = bare_villages(item.commune, {version.subject: version.published_on}, today)
    return found.get(version.subject, ())


def _wanted(item: Item, version: Version | None) -> rules.Demand:
    """What is demanded of an item; what its version chose beyond that has to be done and proved as well."""
    wanted = demand_of(item)
    extra = version.extra_forms if version else ""
    return replace(wanted, forms=rules.in_order(wanted.forms + extra)) if extra else wanted


def _told_versions(items: Sequence[Item]) -> dict[int, Version]:
    """Item → its version that is, or last was, public (1 query)."""
    if not items:
        return {}
    rows = Version.objects.filter(item__in=items, state__in=(VersionState.PUBLIC, VersionState.WITHDRAWN))
    rows = rows.only("pk", "item_id", "number", "state", "ground", "extra_forms", "published_on")
    last = sorted(rows, key=lambda version: (version.state == VersionState.PUBLIC, version.number))
    return {version.item_id: version for version in last}


def spread_of(found: Coverage | Proved | None) -> rules.Spread:
    """What the channels can prove, as the rules take it."""
    if found is None:
        return rules.Spread()
    return rules.Spread(
        postings=tuple(
            rules.Posting(
                put_up_by=one.put_up_by, up_on=one.up_on, keep_until=one.keep_until, down_on=one.down_on,
                short=one.short, seen_on=one.seen_on,
            )
            for one in found.boards
        ),
        air_days=found.air_days, air_days_needed=found.air_days_needed,
        heads_told=found.heads_told, heads=found.heads,
    )  # fmt: skip


def in_force(commune, today: datetime.date) -> InForce:
    """What has to be public in the commune on `today`, with the list behind it (11 queries at most).

    Due: not public and past its last day (never what fell due before the commune began), or public and its time not
    yet over or not yet proved. Public: every form whose day has come is there; what is late, incomplete, short or
    overdue for renewal is not (issue 4: it counts as not done). To come: not public, its last day today or later.
    """
    owed = Q(state__in=(ItemState.EXPECTED, ItemState.PREPARING), due_on__gte=commune.begins_on)
    rows = (
        Item.objects.filter(owed | Q(state=ItemState.PUBLIC), commune=commune)
        .select_related("unit")
        .defer("search", "explanation")
    )
    items = list(rows.order_by("clause", "due_on", "pk"))
    for item in items:
        item.commune = commune
    standings = standing_of(items, today)
    due = tuple(item for item in items if standings[item.pk] in rules.IN_FORCE)
    to_come = [item for item in items if standings[item.pk] in (Standing.AHEAD, Standing.SOON)]
    return InForce(
        due, tuple(item for item in due if standings[item.pk] == Standing.PUBLIC),
        tuple(sorted(to_come, key=lambda item: (item.due_on, item.pk))), standings,
    )  # fmt: skip
