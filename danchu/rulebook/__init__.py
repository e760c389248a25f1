"""The law as dated data, and the arithmetic of its deadlines. Pure: no Django, no clock. See README.md."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from danchu.core.calendar import Calendar, Evidence

from . import lookup, obligations, reckoning
from .errors import Ambiguous, BadDataError, BadFact, NoDeadline, NoFigure, RulebookError, UnknownFigure, UnknownRule
from .facts import ALLOWED as FACTS
from .loading import Rulebook, load
from .measuring import fits
from .model import LawDuty, LegalText, Period, Reckon, Rule, Unit
from .obligations import Occurrence
from .overlay import BadPromise, Overlay, Promise, check_promise, promisable
from .reckoning import Due, Skipped

__all__ = [
    "FACTS",
    "Ambiguous",
    "BadDataError",
    "BadFact",
    "BadPromise",
    "Due",
    "Evidence",
    "LawDuty",
    "LegalText",
    "NoDeadline",
    "NoFigure",
    "Occurrence",
    "Overlay",
    "Period",
    "Promise",
    "Reckon",
    "Rule",
    "Rulebook",
    "RulebookError",
    "Skipped",
    "Unit",
    "UnknownFigure",
    "UnknownRule",
    "all_rules",
    "all_texts",
    "book",
    "by_id",
    "calendar",
    "check_promise",
    "due",
    "find",
    "fits",
    "law_duties",
    "load",
    "promisable",
    "recurring_duties",
    "rules_on",
    "version",
]


@cache
def book() -> Rulebook:
    """The rulebook of the data files, read once. Raises BadDataError when a file is malformed."""
    return load()


def all_rules() -> tuple[Rule, ...]:
    """Every rule of every time, in the order of the files."""
    return book().rules


def all_texts() -> tuple[LegalText, ...]:
    return book().texts


def rules_on(day: date) -> tuple[Rule, ...]:
    """The rules in force on that day."""
    return tuple(rule for rule in book().rules if rule.in_force(day))


def find(ref: str, on: date | None = None, facts: Mapping[str, str] | None = None) -> Rule:
    """The rule that an id (`L10-A12-3`) or a citation (`10/2022/QH15:12.3`) names; see `lookup.find`.

    Raises Ambiguous (with `candidates`), UnknownRule.
    """
    return lookup.find(book().rules, ref, on, facts or {})


def by_id(ref: str) -> Rule | None:
    """The latest row of exactly this id, whatever the day; None where `ref` is no id."""
    wanted = ref.strip().casefold()
    return next((rule for rule in reversed(book().rules) if rule.id.casefold() == wanted), None)


def calendar() -> Calendar:
    """The working calendar of the data files."""
    return book().calendar


def due(rule: Rule, start: date, facts: Mapping[str, str] | None = None, *, working: Calendar | None = None) -> Due:
    """The last day of `rule` for an event on `start`, explained; see `reckoning.due`.

    `working` replaces the calendar of the data files (a commune's corrected one). Raises NoDeadline, BadFact.
    """
    return reckoning.due(rule, start, facts or {}, working or calendar())


def recurring_duties() -> tuple[LawDuty, ...]:
    """The duties that come round by law, as the data states them."""
    return book().duties


def law_duties(year: int, overlay: Overlay | None = None) -> tuple[Occurrence, ...]:
    """The concrete occurrences of those duties in a year, ordered by last day; see `obligations.law_duties`.

    `overlay`: a commune's own days and promises.
    """
    return obligations.law_duties(overlay.over(book()) if overlay else book(), year)


@cache
def version() -> str:
    """A short digest of the data files: changes whenever the law that is shown changes."""
    from hashlib import sha256

    from .loading import DATA

    digest = sha256()
    for path in sorted(DATA.glob("*.toml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
