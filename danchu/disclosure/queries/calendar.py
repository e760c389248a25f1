"""What is due month by month, and what waits for its paper."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from danchu.core.text import fold
from danchu.disclosure import catalogue, rules
from danchu.disclosure.catalogue import Kind
from danchu.disclosure.models import STANDING_LABELS, DisclosurePlan, Item
from danchu.disclosure.queries.standing import standing_of
from danchu.disclosure.states import ItemState, Standing
from danchu.duties.queries import overlay_of
from danchu.organisation.models import Unit

# How a standing is drawn (core/components/state_tag).
TAGS = {
    Standing.AHEAD: "waiting", Standing.SOON: "soon", Standing.LATE: "late", Standing.PUBLIC: "done",
    Standing.INCOMPLETE: "late", Standing.SHORT: "late", Standing.DONE: "done", Standing.RENEWAL: "late",
    Standing.WITHDRAWN: "draft", Standing.NONE: "draft", Standing.BEFORE_SYSTEM: "draft", Standing.UNDATED: "waiting",
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """A line of the calendar: an item that is open (`item`), or one that will be (`kind`).

    `on` is its last day where one binds; else it stands in the month in which it usually arises.
    """

    title: str
    clause: int
    unit: str
    on: datetime.date | None
    month: int
    item: Item | None = None
    kind: Kind | None = None
    tag: str = "waiting"
    word: str = ""


def calendar_of_year(commune, year: int, today: datetime.date, *, unit: int | None = None) -> list[list[Entry]]:
    """Twelve lists of what is due in each month of the year: open items, and what the plan or the catalogue has coming
    (12 queries at most).
    """
    months: list[list[Entry]] = [[] for _month in range(12)]
    keys = {turn.key: (kind, turn) for kind in catalogue.load() for turn in rules.turns(kind, year)}
    in_year = Q(due_on__year=year) | Q(due_on=None, year=year) | Q(key__in=keys)
    items = list(Item.objects.filter(in_year, commune=commune).select_related("unit").order_by("due_on", "clause"))
    for item in items:
        item.commune = commune
    standings = standing_of(items, today)
    for item in items:
        month = _month_of(item, keys, year)
        if month and unit in (None, item.unit_id):
            standing = standings[item.pk]
            word = str(STANDING_LABELS[standing])
            months[month - 1].append(
                Entry(item.title, item.clause, item.unit.name, item.due_on, month, item, None, TAGS[standing], word)
            )
    for entry in _coming(commune, year, keys, {item.key for item in items}, today, unit):
        months[entry.month - 1].append(entry)
    for entries in months:
        entries.sort(key=lambda entry: (entry.on or datetime.date(year, entry.month, 28), entry.clause))
    return months


def _month_of(item: Item, keys: dict, year: int) -> int | None:
    """The month in which an item stands: of its last day, else the last of those in which it is expected."""
    if item.due_on:
        return item.due_on.month if item.due_on.year == year else None
    kind_and_turn = keys.get(item.key)
    if kind_and_turn is None:
        return 12
    last = kind_and_turn[1].window[1]
    return last.month if last.year == year else 12


def _coming(commune, year: int, keys: dict, there: set[str], today: datetime.date, unit: int | None):
    """What is not open yet and will be, from the year's plan, or from the catalogue without one (2 or 3 queries)."""
    plan = DisclosurePlan.objects.filter(commune=commune, year=year, approved_at__isnull=False).first()
    lines = {line.kind: line for line in plan.lines.select_related("unit") if line.kept} if plan else None
    units = list(Unit.objects.filter(commune=commune).on(max(today, commune.begins_on)))
    for key, (kind, turn) in keys.items():
        line = lines.get(kind.id) if lines is not None else None
        if key in there or kind.made_here or turn.opens_on <= today or (lines is not None and line is None):
            continue
        answers = line.unit if line else rules.unit_for(kind.units, units)
        if answers is None or unit not in (None, answers.pk):
            continue
        on = rules.due_of(kind, turn.start, overlay_of(commune)).due if turn.start else None
        last = on or turn.window[1]
        if last < commune.begins_on:
            continue
        month = last.month if last.year == year else 12
        yield Entry(turn.title, kind.clause, answers.name, on, month, None, kind)


def waiting_for_paper(commune, kind: str | None = None) -> list[Item]:
    """Open items of the commune that wait for their paper, soonest first (1 query)."""
    rows = Item.objects.filter(commune=commune, state=ItemState.EXPECTED, source_on=None, due_on=None)
    if kind is not None:
        rows = rows.filter(kind=kind)
    return list(rows.select_related("unit").order_by("year", "clause", "pk"))


def found_kinds(words: str = "", clause: int | None = None) -> list[Kind]:
    """Items of the catalogue in whose words every word occurs, marks and case aside; never what the system writes."""
    wanted = fold(words).split()
    return [
        kind
        for kind in catalogue.load()
        if not kind.made_here and clause in (None, kind.clause)
        and all(word in fold(f"{kind.title} {kind.part} {kind.help}") for word in wanted)
    ]  # fmt: skip
