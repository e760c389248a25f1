"""The commune's loudspeaker stations: where, whose, at what times, and which villages hear them."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.channels.models import Airing, Station
from danchu.channels.rules import airing as rules
from danchu.core.errors import Refused
from danchu.core.tables import locked


@act(gettext_lazy("Thêm cụm loa"), on="result")
def open_station(
    *, commune, unit, name: str, hears, times, by, now, where: str = "", language: str = "",
    valid_from: datetime.date | None = None,
) -> Station:  # fmt: skip
    """A new station; `hears` the villages that hear it, `times` its usual times of day.

    A station of this name that is there already is given back as it is (a form sent twice).
    """
    name = name.strip()[:120]
    found = Station.objects.filter(commune=commune, name=name, valid_to__isnull=True).first()
    if found:
        return found
    station = Station.objects.create(
        commune=commune, unit=unit, name=name, where=where.strip()[:200], language=language.strip()[:40],
        times=rules.written(times), valid_from=valid_from,
    )  # fmt: skip
    station.hears.set(hears)
    return station


@act(gettext_lazy("Sửa cụm loa"), on="station")
def change_station(*, station: Station, unit, name: str, where: str, language: str, times, hears, by, now) -> Station:
    """Changes what is said of a station; what it broadcast stays its own. Raises Refused when the name is taken."""
    station = locked(Station.objects).get(pk=station.pk)
    if station.valid_to:
        raise Refused(_("Cụm loa này đã thôi dùng."))
    name = name.strip()[:120]
    taken = Station.objects.filter(commune=station.commune_id, name=name, valid_to__isnull=True)
    if taken.exclude(pk=station.pk).exists():
        raise Refused(_("Xã đã có một cụm loa mang tên này."))
    station.unit, station.name, station.where = unit, name, where.strip()[:200]
    station.language, station.times = language.strip()[:40], rules.written(times)
    station.save()
    gone = station.hears.filter(valid_to__lt=now.date())  # villages that heard it and are others today
    station.hears.set([*hears, *gone])
    return station


@act(gettext_lazy("Thôi dùng cụm loa"), on="station")
def close_station(*, station: Station, on: datetime.date, by, now) -> Station:
    """The station is used until `on` and no longer; what was planned on it later is taken off the sheets."""
    station = locked(Station.objects).get(pk=station.pk)
    if station.valid_to:
        return station
    if station.valid_from and on < station.valid_from:
        raise Refused(_("Ngày thôi dùng phải sau ngày có cụm loa."))
    station.valid_to = on
    station.save(update_fields=["valid_to"])
    Airing.objects.filter(station=station, on__gt=on, aired_at__isnull=True).delete()
    return station
