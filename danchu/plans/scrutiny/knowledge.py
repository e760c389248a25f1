"""What the wind tunnel knows besides the calendar and the rulebook: `data/scrutiny.toml`, read once. No Django."""

import datetime
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data" / "scrutiny.toml"


@dataclass(frozen=True)
class Gone:
    """A paper that no longer holds: from `until` on cite `instead`. `sure` False: the text was not in hand."""

    number: str
    until: datetime.date
    instead: str
    sure: bool


@dataclass(frozen=True)
class Amended:
    """A law to be cited as amended since a day; `said` are its names without marks."""

    said: tuple[str, ...]
    since: datetime.date
    by: str
    wording: str
    sure: bool


@dataclass(frozen=True)
class Remembered:
    """How a plan shows that it thought of a duty of the law, and a sentence to add where it did not.

    `said`: lists of words without marks; one list with all its words in one paragraph is enough.
    """

    duty: str
    said: tuple[tuple[str, ...], ...]
    wording: str
    unit: str
    request: bool


@dataclass(frozen=True)
class Knowledge:
    """All of the file. `offices`: (words without marks, the office usually meant). `products` by kind of evidence."""

    per_week: int
    report_days: tuple[tuple[int, int], ...]
    gone: tuple[Gone, ...]
    amended: tuple[Amended, ...]
    offices: tuple[tuple[tuple[str, ...], str], ...]
    products: dict[str, str]
    remembered: tuple[Remembered, ...]
    said_with: dict[str, str]


@cache
def knowledge() -> Knowledge:
    """The file as frozen values. Raises KeyError where a row lacks a field."""
    raw = tomllib.loads(DATA.read_text(encoding="utf-8"))
    own = [row for row in raw["forgotten"] if "with" not in row]
    return Knowledge(
        per_week=raw["per_week"],
        report_days=tuple((int(day[:2]), int(day[3:])) for day in raw["report_days"]),
        gone=tuple(Gone(**row) for row in raw["gone"]),
        amended=tuple(Amended(**{**row, "said": tuple(row["said"])}) for row in raw["amended"]),
        offices=tuple((tuple(row["said"]), row["unit"]) for row in raw["office"]),
        products=dict(raw["product"]),
        remembered=tuple(
            Remembered(
                row["duty"], tuple(map(tuple, row["said"])), row["wording"], row["unit"], row.get("request", False)
            )
            for row in own
        ),
        said_with={row["duty"]: row["with"] for row in raw["forgotten"] if "with" in row},
    )
