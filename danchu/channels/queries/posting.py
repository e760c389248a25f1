"""What is to hang on which board, for whoever looks after it."""

import datetime
from collections.abc import Iterable

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from danchu.channels.models import Announcement, Board, PostingOrder, Proof
from danchu.channels.models.posting import standing_filter
from danchu.channels.rules.posting import TO_PUT_UP, TO_TAKE_DOWN, Standing
from danchu.channels.states import AnnouncementState, OrderState, Place
from danchu.core.text import fold
from danchu.organisation.states import Permission

# What presses most comes first.
PRESSING = (
    Standing.TAKE_DOWN, Standing.LATE, Standing.AGAIN, Standing.PUT_UP, Standing.MAY_COME_DOWN, Standing.HANGING,
    Standing.DONE, Standing.CANCELLED,
)  # fmt: skip


def orders(access) -> QuerySet[PostingOrder]:
    """The posting orders a person sees: of every board, or of their units' boards and of what their units announced."""
    return PostingOrder.objects.visible_to(access).select_related("announcement__unit", "board__unit")


def counted(rows: QuerySet[PostingOrder], today: datetime.date) -> dict[Standing, int]:
    """How many of the orders stand in which way on a day (1 query)."""
    asked = {one.value: Count("pk", filter=standing_filter(one, today)) for one in Standing}
    return {Standing(name): number for name, number in rows.order_by().aggregate(**asked).items()}


def for_workspace(access, today: datetime.date) -> tuple[int, int]:
    """How many sheets the person has to put up, and to take down: on the boards of their own units; the records office
    looks after those of the headquarters (1 query; none for who only approves and has nobody's board to look after).
    """
    records = access.may(Permission.RECORDS)
    if access.may(Permission.APPROVE) and not records:
        return 0, 0
    own = Q(board__unit__in=access.units(Permission.WORK))
    at_home = Q(board__place=Place.HEADQUARTERS) if records else Q()
    counts = counted(PostingOrder.objects.filter(own | at_home, commune=access.commune), today)
    return sum(counts[one] for one in TO_PUT_UP), sum(counts[one] for one in TO_TAKE_DOWN)


def matching(rows: QuerySet[PostingOrder], words: str) -> QuerySet[PostingOrder]:
    """Those whose announcement or board has the words, marks and case ignored (2 queries more)."""
    wanted = fold(words).split()
    if not wanted:
        return rows
    titles = rows.order_by().values_list("announcement_id", "announcement__title", "board_id", "board__name")
    pairs = {(told, board) for told, title, board, name in titles if _has(f"{title} {name}", wanted)}
    return rows.filter(announcement__in={told for told, _board in pairs}, board__in={board for _told, board in pairs})


def _has(text: str, wanted: Iterable[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in wanted)


def proofs(order: PostingOrder) -> QuerySet[Proof]:
    """Every proof of an order, latest day first, struck out ones included."""
    return order.proofs.select_related("file", "by", "struck_by", "settled_by").order_by("-on", "-at", "-pk")


def doubted(access) -> QuerySet[Proof]:
    """Proofs about which something was noticed that nobody has looked at yet."""
    waiting = Proof.objects.filter(struck_at__isnull=True, settled_at__isnull=True).exclude(doubt="")
    return (
        waiting.filter(order__in=orders(access).order_by())
        .select_related("order__board__unit", "order__announcement", "file")
        .order_by("-at", "-pk")
    )


def announcements(access, today: datetime.date, *, unordered: bool = False) -> QuerySet[Announcement]:
    """What is being told by boards, newest first, each with `boards`, `boards_up`, `boards_late` of those one sees.

    `unordered`: also what no board has an order for, because it was public before the commune set up its boards.
    """
    seen = PostingOrder.objects.visible_to(access).filter(announcement=OuterRef("pk")).demanded()

    def number(rows):
        return Subquery(rows.order_by().values("announcement").annotate(n=Count("pk")).values("n"))

    standing = seen.filter(state__in=(OrderState.UP, OrderState.DOWN)).exclude(
        standing_filter(Standing.AGAIN, today)
    )  # fmt: skip
    late = seen.filter(standing_filter(Standing.LATE, today) | standing_filter(Standing.AGAIN, today))
    rows = Announcement.objects.filter(commune=access.commune).select_related("unit")
    rows = rows.annotate(boards=number(seen), boards_up=number(standing), boards_late=number(late))
    wanted = Q(boards__gt=0)
    return rows.filter(wanted | Q(orders=None, state=AnnouncementState.CURRENT) if unordered else wanted)


def boards_without(announcement: Announcement, today: datetime.date) -> list[Board]:
    """The boards of the day that have no order for what is announced; none once it is over (1 query)."""
    if announcement.state != AnnouncementState.CURRENT:
        return []
    return list(
        Board.objects.filter(commune=announcement.commune_id)
        .on(today)
        .exclude(pk__in=announcement.orders.values("board"))
        .select_related("unit")
    )
