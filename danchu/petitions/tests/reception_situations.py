"""Situations of the reception of citizens, reached by calling the services."""

import datetime

from django.utils import timezone

from danchu.intake.states import Way
from danchu.petitions.models import Booking, ReceptionDay, Schedule, Visit
from danchu.petitions.services import reception
from danchu.petitions.states import Kind, Whose


def at(text: str, hour: int = 9) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{text} {hour:02}:00").replace(tzinfo=timezone.get_default_timezone())


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def draft(cast, first: str = "2026-07-01", last: str = "2026-09-30", *, on: str = "2026-06-15", weekday: int = 3):
    """The third quarter of 2026, the chair on Thursdays of the first and third week."""
    return reception.draft_schedule(
        commune=cast.commune, first_on=day(first), last_on=day(last), hours="Giờ hành chính các ngày làm việc",
        weekday=weekday, weeks=(1, 3), begins=datetime.time(7, 30), ends=datetime.time(9, 30), minutes=30,
        place="Phòng tiếp công dân, trụ sở xã", receiver="Chủ tịch Ủy ban nhân dân xã", by=cast.clerk, now=at(on),
    )  # fmt: skip


def published(cast, **options) -> Schedule:
    """The same, approved and published; July's days are 2 and 16, August's 6 and 20."""
    on = options.get("on", "2026-06-15")
    schedule = reception.approve(schedule=draft(cast, **options), by=cast.chair, now=at(on))
    return reception.publish(schedule=schedule, by=cast.clerk, now=at(on))


def the_day(on: str) -> ReceptionDay:
    return ReceptionDay.objects.select_related("commune").get(on=day(on))


def other_day(**values) -> dict:
    """What a day of another receiver is."""
    return {
        "whose": Whose.OTHER, "receiver": "Bí thư Đảng ủy xã", "on": day("2026-07-21"), "begins": datetime.time(8),
        "ends": datetime.time(10), "place": "Trụ sở Đảng ủy xã", "minutes": 30, **values,
    }  # fmt: skip


def booked(chosen: ReceptionDay, number: int = 1, *, on: str = "2026-07-01", key: str = "khóa", **options) -> Booking:
    issued = reception.book(
        day=chosen, number=number, way=Way.ONLINE, form_key=key, now=at(on), about="Đường vào bản", **options
    )
    return Booking.objects.get(receipt=issued.receipt)


def heard(cast, on: str = "2026-07-02", *, key: str = "lượt", subjects=(), speakers: int = 0, **values) -> Visit:
    """Somebody was received by the clerk."""
    options = {name: values.pop(name) for name in ("day", "booking") if name in values}
    filled = {
        "name": "Người Đến Một", "address": "bản Nà Mẫu", "about": "Đường vào bản lầy lội", "kind": Kind.FEEDBACK,
        "people": 1, "is_ours": True, "received_by": cast.clerk, "read_back": "agreed", **values,
    }  # fmt: skip
    return reception.receive(
        commune=cast.commune, values=filled, form_key=key, subjects=subjects, speakers=speakers, by=cast.clerk,
        now=at(on), **options,
    )  # fmt: skip
