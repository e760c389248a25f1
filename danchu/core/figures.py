"""The numbers an area can give for reports: one contract, pure values.

An area's `figures.py` holds `FIGURES: dict[str, Count]`, code → a function of `(*, commune, unit, period_from,
period_to)` that gives a `Figure`: what happened in the commune (or in one unit) between the two days, both included.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
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

_read: ContextVar[dict | None] = ContextVar("what numbers stand on, read once", default=None)


@contextmanager
def reading_once() -> Generator[None]:
    """Within it, rows that several numbers stand on are read once (`once`); they must not change meanwhile."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def once[T](key: tuple, load: Callable[[], T]) -> T:
    """What `load` gives; within `reading_once` it is asked only the first time a key is seen."""
    kept = _read.get()
    if kept is None:
        return load()
    if key not in kept:
        kept[key] = load()
    return kept[key]
