"""The duties that come round by law, as concrete occurrences of a year."""

from dataclasses import dataclass
from datetime import date, timedelta

from danchu.core.calendar import Evidence

from .loading import Rulebook
from .lookup import find
from .model import LawDuty, Period, Rule
from .reckoning import Due, due, period_bounds


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One duty in one period.

    `key` is stable ("disclosure-register:2026-Q1"), so that generating twice gives the same. `due` is the legal last
    day when `binding`; else the period's last day or the day the law suggests, the commune's own, and never late.
    `reckoned` explains a day that a rule gave.
    """

    duty: LawDuty
    rule: Rule
    key: str
    period: str
    period_from: date
    period_to: date
    due: date
    binding: bool
    evidence: Evidence
    reckoned: Due | None = None


def law_duties(book: Rulebook, year: int) -> tuple[Occurrence, ...]:
    """Every occurrence whose period lies in `year` and whose rule is in force at the period's end, by last day.

    The staff conference of `year` looks back on the work year before it, which is taken to be the calendar year.
    """
    found = []
    for duty in book.duties:
        for start, end in _periods(duty.every, year):
            if duty.only and not _name(duty.every, start).endswith(duty.only):
                continue
            candidates = [rule for rule in book.rules if rule.id == duty.rule and rule.in_force(end)]
            if candidates and duty.valid_from <= end:
                found.append(_occurrence(book, duty, find(candidates, duty.rule, end, {}), start, end))
    found = [one for one in found if one.due >= one.duty.valid_from]
    return tuple(sorted(found, key=lambda one: (one.due, one.key)))


def _occurrence(book: Rulebook, duty: LawDuty, rule: Rule, start: date, end: date) -> Occurrence:
    reckoned = None
    if duty.due == "rule":
        reckoned = due(rule, start - timedelta(days=1), {}, book.calendar)
    elif duty.due == "after":
        reckoned = due(rule, end, {}, book.calendar)
    elif duty.due == "suggested":
        reckoned = due(rule, start, {}, book.calendar)
    name = _name(duty.every, start)
    return Occurrence(
        duty=duty,
        rule=rule,
        key=f"{duty.id}:{name}",
        period=name,
        period_from=start,
        period_to=end,
        due=reckoned.due if reckoned else end,
        binding=bool(reckoned and reckoned.binding),
        evidence=reckoned.evidence if reckoned else rule.evidence,
        reckoned=reckoned,
    )


def _periods(every: Period, year: int) -> list[tuple[date, date]]:
    months = {Period.YEAR: (1,), Period.QUARTER: (1, 4, 7, 10), Period.MONTH: range(1, 13)}.get(every, (1, 7))
    return [period_bounds(every, date(year, month, 1)) for month in months]


def _name(every: Period, start: date) -> str:
    if every is Period.YEAR:
        return str(start.year)
    if every is Period.QUARTER:
        return f"{start.year}-Q{(start.month + 2) // 3}"
    if every is Period.MONTH:
        return f"{start.year}-M{start.month:02}"
    half = 1 if start.month <= 6 else 2
    return f"{start.year}-{'S' if every is Period.SESSION else 'H'}{half}"
