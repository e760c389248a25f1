"""Worked examples: for every figure of the law an input and what it must give. Read only by tests and `docs/law.md`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from danchu.core.calendar import Calendar

from . import measuring, reckoning
from .errors import BadFact, RulebookError
from .loading import DATA
from .model import EMPTY, Rule
from .rows import Row, read


@dataclass(frozen=True, slots=True)
class Example:
    """Either `start` and `due` (with facts), or `amount` (`of` a whole, `part` of a rule) and whether it `fits`."""

    rule: str
    start: date | None = None
    facts: Mapping[str, str] = EMPTY
    due: date | None = None
    amount: int | str | date | None = None
    of: int | None = None
    part: str = ""
    fits: bool = True

    def holds(self, rule: Rule, calendar: Calendar) -> bool:
        """Whether `rule` gives what the example says; False too where it refuses."""
        try:
            if self.start is not None:
                return reckoning.due(rule, self.start, self.facts, calendar).due == self.due
            if self.amount is None:
                raise BadFact(f"{self.rule}: ví dụ trống.")
            return measuring.fits(rule, self.amount, of=self.of, part=self.part) is self.fits
        except RulebookError:
            return False


def load_examples(path: Path = DATA / "examples.toml") -> Mapping[str, tuple[Example, ...]]:
    """The examples of each rule, by id. Raises BadDataError with the file and the rule."""
    file = read(path)
    found = {}
    for rule_id, rows in file.take("rule", dict).items():
        if not isinstance(rows, list) or not rows:
            raise file.fail(f"{rule_id} không có ví dụ.")
        found[rule_id] = tuple(_example(Row(row, f"{path.name} ({rule_id})"), rule_id) for row in rows)
    file.close()
    return MappingProxyType(found)


def _example(row: Row, rule_id: str) -> Example:
    start = row.take("from", date, None)
    if start is not None:
        facts = row.take("facts", dict, {})
        example = Example(rule_id, start=start, facts=MappingProxyType(facts), due=row.take("due", date))
    else:
        example = Example(
            rule_id,
            amount=row.take("amount", (int, str, date)),
            of=row.take("of", int, None),
            part=row.text("part", ""),
            fits=row.take("fits", bool),
        )
    row.close()
    return example
