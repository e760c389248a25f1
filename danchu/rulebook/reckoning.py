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
from .errors import BadFact, NoDeadline, UnknownFigure
from .model import Period, Reckon, Rule, Unit

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
    `amount` counts `unit` and includes extensions (None for a day of the year or a period), save an extension in
    another unit, which is in `further`; `binding` is False when the law names no day, so that nothing is ever late;
    `evidence` is the weaker of the rule's and of the calendar's days that mattered.
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
    further: tuple[int, Unit] | None = None
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
    Raises NoDeadline (UnknownFigure where the figure was never found), BadFact.
    """
    if rule.evidence is Evidence.UNKNOWN:
        raise UnknownFigure(f"{rule.id} ({rule.citation}): {rule.text}. Chưa tìm thấy con số nên không tính thay.")
    if rule.reckon is None or rule.unit is None:
        raise NoDeadline(f"{rule.id} ({rule.citation}) không ấn định thời hạn tính bằng ngày.")
    known = fact_table.check(facts)
    for key, values in rule.applies.items():
        if key in facts and known[key] not in values:
            raise BadFact(f"{rule.id} không áp dụng cho {key} = {known[key]}; chỉ áp dụng cho {', '.join(values)}.")
    length = _length(rule, known)
    clock = _Clock(calendar, fact_table.suspensions(known))
    forward = rule.reckon in (Reckon.LIMIT, Reckon.MINIMUM) and length.unit is not Unit.HOURS
    if clock.suspensions and not forward:
        raise BadFact(f"{rule.id} không có thời hạn chạy tới trước nên không tạm dừng được.")
    try:
        unrolled, last = _last_day(rule, start, length, known, clock)
    except (OverflowError, ValueError):
        raise BadFact(f"Ngày {start:%d/%m/%Y} quá xa, không tính được thời hạn.") from None
    seen = _days_that_mattered(rule, start, length, unrolled, last)
    calendar_evidence = calendar.evidence(*seen) if seen else Evidence.CONFIRMED
    return Due(
        rule=rule,
        citation=rule.citation,
        start=start,
        due=last,
        unrolled=unrolled,
        unit=length.unit,
        amount=length.amount,
        reckon=rule.reckon,
        skipped=tuple(sorted(clock.skipped)),
        evidence=weakest(rule.evidence, calendar_evidence),
        binding=rule.binding and rule.reckon is not Reckon.PERIOD,
        extensions=length.extensions,
        further=length.further,
        suspensions=clock.suspensions,
        calendar_confirmed=calendar_evidence is Evidence.CONFIRMED,
    )


class _Length(NamedTuple):
    """How long a rule runs under the given facts: extensions in the same unit are in `amount`, others in `further`."""

    amount: int | None
    unit: Unit
    extensions: int = 0
    further: tuple[int, Unit] | None = None


def _length(rule: Rule, known: Mapping[str, str]) -> _Length:
    timed = isinstance(rule.value, int) and rule.reckon not in (Reckon.DAY, Reckon.PERIOD)
    amount = rule.value if timed and isinstance(rule.value, int) else None
    unit, extension = rule.unit or Unit.CALENDAR_DAYS, rule.extension
    fitting = [variant for variant in rule.variants if fact_table.hold(variant.when, known)]
    if fitting:
        best = max(fitting, key=lambda variant: (len(variant.when), fact_table.exact(variant.when, known)))
        amount, unit, extension = best.value, best.unit or unit, best.extension or extension
    times = int(known["extensions"])
    if times == 0 or amount is None:
        if times:
            raise BadFact(f"{rule.id} không cho gia hạn.")
        return _Length(amount, unit)
    if extension is None:
        raise BadFact(f"{rule.id} không cho gia hạn.")
    if times > extension.max:
        raise BadFact(f"{rule.id} chỉ cho gia hạn {extension.max} lần với dữ kiện đã nêu.")
    more = times * extension.value
    if extension.unit in (None, unit):
        return _Length(amount + more, unit, times)
    return _Length(amount, unit, times, (more, extension.unit))


def _last_day(rule: Rule, start: date, length: _Length, known: Mapping[str, str], clock: _Clock) -> tuple[date, date]:
    """The last day before and after rolling."""
    match rule.reckon:
        case Reckon.DAY:
            day = _next_day_of_year(rule, start)
            return day, day
        case Reckon.ONCE:
            return _the_one_day(rule, start)
        case Reckon.PERIOD:
            day = period_end(_period(rule, known), start)
            return day, day
    if length.amount is None:
        raise NoDeadline(f"{rule.id} không có số ngày.")
    if length.unit is Unit.HOURS:
        day = start + timedelta(days=-(-length.amount // 24))
        return day, day
    backwards = rule.reckon is Reckon.BEFORE
    day = _run(start, length.amount, length.unit, clock, backwards=backwards)
    unit = length.unit
    if length.further:
        more, unit = length.further
        day = _run(day, more, unit, clock)
    rolls = rule.reckon is Reckon.LIMIT and unit is not Unit.CONSECUTIVE_DAYS
    return day, clock.roll(day) if rolls else day


def _run(start: date, amount: int, unit: Unit, clock: _Clock, *, backwards: bool = False) -> date:
    if unit in (Unit.MONTHS, Unit.YEARS):
        months = amount * 12 if unit is Unit.YEARS else amount
        return add_months(start, -months) if backwards else clock.walk_months(start, months)
    step = -_ONE_DAY if backwards else _ONE_DAY
    return clock.walk(start, amount, working=unit is Unit.WORKING_DAYS, step=step)


def _period(rule: Rule, known: Mapping[str, str]) -> Period:
    """The period of the rule; where it has several ("each quarter, half year, year") the fact `period` chooses."""
    several = rule.value if rule.unit is Unit.PERIOD and isinstance(rule.value, tuple) else (rule.period,)
    wanted = known.get("period", several[0])
    if "period" in known and wanted not in several:
        raise BadFact(f"{rule.id} không có kỳ {wanted}; chỉ có {', '.join(str(each) for each in several)}.")
    return Period(str(wanted))


def _the_one_day(rule: Rule, start: date) -> tuple[date, date]:
    if not isinstance(rule.value, date):
        raise NoDeadline(f"{rule.id} không có ngày.")
    if start > rule.value:
        raise BadFact(f"Hạn {rule.value:%d/%m/%Y} của {rule.id} đã qua trước ngày {start:%d/%m/%Y}.")
    return rule.value, rule.value


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


def _days_that_mattered(
    rule: Rule, start: date, length: _Length, unrolled: date, last: date
) -> tuple[date, date] | None:
    """The span of days whose being off or worked decided the result; None when the calendar played no part."""
    if length.unit is Unit.WORKING_DAYS:
        return (last, start - _ONE_DAY) if last < start else (start + _ONE_DAY, last)
    if rule.reckon is Reckon.LIMIT and length.unit not in (Unit.CONSECUTIVE_DAYS, Unit.HOURS):
        return unrolled, last
    return None


def period_bounds(period: Period, day: date) -> tuple[date, date]:
    """First and last day of the week, month, quarter, half year or year that holds `day`.

    A week runs from Monday to Sunday; a session counts as its half year.
    """
    if period is Period.WEEK:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if period is Period.YEAR:
        first, last = 1, 12
    elif period is Period.MONTH:
        first = last = day.month
    elif period is Period.QUARTER:
        first = (day.month - 1) // 3 * 3 + 1
        last = first + 2
    else:
        first, last = (1, 6) if day.month <= 6 else (7, 12)
    return date(day.year, first, 1), last_day_of_month(day.year, last)


def period_end(period: Period, day: date) -> date:
    return period_bounds(period, day)[1]
