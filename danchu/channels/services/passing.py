"""Units are renamed, merged or split: boards, loudspeakers and what is to be told go to what stands in their place."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from danchu.channels.models import Announcement, Board, PostingOrder, Relay, Station
from danchu.channels.services.boards import follow_board
from danchu.channels.states import AnnouncementState
from danchu.core.errors import Refused
from danchu.organisation.states import UnitKind
from danchu.register import services as register


@transaction.atomic
def pass_on(*, unit, to: list, on: datetime.date) -> dict:
    """What is to be told to the people of `unit` goes on in the units `to` from `on` on.

    Boards: in the one unit of `to`, with what hangs and is to hang there; where several follow (a village was split)
    nobody knows to which a board belongs: its page asks (`move_board`). Loudspeakers: the same device, of the first
    unit and heard by all of them (its page rights it); who heard it before stays. What no head has told yet, each head
    of `to` has to tell. Announcements still on go on behalf of the first. Returns what `take_back` needs, by keys.
    """
    boards = Board.objects.filter(unit=unit, valid_to__isnull=True) if len(to) == 1 else ()
    told = Announcement.objects.filter(unit=unit, state=AnnouncementState.CURRENT)
    announcements = list(told.values_list("pk", flat=True))
    Announcement.objects.filter(pk__in=announcements).update(unit=to[0])
    return {
        "boards": {str(board.pk): follow_board(board=board, unit=to[0], on=on).pk for board in boards},
        "announcements": announcements,
        **_pass_stations(unit, to, on),
        **_pass_relays(unit, to),
    }


def _pass_stations(unit, to: list, on: datetime.date) -> dict:
    living = Station.objects.filter(commune=unit.commune_id).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    own, heard = [], {}
    for station in living.filter(Q(unit=unit) | Q(hears=unit)).distinct().prefetch_related("hears"):
        before = {village.pk for village in station.hears.all()}
        reaches = unit.pk in before
        if station.unit_id == unit.pk:
            own.append(station.pk)
            station.unit = to[0]
            station.save(update_fields=["unit"])
            reaches = reaches or unit.kind == UnitKind.VILLAGE
        fresh = sorted({unit.pk, *(each.pk for each in to)} - before) if reaches else []
        station.hears.add(*fresh)
        heard[str(station.pk)] = fresh
    return {"stations": own, "heard": heard}


def _pass_relays(unit, to: list) -> dict:
    waiting = Relay.objects.filter(village=unit, told_on__isnull=True, announcement__state=AnnouncementState.CURRENT)
    taken, made = [], []
    for relay in waiting.select_related("announcement").order_by("pk"):
        if relay.announcement.relays.filter(village__in=to, told_on__isnull=False).count() == len(to):
            continue  # the others were told; these people were not, and it stays to be seen
        taken.append([relay.announcement_id, relay.sent_on.isoformat()])
        for each in to:
            fresh, is_new = Relay.objects.get_or_create(
                announcement_id=relay.announcement_id, village=each, defaults={"sent_on": relay.sent_on}
            )
            made += [fresh.pk] if is_new else []
        relay.delete()
    return {"relays": taken, "relays_made": made}


@transaction.atomic
def take_back(*, unit, passed: dict, made_units: list[int]) -> None:
    """What `pass_on` did is undone: whatever hangs or is to hang on a board since goes back to the old row with it.

    Raises Refused when a head has told people meanwhile in the successor's place.
    """
    made = Relay.objects.filter(pk__in=passed.get("relays_made", []))
    if told := made.filter(told_on__isnull=False).select_related("village").first():
        raise Refused(_("%(unit)s đã báo dân nên không hoàn tác được.") % {"unit": told.village})
    made.delete()
    for announcement, sent_on in passed.get("relays", []):
        values = {"sent_on": datetime.date.fromisoformat(sent_on)}
        Relay.objects.get_or_create(announcement_id=announcement, village=unit, defaults=values)
    for old, new in passed.get("boards", {}).items():
        PostingOrder.objects.filter(board=new).update(board=old)
        Board.objects.filter(pk=new).delete()
        Board.objects.filter(pk=old).update(valid_to=None)
    for station in Station.objects.filter(pk__in=passed.get("heard", {})):
        station.hears.remove(*passed["heard"][str(station.pk)])
    for model, pks in ((Station, passed.get("stations", [])), (Announcement, passed.get("announcements", []))):
        model.objects.filter(Q(pk__in=pks) | Q(unit__in=made_units)).update(unit=unit)
    register.touch(commune=unit.commune.slug)
