"""What a commune lays over the common data: its own days and its own promises. Pure; the rows are kept elsewhere."""

from dataclasses import dataclass, replace
from datetime import date

from danchu.core.calendar import Calendar, CalendarRow, Evidence, weakest

from .errors import RulebookError
from .loading import Rulebook
from .model import Reckon, Rule, Unit

PROMISED_IN_DAYS = (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.CONSECUTIVE_DAYS, Unit.MONTHS)


class BadPromise(RulebookError):
    """A promise that the rule does not allow; the sentence says what it does."""


@dataclass(frozen=True, slots=True)
class Promise:
    """The commune's own figure for a rule: fewer days than the law allows, or other days of the year in its own plan.

    `value` as in the rule: a whole number, or month-days.
    """

    rule: str
    value: int | tuple[str, ...]
    evidence: Evidence = Evidence.CONFIRMED


@dataclass(frozen=True, slots=True)
class Overlay:
    """Days off and days worked that a commune has of its own, common special days it does not have, its promises."""

    rows: tuple[CalendarRow, ...] = ()
    ordinary: tuple[date, ...] = ()  # days that are special in the common calendar and ordinary here
    promises: tuple[Promise, ...] = ()

    def calendar(self, common: Calendar) -> Calendar:
        """The common calendar with the commune's own days in it."""
        if not self.rows and not self.ordinary:
            return common
        return common.without(self.ordinary).with_rows(self.rows)

    def rule(self, rule: Rule) -> Rule:
        """The rule with the commune's own figure, where it promised one. A promise may be no surer than its paper."""
        for promise in self.promises:
            if promise.rule == rule.id:
                value = promise.value if isinstance(promise.value, int) or len(promise.value) > 1 else promise.value[0]
                return replace(rule, value=value, variants=(), evidence=weakest(rule.evidence, promise.evidence))
        return rule

    def over(self, book: Rulebook) -> Rulebook:
        """The whole book as it stands for the commune."""
        return replace(book, rules=tuple(map(self.rule, book.rules)), calendar=self.calendar(book.calendar))


def promisable(rule: Rule) -> bool:
    """Whether a commune may set a figure of its own: a limit or a minimum in days, or a day of its own plan."""
    if rule.reckon is Reckon.DAY:
        return rule.source_text.is_commitment
    return rule.reckon in (Reckon.LIMIT, Reckon.MINIMUM) and rule.unit in PROMISED_IN_DAYS and not rule.variants


def check_promise(rule: Rule, value: int | tuple[str, ...]) -> None:
    """Raises BadPromise when the commune would give itself more time than the law, or less notice than it asks.

    A commune may be stricter with itself than the law, never looser; its own plan it may change as it likes.
    """
    if not promisable(rule):
        raise BadPromise(f"{rule.id} không phải là quy định mà xã đặt được số ngày riêng.")
    if rule.reckon is Reckon.DAY:
        days = rule.value if isinstance(rule.value, tuple) else (rule.value,)
        if not isinstance(value, tuple) or len(value) != len(days):
            raise BadPromise(f"Quy định này cần {len(days)} ngày trong năm.")
        return
    if not isinstance(value, int) or value < 1:
        raise BadPromise("Số ngày cam kết phải là số nguyên từ 1 trở lên.")
    if rule.source_text.is_commitment or not isinstance(rule.value, int):
        return
    if rule.reckon is Reckon.LIMIT and value > rule.value:
        raise BadPromise(f"Luật cho nhiều nhất {rule.value}. Xã chỉ cam kết bằng hoặc ít hơn.")
    if rule.reckon is Reckon.MINIMUM and value < rule.value:
        raise BadPromise(f"Luật đòi ít nhất {rule.value}. Xã chỉ cam kết bằng hoặc nhiều hơn.")
