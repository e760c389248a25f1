"""Moments of the demonstration: nine in the morning of a day, local time."""

import datetime

from django.utils import timezone


def at(day: str) -> datetime.datetime:
    """`at("2026-03-09")` is nine o'clock that day in Hà Nội."""
    return timezone.make_aware(datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(9)))
