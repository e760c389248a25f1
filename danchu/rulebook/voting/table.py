"""`data/votes.toml`: which rule governs which matter, scope and form. Read once and checked against the rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from ..errors import BadDataError
from ..loading import DATA
from ..model import Rule
from ..rows import Row, read
from .model import Effect, Form, Matter, Recogniser, Scope

CONDITIONS = (
    "front_agrees",
    "chair_and_front_agree",
    "earlier_meeting_too_small",
    "chosen_by_representatives",
    "large_or_scattered",
    "cluster_front_agrees",
    "cluster_plan_approved",
)
_INITIATIVE = ("share", "endorsed", "head", "commune")
_GENERAL = ("sums", "ballots", "send", "recognise")


@dataclass(frozen=True, slots=True)
class Place:
    """A rule by its id, and the point of the citation where the rule's own row is wider."""

    rule: str
    point: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a form is lawful: every condition of `needs` must hold."""

    form: Form
    place: Place
    needs: tuple[str, ...] = ()
    doubtful: str = ""


@dataclass(frozen=True, slots=True)
class MatterRules:
    """What governs one matter in one scope; texts are ids of rules, empty where there is none."""

    share: str
    effect: Effect
    effect_rule: str
    ways: tuple[Way, ...]
    never: Mapping[Form, Place]
    send: Mapping[Form, str]
    quorum: str = ""
    recogniser: Recogniser | None = None
    recognise: str = ""


@dataclass(frozen=True)
class VoteTable:
    """The whole table. `rules` holds every dated version of the rules it names."""

    matters: Mapping[tuple[Matter, Scope], MatterRules]
    village_only: Mapping[Matter, Place]
    conditions: Mapping[str, Place]
    initiative: Mapping[str, str]
    general: Mapping[str, str]
    rules: Mapping[str, tuple[Rule, ...]]

    def rule(self, rule_id: str, on: date | None = None) -> Rule | None:
        """The version of a rule in force on a day, or the latest; None when none is in force."""
        versions = [rule for rule in self.rules[rule_id] if on is None or rule.in_force(on)]
        return max(versions, key=lambda rule: rule.valid_from, default=None)


@cache
def table() -> VoteTable:
    """The table of the data files. Raises BadDataError when it is malformed or names a rule that does not exist."""
    from danchu.rulebook import book

    return load_table(DATA / "votes.toml", book().rules)


def load_table(path: Path, rules: tuple[Rule, ...]) -> VoteTable:
    """Reads and checks the table. Raises BadDataError with the file and the row."""
    reader = _Reader(path.name, rules)
    file = read(path)
    conditions = Row(file.take("condition", dict), f"{path.name}, condition")
    places = {name: reader.place(Row(conditions.take(name, dict), f"condition.{name}")) for name in CONDITIONS}
    conditions.close()
    initiative = reader.ids(Row(file.take("initiative", dict), "initiative"), _INITIATIVE)
    general = reader.ids(Row(file.take("general", dict), "general"), _GENERAL)
    matters: dict[tuple[Matter, Scope], MatterRules] = {}
    for row in file.take("matter", list):
        reader.matter(Row(row, f"{path.name}, matter"), matters)
    village_only: dict[Matter, Place] = {}
    for table_row in file.take("village_only", list):
        row = Row(table_row, f"{path.name}, village_only")
        names = row.texts("matter", tuple(Matter))
        place = reader.place(row)
        village_only |= {Matter(name): place for name in names}
    file.close()
    for matter in Matter:
        if (matter, Scope.VILLAGE) not in matters or ((matter, Scope.COMMUNE) in matters) == (matter in village_only):
            raise BadDataError(f"{path.name}: {matter} chưa có đủ quy định cho thôn và cho toàn xã.")
    return VoteTable(
        MappingProxyType(matters), MappingProxyType(village_only), MappingProxyType(places),
        MappingProxyType(initiative), MappingProxyType(general), MappingProxyType(reader.named),
    )  # fmt: skip


class _Reader:
    """Keeps the rules that the table names, and refuses names without a rule."""

    def __init__(self, file: str, rules: tuple[Rule, ...]) -> None:
        self.file = file
        self.known: dict[str, list[Rule]] = {}
        for rule in rules:
            self.known.setdefault(rule.id, []).append(rule)
        self.named: dict[str, tuple[Rule, ...]] = {}

    def id(self, row: Row, key: str, default=...) -> str:
        return self.name(row, row.text(key, default))

    def name(self, row: Row, rule_id: str) -> str:
        if rule_id and rule_id not in self.known:
            raise row.fail(f"căn cứ {rule_id} không có trong sổ quy định.")
        if rule_id:
            self.named[rule_id] = tuple(self.known[rule_id])
        return rule_id

    def ids(self, row: Row, keys: tuple[str, ...]) -> dict[str, str]:
        found = {key: self.id(row, key) for key in keys}
        row.close()
        return found

    def place(self, row: Row) -> Place:
        place = Place(self.id(row, "rule"), row.text("point", ""))
        row.close()
        return place

    def matter(self, row: Row, into: dict[tuple[Matter, Scope], MatterRules]) -> None:
        names = row.texts("matter", tuple(Matter))
        scope = row.choice("scope", Scope)
        row.where = f"{row.where} {', '.join(names)} {scope}"
        send = Row(row.take("send", dict), f"{row.where}, send")
        sent = {form: self.id(send, form, "") for form in Form}
        send.close()
        rules = MatterRules(
            share=self.id(row, "share"),
            effect=row.choice("effect", Effect),
            effect_rule=self.id(row, "effect_rule"),
            ways=tuple(self.way(Row(one, f"{row.where}, way")) for one in row.take("way", list)),
            never=MappingProxyType(
                dict(self.never(Row(one, f"{row.where}, never")) for one in row.take("never", list, []))
            ),
            send=MappingProxyType({form: rule for form, rule in sent.items() if rule}),
            quorum=self.id(row, "quorum", ""),
            recogniser=row.choice("recogniser", Recogniser, None),
            recognise=self.id(row, "recognise", ""),
        )
        row.close()
        forms = {way.form for way in rules.ways}
        if forms & rules.never.keys() or forms | rules.never.keys() != set(Form) or forms != rules.send.keys():
            raise row.fail("mỗi hình thức phải hoặc có cách làm và hạn gửi, hoặc không bao giờ được dùng.")
        for name in names:
            if (Matter(name), scope) in into:
                raise row.fail(f"{name} có hai dòng.")
            into[Matter(name), scope] = rules

    def way(self, row: Row) -> Way:
        way = Way(
            form=row.choice("form", Form),
            place=Place(self.id(row, "rule"), row.text("point", "")),
            needs=row.texts("needs", CONDITIONS, []),
            doubtful=self.id(row, "doubtful", ""),
        )
        row.close()
        return way

    def never(self, row: Row) -> tuple[Form, Place]:
        return row.choice("form", Form), self.place(row)
