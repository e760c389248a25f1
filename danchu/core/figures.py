"""The numbers an area can give for reports: one contract, pure values.

An area's `figures.py` holds `FIGURES: dict[str, Count]`, code → a function of `(*, commune, unit, period_from,
period_to)` that gives a `Figure`: what happened in the commune (or in one unit) between the two days, both included.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list behind a number: what it says, a quieter word beside it, where it opens."""

    text: str
    detail: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the list behind it. `value` None: nobody knows, which is never zero."""

    value: Decimal | None
    rows: tuple[Row, ...] = ()


type Count = Callable[..., Figure]
