"""What the public sees of how word got out: places, forms and days with their proof. No person, no note, no picture."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q

from danchu.channels.models import Airing, Announcement, Board, Logged, PostingOrder, Proof, Relay
from danchu.channels.models.announcing import WAY_LABELS
from danchu.channels.models.posting import PLACE_LABELS, PROOF_FORM_LABELS, PROOF_LABELS
from danchu.channels.queries.coverage import BoardStanding, standing
from danchu.channels.queries.forms import form_words
from danchu.channels.queries.hearing import Hearing, Reach
from danchu.channels.states import AnnouncementState, Form, OrderState, Place, ProofForm, ProofOf, Way
from danchu.organisation.models import Unit


@dataclass(frozen=True)
class BoardShown:
    """A board as the public sees it; each proof: what it shows, how (photo, paper log), of which day."""

    place: str
    standing: BoardStanding
    proofs: tuple[tuple[str, str, datetime.date], ...]


@dataclass(frozen=True)
class Word:
    """All that was done to spread one announcement."""

    boards: tuple[BoardShown, ...] = ()
    boards_up: int = 0
    broadcast_days: tuple[datetime.date, ...] = ()
    days_in_a_row: int = 0
    days_needed: int = 0
    told: tuple[tuple[str, str, datetime.date], ...] = ()  # village, in what way, on which day
    heads: int = 0
    others: tuple[tuple[str, datetime.date], ...] = ()  # a further form of Art. 12.1, its day


def word(commune, subject: str, today: datetime.date) -> Word:
    """How word of `subject` was spread (9 queries); an empty `Word` where nothing was announced."""
    told = Announcement.objects.filter(commune=commune, subject=subject).first()
    if told is None:
        return Word()
    shown = Proof.objects.filter(struck_at__isnull=True).only("order_id", "of", "form", "on")
    orders = (
        PostingOrder.objects.filter(announcement=told)
        .demanded()
        .select_related("board__unit", "announcement").prefetch_related(Prefetch("proofs", queryset=shown))
        .order_by("board__unit__order", "board__unit__name", "board__name")
    )  # fmt: skip
    boards = tuple(_board(order, today) for order in orders)
    airings = list(Airing.objects.filter(announcement=told))
    heard = Reach(commune).hearing(told, airings) if told.airs_days or airings else Hearing()
    relays = list(Relay.objects.filter(announcement=told).select_related("village").order_by("village__order", "pk"))
    logged = Logged.objects.filter(announcement=told, struck_at__isnull=True).values_list("form", "on")
    return Word(
        boards=boards,
        boards_up=sum(1 for one in boards if one.standing.up_on and not one.standing.short),
        broadcast_days=tuple(sorted({one.on for one in airings if one.aired_at})),
        days_in_a_row=heard.days, days_needed=heard.needed,
        told=tuple((one.village.name, str(WAY_LABELS[Way(one.way)]) if one.way else "", one.told_on)
                   for one in relays if one.told_on),
        heads=len(relays),
        others=tuple((form_words(form), on) for form, on in logged),
    )  # fmt: skip


def _board(order: PostingOrder, today: datetime.date) -> BoardShown:
    return BoardShown(
        place=str(PLACE_LABELS[Place(order.board.place)]), standing=standing(order, today),
        proofs=tuple((str(PROOF_LABELS[ProofOf(one.of)]), str(PROOF_FORM_LABELS[ProofForm(one.form)]), one.on)
                     for one in order.proofs.all()),
    )  # fmt: skip


def boards_up(commune, subjects: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Subject → on how many boards it hangs or has hung, and for how many it is ordered (1 query)."""
    rows = (
        PostingOrder.objects.filter(announcement__commune=commune, announcement__subject__in=list(subjects))
        .demanded().values("announcement__subject")
        .annotate(up=Count("pk", filter=Q(up_on__isnull=False)), ordered=Count("pk"))
    )  # fmt: skip
    return {row["announcement__subject"]: (row["up"], row["ordered"]) for row in rows}


def places(commune, today: datetime.date) -> list[Unit]:
    """The villages and the headquarters that have a noticeboard on a day (1 query)."""
    return list(Unit.objects.filter(pk__in=Board.objects.filter(commune=commune).on(today).values("unit")))


def groups_hanging_in(commune, unit: int) -> set[str]:
    """What hangs now on the boards of a village, or of the headquarters: the `group` of each (1 query)."""
    return _groups(PostingOrder.objects.filter(commune=commune, board__unit=unit, state=OrderState.UP), commune)


def groups_told_by(commune, form: str) -> set[str]:
    """What was told in a form, proved by somebody: the `group` of each (1 query). The website's are not known here."""
    if form == Form.POSTING:
        return _groups(PostingOrder.objects.filter(commune=commune, state=OrderState.UP), commune)
    if form == Form.LOUDSPEAKER:
        return _groups(Airing.objects.filter(aired_at__isnull=False), commune)
    if form == Form.VILLAGE_HEAD:
        return _groups(Relay.objects.filter(told_on__isnull=False), commune)
    return _groups(Logged.objects.filter(form=form, struck_at__isnull=True), commune)


def _groups(rows, commune) -> set[str]:
    current = rows.filter(announcement__commune=commune, announcement__state=AnnouncementState.CURRENT)
    return set(current.values_list("announcement__group", flat=True).distinct())
