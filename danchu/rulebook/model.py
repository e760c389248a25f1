"""The shape of the law as data: texts, rules, duties. Frozen; filled by `loading`, never changed after."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from danchu.core.calendar import Evidence

type Value = int | str | date | tuple[int | str, ...] | None
EMPTY: Mapping = MappingProxyType({})


class Unit(StrEnum):
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    CONSECUTIVE_DAYS = "consecutive_days"
    MONTHS = "months"
    YEARS = "years"
    DAY_OF_YEAR = "day_of_year"  # "05-05": month-day
    DATE = "date"
    PERIOD = "period"
    PERMANENT = "permanent"
    TIMES_PER_YEAR = "times_per_year"
    DAYS_PER_YEAR = "days_per_year"
    HOUSEHOLDS = "households"
    PEOPLE = "people"
    BALLOTS_PER_HOUSEHOLD = "ballots_per_household"
    PERCENT_OF_HOUSEHOLDS = "percent_of_households"
    PERCENT_OF_HOUSEHOLD_REPRESENTATIVES = "percent_of_household_representatives"
    PERCENT_OF_ATTENDING_REPRESENTATIVES = "percent_of_attending_representatives"
    PERCENT_OF_ATTENDING_STAFF = "percent_of_attending_staff"
    SHARE_OF_HOUSEHOLD_REPRESENTATIVES = "share_of_household_representatives"  # "2/3"
    SHARE_OF_VILLAGES = "share_of_villages"
    SHARE_OF_STAFF = "share_of_staff"


class Reckon(StrEnum):
    """How a rule's last day is found from the day it starts with."""

    LIMIT = "limit"  # at most so long after the event; a last day off rolls on, except in consecutive days
    MINIMUM = "minimum"  # at least so long; never shorter, never rolls
    BEFORE = "before"  # so long before the event, at the latest; never later
    TERM = "term"  # a term of office: ends on its own day
    INTERVAL = "interval"  # once in so many months, with no legal day
    DAY = "day"  # a day of each year; with op "<" the last day is the one before
    PERIOD = "period"  # in each quarter, half year or year, with no legal day


class Period(StrEnum):
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    SESSION = "session"  # a regular session of the People's Council


@dataclass(frozen=True, slots=True)
class LegalText:
    law: str
    kind: str
    title: str
    name: str
    effective: date
    source: str

    @property
    def is_commitment(self) -> bool:
        """A plan binds its commune by its own word, not by law."""
        return self.kind == "plan"


@dataclass(frozen=True, slots=True)
class Extension:
    """How far a limit may be lengthened: `value` more units, at most `max` times."""

    value: int
    max: int


@dataclass(frozen=True, slots=True)
class Variant:
    """Another figure of the same rule when all facts of `when` hold."""

    when: Mapping[str, str]
    value: int
    extension: Extension | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One dated figure or statement of a legal text, in our own words.

    `article`, `clause`, `point` are texts and may be empty; a clause may be a range ("2-3") or a list ("1,5").
    `valid_to` is the last day in force, None while it lasts.
    """

    id: str
    source_text: LegalText
    article: str
    clause: str
    point: str
    topic: str
    text: str
    valid_from: date
    valid_to: date | None
    evidence: Evidence
    source: str
    value: Value = None
    unit: Unit | None = None
    op: str = ""
    reckon: Reckon | None = None
    period: Period | None = None
    binding: bool = True
    counted_from: str = ""
    actor: str = ""
    note: str = ""
    applies: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: EMPTY)
    variants: tuple[Variant, ...] = ()
    extension: Extension | None = None
    details: Mapping[str, object] = field(default_factory=lambda: EMPTY)

    @property
    def law(self) -> str:
        return self.source_text.law

    @property
    def citation(self) -> str:
        """`10/2022/QH15:12.3`, or the law's number alone for a row about the whole text."""
        place = ".".join(part for part in (self.article, self.clause, self.point) if part)
        return f"{self.law}:{place}" if place else self.law

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class LawDuty:
    """A duty that comes round by law: who owes what, how often, and whether the law names its day.

    `due` is `rule` (the rule gives the day), `suggested` (the rule names a day but leaves the choice) or `period` (no
    day at all: never late). `own_period`: the law says "periodically" and the length of the period is the commune's.
    """

    id: str
    title: str
    rule: str
    owes: str
    to: tuple[str, ...]
    every: Period
    due: str
    valid_from: date
    also: tuple[str, ...] = ()
    own_period: bool = False
    note: str = ""
