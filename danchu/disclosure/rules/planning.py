"""The yearly plan's lines: what the catalogue proposes, and how one year's plan differs from another's. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from danchu.disclosure.catalogue import OWN, Kind, load
from danchu.disclosure.rules.forms import demand, in_order
from danchu.disclosure.rules.proposal import how_long_words, when_words


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a plan as values; `unit` is the unit's name."""

    kind: str
    title: str
    clause: int
    forms: str
    when: str
    how_long: str
    unit: str = ""
    kept: bool = True
    dropped_why: str = ""

    @property
    def same_as(self) -> tuple[str, str]:
        """Which line of another year it is compared with: by the catalogue, or by its words."""
        return (self.kind, self.title if self.kind == OWN else "")


@dataclass(frozen=True, slots=True)
class Change:
    """How a line differs from the other year's: `before` and `after` are None where there was, or is, no such line."""

    before: Line | None
    after: Line | None

    @property
    def line(self) -> Line:
        """The line as it stands now, or stood where it is gone."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change without a line")
        return found

    @property
    def fields(self) -> tuple[str, ...]:
        """Which parts of it differ."""
        if self.before is None or self.after is None:
            return ()
        names = ("title", "forms", "when", "how_long", "unit")
        return tuple(name for name in names if getattr(self.before, name) != getattr(self.after, name))


def proposed(year: int) -> tuple[tuple[Kind, Line], ...]:
    """The lines of a plan of `year` as the catalogue has them."""
    found = []
    for kind in load():
        wanted = demand(kind.clause, kind)
        line = Line(kind.id, kind.title, kind.clause, wanted.forms, when_text(kind), how_long_words(wanted))
        found.append((kind, line))
    return tuple(found)


def when_text(kind: Kind) -> str:
    """When, with the months in which it usually comes: "Chậm nhất 30 ngày từ ngày …; thường vào tháng 12"."""
    first, last = kind.expects
    if not kind.is_periodic or (first, last) == (1, 12):
        return when_words(kind)
    months = f"tháng {first}" if first == last else f"tháng {first}–{last}"
    return f"{when_words(kind)}; thường vào {months}"


def forms_of(clause: int, kind: Kind | None, wanted: Iterable[str]) -> str:
    """Letters of Art. 12.1: what is demanded and what was added; the mandatory ones cannot be left out (Art. 13)."""
    return in_order(demand(clause, kind).forms + "".join(wanted))


def differences(before: Iterable[Line], after: Iterable[Line]) -> tuple[Change, ...]:
    """What changed between two plans, in the order of the new one; dropped lines count as not there."""
    old = {line.same_as: line for line in before if line.kept}
    new = {line.same_as: line for line in after if line.kept}
    changes = [Change(old.get(key), line) for key, line in new.items()]
    changes += [Change(line, None) for key, line in old.items() if key not in new]
    return tuple(change for change in changes if change.before is None or change.after is None or change.fields)
