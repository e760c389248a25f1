"""How far word has got: what was demanded of the channels, and what of it is proved. Nothing counts by default."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from danchu.channels.models import Airing, Announcement, Board, Logged, PostingOrder, Relay
from danchu.channels.queries.hearing import Hearing, Reach, StationStanding
from danchu.channels.rules.posting import days_hung, is_short, missing_days
from danchu.channels.states import AnnouncementState, OrderState


@dataclass(frozen=True)
class BoardStanding:
    """One board: since when, until when it must hang, until when it did; `short` when it came down too early."""

    board: str
    village: str
    state: OrderState
    put_up_by: datetime.date
    up_on: datetime.date | None
    keep_until: datetime.date | None
    down_on: datetime.date | None
    days: int  # full days so far
    late: bool  # put up after its last day, or not yet and the day is over
    short: bool  # of what still holds: what was withdrawn or replaced has to come down
    missing: int = 0  # full days it lacks when short; 0 when it had no last day
    seen_on: datetime.date | None = None  # the last day a proof shows it
    cancelled: bool = False  # a person said that it will not hang there: it is lacking, and nobody waits for it


@dataclass(frozen=True)
class Coverage:
    """All channels of one announcement on a day."""

    boards: tuple[BoardStanding, ...] = ()
    air_days: int = 0  # consecutive days on the loudspeaker, confirmed
    air_days_needed: int = 0
    aired: int = 0
    planned: int = 0
    heads_told: int = 0
    heads: int = 0
    logged: tuple[tuple[str, datetime.date], ...] = field(default=())  # (letter of Art. 12.1, day)
    stations: tuple[StationStanding, ...] = ()
    silent_villages: tuple[str, ...] = ()  # heard neither a broadcast nor a reading at a meeting; the law asks no more

    @property
    def boards_up(self) -> int:
        """Boards on which it hangs, or hung for its whole time."""
        return sum(1 for one in self.boards if one.up_on and not one.short)

    @property
    def complete(self) -> bool:
        """Whether every demanded form is proved."""
        return (
            self.boards_up == len(self.boards)
            and self.air_days >= self.air_days_needed
            and self.heads_told == self.heads
        )


def coverage(commune, subjects: Iterable[str], today: datetime.date) -> dict[str, Coverage]:
    """Subject → how far word of it has got on `today` (9 queries for any number of subjects)."""
    rows = Announcement.objects.filter(commune=commune, subject__in=list(subjects))
    told = {one.pk: one for one in rows.only("subject", "state", "on", "airs_days")}
    if not told:
        return {}
    boards, relays, airings, logged = defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list)
    orders = list(PostingOrder.objects.filter(announcement__in=told).demanded())
    hangs_on = Board.objects.select_related("unit").in_bulk({order.board_id for order in orders})
    for order in orders:  # many orders, few boards: each board and announcement is read once
        order.announcement, order.board = told[order.announcement_id], hangs_on[order.board_id]
        boards[order.announcement_id].append(standing(order, today))
    for relay in Relay.objects.filter(announcement__in=told):
        relays[relay.announcement_id].append(relay)
    for airing in Airing.objects.filter(announcement__in=told):
        airings[airing.announcement_id].append(airing)
    for one in Logged.objects.filter(announcement__in=told, struck_at__isnull=True):
        logged[one.announcement_id].append((one.form, one.on))
    reach = Reach(commune) if any(one.airs_days or airings[pk] for pk, one in told.items()) else None
    heard = {pk: reach.hearing(one, airings[pk]) if reach else Hearing() for pk, one in told.items()}
    return {
        one.subject: Coverage(
            boards=tuple(boards[pk]),
            air_days=heard[pk].days,
            air_days_needed=heard[pk].needed,
            stations=heard[pk].stations,
            silent_villages=heard[pk].silent,
            aired=sum(1 for airing in airings[pk] if airing.aired_at),
            planned=len(airings[pk]),
            heads_told=sum(1 for relay in relays[pk] if relay.told_on),
            heads=len(relays[pk]),
            logged=tuple(logged[pk]),
        )
        for pk, one in told.items()
    }


def standing(order: PostingOrder, today: datetime.date) -> BoardStanding:
    """How one order stands on a day; it has its `board__unit` and `announcement` with it."""
    short = order.announcement.state == AnnouncementState.CURRENT and is_short(order.keep_until, order.down_on)
    return BoardStanding(
        board=order.board.name, village=order.board.unit.name, state=OrderState(order.state),
        put_up_by=order.put_up_by, up_on=order.up_on, keep_until=order.keep_until, down_on=order.down_on,
        days=days_hung(order.up_on, order.down_on, today) if order.up_on else 0,
        late=(order.up_on or today) > order.put_up_by, short=short,
        missing=missing_days(order.up_on, order.keep_until, order.down_on) if short else 0, seen_on=order.seen_on,
        cancelled=order.state == OrderState.CANCELLED,
    )  # fmt: skip
