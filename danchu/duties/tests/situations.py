"""Duties brought about by the real services, for the tests."""

import datetime

from django.utils import timezone

from danchu.duties import services
from danchu.duties.states import Mode, Source


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def moment(text: str) -> datetime.datetime:
    """Eight in the morning of a day, local time."""
    return timezone.make_aware(datetime.datetime.combine(day(text), datetime.time(8)))


def owe(cast, unit, key: str, due: str | None, *, title="", now="2026-01-05", **other):
    """A duty of the plan, unless told otherwise."""
    values = {"source": Source.PLAN, "mode": Mode.ASSIGN, "subject": f"plans.occurrence:{abs(hash(key)) % 10**6}"}
    return services.owe(
        commune=cast.commune, unit=unit, key=key, title=title or f"Việc {key}",
        due_on=day(due) if due else None, now=moment(now), **values | other,
    )  # fmt: skip


def law(cast, on: str, **_):
    """The duties of the law as the clock makes them on a day."""
    return services.generate_law_duties(commune=cast.commune, on=day(on), now=moment(on))
