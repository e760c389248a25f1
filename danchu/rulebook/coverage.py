"""What is not computed, and why: every rule either has a figure or stands here under a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .errors import BadDataError
from .model import Rule
from .rows import Row, read


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some rules have nothing to compute; `rules` are their ids."""

    id: str
    name: str
    why: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outside:
    """Something collected with the law that is no rule: its id, what it says, why it is left out."""

    id: str
    text: str
    why: str


def load_coverage(path: Path, rules: Iterable[Rule]) -> tuple[tuple[Reason, ...], tuple[Outside, ...]]:
    """The reasons and the rows that are no rules.

    Raises BadDataError when a rule without a figure has no reason, one with a figure has one, an id is listed twice, or
    an id does not exist.
    """
    file = read(path)
    by_id = {rule.id: rule for rule in rules}
    reasons, outside = [], []
    listed: dict[str, str] = {}
    for table in file.take("reason", list, []):
        row = Row(table, f"{path.name}, reason")
        reason = Reason(row.text("id"), row.text("name"), row.text("why"), row.texts("rules"))
        row.where = f"{row.where} {reason.id}"
        row.close()
        for rule_id in reason.rules:
            if rule_id not in by_id:
                raise row.fail(f"{rule_id} không có trong sổ quy định.")
            if rule_id in listed:
                raise row.fail(f'{rule_id} đã có ở lý do "{listed[rule_id]}".')
            if by_id[rule_id].has_figure:
                raise row.fail(f"{rule_id} có con số, phải được tính.")
            listed[rule_id] = reason.id
        reasons.append(reason)
    for rule in by_id.values():
        if not rule.has_figure and rule.id not in listed:
            raise BadDataError(f"{path.name}: {rule.id} không có con số mà chưa nêu lý do không tính.")
    for table in file.take("outside", list, []):
        row = Row(table, f"{path.name}, outside")
        one = Outside(row.text("id"), row.text("text"), row.text("why"))
        row.close()
        if one.id in by_id or any(one.id == other.id for other in outside):
            raise row.fail(f"{one.id} trùng mã.")
        outside.append(one)
    file.close()
    return tuple(reasons), tuple(outside)
