"""What a report is made of: sections, indicators with parts, kinds of period, as frozen values.

The shipped outline comes from `data/`; a commune edits it as versions (models.OutlineVersion), whose content is the
same data as text. No official outline or annex was found; the files say so (`evidence`). No Django.
"""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
LEFT_OVER = "khac"  # the section of what a file sent by other ways says and no section takes


@dataclass(frozen=True)
class Section:
    """A section of the report. `heading_only`: it has no text of its own, only what stands below it.

    `weaknesses`: here stands what did not go well, each with an owner and a day beside the narrative.
    """

    code: str
    title: str
    hints: tuple[str, ...] = ()
    heading_only: bool = False
    match: tuple[str, ...] = ()
    weaknesses: bool = False

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
class Meets:
    """Parts that must meet a total: their sum equals it (`exact`), or is at most it. Keys of parts on both sides."""

    parts: tuple[str, ...]
    total: tuple[str, ...]
    exact: bool


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
    meets: tuple[Meets, ...] = ()

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
class Outline:
    """A whole outline: its sections in order, headings included, and its indicators in the order of the annex."""

    note: str  # how sure it is, as a sentence
    groups: tuple[tuple[str, str], ...]  # letter, title
    sections: tuple[Section, ...]
    indicators: tuple[Indicator, ...]

    @cached_property
    def written(self) -> tuple[Section, ...]:
        """The sections that have a text of their own."""
        return tuple(section for section in self.sections if not section.heading_only)

    @cached_property
    def parts(self) -> dict[str, Part]:
        """Every part by its key."""
        return {part.key: part for indicator in self.indicators for part in indicator.parts}

    @cached_property
    def weaknesses_in(self) -> str:
        """The code of the section on weaknesses; "" in an outline without one."""
        return next((section.code for section in self.written if section.weaknesses), "")

    def section(self, code: str) -> Section | None:
        """The section with this code, None when there is none."""
        return next((each for each in self.sections if each.code == code), None)

    def indicator(self, id: str) -> Indicator | None:
        """The indicator with this id, None when there is none."""
        return next((each for each in self.indicators if each.id == id), None)

    def only(self, sections: Iterable[str], indicators: Iterable[str] | None) -> "Outline":
        """The outline of a report that asks for less: these sections with their headings, these indicators.

        No sections: all. `indicators` None: all that stand in the sections. What a percentage is made of comes along;
        an indicator whose section is left out stands in the first that is not.
        """
        wanted = set(sections) or {section.code for section in self.sections}
        kept = tuple(s for s in self.sections if s.code in wanted or any(c.startswith(f"{s.code}.") for c in wanted))
        codes = {section.code for section in kept if not section.heading_only}
        first = next((section.code for section in kept if not section.heading_only), "")
        if indicators is None:
            chosen = {each.id for each in self.indicators if each.section in codes}
        else:
            chosen = set(indicators)
        for each in self.indicators:
            if each.id in chosen:
                chosen |= {key.partition(".")[0] for part in each.parts for keys in part.of for key in keys}
        lines = tuple(
            each if each.section in codes else replace(each, section=first)
            for each in self.indicators if each.id in chosen and first
        )  # fmt: skip
        return replace(self, sections=kept, indicators=lines)


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
def shipped_text() -> str:
    """The shipped outline as the text a version keeps: canonical JSON of `note`, `groups`, `section`, `indicator`."""
    head, body = _load("outline.toml"), _load("indicators.toml")
    extra = [{**row, "extra": True} for row in body.get("extra", ())]
    return as_text(
        {"note": head["note"], "groups": body["groups"], "section": head["section"],
         "indicator": body["indicator"] + extra}
    )  # fmt: skip


def as_text(data: dict) -> str:
    """An outline's data as the text that is kept; groups, sections and indicators stay in their order."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=64)
def read(text: str, sections: tuple[str, ...] = (), indicators: tuple[str, ...] | None = None) -> Outline:
    """The outline a text holds, or what of it a report asks for (`Outline.only`).

    Raises ValueError with a sentence when a percentage is made of parts that do not exist, an indicator's section or
    group is unknown, or a code stands twice.
    """
    if sections or indicators is not None:
        return read(text).only(sections, indicators)
    data = json.loads(text)
    found = Outline(
        note=data["note"], groups=tuple(data["groups"].items()),
        sections=tuple(_section(row) for row in data["section"]),
        indicators=tuple(_indicator(row) for row in data["indicator"]),
    )  # fmt: skip
    _check(found)
    return found


def shipped() -> Outline:
    """The outline the product comes with."""
    return read(shipped_text())


@cache
def kinds() -> tuple[CycleKind, ...]:
    """The kinds of periodic report."""
    rows = _load("kinds.toml")["kind"]
    return tuple(CycleKind(**{**row, "period": tuple(row["period"])}) for row in rows)


def _check(found: Outline) -> None:
    codes = {section.code for section in found.written}
    letters = {letter for letter, _title in found.groups}
    for names in ([s.code for s in found.sections], [each.id for each in found.indicators]):
        if twice := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"trùng mã: {', '.join(sorted(twice))}")
    if not codes:
        raise ValueError("không có mục nào để viết")
    for indicator in found.indicators:
        if indicator.section not in codes:
            raise ValueError(f"{indicator.id}: không có mục {indicator.section}")
        if indicator.group not in letters:
            raise ValueError(f"{indicator.id}: không có nhóm {indicator.group}")
        for part in indicator.parts:
            if missing := {key for keys in part.of for key in keys} - set(found.parts):
                raise ValueError(f"{part.key}: không có {', '.join(sorted(missing))}")


def _section(row: dict) -> Section:
    return Section(
        code=row["code"], title=row["title"], hints=tuple(row.get("hints", ())),
        heading_only=row.get("heading_only", False), match=tuple(row.get("match", ())),
        weaknesses=row.get("weaknesses", False),
    )  # fmt: skip


def _indicator(row: dict) -> Indicator:
    by_unit = row["level"] == "unit"

    def keys(names: list[str]) -> tuple[str, ...]:
        return tuple(name if "." in name else f"{row['id']}.{name}" for name in names)

    meets = [
        Meets(keys(parts), keys(total), exact) for name, exact in (("equals", True), ("at_most", False))
        for parts, total in row.get(name, ())
    ]  # fmt: skip
    return Indicator(
        id=row["id"], section=row["section"], name=row["name"], basis=row["basis"], by_unit=by_unit,
        parts=tuple(_part(row["id"], part, by_unit) for part in row["parts"]),
        split=row.get("split", ""), hint=row.get("hint", ""), asked=frozenset(row.get("asked", ())),
        is_extra=row.get("extra", False), meets=tuple(meets),
    )  # fmt: skip


def _part(indicator: str, row: dict, by_unit: bool) -> Part:
    counted = "figure" in row and not row.get("by_hand")
    source = "computed" if counted else "ratio" if "of" in row else row.get("how", "typed")
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
