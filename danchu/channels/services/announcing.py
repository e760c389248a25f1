"""An area above has something to tell everyone: boards, loudspeakers and village heads get their orders."""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from danchu.channels.models import Announcement, Board, PostingOrder, Relay
from danchu.channels.states import AnnouncementState, OrderState
from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind


@transaction.atomic
def announce(
    *, commune, unit, subject: str, group: str, title: str, summary: str, path: str, short_path: str, on: datetime.date,
    put_up_by: datetime.date, now, citation: str = "", hangs_days: int | None = 30, only_headquarters: bool = False,
    posted: bool = True, names_until: datetime.date | None = None, airs_days: int = 0, goes_to_heads: bool = False,
    village: Unit | None = None,
) -> Announcement:  # fmt: skip
    """Tells of `subject` (a text reference) through the channels; asked again for the same subject it changes nothing.

    `group` is the thing itself, the same for its corrected versions; `path` its page below the commune's address and
    `short_path` what one types from paper; `hangs_days` None: for as long as it holds; `put_up_by` the last day in
    time for the boards; `village`: only its boards and its head. Nothing counts as done: every order waits for its
    proof.
    """
    announcement, made = Announcement.objects.get_or_create(
        commune=commune, subject=subject,
        defaults={
            "unit": unit, "group": group, "title": title[:300], "summary": summary, "path": path,
            "short_path": short_path, "citation": citation[:200], "on": on, "hangs_days": hangs_days,
            "names_until": names_until, "airs_days": airs_days, "goes_to_heads": goes_to_heads, "made_at": now,
        },
    )  # fmt: skip
    if not made:
        return announcement
    boards = Board.objects.filter(commune=commune).on(on) if posted else Board.objects.none()
    if only_headquarters:
        boards = boards.filter(unit__kind=UnitKind.COMMITTEE)
    if village:
        boards = boards.filter(unit=village)
    PostingOrder.objects.bulk_create(
        [PostingOrder(announcement=announcement, commune=commune, board=board, put_up_by=put_up_by) for board in boards]
    )
    if goes_to_heads:
        villages = [village] if village else Unit.objects.filter(commune=commune, kind=UnitKind.VILLAGE).on(on)
        Relay.objects.bulk_create([Relay(announcement=announcement, village=one, sent_on=on) for one in villages])
    return announcement


@transaction.atomic
def replace(*, old: str, new: Announcement) -> None:
    """A corrected version is told in place of `old` (its subject): what had not been put up yet no longer has to be."""
    _end(new.commune, old, AnnouncementState.REPLACED)


@transaction.atomic
def withdraw(*, commune, subject: str) -> None:
    """What was announced is no longer to be told: boards have to take it down, what was not put up is cancelled."""
    _end(commune, subject, AnnouncementState.WITHDRAWN)


@transaction.atomic
def conclude(*, commune, subject: str, why: str, by, now) -> None:
    """As `withdraw`, because its time is over: where it was never put up it is still lacking (decision 0083)."""
    _end(commune, subject, AnnouncementState.WITHDRAWN, cancelled_at=now, cancelled_by=by, cancelled_why=why[:300])


def _end(commune, subject: str, state: AnnouncementState, **cancelled) -> None:
    ended = Announcement.objects.filter(commune=commune, subject=subject, state=AnnouncementState.CURRENT)
    orders = PostingOrder.objects.filter(announcement__in=ended, state=OrderState.ORDERED)
    orders.update(state=OrderState.CANCELLED, **cancelled)
    ended.update(state=state)


def word_spread(*, announcement: Announcement, now) -> None:
    """Something about how far word has got has changed: a proof, a broadcast, a telling, one of them struck out.

    Every service of channels that changes such a thing calls it last. The area above that owns what was announced
    settles what follows from it (named in settings as `WORD_SPREAD`: channels know nobody above).
    """
    import_string(settings.WORD_SPREAD)(commune=announcement.commune, group=announcement.group, now=now)
