"""Reads the data files into frozen values and refuses, with the file and the row, whatever breaks their form."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from danchu.core.calendar import Calendar

from .coverage import Outside, Reason, load_coverage
from .errors import BadDataError
from .legal_rows import read_rule
from .lookup import span
from .model import LawDuty, LegalText, Rule
from .rows import Row, read
from .timetable import load_calendar, load_duties

DATA = Path(__file__).parent / "data"
NOT_TEXTS = frozenset({"calendar.toml", "duties.toml", "examples.toml", "not_computed.toml", "votes.toml"})
_KINDS = ("law", "code", "decree", "decision", "resolution", "circular", "plan")


@dataclass(frozen=True)
class Rulebook:
    """Everything the data files say: the legal texts, their rules, the recurring duties, the calendar.

    `not_computed` are the reasons why a rule has nothing to compute, each with its rules; `outside` what was collected
    with the law and is no rule.
    """

    texts: tuple[LegalText, ...]
    rules: tuple[Rule, ...]
    duties: tuple[LawDuty, ...]
    calendar: Calendar
    not_computed: tuple[Reason, ...] = ()
    outside: tuple[Outside, ...] = ()


def load(folder: Path = DATA) -> Rulebook:
    """Reads every `.toml` of the folder. Raises BadDataError with file and row for anything malformed."""
    texts: list[LegalText] = []
    rules: list[Rule] = []
    where: dict[str, str] = {}  # law → the file that holds it
    for path in sorted(folder.glob("*.toml")):
        if path.name in NOT_TEXTS:
            continue
        text, its_rules = _legal_text(read(path))
        if text.law in where:
            raise BadDataError(f"{path.name}: văn bản {text.law} đã có ở {where[text.law]}.")
        where[text.law] = path.name
        texts.append(text)
        rules += its_rules
    for text in texts:
        for law in text.replaces:
            if law not in where:
                raise BadDataError(f"{where[text.law]}, [text]: thay thế {law}, văn bản không có trong sổ quy định.")
    _refuse_twins(rules, where)
    _refuse_broken_references(rules, where)
    by_id = {rule.id: rule for rule in rules}
    calendar = load_calendar(folder / "calendar.toml", by_id)
    duties = load_duties(folder / "duties.toml", by_id)
    reasons, outside = load_coverage(folder / "not_computed.toml", rules)
    return Rulebook(tuple(texts), tuple(rules), duties, calendar, reasons, outside)


def _legal_text(file: Row) -> tuple[LegalText, list[Rule]]:
    head = Row(file.take("text", dict), f"{file.where}, [text]")
    text = LegalText(
        law=head.text("law"),
        kind=head.among("kind", _KINDS),
        title=head.text("title"),
        name=head.text("name"),
        effective=head.take("effective", date),
        source=head.text("source"),
        until=head.take("until", date, None),
        replaces=head.texts("replaces", default=[]),
    )
    head.close()
    rows = file.take("rule", list)
    file.close()
    return text, [read_rule(Row(row, f"{file.where}, dòng {n}"), text) for n, row in enumerate(rows, 1)]


# -- what only shows when all rows lie side by side -------------------------------------------------------------------
def _refuse_twins(rules: Iterable[Rule], where: dict[str, str]) -> None:
    """Two rows of one id never hold on the same day; two of one family only where their facts keep them apart."""
    by_id: dict[str, list[Rule]] = {}
    by_family: dict[str, list[Rule]] = {}
    for rule in rules:
        for other in by_id.setdefault(rule.id, []):
            if _overlap(rule, other):
                raise BadDataError(
                    f"{where[rule.law]} ({rule.id}): hai dòng cùng mã có hiệu lực trong cùng thời gian, {span(rule)}"
                    f" và {span(other)}."
                )
        by_id[rule.id].append(rule)
        if not rule.family:
            continue
        for other in by_family.setdefault(rule.family, []):
            if _overlap(rule, other) and not _kept_apart(rule, other):
                raise BadDataError(
                    f'{where[rule.law]} ({rule.id}): cùng nhóm "{rule.family}" với {other.id} mà có hiệu lực trong cùng'
                    f" thời gian, {span(rule)} và {span(other)}; dữ kiện áp dụng không tách được hai dòng."
                )
        by_family[rule.family].append(rule)
    for family, members in by_family.items():
        if len(members) == 1:
            only = members[0]
            raise BadDataError(f'{where[only.law]} ({only.id}): nhóm "{family}" chỉ có một dòng.')


def _overlap(one: Rule, other: Rule) -> bool:
    return one.in_force(other.valid_from) or other.in_force(one.valid_from)


def _kept_apart(one: Rule, other: Rule) -> bool:
    return any(not set(values) & set(other.applies.get(key, values)) for key, values in one.applies.items())


def _refuse_broken_references(rules: Iterable[Rule], where: dict[str, str]) -> None:
    known = {rule.id for rule in rules}
    for rule in rules:
        row = f"{where[rule.law]} ({rule.id})"
        for other in rule.see:
            if other not in known:
                raise BadDataError(f"{row}: dẫn chiếu {other}, không có trong sổ quy định.")
        if rule.amends:
            law, _, place = rule.amends.partition(":")
            if law not in where:
                raise BadDataError(f"{row}: sửa {law}, văn bản không có trong sổ quy định.")
            if not place.strip():
                raise BadDataError(f'{row}: trích dẫn sai: amends = "{rule.amends}" thiếu điều.')
