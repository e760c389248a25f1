"""The boards of a commune: which there are, which should be, where they stand on the drawn map, what hangs there."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from danchu.channels.models import AbsentPlace, Board, PostingOrder, Proof
from danchu.channels.models.posting import standing_filter
from danchu.channels.rules.drawn_map import Place as Spot
from danchu.channels.rules.drawn_map import beside_centre, ring
from danchu.channels.rules.posting import Standing
from danchu.channels.states import AnnouncementState, OrderState, Place, ProofForm
from danchu.organisation.models import Succession, Unit
from danchu.organisation.states import UnitKind


@dataclass(frozen=True)
class Proposal:
    """A board that a commune probably has and that is not here yet; `bare`: nothing of its unit has one."""

    unit: Unit
    place: Place
    name: str
    bare: bool = True

    @property
    def key(self) -> str:
        """What tells it from the others, in forms."""
        return f"{self.unit.pk}_{self.place}"


@dataclass(frozen=True)
class Placed:
    """A board with its number and place on the drawn map, and how what is to hang there stands on a day."""

    board: Board
    number: int
    x: int
    y: int
    hanging: int = 0
    to_put_up: int = 0
    pressing: int = 0
    may_come_down: int = 0

    @property
    def unproved(self) -> int:
        """Sheets that should hang there and of which nobody has shown that they do."""
        return self.to_put_up + self.pressing

    @property
    def state(self) -> str:
        """A state of the components: late, waiting, done, nodata (nothing is to hang there)."""
        if self.pressing:
            return "late"
        if self.to_put_up:
            return "waiting"
        return "done" if self.hanging or self.may_come_down else "nodata"


@dataclass(frozen=True)
class Hanging:
    """A sheet on a board as the public sees it: no person, no photo."""

    order: PostingOrder
    shown_by: ProofForm | None  # of the latest proof
    shown_on: datetime.date | None


@dataclass(frozen=True)
class Stranded:
    """A board whose village is gone, and the units that stand in its place."""

    board: Board
    successors: list[Unit] = field(default_factory=list)


def boards_on(commune, on: datetime.date) -> list[Board]:
    """The boards of a day, the headquarters first, then by village (1 query)."""
    rows = list(Board.objects.filter(commune=commune).on(on).select_related("unit", "commune"))

    def headquarters_first(board: Board):
        return (board.place != Place.HEADQUARTERS, board.unit.order, board.unit.name, board.pk)

    return sorted(rows, key=headquarters_first)


def placed(boards: list[Board]) -> list[Placed]:
    """Each board with its number and place: where a person put it, else around the headquarters in the middle."""
    own = [board for board in boards if board.place == Place.HEADQUARTERS]
    round_about = [board for board in boards if board.place != Place.HEADQUARTERS]
    spots: dict[int, Spot] = {board.pk: beside_centre(at) for at, board in enumerate(own)}
    spots |= {board.pk: spot for board, spot in zip(round_about, ring(len(round_about)), strict=True)}
    found = []
    for number, board in enumerate(boards, 1):
        x, y = spots[board.pk] if board.map_x is None or board.map_y is None else (board.map_x, board.map_y)
        found.append(Placed(board, number, x, y))
    return found


def with_standing(boards: list[Board], today: datetime.date) -> list[Placed]:
    """`placed`, with how many sheets hang, are to go up, press (1 query)."""
    asked = {
        "hanging": standing_filter(Standing.HANGING, today),
        "to_put_up": standing_filter(Standing.PUT_UP, today),
        "may_come_down": standing_filter(Standing.MAY_COME_DOWN, today),
        "pressing": standing_filter(Standing.LATE, today)
        | standing_filter(Standing.AGAIN, today)
        | standing_filter(Standing.TAKE_DOWN, today),
    }
    rows = PostingOrder.objects.filter(board__in=boards).order_by().values("board")
    counts = {row.pop("board"): row for row in rows.annotate(**{name: _count(one) for name, one in asked.items()})}
    return [
        Placed(each.board, each.number, each.x, each.y, **counts.get(each.board.pk, {})) for each in placed(boards)
    ]  # fmt: skip


def _count(condition: Q) -> Count:
    return Count("pk", filter=condition)


def proposed(commune, on: datetime.date) -> list[Proposal]:
    """What lacks a board: the headquarters, and of each village its culture house and its meeting point (3 queries).

    Law 10/2022, Art. 13.2. A place that somebody says a village does not have is left out.
    """
    there = set(Board.objects.filter(commune=commune).on(on).values_list("unit_id", "place"))
    absent = set(AbsentPlace.objects.filter(unit__commune=commune).values_list("unit_id", "place"))
    with_board = {unit for unit, _place in there}
    units = Unit.objects.filter(commune=commune, kind__in=(UnitKind.COMMITTEE, UnitKind.VILLAGE)).on(on)
    return [
        Proposal(unit, place, name[:120], unit.pk not in with_board)
        for unit in sorted(units, key=lambda unit: (unit.kind != UnitKind.COMMITTEE, unit.order, unit.name))
        for place, name in _probable(unit)
        if (unit.pk, place) not in there | absent and not (place == Place.HEADQUARTERS and unit.pk in with_board)
    ]


def _probable(unit: Unit) -> list[tuple[Place, str]]:
    if unit.kind == UnitKind.COMMITTEE:
        return [(Place.HEADQUARTERS, _("Trụ sở HĐND, UBND xã"))]
    return [
        (Place.CULTURE_HOUSE, _("Nhà văn hóa %(village)s") % {"village": unit.name}),
        (Place.MEETING_POINT, _("Điểm sinh hoạt cộng đồng %(village)s") % {"village": unit.name}),
    ]


def absent_places(commune, on: datetime.date) -> list[AbsentPlace]:
    """The places that villages of a day are said not to have (1 query)."""
    villages = Unit.objects.filter(commune=commune).on(on)
    return list(AbsentPlace.objects.filter(unit__in=villages).select_related("unit", "said_by"))


def stranded(boards: list[Board], on: datetime.date) -> list[Stranded]:
    """The boards whose unit is gone, each with the units that followed it and still exist (1 query when there are)."""
    gone = [board for board in boards if board.unit.valid_to and board.unit.valid_to < on]
    if not gone:
        return []
    after: dict[int, list[Unit]] = defaultdict(list)
    rows = Succession.objects.filter(predecessor__in={board.unit_id for board in gone}, on__lte=on)
    for row in rows.select_related("successor"):
        if row.successor.valid_to is None or row.successor.valid_to >= on:
            after[row.predecessor_id].append(row.successor)
    return [Stranded(board, after[board.unit_id]) for board in gone]


def hanging(boards: list[Board]) -> dict[int, list[Hanging]]:
    """Board → what of what still holds is to hang there, newest first, with its latest proof (2 queries).

    What was withdrawn or replaced is not there, be it still on the board: its title may be what had to go.
    """
    orders = list(
        PostingOrder.objects.filter(
            board__in=boards, announcement__state=AnnouncementState.CURRENT,
            state__in=(OrderState.ORDERED, OrderState.UP),
        )
        .select_related("announcement")
        .order_by("-announcement__on", "-pk")
    )  # fmt: skip
    latest: dict[int, Proof] = {}
    for proof in Proof.objects.filter(order__in=orders, struck_at__isnull=True).order_by("on", "at", "pk").only(
        "order_id", "form", "on"
    ):  # fmt: skip
        latest[proof.order_id] = proof
    found: dict[int, list[Hanging]] = {board.pk: [] for board in boards}
    for order in orders:
        proof = latest.get(order.pk) if order.state == OrderState.UP else None
        found[order.board_id].append(
            Hanging(order, ProofForm(proof.form) if proof else None, proof.on if proof else None)
        )
    return found
