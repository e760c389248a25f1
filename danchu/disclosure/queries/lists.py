"""What was disclosed in a quarter, read from what really happened: versions, boards, broadcasts, tellings, notes.

Facts are plain values that can be kept as JSON (days in ISO form); how they are said is `messages.lists`.
"""

import datetime

from django.db.models import Q
from django.utils import timezone

from danchu.channels.queries import Coverage, coverage, days_told
from danchu.channels.queries.days import Days
from danchu.channels.states import OrderState
from danchu.disclosure import rules
from danchu.disclosure.models import Item, QuarterlyList, Version
from danchu.disclosure.rules import lists as quarters
from danchu.disclosure.states import ERASING, ItemState, ListState, VersionState
from danchu.organisation.models import Commune

WEB, POSTING, LOUDSPEAKER, HEADS = "b", "a", "c", "d"


def facts(
    commune: Commune, first: datetime.date, last: datetime.date, today: datetime.date, *, own_list: str = ""
) -> dict:
    """What became public, was corrected or taken down from `first` to `last`, and what was due then and is not public.

    `{"rows": [...], "missing": [...], "none": [...]}`; how far word has got is as of `today`. `own_list` is the key of
    the list's own item, which does not list itself. 8 queries for any number of items.
    """
    within = Q(published_on__range=(first, last))
    taken_down = Q(withdrawn_at__date__range=(first, last), published_on__isnull=False)
    versions = list(
        Version.objects.filter(within | taken_down, item__commune=commune)
        .exclude(item__key=own_list or "-")
        .select_related("item__unit")
        .order_by("published_on", "published_at", "pk")
    )
    subjects = [version.subject for version in versions]
    spread, days = coverage(commune, subjects, today), days_told(commune, subjects)
    ends = _ends(versions)
    rows = [
        _row(version, spread.get(version.subject, Coverage()), days.get(version.subject, Days()), ends, today)
        for version in versions
    ]
    due = Item.objects.filter(commune=commune, due_on__range=(first, last)).select_related("unit")
    late = due.filter(due_on__lt=today).filter(Q(public_on__isnull=True) | Q(public_on__gt=last))
    missing = [
        {
            "key": f"{item.pk}", "number": f"{item.year}/{item.number}", "title": item.title, "clause": item.clause,
            "unit": item.unit.name, "due_on": _iso(item.due_on), "public_on": _iso(item.public_on),
        }
        for item in late.exclude(state=ItemState.NONE).order_by("due_on", "pk")
    ]  # fmt: skip
    none = [
        {"key": f"{item.pk}", "title": item.title, "clause": item.clause, "why": item.none_why}
        for item in due.filter(state=ItemState.NONE).order_by("clause", "pk")
    ]
    return {"rows": rows, "missing": missing, "none": none}


def facts_of(one: QuarterlyList, today: datetime.date) -> dict:
    """The facts of a list: frozen once it was approved, read anew while it is a draft; remarks within."""
    if one.state != ListState.DRAFT:
        return one.facts
    return live(one, today)


def live(one: QuarterlyList, today: datetime.date) -> dict:
    """What the quarter's facts are now, with the remarks of this list."""
    first, last = quarters.quarter_days(one.year, one.quarter)
    found = facts(one.commune, first, last, today, own_list=item_key(one))
    remarks = dict(one.remarks.values_list("row", "text"))
    for row in found["rows"]:
        row["remark"] = remarks.get(row["key"], "")
    return found


def changed_since(one: QuarterlyList, today: datetime.date) -> list[dict]:
    """What happened after a list was approved: how its facts differ from those of now."""
    first, last = quarters.quarter_days(one.year, one.quarter)
    found = facts(one.commune, first, last, today, own_list=item_key(one))
    kept = {row["key"]: row.get("remark", "") for row in one.facts.get("rows", [])}
    for row in found["rows"]:
        row["remark"] = kept.get(row["key"], "")
    return quarters.differences(one.facts, found)


def item_key(one: QuarterlyList) -> str:
    """The key of the item under which a quarter's list is disclosed."""
    return f"quarterly-list:{one.year}-Q{one.quarter}"


def lists_of(commune: Commune):
    """The commune's lists, newest first."""
    return QuarterlyList.objects.filter(commune=commune).select_related("commune", "unit", "document", "item")


def published(commune: Commune):
    """The lists that are public, corrections among them."""
    return lists_of(commune).filter(state=ListState.PUBLIC)


def latest(commune: Commune, year: int, quarter: int) -> QuarterlyList | None:
    """The quarter's list as it stands: the latest correction, else the first."""
    return lists_of(commune).filter(year=year, quarter=quarter).first()


# -- one row ----------------------------------------------------------------------------------------------------------
def _row(version: Version, spread: Coverage, days: Days, ends: dict[int, datetime.date], today) -> dict:
    item = version.item
    first, erased = version.number == 1, version.state == VersionState.WITHDRAWN and version.ground in ERASING
    return {
        "key": f"{item.pk}.{version.number}", "number": f"{item.year}/{item.number}", "title": item.title,
        "clause": item.clause, "version": version.number, "corrected": "" if first or erased else version.what_changed,
        "source_number": item.source_number, "unit": item.unit.name,
        "published_on": _iso(version.published_on), "due_on": _iso(item.due_on) if first else None,
        "late": bool(first and item.due_on and version.published_on and version.published_on > item.due_on),
        "withdrawn_on": _iso(version.withdrawn_at and _local(version.withdrawn_at)),
        "ground": version.ground, "ground_why": version.ground_why,
        "forms": _forms(version, spread, days, ends.get(version.pk), today), "remark": "",
    }  # fmt: skip


def _forms(version: Version, spread: Coverage, days: Days, ended: datetime.date | None, today) -> list[dict]:
    letters = rules.mandatory_forms(version.item.clause) + version.extra_forms
    letters += POSTING if spread.boards else ""
    letters += LOUDSPEAKER if spread.air_days_needed or spread.planned else ""
    letters += HEADS if spread.heads else ""
    found = [{"form": WEB, "first": _iso(version.published_on), "last": _iso(ended), "proved": True}]
    if POSTING in letters:
        found.append(_posting(spread, today))
    if LOUDSPEAKER in letters:
        found.append({
            "form": LOUDSPEAKER, "days": spread.air_days, "needed": spread.air_days_needed,
            "first": _iso(min(days.aired, default=None)), "last": _iso(max(days.aired, default=None)),
            "proved": spread.air_days > 0,
        })  # fmt: skip
    if HEADS in letters:
        found.append({
            "form": HEADS, "told": spread.heads_told, "of": spread.heads,
            "first": _iso(min(days.told, default=None)), "last": _iso(max(days.told, default=None)),
            "proved": spread.heads_told > 0,
        })  # fmt: skip
    logged: dict[str, list[datetime.date]] = {}
    for letter, on in spread.logged:
        logged.setdefault(letter, []).append(on)
    own = {WEB, POSTING, LOUDSPEAKER, HEADS}
    for letter in dict.fromkeys([*letters, *sorted(logged)]):
        if letter not in own:
            on = logged.get(letter, [])
            found.append({
                "form": letter, "times": len(on), "first": _iso(min(on, default=None)),
                "last": _iso(max(on, default=None)), "proved": bool(on),
            })  # fmt: skip
    return sorted(found, key=lambda form: "abcdđeghik".index(form["form"]))


def _posting(spread: Coverage, today: datetime.date) -> dict:
    up = [board for board in spread.boards if board.up_on]
    down = [board.down_on for board in up if board.down_on]
    return {
        "form": POSTING, "of": len(spread.boards), "up": len(up),
        "first": _iso(min((board.up_on for board in up), default=None)),
        "last": _iso(max(down, default=None)) if up and len(down) == len(up) else None,
        "until": _iso(max((board.keep_until for board in up if board.keep_until), default=None)),
        "hanging": sum(board.state == OrderState.UP for board in up),
        "short": sum(board.short for board in up),
        "late": sum(board.late for board in spread.boards), "proved": bool(up),
    }  # fmt: skip


def _ends(versions: list[Version]) -> dict[int, datetime.date]:
    """Version → the day it left the web: taken down, or a correction took its place."""
    ends = {one.pk: _local(one.withdrawn_at) for one in versions if one.withdrawn_at}
    replaced = [one for one in versions if one.state == VersionState.REPLACED and one.pk not in ends]
    followed = {
        (item, number): on
        for item, number, on in Version.objects.filter(
            item__in={one.item_id for one in replaced}, published_on__isnull=False
        ).values_list("item", "number", "published_on")
    }
    for one in replaced:
        later = [on for (item, number), on in followed.items() if item == one.item_id and number > one.number]
        if later:
            ends[one.pk] = min(later)
    return ends


def _local(moment: datetime.datetime) -> datetime.date:
    return timezone.localdate(moment)


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
