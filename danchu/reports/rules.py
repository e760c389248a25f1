"""Pure rules of reports: days of a cycle, numbers as people type them, adding up, comparing. No Django."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from danchu.core.text import fold, squeezed
from danchu.reports.outline import LEFT_OVER, CycleKind, Section
from danchu.reports.states import Comparison

_GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")
_PLAIN = re.compile(r"[0-9]+(,[0-9]+)?")
LARGEST = Decimal("999999999999.99")


@dataclass(frozen=True)
class Window:
    """The days of one cycle: both ends of the period, the day up to which is counted, the last day to hand in."""

    code: str
    period_from: datetime.date
    period_to: datetime.date
    cutoff_on: datetime.date
    opens_on: datetime.date
    due_on: datetime.date
    stated: str  # the words of the plan: "trước ngày 05/5"


def window(kind: CycleKind, year: int) -> Window:
    """The days of a kind of report in a year. "Trước ngày 05/5" means that 4 May is the last day; it never rolls."""
    before = _day(year, kind.due_before)
    return Window(
        code=f"{year}-{kind.suffix}",
        period_from=_day(year, kind.period[0]), period_to=_day(year, kind.period[1]),
        cutoff_on=_day(year, kind.cutoff), opens_on=_day(year, kind.opens),
        due_on=before - datetime.timedelta(days=1),
        stated=f"trước ngày {before.day:02d}/{before.month if before.month > 2 else f'{before.month:02d}'}",
    )  # fmt: skip


def _day(year: int, month_day: str) -> datetime.date:
    month, day = month_day.split("-")
    return datetime.date(year, int(month), int(day))


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


def why_not_comparable(
    *, merged_on: datetime.date | None, last_from: datetime.date, has_last: bool
) -> Comparison | None:  # fmt: skip
    """Why last year's numbers do not stand beside this year's: the commune was formed after that period began, or
    there are none. None when they can be compared.
    """
    if merged_on and merged_on > last_from:
        return Comparison.NOT_COMPARABLE
    return None if has_last else Comparison.NO_DATA


def change(current: Decimal | None, last: Decimal | None) -> Decimal | None:
    """By how many per cent the number changed, to one place; only when both exist and last year's is not zero."""
    if current is None or not last:
        return None
    return (100 * (current - last) / last).quantize(Decimal("0.1"), ROUND_HALF_UP)


def place_sections(outline: Sequence[Section], read: Sequence[tuple[str, str, str]]) -> dict[str, str]:
    """Sorts what a unit's own paper says into the sections of the outline.

    `read`: (numbering, title, text) of each piece in order, numbering as printed ("II."). A piece goes by the words of
    its title, compared without marks; one without a match stays with the piece before it, under its own heading.
    Returns code → text; what comes before any match is under `LEFT_OVER`, so that nothing is lost.
    """
    placed: dict[str, list[str]] = {}
    current = LEFT_OVER
    for numbering, title, text in read:
        code = _matching(outline, title) if title else None
        # "Kết quả thực hiện" is a heading alone: what stands right under it goes to its first sub-section.
        if code is not None:
            current = code
            piece = text
        else:
            piece = "\n".join(filter(None, (squeezed(f"{numbering} {title or ''}"), text)))
        if piece and piece.strip():
            placed.setdefault(_written(outline, current), []).append(piece.strip())
    return {code: "\n\n".join(pieces) for code, pieces in placed.items()}


def section_for(outline: Sequence[Section], title: str) -> str | None:
    """The section whose subject a heading names, the first text below it where that is a heading alone; else None."""
    code = _matching(outline, title)
    return code and _written(outline, code)


def _matching(outline: Sequence[Section], title: str) -> str | None:
    folded = squeezed(fold(title))
    for section in outline:
        if squeezed(fold(section.title)) == folded:
            return section.code
    scores = {
        section.code: max((len(fold(word)) for word in section.match if fold(word) in folded), default=0)
        for section in outline
    }
    best = max(scores, key=lambda code: scores[code], default=None)
    return best if best and scores[best] else None


def _written(outline: Sequence[Section], code: str) -> str:
    below = [section.code for section in outline if section.code.startswith(f"{code}.")]
    heading = any(section.code == code and section.heading_only for section in outline)
    return below[0] if heading and below else code


def ratios(parts: Mapping[str, object], values: Mapping[str, Decimal | None]) -> dict[str, Decimal | None]:
    """The percentages among `parts` (key → outline.Part) worked out of `values` (key → number), never added up."""
    return {
        key: percentage([values.get(k) for k in part.of[0]], [values.get(k) for k in part.of[1]])
        for key, part in parts.items()
        if part.source == "ratio"
    }
