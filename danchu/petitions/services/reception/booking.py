"""A place on a reception day: asked for online or at the desk, given back, not used."""

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.core.text import printable
from danchu.intake import services as intake
from danchu.intake.services import Issued
from danchu.intake.states import Way
from danchu.petitions.models import Booking, ReceptionDay
from danchu.petitions.queries import reception as queries
from danchu.petitions.services.reception.days import held
from danchu.petitions.states import BOOKING_NEXT, BookingState, DayState

DESK = "reception"  # the kind of its receipts
AGAIN_WITHIN = datetime.timedelta(hours=1)


@act(gettext_lazy("Ghi giúp lượt hẹn tiếp công dân"), on="day")
def book(
    *, day: ReceptionDay, number: int, way: Way, form_key: str, now, about: str = "", language: str = "",
    help: str = "", contact: dict | None = None, by=None, read_back: str = "",
) -> Issued:  # fmt: skip
    """A place in the queue with its receipt and PIN; the same form sent again within the hour gives a new PIN.

    `by` is who wrote it down (None: the person, online). Nothing but a place needs to be given. Raises Refused for a
    day that does not lie ahead, or a place that somebody has taken.
    """
    before = Booking.objects.filter(commune=day.commune, form_key=form_key).select_related("receipt__commune").first()
    if before:
        if now - before.receipt.received_at > AGAIN_WITHIN or before.state != BookingState.BOOKED:
            raise Refused(_("Lượt hẹn này đã gửi rồi, mã %(code)s.") % {"code": before.receipt.code})
        return intake.renew_pin(receipt=before.receipt, by=by, now=now)
    day = held(day)
    if day.state != DayState.PLANNED or _over(day, now):
        raise Refused(_("Ngày này không nhận hẹn nữa. Hãy chọn ngày khác."))
    free = dict(queries.free_places(day))
    if number not in free:
        raise Refused(_("Lượt này vừa có người đặt. Hãy chọn lượt khác."))
    issued = intake.receive(
        commune=day.commune, kind=DESK, way=way, now=now, contact=contact, written_by=by, read_back=read_back
    )
    try:
        with transaction.atomic():
            Booking.objects.create(
                commune=day.commune, day=day, receipt=issued.receipt, form_key=form_key, number=number,
                at=free[number], about=printable(about).strip()[:200], language=printable(language).strip()[:60],
                help=printable(help).strip()[:120],
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(_("Lượt này vừa có người đặt. Hãy chọn lượt khác.")) from error
    return issued


@act(gettext_lazy("Hủy lượt hẹn tiếp công dân"), on="booking")
def give_back(*, booking: Booking, now, by=None) -> Booking:
    """The person does not come after all, and the place is free again (`by` None: they say so themselves)."""
    return _move(booking, BookingState.CANCELLED, on=timezone.localdate(now))


@act(gettext_lazy("Ghi người hẹn không đến"), on="booking")
def note_absent(*, booking: Booking, by, now) -> Booking:
    """Whoever was awaited did not come. Raises Refused before the day."""
    if booking.day.on > timezone.localdate(now):
        raise Refused(_("Chưa đến ngày tiếp nên chưa ghi được."))
    return _move(booking, BookingState.ABSENT, on=timezone.localdate(now))


@act(gettext_lazy("Ghi người hẹn đến sau"), on="booking")
def await_again(*, booking: Booking, by, now) -> Booking:
    """Whoever was thought absent has come after all, or was noted so by mistake."""
    return _move(booking, BookingState.BOOKED, on=None)


def came(booking: Booking, *, now) -> Booking:
    """Part of the act that writes the person into the register."""
    return _move(booking, BookingState.CAME, on=timezone.localdate(now))


def _move(booking: Booking, to: BookingState, *, on: datetime.date | None) -> Booking:
    booking = locked(Booking.objects.select_related("receipt", "day")).get(pk=booking.pk)
    if to not in BOOKING_NEXT[BookingState(booking.state)]:
        raise Stale(_("Lượt hẹn đang là “%(state)s”. Hãy tải lại trang.") % {"state": booking.get_state_display()})
    booking.state = to
    booking.save(update_fields=["state"])
    intake.close(receipt=booking.receipt, on=on)
    return booking


def _over(day: ReceptionDay, now) -> bool:
    local = timezone.localtime(now)
    return day.on < local.date() or (day.on == local.date() and local.time() >= day.ends)
