"""Shares of a whole in whole numbers."""

from fractions import Fraction

from ..errors import RulebookError
from ..model import Rule, Unit

_PERCENT = (
    Unit.PERCENT_OF_HOUSEHOLDS,
    Unit.PERCENT_OF_HOUSEHOLD_REPRESENTATIVES,
    Unit.PERCENT_OF_ATTENDING_REPRESENTATIVES,
)
_SHARE = (Unit.SHARE_OF_HOUSEHOLD_REPRESENTATIVES, Unit.SHARE_OF_VILLAGES)


def share(rule: Rule) -> Fraction:
    """The share a rule names, exactly: "2/3" of the whole, or 50 per cent. Raises RulebookError when it names none."""
    if rule.unit in _SHARE and isinstance(rule.value, str):
        return Fraction(rule.value)
    if rule.unit in _PERCENT and isinstance(rule.value, int):
        return Fraction(rule.value, 100)
    raise RulebookError(f"{rule.id} không nêu một tỷ lệ.")


def needed(rule: Rule, whole: int) -> int:
    """The least whole number that reaches the rule's share of `whole`.

    "At least 2/3" of 90 is 60 and of 91 is 61; "more than 50 %" of 90 is 46.
    """
    part = share(rule) * whole
    if rule.op == ">":
        return part.numerator // part.denominator + 1
    return -(-part.numerator // part.denominator)
