"""From a rule and the day of an event to the last day, with every day that was passed over.

Civil Code Art. 147 (the day of the event is not counted) and Art. 148 (months; a last day off rolls to the next working
day).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from danchu.core.calendar import Calendar, Evidence, add_months, last_day_of_month, weakest

from . import facts as fact_table
from .errors import BadFact, NoDeadline
from .model import Extension, Period, Reckon, Rule, Unit

SUSPENDED = "Tạm dừng tính thời hạn"
_ONE_DAY = timedelta(days=1)


class Skipped(NamedTuple):
    """A day that did not count, or that a last day rolled over, with its reason in words."""

    date: date
    why: str


@dataclass(frozen=True, slots=True)
class Due:
    """A last day that explains itself.

    `start` is the event's day; `due` the last day (until 24:00, Art. 148.6); `unrolled` the last day before rolling;
    `amount` counts `unit` and includes extensions (None for a day of the year or a period); `binding` is False when the
    law names no day, so that nothing is ever late; `evidence` is the weaker of the rule's and of the calendar's days
    that mattered.
    """

    rule: Rule
    citation: str
    start: date
    due: date
    unrolled: date
    unit: Unit
    amount: int | None
    reckon: Reckon
    skipped: tuple[Skipped, ...]
    evidence: Evidence
    binding: bool = True
    extensions: int = 0
    suspensions: tuple[fact_table.Span, ...] = ()
    calendar_confirmed: bool = True


class _Clock:
    """Walks from the event over the days, and keeps what it passes over."""

    def __init__(self, calendar: Calendar, suspensions: tuple[fact_table.Span, ...]) -> None:
        self.calendar = calendar
        self.suspensions = suspensions
        self.skipped: list[Skipped] = []

    def stands_still(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.suspensions)

    def pass_over(self, day: date, *, working: bool) -> bool:
        why = SUSPENDED if self.stands_still(day) else self.calendar.is_day_off(day) if working else None
        if why:
            self.skipped.append(Skipped(day, why))
        return bool(why)

    def walk(self, day: date, amount: int, *, working: bool, step: timedelta = _ONE_DAY) -> date:
        while amount:
            day += step
            amount -= not self.pass_over(day, working=working)
        return day

    def walk_months(self, day: date, months: int) -> date:
        end = add_months(day, months)
        lost = 0
        while day < end:
            day += _ONE_DAY
            lost += self.pass_over(day, working=False)
        return self.walk(end, lost, working=False)

    def roll(self, day: date) -> date:
        while self.pass_over(day, working=True):
            day += _ONE_DAY
        return day


def due(rule: Rule, start: date, facts: Mapping[str, str], calendar: Calendar) -> Due:
    """The last day of `rule` for an event on `start`.

    For a limit counted backwards `start` is the day of the act that it precedes; for a day of the year, the day from
    which the next one is sought; for a period, any day in it. `facts` as in `facts.ALLOWED`, and `suspensions`.
    Raises NoDeadline, BadFact.
    """
    if rule.reckon is None or rule.unit is None:
        raise NoDeadline(f"{rule.id} ({rule.citation}) không ấn định thời hạn tính bằng ngày.")
    known = fact_table.check(facts)
    for key, values in rule.applies.items():
        if key in known and known[key] not in values:
            raise BadFact(f"{rule.id} không áp dụng cho {key} = {known[key]}; chỉ áp dụng cho {', '.join(values)}.")
    amount, extensions = _amount(rule, known)
    clock = _Clock(calendar, fact_table.suspensions(known))
    forward = rule.reckon in (Reckon.LIMIT, Reckon.MINIMUM)
    if clock.suspensions and not forward:
        raise BadFact(f"{rule.id} không có thời hạn chạy tới trước nên không tạm dừng được.")
    try:
        unrolled, last = _last_day(rule, start, amount, clock)
    except (OverflowError, ValueError):
        raise BadFact(f"Ngày {start:%d/%m/%Y} quá xa, không tính được thời hạn.") from None
    skipped = tuple(sorted(clock.skipped))
    seen = _days_that_mattered(rule, start, unrolled, last)
    calendar_evidence = calendar.evidence(*seen) if seen else Evidence.CONFIRMED
    return Due(
        rule=rule,
        citation=rule.citation,
        start=start,
        due=last,
        unrolled=unrolled,
        unit=rule.unit,
        amount=amount,
        reckon=rule.reckon,
        skipped=skipped,
        evidence=weakest(rule.evidence, calendar_evidence),
        binding=rule.binding and rule.reckon is not Reckon.PERIOD,
        extensions=extensions,
        suspensions=clock.suspensions,
        calendar_confirmed=calendar_evidence is Evidence.CONFIRMED,
    )


def _amount(rule: Rule, known: Mapping[str, str]) -> tuple[int | None, int]:
    if not isinstance(rule.value, int) or rule.reckon in (Reckon.DAY, Reckon.PERIOD):
        value, extension = None, None
    else:
        value, extension = rule.value, rule.extension
    fitting = [v for v in rule.variants if all(known.get(key) == want for key, want in v.when.items())]
    if value is not None and fitting:
        best = max(fitting, key=lambda variant: len(variant.when))
        value, extension = best.value, best.extension or rule.extension
    times = int(known["extensions"])
    if times and extension is None:
        raise BadFact(f"{rule.id} không cho gia hạn.")
    if times and extension is not None and times > extension.max:
        raise BadFact(f"{rule.id} chỉ cho gia hạn {extension.max} lần.")
    return _extended(value, extension, times), times


def _extended(value: int | None, extension: Extension | None, times: int) -> int | None:
    return value if value is None or extension is None else value + times * extension.value


def _last_day(rule: Rule, start: date, amount: int | None, clock: _Clock) -> tuple[date, date]:
    """The last day before and after rolling."""
    if rule.reckon is Reckon.DAY:
        day = _next_day_of_year(rule, start)
        return day, day
    if rule.reckon is Reckon.PERIOD:
        day = period_end(rule.period or Period.YEAR, start)
        return day, day
    if amount is None:
        raise NoDeadline(f"{rule.id} không có số ngày.")
    backwards = rule.reckon is Reckon.BEFORE
    in_months = rule.unit in (Unit.MONTHS, Unit.YEARS)
    months = amount * 12 if rule.unit is Unit.YEARS else amount
    if in_months and backwards:
        day = add_months(start, -months)
    elif in_months:
        day = clock.walk_months(start, months)
    else:
        step = -_ONE_DAY if backwards else _ONE_DAY
        day = clock.walk(start, amount, working=rule.unit is Unit.WORKING_DAYS, step=step)
    rolls = rule.reckon is Reckon.LIMIT and rule.unit is not Unit.CONSECUTIVE_DAYS
    return day, clock.roll(day) if rolls else day


def _next_day_of_year(rule: Rule, start: date) -> date:
    """The next last day on or after `start`; "before day X" ends the day before X and never rolls."""
    days = rule.value if isinstance(rule.value, tuple) else (rule.value,)
    found = []
    for year in (start.year, start.year + 1):
        for text in days:
            month, day = (int(part) for part in str(text).split("-"))
            last = min(
                date(year, month, min(day, 28)) + timedelta(days=max(day - 28, 0)), last_day_of_month(year, month)
            )
            found.append(last - _ONE_DAY if rule.op == "<" else last)
    return min(day for day in found if day >= start)


def _days_that_mattered(rule: Rule, start: date, unrolled: date, last: date) -> tuple[date, date] | None:
    """The span of days whose being off or worked decided the result; None when the calendar played no part."""
    if rule.unit is Unit.WORKING_DAYS:
        return (last, start - _ONE_DAY) if last < start else (start + _ONE_DAY, last)
    if rule.reckon is Reckon.LIMIT and rule.unit is not Unit.CONSECUTIVE_DAYS:
        return unrolled, last
    return None


def period_bounds(period: Period, day: date) -> tuple[date, date]:
    """First and last day of the quarter, half year or year that holds `day`. A session counts as its half year."""
    if period is Period.YEAR:
        first, last = 1, 12
    elif period is Period.QUARTER:
        first = (day.month - 1) // 3 * 3 + 1
        last = first + 2
    else:
        first, last = (1, 6) if day.month <= 6 else (7, 12)
    return date(day.year, first, 1), last_day_of_month(day.year, last)


def period_end(period: Period, day: date) -> date:
    return period_bounds(period, day)[1]
