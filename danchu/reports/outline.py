"""What a periodic report is made of: sections, indicators with parts, kinds of period. Frozen data from `data/`.

No official outline or annex was found; the files say so (`evidence`) and a person may edit what comes of them.
No Django.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
LEFT_OVER = "khac"  # the section of what a file sent by other ways says and no section takes


@dataclass(frozen=True)
class Section:
    """A section of the report. `heading_only`: it has no text of its own, only what stands below it."""

    code: str
    title: str
    hints: tuple[str, ...] = ()
    heading_only: bool = False
    match: tuple[str, ...] = ()

    @property
    def level(self) -> int:
        """1 for "III", 2 for "III.1"."""
        return self.code.count(".") + 1


@dataclass(frozen=True)
class Part:
    """One number of an indicator.

    `source`: "computed" (`figure` names who counts it), "ratio" (a percentage: sums of `of[0]` over sums of `of[1]`,
    keys of other parts), "typed", or "none" (no source yet). `by_unit`: each unit counts it and the units are added up.
    `zero_is_unknown`: the system knows only what was entered in it, so that counting none means nobody knows.
    """

    indicator: str
    id: str
    name: str
    unit: str
    source: str
    by_unit: bool
    figure: str = ""
    of: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    zero_is_unknown: bool = False

    @property
    def key(self) -> str:
        """ "G2.received": the indicator and the part."""
        return f"{self.indicator}.{self.id}"

    @property
    def is_typed(self) -> bool:
        """Whether a person may write it: what has no source yet may come from an office's own book, and is marked."""
        return self.source in ("typed", "none")


@dataclass(frozen=True)
class Indicator:
    """A line of the annex; its numbers are its parts. `asked`: kinds of unit asked (empty: all)."""

    id: str
    section: str
    name: str
    basis: str
    parts: tuple[Part, ...]
    by_unit: bool
    split: str = ""
    hint: str = ""
    asked: frozenset[str] = frozenset()
    is_extra: bool = False

    @property
    def group(self) -> str:
        """The letter of its group in the annex."""
        return self.id[0]

    def parts_for(self, unit_kind: str | None) -> tuple[Part, ...]:
        """The parts that a unit of this kind is asked for; None: the commune as a whole, which has them all."""
        if unit_kind is None:
            return self.parts
        if not self.by_unit or (self.asked and unit_kind not in self.asked):
            return ()
        return tuple(part for part in self.parts if part.by_unit)


@dataclass(frozen=True)
class CycleKind:
    """A kind of periodic report; days are "month-day". `due_before`: the day named; the last day is the one before."""

    kind: str
    suffix: str
    title: str
    opens: str
    period: tuple[str, str]
    cutoff: str
    due_before: str
    rule: str


@cache
def sections() -> tuple[Section, ...]:
    """The sections in order, headings included."""
    return tuple(
        Section(
            code=row["code"], title=row["title"], hints=tuple(row.get("hints", ())),
            heading_only=row.get("heading_only", False), match=tuple(row.get("match", ())),
        )
        for row in _load("outline.toml")["section"]
    )  # fmt: skip


@cache
def written_sections() -> tuple[Section, ...]:
    """The sections that have a text of their own."""
    return tuple(section for section in sections() if not section.heading_only)


def section(code: str) -> Section | None:
    """The section with this code, None when there is none."""
    return next((each for each in sections() if each.code == code), None)


@cache
def outline_note() -> str:
    """How sure the outline is, as a sentence."""
    return _load("outline.toml")["note"]


@cache
def groups() -> dict[str, str]:
    """The groups of the annex: letter → title."""
    return dict(_load("indicators.toml")["groups"])


@cache
def indicators() -> tuple[Indicator, ...]:
    """Every indicator in the order of the annex, the system's own additions last.

    Raises ValueError when a percentage is made of parts that do not exist or an indicator's section is unknown.
    """
    data = _load("indicators.toml")
    made = tuple(
        _indicator(row, is_extra=extra) for name, extra in (("indicator", False), ("extra", True))
        for row in data.get(name, ())
    )  # fmt: skip
    keys = {part.key for indicator in made for part in indicator.parts}
    codes = {each.code for each in sections() if not each.heading_only}
    for indicator in made:
        if indicator.section not in codes:
            raise ValueError(f"{indicator.id}: không có mục {indicator.section}")
        for part in indicator.parts:
            if missing := {key for keys_of in part.of for key in keys_of} - keys:
                raise ValueError(f"{part.key}: không có {', '.join(sorted(missing))}")
    return made


@cache
def parts() -> dict[str, Part]:
    """Every part by its key."""
    return {part.key: part for indicator in indicators() for part in indicator.parts}


@cache
def kinds() -> tuple[CycleKind, ...]:
    """The kinds of periodic report."""
    rows = _load("kinds.toml")["kind"]
    return tuple(CycleKind(**{**row, "period": tuple(row["period"])}) for row in rows)


def _indicator(row: dict, *, is_extra: bool) -> Indicator:
    by_unit = row["level"] == "unit"
    return Indicator(
        id=row["id"], section=row["section"], name=row["name"], basis=row["basis"], by_unit=by_unit,
        parts=tuple(_part(row["id"], part, by_unit) for part in row["parts"]),
        split=row.get("split", ""), hint=row.get("hint", ""), asked=frozenset(row.get("asked", ())), is_extra=is_extra,
    )  # fmt: skip


def _part(indicator: str, row: dict, by_unit: bool) -> Part:
    source = "computed" if "figure" in row else "ratio" if "of" in row else row.get("how", "typed")
    numerators, denominators = row.get("of", ((), ()))
    return Part(
        indicator=indicator, id=row["id"], name=row["name"], unit=row["unit"], source=source,
        by_unit=row.get("level", "unit" if by_unit else "commune") == "unit",
        figure=row.get("figure", ""), of=(tuple(numerators), tuple(denominators)),
        zero_is_unknown=row.get("zero") == "unknown",
    )  # fmt: skip


@cache
def _load(name: str) -> dict:
    with (_DATA / name).open("rb") as source:
        return tomllib.load(source)
