"""Reads on scripts, broadcasts and what village heads have to tell."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q

from danchu.channels.models import Airing, Announcement, Relay, Script
from danchu.channels.rules import airing as rules
from danchu.channels.states import AnnouncementState, ScriptState
from danchu.core.text import fold
from danchu.documents import sounds
from danchu.organisation.states import Permission

VIETNAMESE = "Việt"


@dataclass(frozen=True)
class PublicSound:
    """What "read aloud" plays: the approved script's sound."""

    pk: int  # of the announcement
    script: int
    language: str
    ending: str  # mp3, ogg, m4a
    media_type: str
    seconds: int
    machine: bool
    text: str

    @property
    def own_language(self) -> str:
        """The language of a village, "" for Vietnamese."""
        return "" if self.language == VIETNAMESE else self.language

    @property
    def path(self) -> str:
        """Its address below the commune's: "nghe/12.mp3"; in a village's language "nghe/12/40.mp3"."""
        middle = "" if self.language == VIETNAMESE else f"/{self.script}"
        return f"nghe/{self.pk}{middle}.{self.ending}"


def sounding(commune):
    """The approved scripts that have a sound, in every language, of what is public now."""
    return Script.objects.filter(
        announcement__commune=commune, announcement__state=AnnouncementState.CURRENT, state=ScriptState.APPROVED,
        recording__isnull=False,
    ).select_related("announcement", "recording")  # fmt: skip


def sounds_of(commune, subject: str) -> tuple[PublicSound, ...]:
    """The sounds of what was announced as `subject` ("disclosure.version:12") in every language that was approved,
    Vietnamese first; () while there is none (1 query).
    """
    rows = [public_sound(script) for script in sounding(commune).filter(announcement__subject=subject)]
    return tuple(sorted(rows, key=lambda each: (each.language != VIETNAMESE, each.language)))


def public_sound(script: Script) -> PublicSound:
    """An approved script's sound as it is public (needs `announcement` and `recording` loaded)."""
    kind = script.recording.media_type
    return PublicSound(
        pk=script.announcement_id, script=script.pk, language=script.language, ending=sounds.ENDINGS[kind],
        media_type=kind, seconds=script.seconds, machine=script.voice == "machine", text=script.text,
    )  # fmt: skip


# -- lists ------------------------------------------------------------------------------------------------------------
def visible(access):
    """The announcements of the units whose work the person sees, of what has to be spoken or told."""
    return Announcement.objects.filter(commune=access.commune, unit__in=access.visible_units)


def with_counts(rows, today: datetime.date):
    """Adds to each: scripts `approved`; broadcasts `aired`, `unsaid` up to today, `ahead`; village `heads`, `told`."""
    return rows.annotate(
        approved=Count("scripts", filter=Q(scripts__state=ScriptState.APPROVED), distinct=True),
        aired=Count("airings", filter=Q(airings__aired_at__isnull=False), distinct=True),
        unsaid=Count("airings", filter=_unsaid("airings__", today), distinct=True),
        ahead=Count("airings", filter=Q(airings__on__gt=today), distinct=True),
        heads=Count("relays", distinct=True),
        told=Count("relays", filter=Q(relays__told_on__isnull=False), distinct=True),
    )


def _unsaid(prefix: str, today: datetime.date) -> Q:
    """Broadcasts whose day has come and of which nobody has said whether they happened."""
    return Q(**{f"{prefix}aired_at__isnull": True, f"{prefix}missed": "", f"{prefix}on__lte": today})


def unsaid(commune, today: datetime.date):
    """The commune's broadcasts up to today that wait for somebody's word."""
    return Airing.objects.filter(
        _unsaid("", today), announcement__commune=commune, announcement__state=AnnouncementState.CURRENT
    )


def matching(rows, words: str):
    """Those in whose title every word occurs, marks and case aside (the titles are few: a commune's, one page)."""
    wanted = fold(words).split()
    keys = [pk for pk, title in rows.values_list("pk", "title") if all(word in fold(title) for word in wanted)]
    return rows.filter(pk__in=keys)


def own_relays(access):
    """What the person has to tell people as head of a village, the open first."""
    return (
        Relay.objects.filter(
            village__in=access.units(Permission.WORK), village__kind="village",
            announcement__commune=access.commune, announcement__state=AnnouncementState.CURRENT,
        )
        .select_related("announcement", "village")
        .order_by("told_on", "-sent_on", "-pk")
    )  # fmt: skip


def relays_overdue(commune, today: datetime.date):
    """Relays nobody has answered for within the commune's own measure (`rules.HEADS_WITHIN`; the law names none)."""
    return Relay.objects.filter(
        announcement__commune=commune, announcement__state=AnnouncementState.CURRENT, told_on__isnull=True,
        sent_on__lt=today - rules.HEADS_WITHIN,
    ).select_related("announcement", "village")  # fmt: skip


def days_to_add(announcement: Announcement, station, today: datetime.date) -> tuple[datetime.date, ...]:
    """The days to plan beyond what is planned, so that the station still reaches its consecutive days."""
    rows = Airing.objects.filter(announcement=announcement, station=station)
    aired = {row.on for row in rows if row.aired_at}
    planned = {row.on for row in rows if not row.aired_at and not row.missed}
    return rules.days_missing(aired, planned, announcement.airs_days or rules.LEAST_DAYS, today)
