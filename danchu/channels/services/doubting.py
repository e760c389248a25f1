"""What is noticed about a proof, in a sentence for a person to look at. Never an accusation: phones and clocks err."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from danchu.channels.models import PostingOrder, Proof
from danchu.channels.rules.photos import are_alike, taken_on
from danchu.channels.rules.posting import missing_days
from danchu.channels.states import ProofOf
from danchu.core.templatetags.vietnamese import day
from danchu.duties.messages import LANGUAGE

_LOOKED_BACK = datetime.timedelta(days=400)


def doubt_about(
    *, order: PostingOrder, of: ProofOf, on: datetime.date, sha256: str = "", alike: Sequence[str] = (),
    data: bytes = b"",
) -> str:  # fmt: skip
    """What a person should look at about a proof that is being entered, "" when nothing was noticed (2–3 queries).

    `sha256`: of the photo as it is kept; `alike`: its `likenesses`; `data`: the photo as it came.
    """
    with override(LANGUAGE):
        noticed = [
            _same_photo(order, sha256, on) or _alike_photo(order, alike, on) if sha256 else "",
            _another_day(order, data, on) if data else "",
            _too_early(order, of, on),
        ]
        return " ".join(sentence for sentence in noticed if sentence)[:300]


def _same_photo(order: PostingOrder, sha256: str, on: datetime.date) -> str:
    same = _others(order, on).filter(file__sha256=sha256, file__commune=order.commune).first()
    if same is None:
        return ""
    return _("Ảnh này đã dùng cho bảng “%(board)s”, ngày %(day)s. Có thể gửi nhầm ảnh: hãy xem lại.") % _of(same)


def _alike_photo(order: PostingOrder, alike: Sequence[str], on: datetime.date) -> str:
    if not alike:
        return ""
    kept = _others(order, on).filter(order__commune=order.commune, on__gte=on - _LOOKED_BACK).exclude(likeness="")
    found = next((pk for pk, likeness in kept.values_list("pk", "likeness") if are_alike(alike, likeness)), None)
    if found is None:
        return ""
    other = Proof.objects.select_related("order__board").get(pk=found)
    return _("Ảnh này rất giống ảnh của bảng “%(board)s”, ngày %(day)s. Hãy xem có cùng một ảnh không.") % _of(other)


def _others(order: PostingOrder, on: datetime.date):
    """Proofs of another board or another day: one photo may show several notices of a board on one day."""
    return (
        Proof.objects.filter(struck_at__isnull=True)
        .exclude(order__board=order.board_id, on=on)
        .select_related("order__board")
        .order_by("pk")
    )


def _of(proof: Proof) -> dict:
    return {"board": proof.order.board.name, "day": day(proof.on)}


def _another_day(order: PostingOrder, data: bytes, on: datetime.date) -> str:
    taken = taken_on(data)
    if taken is None or taken == on:
        return ""
    days = {"taken": day(taken), "public": day(order.announcement.on), "on": day(on)}
    if taken < order.announcement.on:
        return (
            _("Máy ảnh ghi ngày chụp %(taken)s, trước ngày công khai %(public)s. Có thể đồng hồ máy sai: hãy xem lại.")
            % days
        )
    return _("Máy ảnh ghi ngày chụp %(taken)s, khác ngày ghi ở đây (%(on)s).") % days


def _too_early(order: PostingOrder, of: ProofOf, on: datetime.date) -> str:
    if of != ProofOf.DOWN or order.keep_until is None:
        return ""
    lacking = missing_days(order.up_on, order.keep_until, on)
    if not lacking:
        return ""
    return _("Gỡ sớm %(n)s ngày: phải dán đến hết ngày %(day)s. Hãy dán lại.") % {
        "n": lacking, "day": day(order.keep_until)
    }  # fmt: skip
