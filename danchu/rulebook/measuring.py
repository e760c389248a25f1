"""Whether a counted or measured thing keeps a figure of the law. Whole numbers only: no share is ever rounded."""

import operator
from collections.abc import Callable, Mapping
from datetime import date

from .errors import BadFact, NoFigure
from .model import Rule, Value

_COMPARE: Mapping[str, Callable[[int, int], bool]] = {
    "": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def fits(rule: Rule, amount: int | str | date, *, of: int | None = None, part: str = "") -> bool:
    """Whether `amount` keeps the figure of `rule`.

    A share or a percentage is of the whole `of` (60 of 90 households); a range holds both its ends; of several words
    one has to be met; a figure without a comparison is met by itself only. `part` names one of the figures of a rule
    with several (the left margin). Raises NoFigure, BadFact.
    """
    value = _figure(rule, part)
    if rule.unit is not None and rule.unit.value.startswith(("share_", "percent_")):
        return _share(rule, value, amount, of)
    if of is not None:
        raise BadFact(f"{rule.id} không phải một tỷ lệ.")
    if isinstance(value, tuple):
        if isinstance(amount, int) and all(isinstance(each, int) for each in value):
            return _whole(value[0]) <= amount <= _whole(value[-1])
        return amount in value
    if isinstance(value, int) and isinstance(amount, int):
        return _COMPARE[rule.op](amount, value)
    if isinstance(value, date) and isinstance(amount, date):
        return _COMPARE[rule.op](amount.toordinal(), value.toordinal())
    return amount == value


def _figure(rule: Rule, part: str) -> Value:
    if part:
        if part not in rule.parts:
            raise BadFact(f'{rule.id} không có phần "{part}"; có {", ".join(rule.parts) or "không phần nào"}.')
        return rule.parts[part]
    if rule.value is None:
        raise NoFigure(f"{rule.id} ({rule.citation}) không có con số để so.")
    return rule.value


def _share(rule: Rule, value: Value, amount: int | str | date, of: int | None) -> bool:
    if not isinstance(amount, int) or of is None or of <= 0:
        raise BadFact(f"{rule.id} là một tỷ lệ: cần số đạt được và tổng số.")
    if not 0 <= amount <= of:
        raise BadFact(f"{amount} không thể là một phần của {of}.")
    if rule.unit is not None and rule.unit.value.startswith("percent_"):
        return _COMPARE[rule.op](amount * 100, _whole(value) * of)
    above, below = (int(each) for each in str(value).split("/"))
    return _COMPARE[rule.op](amount * below, above * of)


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise BadFact(f"{value!r} không phải số nguyên.")
    return value
