"""What is proved of many announcements at once: what rules need, without names of boards and without counts."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count

from danchu.channels.models import Airing, Announcement, PostingOrder
from danchu.channels.queries.hearing import Hearing, Reach
from danchu.channels.rules.posting import is_short
from danchu.channels.states import AnnouncementState


class Hung(NamedTuple):
    """How it hangs on one board, or on several on which it hangs alike."""

    put_up_by: datetime.date
    up_on: datetime.date | None
    keep_until: datetime.date | None
    down_on: datetime.date | None
    seen_on: datetime.date | None
    short: bool


@dataclass(frozen=True, slots=True)
class Proved:
    """What `Coverage` says of one announcement, as far as it decides how the matter stands; the same names.

    `boards`: boards on which it hangs alike, by the same days, are one. A commune has few days and many boards.
    """

    boards: tuple[Hung, ...] = ()
    air_days: int = 0
    air_days_needed: int = 0
    heads_told: int = 0
    heads: int = 0


def proved(commune, subjects: Collection[str]) -> dict[str, Proved]:
    """Subject → what is proved of it (2 queries for any number of subjects, 4 more where something is read out)."""
    rows = Announcement.objects.filter(commune=commune, subject__in=subjects).order_by()
    rows = rows.only("subject", "state", "on", "airs_days")
    told = {one.pk: one for one in rows.annotate(heads=Count("relays"), heads_told=Count("relays__told_on"))}
    if not told:
        return {}
    boards = defaultdict(list)
    orders = PostingOrder.objects.filter(announcement__in=told).demanded().order_by()
    days = ("put_up_by", "up_on", "keep_until", "down_on", "seen_on")
    for pk, *found in orders.values_list("announcement", *days).distinct():
        _by, _up, keep_until, down_on, _seen = found
        short = told[pk].state == AnnouncementState.CURRENT and is_short(keep_until, down_on)
        boards[pk].append(Hung(*found, short))
    heard = _heard(commune, [one for one in told.values() if one.airs_days])
    return {
        one.subject: Proved(
            tuple(boards[pk]), heard.get(pk, _SILENT).days, heard.get(pk, _SILENT).needed, one.heads_told, one.heads
        )
        for pk, one in told.items()
    }


_SILENT = Hearing()


def _heard(commune, asked: list[Announcement]) -> dict[int, Hearing]:
    """How far the loudspeakers have got with what they have to read out (4 queries, none for none)."""
    if not asked:
        return {}
    airings = defaultdict(list)
    for airing in Airing.objects.filter(announcement__in=asked):
        airings[airing.announcement_id].append(airing)
    reach = Reach(commune)
    return {one.pk: reach.hearing(one, airings[one.pk]) for one in asked}
