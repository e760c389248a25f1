"""On which days and times something is read out, and which village has heard it: pure functions of days."""

import datetime
import re
from collections.abc import Iterable

from danchu.channels.rules import ONE_DAY

LEAST_DAYS = 3  # consecutive, Law 10/2022, Art. 13.3
HEADS_WITHIN = datetime.timedelta(days=3)  # a measure of our own for reminders; the law gives village heads no day
_TIME = re.compile(r"([01]?\d|2[0-3])\s*(?::|h|g|giờ)\s*([0-5]\d)?")


def times_of(text: str) -> tuple[datetime.time, ...]:
    """The times written in a station's settings: "5h30, 17:00" → 5.30 and 17.00, in order, each once.

    Raises ValueError, its message the part that is no time.
    """
    found = set()
    for part in filter(None, (each.strip() for each in re.split(r"[,;]|\s+và\s+", text))):
        match = _TIME.fullmatch(part)
        if match is None:
            raise ValueError(part)
        found.add(datetime.time(int(match[1]), int(match[2] or 0)))
    return tuple(sorted(found))


def written(times: Iterable[datetime.time]) -> str:
    """Times as a station's settings keep them: "05:30, 17:00"."""
    return ", ".join(f"{each:%H:%M}" for each in times)


def proposed_days(today: datetime.date, least: int) -> tuple[datetime.date, ...]:
    """The consecutive days from tomorrow on, at least three (Art. 13.3): today's sheet is seldom still in time."""
    return tuple(today + number * ONE_DAY for number in range(1, max(least, LEAST_DAYS) + 1))


def longest_run(days: Iterable[datetime.date]) -> int:
    """The longest run of consecutive days among `days`."""
    days, best = set(days), 0
    for day in days:
        if day - ONE_DAY not in days:
            length = 1
            while day + length * ONE_DAY in days:
                length += 1
            best = max(best, length)
    return best


def days_missing(
    aired: Iterable[datetime.date], planned: Iterable[datetime.date], least: int, today: datetime.date
) -> tuple[datetime.date, ...]:
    """The days to add so that `least` consecutive days can still be reached: () when the plan reaches them already.

    `aired` were confirmed, `planned` wait (those before today for somebody's word). A run that reaches yesterday or
    today is carried on; where a day was missed the run begins anew, for the law asks for consecutive days.
    """
    reachable = set(aired) | set(planned)
    if longest_run(reachable) >= least:
        return ()
    last = max((day for day in reachable if day >= today - ONE_DAY), default=today)
    length = 0
    while last - length * ONE_DAY in reachable:
        length += 1
    return tuple(last + number * ONE_DAY for number in range(1, least - length + 1))
