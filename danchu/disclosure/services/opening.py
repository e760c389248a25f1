"""The daily clock of disclosure: what comes round is opened ahead, what is public is held to its proof."""

import datetime
from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from danchu.disclosure import catalogue, messages, rules
from danchu.disclosure.catalogue import Every, Kind
from danchu.disclosure.models import DisclosurePlan, Item, PlanLine
from danchu.disclosure.rules import Turn
from danchu.disclosure.services.items import open_item
from danchu.disclosure.services.owing import hold, owe, release_duty
from danchu.disclosure.services.requests import reckon_requests_anew
from danchu.disclosure.states import ItemState
from danchu.duties.queries import overlay_of
from danchu.organisation.models import Commune, Unit

_OWED = (ItemState.EXPECTED, ItemState.PREPARING)


@transaction.atomic
def daily(*, commune: Commune, on: datetime.date, now) -> dict:
    """One day's round: `{opened, moved, held}`, how many items were opened, got another last day, changed standing.

    From the year's approved plan, or from the catalogue while there is none: the law asks for the contents whether or
    not a plan does (decision 0059). The same day again changes nothing; after missed days it catches up. What had to
    be public before the commune began is not opened. At most 12 queries when nothing changes.
    """
    opened = _open_turns(commune, on, now=now)
    moved = 0
    if commune.days_mark:
        moved = _reckon_anew(commune, now=now) + reckon_requests_anew(commune=commune, now=now)
    public = Item.objects.filter(commune=commune, state=ItemState.PUBLIC).select_related("unit").order_by("pk")
    items = list(public.defer("search"))  # the texts of all papers, which nobody reads here
    for item in items:
        item.commune = commune
    return {"opened": opened, "moved": moved, "held": hold(items, today=on, now=now)}


def _open_turns(commune: Commune, on: datetime.date, *, now) -> int:
    years = range(max(commune.begins_on.year, on.year - 1), on.year + 1)
    wanted = {turn.key: (kind, turn) for kind, turn in _turns(commune, years, on)}
    there = set(Item.objects.filter(commune=commune, key__in=wanted).values_list("key", flat=True))
    missing = [pair for key, pair in wanted.items() if key not in there]
    if not missing:
        return 0
    plans = {
        plan.year: {line.kind: line for line in plan.lines.all() if not line.by_hand}
        for plan in DisclosurePlan.objects.filter(commune=commune, year__in=years, approved_at__isnull=False)
        .prefetch_related("lines")
    }  # fmt: skip
    units = list(Unit.objects.filter(commune=commune).on(on))
    opened = 0
    for kind, turn in missing:
        planned = plans.get(turn.year)
        line = planned.get(kind.id) if planned is not None else None
        if planned is not None and (line is None or not line.kept):
            continue
        opened += _open(commune, kind, turn, line, units, now=now)
    return opened


def _turns(commune: Commune, years, on: datetime.date) -> Iterator[tuple[Kind, Turn]]:
    """What is open by `on` and did not have to be public before the commune began."""
    for kind in catalogue.load():
        if kind.made_here:
            continue
        if kind.every is Every.STANDING:
            yield kind, rules.first_of(kind, commune.begins_on)
            continue
        for year in years:
            for turn in rules.turns(kind, year):
                if turn.opens_on <= on and turn.window[1] >= commune.begins_on:
                    yield kind, turn


def _open(commune, kind: Kind, turn: Turn, line: PlanLine | None, units: list[Unit], *, now) -> bool:
    due = rules.due_of(kind, turn.start, overlay_of(commune)) if turn.start else None
    if due and due.due < commune.begins_on:
        return False
    unit = next((unit for unit in units if line and unit.pk == line.unit_id), None)
    unit = unit or rules.unit_for(kind.units, units)
    if unit is None:
        return False
    tell = messages.standing_from_the_start if kind.every is Every.STANDING else messages.explained
    open_item(
        commune=commune, unit=unit, key=turn.key, kind=kind.id, clause=kind.clause, title=turn.title, year=turn.year,
        line=line, period=turn.period or (None, None), window=turn.window if turn.period else (None, None),
        rule=due.rule.id if due else "", due_on=due.due if due else None, explanation=tell(due) if due else {},
        now=now,
    )  # fmt: skip
    return True


def _reckon_anew(commune: Commune, *, now) -> int:
    """The commune's own days moved: items that wait to be public follow their duties (`duties.services.days`)."""
    moved, overlay = 0, overlay_of(commune)
    rows = Item.objects.filter(commune=commune, state__in=_OWED, due_on__isnull=False)
    for item in rows.select_related("unit"):
        start = item.explanation.get("start")
        if not start:
            continue
        due = rules.due_of(catalogue.find(item.kind), datetime.date.fromisoformat(start), overlay)
        if due.due != item.due_on:
            item.commune, item.due_on, item.explanation = commune, due.due, messages.explained(due)
            item.save(update_fields=["due_on", "explanation"])
            owe(item, now=now)
            moved += 1
    return moved


@transaction.atomic
def follow_plan(*, plan: DisclosurePlan, on: datetime.date, now) -> None:
    """An approved plan holds for what is open already: its units, its lines; what it leaves out has not arisen.

    The commune's own lines are opened, to be made public within the year. What somebody works on already stays.
    """
    lines = list(plan.lines.select_related("unit"))
    by_kind = {line.kind: line for line in lines if not line.by_hand}
    waiting = Item.objects.filter(commune=plan.commune, year=plan.year, state=ItemState.EXPECTED, source_number="")
    for item in waiting.select_related("commune", "unit"):
        if line := by_kind.get(item.kind):
            _follow_line(item, line, now=now)
    year = (datetime.date(plan.year, 1, 1), datetime.date(plan.year, 12, 31))
    for line in lines:
        if line.by_hand and line.kept:
            open_item(
                commune=plan.commune, unit=line.unit, key=f"line:{line.pk}", kind=catalogue.OWN, clause=line.clause,
                title=line.title, year=plan.year, line=line, period=year, window=year, now=now,
            )  # fmt: skip
    _open_turns(plan.commune, on, now=now)


def _follow_line(item: Item, line: PlanLine, *, now) -> None:
    with override(messages.LANGUAGE):
        if not line.kept:
            item.state, item.none_why, item.line = ItemState.NONE, line.dropped_why, line
            item.save(update_fields=["state", "none_why", "line"])
            release_duty(item, note=line.dropped_why, now=now)
        elif item.unit_id != line.unit_id or item.line_id != line.pk:
            if item.unit_id != line.unit_id:
                release_duty(item, note=_("Kế hoạch giao cho %(unit)s.") % {"unit": line.unit}, now=now)
            duty_window = window_of(item)
            item.unit, item.line = line.unit, line
            item.save(update_fields=["unit", "line"])
            owe(item, window=duty_window, now=now)


def window_of(item: Item) -> tuple[datetime.date | None, datetime.date | None]:
    """Between which days an item without a last day of the law's own is expected; (None, None) for all others."""
    kind = catalogue.find(item.kind)
    if kind is None or item.due_on is not None:
        return None, None
    turns = rules.turns(kind, item.year)
    return next((turn.window for turn in turns if turn.key == item.key), (None, None))
