"""A published day: moved, cancelled, held, missed; what follows for the chair's month; the day's round."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.channels import services as channels
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.core.templatetags.vietnamese import day as written
from danchu.duties import services as duties
from danchu.duties.messages import LANGUAGE
from danchu.duties.queries import calendar_of
from danchu.intake import services as intake
from danchu.notifications.services import notify
from danchu.organisation.models import Commune
from danchu.organisation.policies import root_unit
from danchu.petitions.messages import reception as words
from danchu.petitions.models import Booking, ReceptionDay
from danchu.petitions.queries import reception as queries
from danchu.petitions.queries.desk import may_receive
from danchu.petitions.rules import reception as rules
from danchu.petitions.services.reception.schedules import PATH, check_open, save_day
from danchu.petitions.states import DAY_NEXT, BookingState, DayState, Standing, Whose
from danchu.register import services as register
from danchu.rulebook import Period

ADDRESS = "/lam-viec/tiep-cong-dan/ngay/{pk}/"


@act(gettext_lazy("Dời ngày tiếp công dân"), on="day", kind="petitions.move_day")
def move_day(*, day: ReceptionDay, on: datetime.date, begins, ends, reason: str, by, now) -> ReceptionDay:
    """Put off to another day, which is told with the reason (Art. 24.4); bookings go with it. Gives the new day.

    Raises Refused without a reason, or for a day that is over or off; Stale when the day does not lie ahead any more.
    """
    day = held(day, DayState.MOVED)
    _need_reason(reason)
    today = timezone.localdate(now)
    copied = ("commune", "schedule", "whose", "receiver", "attendants", "topic", "place", "minutes")
    new = ReceptionDay(
        **{name: getattr(day, name) for name in copied}, on=on, begins=begins, ends=ends, published_on=today,
        published_at=now,
    )  # fmt: skip
    check_open(new, today=today)
    if (on, begins) == (day.on, day.begins):
        raise Refused(_("Ngày giờ mới phải khác ngày giờ cũ."))
    new = save_day(new)
    day.state, day.reason, day.moved_to = DayState.MOVED, reason.strip()[:300], new
    _note(day, by=by, now=now)
    _move_bookings(day, new)
    _tell(new, words.moved_title(day, new), words.moved_summary(day, new), now=now)
    _line(day, "petitions.day_moved", now=now, to=new.on)
    return new


@act(gettext_lazy("Hủy ngày tiếp công dân"), on="day")
def cancel(*, day: ReceptionDay, reason: str, by, now) -> ReceptionDay:
    """No longer to be, with the reason told in public.

    Raises Refused for a day of the schedule that the chair needs to keep the week or month (it may only be put off,
    Art. 24.4), or while people are booked on it.
    """
    day = held(day, DayState.CANCELLED)
    _need_reason(reason)
    today = timezone.localdate(now)
    if day.whose == Whose.CHAIR and (stretch := rules.around(day.on, calendar_of(day.commune))):
        (kept,) = queries.chairs_time(day.commune, stretch.first, stretch.last, today) or [None]
        if kept and kept.held + kept.ahead - 1 < stretch.needed:
            raise Refused(words.only_put_off(kept))
    if Booking.objects.filter(day=day, state=BookingState.BOOKED).exists():
        raise Refused(_("Đã có người hẹn vào ngày này. Hãy dời sang ngày khác để giữ lượt cho họ."))
    day.state, day.reason = DayState.CANCELLED, reason.strip()[:300]
    _note(day, by=by, now=now)
    _tell(day, words.cancelled_title(day), day.reason, now=now)
    _line(day, "petitions.day_cancelled", now=now)
    return day


@act(gettext_lazy("Ghi đã tiếp công dân"), on="day")
def note_held(*, day: ReceptionDay, in_person: bool, by, now) -> ReceptionDay:
    """The day was held; `in_person`: the one who was announced sat there. Who is still awaited did not come.

    Of the chair's days only those in person count (Law 136/2025). Raises Refused before the day.
    """
    day = held(day, DayState.HELD)
    _need_come(day, now)
    day.state, day.in_person, day.reason = DayState.HELD, in_person, ""
    _note(day, by=by, now=now)
    for booking in Booking.objects.filter(day=day, state=BookingState.BOOKED).select_related("receipt"):
        booking.state = BookingState.ABSENT
        booking.save(update_fields=["state"])
        intake.close(receipt=booking.receipt, on=timezone.localdate(now))
    _line(day, "petitions.day_held", now=now, in_person=in_person)
    settle_month(commune=day.commune, on=day.on, by=by, now=now)
    return day


@act(gettext_lazy("Ghi không tiếp công dân"), on="day")
def note_missed(*, day: ReceptionDay, reason: str, by, now) -> ReceptionDay:
    """The day was not held, and everyone sees why. Raises Refused before the day, or without a reason."""
    day = held(day, DayState.MISSED)
    _need_come(day, now)
    _need_reason(reason)
    day.state, day.reason = DayState.MISSED, reason.strip()[:300]
    _note(day, by=by, now=now)
    _line(day, "petitions.day_missed", now=now)
    settle_month(commune=day.commune, on=day.on, by=by, now=now)
    return day


@act(gettext_lazy("Ghi lại việc đã tiếp hay chưa"), on="day")
def take_back(*, day: ReceptionDay, by, now) -> ReceptionDay:
    """What was noted of a day was a mistake: nothing is noted of it, and the register says so."""
    day = held(day, DayState.PLANNED)
    day.state, day.in_person, day.reason, day.noted_at, day.noted_by = DayState.PLANNED, None, "", None, None
    day.save(update_fields=["state", "in_person", "reason", "noted_at", "noted_by"])
    _line(day, "petitions.day_taken_back", now=now)
    settle_month(commune=day.commune, on=day.on, by=by, now=now)
    return day


@transaction.atomic
def settle_month(*, commune: Commune, on: datetime.date, by, now) -> None:
    """The chair's duty of the month is done once enough days were held in person, and open again when not."""
    stretch = rules.around(on, calendar_of(commune))
    if stretch is None or stretch.rule.period != Period.MONTH:
        return  # under the law of before July 2026 nothing was owed by the month
    (kept,) = queries.chairs_time(commune, stretch.first, stretch.last, timezone.localdate(now)) or [None]
    subject = f"law:chair-reception:{stretch.first:%Y}-M{stretch.first:%m}"
    if kept and kept.standing == Standing.KEPT:
        with override(LANGUAGE):
            note = _("%(n)s ngày Chủ tịch trực tiếp tiếp công dân") % {"n": kept.held}
        duties.fulfil(
            commune=commune, subject=subject, by_what="petitions.reception", on=timezone.localdate(now), note=note,
            by=by, now=now,
        )  # fmt: skip
    elif kept:
        duties.reopen(commune=commune, subject=subject, by=by, now=now)


def daily(*, commune: Commune, on: datetime.date, now) -> dict[str, int]:
    """The day's round, in one transaction with the rest of it (`services.daily`): who receives is told in the morning
    of the day, and of days that nobody has noted yet.
    """
    standing = list(queries.days_of(commune).filter(on__lte=on, state=DayState.PLANNED))
    today, open_ = [day for day in standing if day.on == on], [day for day in standing if day.on < on]
    told = 0
    people = may_receive(commune, on) if today or open_ else []
    for day in today:
        with override(LANGUAGE):
            title = _("Hôm nay tiếp công dân: %(who)s") % {"who": day.receiver}
            body = _("%(from)s – %(to)s, tại %(place)s.") % {
                "from": f"{day.begins:%H:%M}", "to": f"{day.ends:%H:%M}", "place": day.place,
            }  # fmt: skip
        told += notify(
            recipients=people, key=f"petitions.day_today:{day.pk}", title=title, body=body,
            link=ADDRESS.format(pk=day.pk), now=now,
        )  # fmt: skip
    for day in open_:
        with override(LANGUAGE):
            title = _("Chưa ghi đã tiếp hay không: ngày %(day)s") % {"day": written(day.on)}
            body = _("Ngày tiếp công dân đã qua. Chưa ghi thì người dân thấy là chưa rõ có tiếp.")
        told += notify(
            recipients=people, key=f"petitions.day_unnoted:{day.pk}", title=title, body=body,
            link=ADDRESS.format(pk=day.pk), now=now,
        )  # fmt: skip
    gone = Booking.objects.filter(commune=commune, receipt__erased_at__isnull=False)
    gone.exclude(about="", language="", help="").update(about="", language="", help="")  # erased with the contact
    return {"today": len(today), "unnoted": len(open_), "told": told}


# -- parts of the acts -------------------------------------------------------------------------------------------------
def held(day: ReceptionDay, to: DayState | None = None) -> ReceptionDay:
    """The day as it stands now, locked; raises Refused while it is not public, Stale when it may not go there."""
    day = locked(ReceptionDay.objects.select_related("commune")).get(pk=day.pk)
    if day.published_on is None:
        raise Refused(_("Ngày này chưa công bố. Hãy sửa trong lịch."))
    if to and to not in DAY_NEXT[DayState(day.state)]:
        raise Stale(_("Ngày này đang là “%(state)s”. Hãy tải lại trang.") % {"state": day.get_state_display()})
    return day


def _note(day: ReceptionDay, *, by, now) -> None:
    day.noted_at, day.noted_by = now, by
    day.save()


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do; người dân đọc được lý do này."))


def _need_come(day: ReceptionDay, now) -> None:
    if day.on > timezone.localdate(now):
        raise Refused(_("Chưa đến ngày tiếp nên chưa ghi được."))


def _move_bookings(day: ReceptionDay, new: ReceptionDay) -> None:
    """Each keeps its place; those for whom the new day has no hour left keep the number and come last."""
    times = dict(enumerate(rules.slots(new.begins, new.ends, new.minutes), 1))
    for booking in Booking.objects.filter(day=day, state=BookingState.BOOKED):
        booking.day, booking.at = new, times.get(booking.number, new.ends)
        booking.save(update_fields=["day", "at"])


def _tell(day: ReceptionDay, title: str, summary: str, *, now) -> None:
    today = timezone.localdate(now)
    rule = queries.reckon(day.commune, rules.POSTED, day.on)
    channels.announce(
        commune=day.commune, unit=root_unit(day.commune), subject=day.subject, group=day.subject, title=title,
        summary=summary, path=PATH, short_path=f"{day.commune.slug}/{PATH.rstrip('/')}", on=today, put_up_by=today,
        citation=rule.citation if rule else "", hangs_days=max((day.on - today).days, 1), only_headquarters=True,
        now=now,
    )  # fmt: skip


def _line(day: ReceptionDay, event: str, *, now, **more) -> None:
    """The register says what became of the day; the reason, which somebody typed, stands on the page alone."""
    with override(LANGUAGE):
        register.append(
            commune=day.commune.slug, event=event, subject=day.subject, unit=root_unit(day.commune).name,
            on=timezone.localdate(now), public={"title": written(day.on), "on": day.on, "path": PATH, **more},
        )  # fmt: skip
