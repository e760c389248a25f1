"""What happens at the boards: put up, still there, taken down; proved by a photo or the paper log, struck out again.

How an order stands follows from its proofs by `rules.posting.run_of`, anew after each of them.
"""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.channels.models import Board, PostingOrder, Proof
from danchu.channels.policies import check_day
from danchu.channels.rules.photos import likenesses
from danchu.channels.rules.posting import Seen, run_of
from danchu.channels.services.announcing import word_spread
from danchu.channels.services.doubting import doubt_about
from danchu.channels.states import AnnouncementState, OrderState, ProofForm, ProofOf
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.documents import files
from danchu.documents.services import keep_upload

PHOTOS = frozenset({files.JPEG, files.PNG})
SCANS = PHOTOS | {files.PDF}


@act(gettext_lazy("Xác nhận niêm yết bằng ảnh"), on="order")
def confirm_by_photo(
    *, order: PostingOrder, of: ProofOf, on: datetime.date, upload, by, now, note: str = "", form_key: str = ""
) -> Proof:
    """A photo shows what hangs on the board (or no longer does) on the day `on`; the place is the board's.

    Re-encoded before it is kept, without location; the bytes as they came are not kept. Sent twice with one
    `form_key` it is one proof. Raises Refused for a day that cannot be and for what is no photo.
    """
    order, known = _to_prove(order, of, on, form_key, now)
    if known:
        return known
    upload.seek(0)
    data = upload.read()
    kept = keep_upload(commune=order.commune, upload=upload, by=by, now=now, only=PHOTOS)
    alike = likenesses(data)
    doubt = doubt_about(order=order, of=of, on=on, sha256=kept.sha256, alike=alike, data=data)
    return _prove(
        order, of=of, on=on, form=ProofForm.PHOTO, file=kept, likeness=alike[0] if alike else "", doubt=doubt,
        note=note, form_key=form_key, by=by, now=now,
    )  # fmt: skip


@act(gettext_lazy("Ghi sổ niêm yết giấy"), on="order")
def enter_log(
    *, order: PostingOrder, of: ProofOf, on: datetime.date, by, now, put_by: str = "", note: str = "", scan=None,
    form_key: str = "",
) -> Proof:  # fmt: skip
    """A line of the board's paper log: who did it (`put_by`), on which day, perhaps with a scan of the sheet.

    Sent twice with one `form_key` it is one proof. Raises Refused for a day that cannot be.
    """
    order, known = _to_prove(order, of, on, form_key, now)
    if known:
        return known
    kept = keep_upload(commune=order.commune, upload=scan, by=by, now=now, only=SCANS) if scan else None
    return _prove(
        order, of=of, on=on, form=ProofForm.LOG, file=kept, put_by=put_by.strip()[:100], note=note,
        doubt=doubt_about(order=order, of=of, on=on), form_key=form_key, by=by, now=now,
    )  # fmt: skip


@act(gettext_lazy("Gạch bỏ bằng chứng niêm yết"), on="proof")
def strike(*, proof: Proof, reason: str, by, now) -> Proof:
    """The proof no longer counts, and says why; the counts are as if it had never been. Raises Refused, Stale."""
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do gạch bỏ. Ví dụ: ảnh chụp nhầm bảng khác."))
    order = _locked(proof.order)
    proof = locked(Proof.objects).get(pk=proof.pk)
    if proof.struck_at:
        raise Stale(_("Bằng chứng này đã được gạch bỏ rồi. Hãy tải lại trang."))
    proof.struck_at, proof.struck_by, proof.struck_reason = now, by, reason.strip()[:300]
    proof.save(update_fields=["struck_at", "struck_by", "struck_reason"])
    _follow(order)
    word_spread(announcement=order.announcement, now=now)
    return proof


@act(gettext_lazy("Xem lại chỗ nghi ngờ của bằng chứng niêm yết"), on="proof")
def settle_doubt(*, proof: Proof, by, now) -> Proof:
    """Somebody looked at what was noticed, and the proof stays. Settled or struck out already: nothing."""
    proof = locked(Proof.objects).get(pk=proof.pk)
    if proof.is_doubted:
        proof.settled_at, proof.settled_by = now, by
        proof.save(update_fields=["settled_at", "settled_by"])
    return proof


@act(gettext_lazy("Thôi giao niêm yết ở một bảng"), on="order")
def cancel_order(*, order: PostingOrder, reason: str, by, now) -> PostingOrder:
    """It will not hang on this board, and why; nobody is reminded any more. It is lacking there all the same: a board
    counts by its proof alone. Raises Refused without a reason and where something is proved, Stale when it ended.
    """
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do không dán. Ví dụ: nhà văn hóa đang sửa, bảng đã tháo."))
    order = _locked(order)
    if order.state == OrderState.CANCELLED:
        raise Stale(_("Tờ này không phải dán nữa. Hãy tải lại trang."))
    if order.state != OrderState.ORDERED:
        raise Refused(_("Tờ này đã có bằng chứng dán. Nếu ghi nhầm, hãy gạch bỏ bằng chứng trước."))
    order.state, order.cancelled_at, order.cancelled_by = OrderState.CANCELLED, now, by
    order.cancelled_why = reason.strip()[:300]
    order.save(update_fields=["state", "cancelled_at", "cancelled_by", "cancelled_why"])
    word_spread(announcement=order.announcement, now=now)
    return order


@act(gettext_lazy("Giao niêm yết lại ở một bảng"), on="order")
def order_again(*, order: PostingOrder, by, now) -> PostingOrder:
    """A cancelled order is to be put up after all. Raises Refused once the announcement or the board is over."""
    order = _locked(order)
    if order.cancelled_at is None:
        return order
    if order.announcement.state != AnnouncementState.CURRENT or order.board.valid_to:
        raise Refused(_("Thông báo này hoặc bảng này đã kết thúc, không giao dán lại được."))
    order.state, order.cancelled_at, order.cancelled_by, order.cancelled_why = OrderState.ORDERED, None, None, ""
    order.save(update_fields=["state", "cancelled_at", "cancelled_by", "cancelled_why"])
    word_spread(announcement=order.announcement, now=now)
    return order


@act(gettext_lazy("Giao niêm yết thêm ở bảng khác"), on="announcement")
def order_more(*, announcement, boards: list[Board], put_up_by: datetime.date, by, now) -> int:
    """Orders for boards that came after it was announced; a board that has one keeps it. Returns how many are new."""
    if announcement.state != AnnouncementState.CURRENT:
        raise Refused(_("Thông báo này đã rút hoặc đã có bản thay thế, không giao dán thêm."))
    known = set(announcement.orders.values_list("board_id", flat=True))
    fresh = [
        PostingOrder(announcement=announcement, commune=announcement.commune, board=board, put_up_by=put_up_by)
        for board in boards
        if board.pk not in known and board.commune_id == announcement.commune_id
    ]
    PostingOrder.objects.bulk_create(fresh)
    if fresh:
        word_spread(announcement=announcement, now=now)
    return len(fresh)


def _to_prove(order: PostingOrder, of: ProofOf, on: datetime.date, form_key: str, now):
    """The order, locked, and the proof that came with this form already, or None. Raises Refused."""
    order = _locked(order)
    if form_key and (known := order.proofs.filter(form_key=form_key).first()):
        return order, known
    if order.state == OrderState.CANCELLED:
        raise Refused(_("Thông báo này không phải dán nữa."))
    if order.announcement.state != AnnouncementState.CURRENT and of != ProofOf.DOWN:
        raise Refused(_("Thông báo này đã rút hoặc đã có bản thay thế: chỉ còn phải gỡ, không dán nữa."))
    check_day(order, on, now.date())
    if of == ProofOf.DOWN and order.up_on is None:
        raise Refused(_("Chưa có ai ghi tờ này đã được dán. Hãy ghi ngày dán trước."))
    return order, None


def _locked(order: PostingOrder) -> PostingOrder:
    rows = locked(PostingOrder.objects.select_related("announcement__commune", "board__unit", "commune"))
    return rows.get(pk=order.pk)


def _prove(order: PostingOrder, *, note: str, now, **values) -> Proof:
    proof = Proof.objects.create(order=order, note=note.strip()[:300], at=now, **values)
    _follow(order)
    word_spread(announcement=order.announcement, now=now)
    return proof


def _follow(order: PostingOrder) -> None:
    """The order stands as its proofs say."""
    proofs = order.proofs.filter(struck_at__isnull=True).values_list("on", "of")
    run = run_of([Seen(on, ProofOf(of)) for on, of in proofs], order.announcement.hangs_days)
    order.state, order.up_on, order.keep_until = run.state, run.up_on, run.keep_until
    order.down_on, order.seen_on = run.down_on, run.seen_on
    order.save(update_fields=["state", "up_on", "keep_until", "down_on", "seen_on"])
