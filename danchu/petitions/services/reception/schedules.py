"""The schedule: proposed, put right, approved, published."""

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.channels import services as channels
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.core.templatetags.vietnamese import day as written
from danchu.duties.messages import LANGUAGE
from danchu.duties.queries import calendar_of
from danchu.organisation.models import Commune
from danchu.organisation.policies import root_unit
from danchu.petitions.messages import reception as words
from danchu.petitions.models import ReceptionDay, Schedule
from danchu.petitions.queries import reception as queries
from danchu.petitions.rules import reception as rules
from danchu.petitions.states import SCHEDULE_NEXT, ScheduleState, Standing, Whose
from danchu.register import services as register

LONGEST = datetime.timedelta(days=366)
PATH = "tiep-cong-dan/"


# -- a draft -----------------------------------------------------------------------------------------------------------
@act(gettext_lazy("Soạn lịch tiếp công dân"), on="result")
def draft_schedule(
    *, commune: Commune, first_on: datetime.date, last_on: datetime.date, hours: str, weekday: int, weeks, begins, ends,
    place: str, receiver: str, minutes: int, attendants: str = "", by, now,
) -> Schedule:  # fmt: skip
    """A schedule with the chair's days proposed: days off avoided, never fewer than the law asks.

    Raises Refused for a period that ends before it begins, lies in the past, or in which a schedule stands already.
    """
    if not first_on <= last_on <= first_on + LONGEST or last_on < timezone.localdate(now):
        raise Refused(_("Kỳ của lịch phải từ hôm nay trở đi và không dài quá một năm."))
    if other := Schedule.objects.filter(commune=commune, first_on__lte=last_on, last_on__gte=first_on).first():
        raise Refused(
            _("Kỳ này trùng với lịch %(first)s – %(last)s. Hãy sửa lịch ấy hoặc chọn kỳ khác.")
            % {"first": written(other.first_on), "last": written(other.last_on)}
        )
    schedule = Schedule.objects.create(
        commune=commune, first_on=first_on, last_on=last_on, hours=hours.strip(), made_at=now, made_by=by
    )
    start = max(first_on, timezone.localdate(now) + datetime.timedelta(days=1))
    days = rules.propose(start, last_on, calendar_of(commune), weekday=weekday, weeks=weeks)
    for one in days:
        save_day(ReceptionDay(
            commune=commune, schedule=schedule, whose=Whose.CHAIR, receiver=receiver.strip(), on=one.on, begins=begins,
            ends=ends, place=place.strip(), attendants=attendants.strip(), minutes=minutes, instead_of=one.instead_of,
            why_moved=one.why[:100],
        ))  # fmt: skip
    return schedule


@act(gettext_lazy("Thêm ngày tiếp công dân vào lịch"), on="result")
def add_day(*, schedule: Schedule, values: dict, by, now) -> ReceptionDay:
    """A further day of a draft (another receiver's, or one more of the chair's). Raises Refused outside the period."""
    schedule = _draft(schedule)
    day = ReceptionDay(commune=schedule.commune, schedule=schedule, **values)
    _check_day(day, schedule, today=timezone.localdate(now))
    return save_day(day)


@act(gettext_lazy("Sửa ngày tiếp công dân trong lịch"), on="day")
def change_day(*, day: ReceptionDay, values: dict, by, now) -> ReceptionDay:
    """A day of a draft becomes another. Raises Refused outside the period, Stale once it was approved."""
    day = locked(ReceptionDay.objects.select_related("schedule__commune", "commune")).get(pk=day.pk)
    schedule = _draft(day.schedule)
    for name, value in values.items():
        setattr(day, name, value)
    day.instead_of, day.why_moved = None, ""
    _check_day(day, schedule, today=timezone.localdate(now))
    return save_day(day)


@act(gettext_lazy("Bỏ ngày tiếp công dân khỏi lịch"), on="day")
def drop_day(*, day: ReceptionDay, by, now) -> Schedule:
    """A day of a draft is not to be."""
    schedule = _draft(day.schedule)
    ReceptionDay.objects.filter(pk=day.pk, schedule=schedule).delete()
    return schedule


@act(gettext_lazy("Bỏ bản thảo lịch tiếp công dân"), on="schedule")
def discard(*, schedule: Schedule, by, now) -> None:
    """A draft is not to be; what was published is never discarded."""
    _draft(schedule).delete()


# -- approved, published -----------------------------------------------------------------------------------------------
@act(gettext_lazy("Duyệt lịch tiếp công dân"), on="schedule")
def approve(*, schedule: Schedule, by, now) -> Schedule:
    """The chair's word. Raises Refused where a week or month has fewer of the chair's days than the law asks, and there
    are working days left for more.
    """
    schedule = _held(schedule, ScheduleState.APPROVED)
    if not schedule.days.exists():
        raise Refused(_("Lịch chưa có ngày nào. Hãy thêm ngày trước khi duyệt."))
    today = timezone.localdate(now)
    for kept in queries.chairs_time(schedule.commune, schedule.first_on, schedule.last_on, today, with_draft=schedule):
        if kept.standing == Standing.SHORT and queries.has_room(schedule.commune, kept, today):
            raise Refused(words.short(kept))
    schedule.state, schedule.approved_at, schedule.approved_by = ScheduleState.APPROVED, now, by
    schedule.save(update_fields=["state", "approved_at", "approved_by"])
    return schedule


@act(gettext_lazy("Đưa lịch tiếp công dân về soạn lại"), on="schedule")
def return_to_draft(*, schedule: Schedule, by, now) -> Schedule:
    """An approved schedule that nobody outside has seen may be put right."""
    schedule = _held(schedule, ScheduleState.DRAFT)
    schedule.state, schedule.approved_at, schedule.approved_by = ScheduleState.DRAFT, None, None
    schedule.save(update_fields=["state", "approved_at", "approved_by"])
    return schedule


@act(gettext_lazy("Công bố lịch tiếp công dân"), on="schedule")
def publish(*, schedule: Schedule, accept_late: bool = False, by, now) -> Schedule:
    """Told on the web, ordered onto the boards of the headquarters, written into the register (Art. 24.2, 24.4).

    Raises Refused for a day that is over, and without `accept_late` for days that are nearer than five working days;
    with it those are published and marked as posted too late.
    """
    schedule = _held(schedule, ScheduleState.PUBLISHED)
    today, commune = timezone.localdate(now), schedule.commune
    days = list(schedule.days.select_related("commune"))
    if gone := [day for day in days if day.on <= today]:
        raise Refused(
            _("Lịch còn ngày đã đến hoặc đã qua (%(days)s). Hãy đưa về soạn lại và bỏ ngày ấy.")
            % {"days": ", ".join(written(day.on) for day in gone)}
        )
    for day in days:
        _reckon_posting(day, today)
    late = [day for day in days if day.late]
    if late and not accept_late:
        raise Refused(words.too_late(late))
    for day in days:
        day.published_on, day.published_at = today, now
        save_day(day)
    schedule.state, schedule.published_on, schedule.published_at = ScheduleState.PUBLISHED, today, now
    schedule.save(update_fields=["state", "published_on", "published_at"])
    _post(schedule, days, today, now=now)
    with override(LANGUAGE):
        register.append(
            commune=commune.slug, event="petitions.schedule_published", subject=schedule.subject,
            unit=root_unit(commune).name, on=today, public={
                "title": words.schedule_title(schedule), "first_on": schedule.first_on, "last_on": schedule.last_on,
                "days": [day.on for day in days], "late": [day.on for day in late], "path": PATH,
            },
        )  # fmt: skip
    return schedule


@act(gettext_lazy("Thêm buổi tiếp công dân đột xuất"), on="result")
def add_urgent_day(*, commune: Commune, values: dict, by, now) -> ReceptionDay:
    """The chair receives because a matter presses (Law 42/2013, Art. 18.3): published at once, no five days ahead."""
    today = timezone.localdate(now)
    day = ReceptionDay(commune=commune, **{**values, "whose": Whose.URGENT}, published_on=today, published_at=now)
    if day.on < today:
        raise Refused(_("Ngày tiếp không được trước hôm nay."))
    save_day(day)
    with override(LANGUAGE):
        register.append(
            commune=commune.slug, event="petitions.day_added", subject=day.subject, unit=root_unit(commune).name,
            on=today, public={"title": written(day.on), "on": day.on, "path": PATH},
        )  # fmt: skip
    return day


# -- parts of the acts -------------------------------------------------------------------------------------------------
def _post(schedule: Schedule, days: list[ReceptionDay], today: datetime.date, *, now) -> None:
    in_time = [day.post_by for day in days if day.post_by and day.post_by >= today]
    rule = queries.reckon(schedule.commune, rules.POSTED, days[0].on)
    with override(LANGUAGE):
        channels.announce(
            commune=schedule.commune, unit=root_unit(schedule.commune), subject=schedule.subject,
            group=schedule.subject, title=words.schedule_title(schedule), summary=words.schedule_summary(days),
            path=PATH, short_path=f"{schedule.commune.slug}/{PATH.rstrip('/')}", on=today,
            put_up_by=min(in_time, default=today), citation=rule.citation if rule else "",
            hangs_days=max((schedule.last_on - today).days, 1), only_headquarters=True, now=now,
        )  # fmt: skip


def _reckon_posting(day: ReceptionDay, today: datetime.date) -> None:
    """By when the day has to be posted (Art. 24.4), and whether that is over."""
    if found := queries.reckon(day.commune, rules.POSTED, day.on):
        day.post_by, day.explanation, day.late = found.due_on, found.explanation, today > found.due_on


def _check_day(day: ReceptionDay, schedule: Schedule, *, today: datetime.date) -> None:
    if not schedule.first_on <= day.on <= schedule.last_on:
        raise Refused(
            _("Ngày phải trong kỳ của lịch: %(first)s – %(last)s.")
            % {"first": written(schedule.first_on), "last": written(schedule.last_on)}
        )
    check_open(day, today=today)


def check_open(day: ReceptionDay, *, today: datetime.date) -> None:
    """Raises Refused on a day that is over or off, or with hours in which nobody can be received."""
    if day.on <= today:
        raise Refused(_("Ngày tiếp phải sau hôm nay."))
    if why := calendar_of(day.commune).is_day_off(day.on):
        raise Refused(_("Ngày %(day)s là ngày nghỉ (%(why)s). Hãy chọn ngày làm việc.") % {
            "day": written(day.on), "why": why,
        })  # fmt: skip
    if not rules.slots(day.begins, day.ends, day.minutes):
        raise Refused(_("Giờ kết thúc phải sau giờ bắt đầu ít nhất một lượt."))


def save_day(day: ReceptionDay) -> ReceptionDay:
    """Saves the day. Raises Refused when its receiver sits at that hour already."""
    try:
        with transaction.atomic():
            day.save()
    except IntegrityError as error:
        raise Refused(_("Người này đã có buổi tiếp vào ngày giờ đó.")) from error
    return day


def _held(schedule: Schedule, to: ScheduleState) -> Schedule:
    schedule = locked(Schedule.objects.select_related("commune")).get(pk=schedule.pk)
    if to not in SCHEDULE_NEXT[ScheduleState(schedule.state)]:
        raise Stale(_("Lịch đang ở bước “%(state)s”. Hãy tải lại trang.") % {"state": schedule.get_state_display()})
    return schedule


def _draft(schedule: Schedule | None) -> Schedule:
    if schedule is None:
        raise Refused(_("Buổi tiếp đột xuất không thuộc lịch nào, không sửa được."))
    schedule = locked(Schedule.objects.select_related("commune")).get(pk=schedule.pk)
    if schedule.state != ScheduleState.DRAFT:
        raise Stale(_("Lịch đã duyệt hoặc công bố nên không sửa ở đây. Hãy tải lại trang."))
    return schedule
