"""The numbers an area can give for reports: one contract. Pure values; an area's `figures.py` holds `FIGURES`."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class FigureRow:
    """One line of the list behind a number: what it says, the day it happened, where it can be opened."""

    text: str
    on: datetime.date | None = None
    url: str = ""
    unit: str = ""  # the unit it belongs to, as a person reads it


@dataclass(frozen=True)
class Counted:
    """A number and the list behind it. `value` None means that nobody knows: never shown as zero."""

    value: Decimal | int | None
    rows: tuple[FigureRow, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A number an area can count.

    `count(*, commune, units, start, end)` counts what happened from `start` to `end`, both days included; `units` is a
    set of unit ids, or None for the whole commune.
    """

    code: str  # "plans.tasks_done": the area, a dot, the number's own name
    name: str  # as a person reads it, in Vietnamese
    unit: str  # what is counted: "việc", "văn bản"
    count: Callable[..., Counted]


def table(*figures: Figure) -> dict[str, Figure]:
    """The `FIGURES` of an area: code → figure. Raises ValueError when a code comes twice."""
    made = {figure.code: figure for figure in figures}
    if len(made) != len(figures):
        raise ValueError("một mã số liệu được khai hai lần")
    return made
