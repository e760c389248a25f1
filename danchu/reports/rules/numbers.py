"""Numbers as people type them, adding up, percentages, comparing. No Django."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")
_PLAIN = re.compile(r"[0-9]+(,[0-9]+)?")
LARGEST = Decimal("999999999999.99")


def parse_number(text: str) -> Decimal | None:
    """A number as Vietnamese offices write it: "1.234,5" → 1234.5; "" → None.

    Raises ValueError with a code: "not_a_number", "point" (a point where a comma is meant), "negative", "too_large",
    "too_fine" (more than two places).
    """
    text = "".join(text.split())
    if not text:
        return None
    if text.startswith(("-", "−")):
        raise ValueError("negative")
    if not (_GROUPED.fullmatch(text) or _PLAIN.fullmatch(text)):
        raise ValueError("point" if re.fullmatch(r"[0-9]+\.[0-9]+", text) else "not_a_number")
    number = Decimal(text.replace(".", "").replace(",", "."))
    if number > LARGEST:
        raise ValueError("too_large")
    if number != round(number, 2):
        raise ValueError("too_fine")
    return number


def shown_number(number: Decimal | None) -> str:
    """The number as typed and printed: "1.234,5"; "" for none."""
    if number is None:
        return ""
    text = f"{number:,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def percentage(numerators: Sequence[Decimal | None], denominators: Sequence[Decimal | None]) -> Decimal | None:
    """100 × the sum above ÷ the sum below, to one place; None when any of them is not known or nothing lies below."""
    above = [each for each in numerators if each is not None]
    below = [each for each in denominators if each is not None]
    if len(above) < len(numerators) or len(below) < len(denominators) or not sum(below):
        return None
    return (100 * sum(above, Decimal(0)) / sum(below, Decimal(0))).quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True)
class Given:
    """What one unit says of one number: a value, "nothing occurred", or neither (no data)."""

    value: Decimal | None = None
    estimate: Decimal | None = None
    nothing_occurred: bool = False
    typed: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the unit said anything: "nothing occurred" is a statement, no data is not."""
        return self.nothing_occurred or self.value is not None


@dataclass(frozen=True)
class Total:
    """Units' numbers added up. `known` of `asked` units said something; nothing_occurred: all who spoke said so.

    `estimate` is None unless every unit with a value also estimated.
    """

    value: Decimal | None
    estimate: Decimal | None
    nothing_occurred: bool
    known: int
    asked: int
    typed: bool


def add_up(given: Iterable[Given]) -> Total:
    """Adds what units say. No data is not zero: without one known value the sum is unknown."""
    rows = list(given)
    known = [row for row in rows if row.is_known]
    values = [row.value for row in known if row.value is not None]
    estimable = [row for row in known if not row.nothing_occurred]
    estimates = [row.estimate for row in estimable if row.estimate is not None]
    whole = bool(estimates) and len(estimates) == len(estimable)
    return Total(
        value=sum(values, Decimal(0)) if values else None,
        estimate=sum(estimates, Decimal(0)) if whole else None,
        nothing_occurred=bool(known) and not values,
        known=len(known), asked=len(rows), typed=any(row.typed for row in known),
    )  # fmt: skip


def change(current: Decimal | None, last: Decimal | None) -> Decimal | None:
    """By how many per cent the number changed, to one place; only when both exist and last year's is not zero."""
    if current is None or not last:
        return None
    return (100 * (current - last) / last).quantize(Decimal("0.1"), ROUND_HALF_UP)


def difference(current: Decimal | None, last: Decimal | None) -> Decimal | None:
    """How much more (less: negative) than last year; only when both are known. No data is not zero."""
    return None if current is None or last is None else current - last


def ratios(parts: Mapping[str, object], values: Mapping[str, Decimal | None]) -> dict[str, Decimal | None]:
    """The percentages among `parts` (key → outline.Part) worked out of `values` (key → number), never added up."""
    return {
        key: percentage([values.get(k) for k in part.of[0]], [values.get(k) for k in part.of[1]])
        for key, part in parts.items()
        if part.source == "ratio"
    }
