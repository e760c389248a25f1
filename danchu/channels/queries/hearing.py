"""Who hears what: which station reaches which village, and how far the loudspeakers have got with an announcement.

How several stations count (docs/decisions/0066): the law asks for at least three consecutive days on the commune's
system (Law 10/2022, Art. 13.3). Each station of the commune itself has to reach them; where every station is a
village's own, each of those. A commune without any station owes nothing on the loudspeaker ("if there is one").
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from danchu.channels.models import Airing, Station
from danchu.channels.rules.airing import longest_run
from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind


@dataclass(frozen=True)
class StationStanding:
    """One station: how many consecutive days were confirmed, how many broadcasts were, wait, or were missed."""

    name: str
    days: int
    aired: int
    planned: int
    missed: int
    counts: bool  # whether the days of this one are asked for


@dataclass(frozen=True)
class Hearing:
    """An announcement on the loudspeakers of a day."""

    days: int = 0
    needed: int = 0
    stations: tuple[StationStanding, ...] = ()
    silent: tuple[str, ...] = ()  # villages that have heard nothing yet: no broadcast, no reading at a meeting


class Reach:
    """A commune's stations and villages, read once for many announcements (3 queries, none for none)."""

    def __init__(self, commune):
        self.stations = list(
            Station.objects.filter(commune=commune).select_related("unit").prefetch_related("hears")
        )  # fmt: skip
        self.villages = list(Unit.objects.filter(commune=commune, kind=UnitKind.VILLAGE))

    def hearers(self, station: Station) -> set[int]:
        """Ids of the villages that hear a station: its own, and those that are said to."""
        own = {station.unit_id} if station.unit.kind == UnitKind.VILLAGE else set()
        return own | {village.pk for village in station.hears.all()}

    def on(self, day: datetime.date) -> list[Station]:
        """The stations of a day."""
        return [one for one in self.stations if _lives(one, day)]

    def without_sound(self, day: datetime.date) -> list[Unit]:
        """The villages that hear no station on a day."""
        heard = set().union(*(self.hearers(one) for one in self.on(day)))
        return [one for one in self.villages if _lives(one, day) and one.pk not in heard]

    def hearing(self, announcement, airings: list[Airing]) -> Hearing:
        """How far the loudspeakers have got; `airings` are the announcement's."""
        by_station, at_meetings = defaultdict(list), set()
        for airing in airings:
            if airing.station_id:
                by_station[airing.station_id].append(airing)
            elif airing.aired_at:
                at_meetings.add(airing.village_id)
        there = [one for one in self.stations if _lives(one, announcement.on) or one.pk in by_station]
        communes = {one.pk for one in there if one.unit.kind != UnitKind.VILLAGE} or {one.pk for one in there}
        standings = tuple(_standing(one, by_station[one.pk], one.pk in communes) for one in there)
        heard = at_meetings.union(
            *(self.hearers(one) for one in there if any(airing.aired_at for airing in by_station[one.pk]))
        )
        asked = announcement.airs_days if there else 0
        silent = [one.name for one in self.villages if _lives(one, announcement.on) and one.pk not in heard]
        return Hearing(
            days=min((one.days for one in standings if one.counts), default=0), needed=asked, stations=standings,
            silent=tuple(silent) if announcement.airs_days else (),
        )  # fmt: skip


def _lives(row, day: datetime.date) -> bool:
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or row.valid_to >= day)


def _standing(station: Station, airings: list[Airing], counts: bool) -> StationStanding:
    aired = [airing.on for airing in airings if airing.aired_at]
    missed = sum(1 for airing in airings if airing.missed)
    return StationStanding(
        name=station.name, days=longest_run(aired), aired=len(aired), planned=len(airings), missed=missed,
        counts=counts,
    )  # fmt: skip
