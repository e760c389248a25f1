"""The reception of citizens: the chair's weeks and months, proposed days, slots, representatives. Pure functions."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from danchu import rulebook
from danchu.core.calendar import Calendar, last_day_of_month
from danchu.petitions.states import DayState, Standing
from danchu.rulebook import Rule

CHAIR = "TCD-136-chair"  # its family holds the figure of before 1 July 2026 too
CHAIRS_FAMILY = "chair-reception"
POSTED = "TCD-24-4"
REPLY = "TCD-28-1"
NOTICE = "ND154-04-3"
REPRESENTATIVES = "TCD-29"
CONCLUSION = "ND154-25-2"
REGISTER = "ND154-M03"
_ONE_DAY = datetime.timedelta(days=1)
GROUP = 5  # from so many people on Art. 29 says how many may speak for them


@dataclass(frozen=True)
class Stretch:
    """A week or a month in which the chair receives at least `needed` days in person, under `rule`."""

    first: datetime.date
    last: datetime.date
    needed: int
    rule: Rule


def stretches(first: datetime.date, last: datetime.date, calendar: Calendar) -> list[Stretch]:
    """The chair's whole weeks and months that end within first…last, each by the law of its days.

    Until 30 June 2026 weeks (Law 42/2013, Art. 15.2.d), since then months (Law 136/2025). A week or month that lies
    only partly in its rule's time is asked of nobody; where fewer days are worked than are asked, those are asked.
    """
    found, at = [], first
    while at <= last:
        rule = rulebook.find(CHAIR, on=at)
        begins, ends = _around(at, rule)
        whole = rule.in_force(begins) and rule.in_force(ends)
        if whole and ends <= last:
            needed = min(_needed(rule), calendar.count_working_days(begins, ends))
            found.append(Stretch(begins, ends, needed, rule))
        at = ends + _ONE_DAY
        if rule.valid_to and at > rule.valid_to + _ONE_DAY:
            at = rule.valid_to + _ONE_DAY
    return found


def _around(day: datetime.date, rule: Rule) -> tuple[datetime.date, datetime.date]:
    if rule.period == rulebook.Period.WEEK:
        monday = day - datetime.timedelta(days=day.weekday())
        return monday, monday + datetime.timedelta(days=6)
    return day.replace(day=1), last_day_of_month(day.year, day.month)


def _needed(rule: Rule) -> int:
    return rule.value if isinstance(rule.value, int) else 0


def around(day: datetime.date, calendar: Calendar) -> Stretch | None:
    """The week or month of the chair in which a day lies; None where it lies only partly in its rule's time."""
    begins, ends = _around(day, rulebook.find(CHAIR, on=day))
    return next((one for one in stretches(begins, ends, calendar) if one.first <= day <= one.last), None)


def standing(stretch: Stretch, held: int, ahead: int, today: datetime.date) -> Standing:
    """How the chair's week or month stands: `held` days in person, `ahead` still planned."""
    if held >= stretch.needed:
        return Standing.KEPT
    if stretch.last < today:
        return Standing.MISSED
    return Standing.PLANNED if held + ahead >= stretch.needed else Standing.SHORT


@dataclass(frozen=True)
class Proposed:
    """A day proposed; `instead_of`: the usual day, which is off for the reason `why`."""

    on: datetime.date
    instead_of: datetime.date | None = None
    why: str = ""


def propose(
    first: datetime.date, last: datetime.date, calendar: Calendar, *, weekday: int, weeks: Sequence[int] = (1, 3)
) -> list[Proposed]:
    """The chair's days in first…last: in a week its `weekday` (0 is Monday), in a month those of its `weeks`.

    A day off gives way to the nearest working day of the same week or month; a week without a working day has none.
    Never fewer than are asked, as far as there are working days.
    """
    found: list[Proposed] = []
    for stretch in stretches(first, last, calendar):
        usual = [
            day for day in _days(stretch.first, stretch.last)
            if day.weekday() == weekday and (stretch.needed < 2 or (day.day - 1) // 7 + 1 in weeks)
        ]  # fmt: skip
        taken: set[datetime.date] = set()
        for day in usual:
            if not first <= day <= last:
                continue
            on = _nearest(day, stretch, calendar, taken)
            if on is None:
                continue
            taken.add(on)
            found.append(Proposed(on) if on == day else Proposed(on, day, calendar.is_day_off(day) or ""))
        for day in _days(max(stretch.first, first), min(stretch.last, last)):
            if len(taken) >= stretch.needed:
                break
            if calendar.is_working_day(day) and day not in taken:
                taken.add(day)
                found.append(Proposed(day))
    return sorted(found, key=lambda one: one.on)


def _nearest(
    day: datetime.date, stretch: Stretch, calendar: Calendar, taken: Collection[datetime.date]
) -> datetime.date | None:
    for away in range((stretch.last - stretch.first).days + 1):
        for at in (day + datetime.timedelta(days=away), day - datetime.timedelta(days=away)):
            if stretch.first <= at <= stretch.last and calendar.is_working_day(at) and at not in taken:
                return at
    return None


def _days(first: datetime.date, last: datetime.date) -> Iterable[datetime.date]:
    return (first + datetime.timedelta(days=n) for n in range((last - first).days + 1))


# -- the day -----------------------------------------------------------------------------------------------------------
def slots(begins: datetime.time, ends: datetime.time, minutes: int) -> list[datetime.time]:
    """The moments at which people may be booked: every so many minutes, the last one wholly before the end."""
    start, stop = begins.hour * 60 + begins.minute, ends.hour * 60 + ends.minute
    if minutes <= 0:
        return []
    return [datetime.time(at // 60, at % 60) for at in range(start, stop - minutes + 1, minutes)]


def kept(states: Iterable[tuple[DayState, bool | None]]) -> int:
    """Of the chair's days how many were held in person: a deputy in the chair's place does not count (L136/2025)."""
    return sum(state == DayState.HELD and bool(in_person) for state, in_person in states)


# -- people ------------------------------------------------------------------------------------------------------------
def representatives(people: int, on: datetime.date) -> tuple[int, int] | None:
    """How many may speak for so many people who come with one matter, fewest and most; None where the law is silent.

    Law 42/2013, Art. 29: five to ten people send one or two, more than ten at most five.
    """
    if people < GROUP:
        return None
    bounds = rulebook.find(REPRESENTATIVES, on=on).parts["từ 5 đến 10 người" if people <= 10 else "trên 10 người"]
    low, high = bounds if isinstance(bounds, tuple) else (bounds, bounds)
    return int(low), int(high)


def grounds(on: datetime.date) -> list[Rule]:
    """The grounds on which a person might be refused reception on a day (Law 42/2013, Art. 9; Decree 154/2026, 4.1)."""
    return [
        rule for rule in rulebook.rules_on(on) if rule.topic.startswith("tiep_dan.") and rule.details.get("refusal")
    ]


def needs_notice(ground: Rule) -> bool:
    """Whether a refusal on this ground is told in writing by the head (Decree 154/2026, Art. 4.3)."""
    return bool(ground.details.get("notice"))
