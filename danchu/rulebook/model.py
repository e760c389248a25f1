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
    HOURS = "hours"
    PERMANENT = "permanent"
    TIMES = "times"
    TIMES_PER_YEAR = "times_per_year"
    DAYS_PER_WEEK = "days_per_week"
    DAYS_PER_MONTH = "days_per_month"
    DAYS_PER_YEAR = "days_per_year"
    YEARS_OF_AGE = "years_of_age"
    HOUSEHOLDS = "households"
    PEOPLE = "people"
    BALLOTS_PER_HOUSEHOLD = "ballots_per_household"
    CRITERIA = "criteria"
    COLUMNS = "columns"
    PERCENT_OF_VOTERS = "percent_of_voters"
    PERCENT_OF_HOUSEHOLDS = "percent_of_households"
    PERCENT_OF_HOUSEHOLD_REPRESENTATIVES = "percent_of_household_representatives"
    PERCENT_OF_ATTENDING_REPRESENTATIVES = "percent_of_attending_representatives"
    PERCENT_OF_ATTENDING_STAFF = "percent_of_attending_staff"
    SHARE_OF_HOUSEHOLD_REPRESENTATIVES = "share_of_household_representatives"  # "2/3"
    SHARE_OF_VILLAGES = "share_of_villages"
    SHARE_OF_STAFF = "share_of_staff"
    POINTS = "points"  # of type
    MILLIMETRES = "millimetres"
    DOTS_PER_INCH = "dots_per_inch"
    DONG = "dong"


class Reckon(StrEnum):
    """How a rule's last day is found from the day it starts with."""

    LIMIT = "limit"  # at most so long after the event; a last day off rolls on, except in consecutive days
    MINIMUM = "minimum"  # at least so long; never shorter, never rolls
    BEFORE = "before"  # so long before the event, at the latest; never later
    TERM = "term"  # a term of office: ends on its own day
    INTERVAL = "interval"  # once in so many months, with no legal day
    DAY = "day"  # a day of each year; with op "<" the last day is the one before
    ONCE = "once"  # one day of the calendar, once and for all
    PERIOD = "period"  # in each quarter, half year or year, with no legal day


class Period(StrEnum):
    WEEK = "week"  # Monday to Sunday
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    SESSION = "session"  # a regular session of the People's Council


@dataclass(frozen=True, slots=True)
class LegalText:
    """A legal text. `until` is the last day it was in force; `replaces` the numbers of texts of this book."""

    law: str
    kind: str
    title: str
    name: str
    effective: date
    source: str
    until: date | None = None
    replaces: tuple[str, ...] = ()

    @property
    def is_commitment(self) -> bool:
        """A plan binds its commune by its own word, not by law."""
        return self.kind == "plan"


@dataclass(frozen=True, slots=True)
class Extension:
    """How far a limit may be lengthened: `value` more units, at most `max` times.

    With a `unit` of its own the further days are counted from the last day of the limit itself (15 working days, then
    15 days).
    """

    value: int
    max: int
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """Another figure of the same rule, perhaps in another unit, when all facts of `when` hold."""

    when: Mapping[str, str]
    value: int
    extension: Extension | None = None
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One dated figure or statement of a legal text, in our own words.

    `article`, `clause`, `point` are texts and may be empty; a clause may be a range ("2-3") or a list ("1,5").
    `valid_to` is the last day in force, None while it lasts. Rows of one `family` are the same rule at different times
    or for different facts (`applies`): of them, a day and facts leave one. `parts` are named figures of a rule that has
    several (margins). `see`: other rows by id. `amends`: the place in an older text whose words it writes anew, by
    which it may be cited too. `further`: a row beside those the law was first collected in.
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
    family: str = ""
    parts: Mapping[str, int | str | tuple[int | str, ...]] = field(default_factory=lambda: EMPTY)
    see: tuple[str, ...] = ()
    amends: str = ""
    further: bool = False

    @property
    def has_figure(self) -> bool:
        """Whether there is something to compute with: a value, named parts, or a way to reckon."""
        measured = self.value is not None or bool(self.parts)
        return self.evidence is not Evidence.UNKNOWN and (measured or self.reckon is not None)

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

    `due` is `rule` (the rule gives the day, counted from the end of the period before), `after` (counted from the end
    of the period itself), `suggested` (the rule names a day but leaves the choice) or `period` (no day at all: never
    late). `only` keeps some periods of the year ("Q1"). `own_period`: the law says "periodically" and the length of the
    period is the commune's.
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
    only: tuple[str, ...] = ()
    own_period: bool = False
    note: str = ""
