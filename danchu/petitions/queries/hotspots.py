"""What the rules of hot spots are asked of: matters the person may see, and nothing else."""

import datetime
from dataclasses import dataclass

from danchu.organisation.models import Unit
from danchu.petitions.models import Case, CaseLink
from danchu.petitions.queries.cases import late, villages
from danchu.petitions.rules import hotspots as rules
from danchu.petitions.states import Link


@dataclass(frozen=True)
class HotSpots:
    """Everything the page tells; villages as rows, topics by their value."""

    now: tuple[datetime.date, datetime.date]
    before: tuple[datetime.date, datetime.date]
    topics: list[rules.Rise]
    villages: list[rules.Rise]
    repeated: list[tuple[str, Unit, int]]
    linked: list[list[Case]]
    late_topics: list[tuple[str, int]]
    late_villages: list[tuple[Unit, int]]
    not_heard: list[Unit]


def hot_spots(access, today: datetime.date) -> HotSpots:
    """Where to look today, of the matters this person may see (6 queries). What is hidden from them is in no number."""
    visible = Case.objects.visible_to(access).filter(sealed=False)
    now, before = rules.stretch(today), rules.stretch(today, 1)
    since = min(before[0], today - datetime.timedelta(days=rules.REPEATED_DAYS))
    overdue = set(late(visible, today).values_list("pk", flat=True))
    spots = [
        rules.Spot(pk, topic, village, on, sender, pk in overdue)
        # Two reads, each by an index, where one of both would read all that ever came.
        for rows in (visible.filter(received_on__gte=since), late(visible, today).filter(received_on__lt=since))
        for pk, topic, village, on, sender in rows.values_list(
            "pk", "topic", "submission__village", "received_on", "submission"
        )
    ]  # fmt: skip
    there = {unit.pk: unit for unit in villages(access.commune, today)}
    inside = {
        name: [spot for spot in spots if first <= spot.received_on <= last]
        for name, (first, last) in (("now", now), ("before", before))
    }
    late_ones = [spot for spot in spots if spot.is_late]
    heard = {spot.village for spot in spots if spot.received_on >= since}
    return HotSpots(
        now=now, before=before,
        topics=rules.rising(*(rules.tally(spot.topic for spot in inside[name]) for name in ("now", "before"))),
        villages=_placed(rules.rising(
            *(rules.tally(spot.village for spot in inside[name] if spot.village) for name in ("now", "before"))
        ), there),
        repeated=[(topic, there[village], senders)
                  for (topic, village), senders in rules.repeated(spots, today) if village in there],
        linked=_linked(access.commune, visible),
        late_topics=rules.late_together(spot.topic for spot in late_ones),
        late_villages=[(there[village], count) for village, count in
                       rules.late_together(spot.village for spot in late_ones if spot.village) if village in there],
        not_heard=[unit for unit in there.values() if unit.pk not in heard],
    )  # fmt: skip


def _placed(rises: list[rules.Rise], there: dict[int, Unit]) -> list[rules.Rise]:
    return [rules.Rise(there[rise.what], rise.now, rise.before) for rise in rises if rise.what in there]


def _linked(commune, visible) -> list[list[Case]]:
    """The groups of matters that are the same, each with its matters (2 queries where there is one)."""
    links = CaseLink.objects.filter(kind=Link.SAME, later__commune=commune)
    pairs = list(links.values_list("later", "earlier"))
    if not pairs:
        return []
    keys = {pk for pair in pairs for pk in pair}
    known = {case.pk: case for case in visible.filter(pk__in=keys).select_related("submission__receipt__commune")}
    groups = rules.linked(pairs, {pk: case.submission_id for pk, case in known.items()})
    return [[known[pk] for pk in group] for group in groups]
