"""The contents of Art. 11 as data: which concrete items a commune publishes. Read once, checked at the start."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from danchu.rulebook import BadDataError, by_id
from danchu.rulebook.facts import ALLOWED
from danchu.rulebook.rows import Row, read

DATA = Path(__file__).parent / "data" / "items.toml"
CLAUSES = tuple(range(1, 15))  # of Art. 11
GENERAL = "L10-A12-3"  # five working days, where no other law says when
OWN = "own"  # the kind of what a person added: in no catalogue
_OFFICES = ("office", "culture", "economy", "centre", "health", "military", "committee")


class Trigger(StrEnum):
    """What starts the time in which an item has to be made public."""

    PAPER = "paper"  # the decision or paper (Law 10/2022, Art. 12.3)
    SESSION = "session"  # the Council's session opens
    PERIOD_END = "period_end"
    SUBMITTED = "submitted"  # the report is submitted
    RECEIVED = "received"  # the commune receives the paper
    APPROVED = "approved"  # approved, or paid out
    STANDING = "standing"  # public for as long as it holds, anew when it changes (Art. 13.2)


class Every(StrEnum):
    """How often it comes round."""

    EVENT = "event"
    QUARTER = "quarter"
    TO_DATE = "to_date"  # 3, 6 and 9 months, each from 1 January
    HALF_YEAR = "half_year"
    YEAR = "year"
    STANDING = "standing"


class Personal(StrEnum):
    """Whether there are people in it."""

    NONE = "none"
    POSSIBLE = "possible"
    NAMES = "names"  # a list of people


class Web(StrEnum):
    """How a list of people stands on the web (design.md, "Named lists")."""

    MASKED = "masked"
    LISTED = "listed"  # the clause itself demands the list


@dataclass(frozen=True, slots=True)
class Kind:
    """One item of the catalogue.

    `part` says in our words which of the things the clause names it is, `help` in one sentence what it is. `year` is
    of which year it tells (1 the next, -1 the last); `expects` the first and last month in which it usually arises,
    by custom; `made_here`: this system writes it and opens it when it is approved; `forms`, `posted_days` and
    `only_headquarters` only for clause 14, as its own law (`basis`) says; `doubt` what is not sure.
    """

    id: str
    clause: int
    part: str
    title: str
    help: str
    trigger: Trigger
    every: Every
    rule: str = GENERAL
    matter: str = ""
    year: int = 0
    expects: tuple[int, int] = (1, 12)
    units: tuple[str, ...] = ()
    personal: Personal = Personal.NONE
    web: Web | None = None
    forms: str = ""
    posted_days: int | None = None
    only_headquarters: bool = False
    basis: str = ""
    see: tuple[str, ...] = ()
    doubt: str = ""
    made_here: bool = False

    @property
    def is_periodic(self) -> bool:
        """Whether the clock opens it, rather than a person who has a paper."""
        return self.every not in (Every.EVENT, Every.STANDING)

    @property
    def facts(self) -> dict[str, str]:
        """What its rule also depends on."""
        return {"matter": self.matter} if self.matter else {}

    @property
    def content_rule(self) -> str:
        """The row of the rulebook that says this content must be public: "L10-A11-02"."""
        return f"L10-A11-{self.clause:02d}"


@cache
def load() -> tuple[Kind, ...]:
    """Every item, in the order of the clauses. Raises BadDataError with the row for anything malformed."""
    return read_items(DATA)


def find(kind: str) -> Kind | None:
    """The item with this id; None for what a person added, or a catalogue of another release no longer has."""
    return _by_id().get(kind)


@cache
def _by_id() -> dict[str, Kind]:
    return {kind.id: kind for kind in load()}


def read_items(path: Path) -> tuple[Kind, ...]:
    """The items of a data file. Raises BadDataError: a malformed row, an unknown rule, an id twice, a bare clause."""
    top = read(path)
    kinds = tuple(
        _kind(Row(table, f"{path.name}, [[item]] {number}"))
        for number, table in enumerate(top.take("item", list), start=1)
    )
    top.close()
    ids = [kind.id for kind in kinds]
    if twice := {name for name in ids if ids.count(name) > 1}:
        raise BadDataError(f"{path.name}: trùng mã {', '.join(sorted(twice))}.")
    if bare := set(CLAUSES) - {kind.clause for kind in kinds}:
        raise BadDataError(f"{path.name}: khoản {', '.join(map(str, sorted(bare)))} Điều 11 chưa có nội dung nào.")
    return tuple(sorted(kinds, key=lambda kind: kind.clause))


def _kind(row: Row) -> Kind:
    months = row.text("expects", "01-12").split("-")
    kind = Kind(
        id=row.text("id"), clause=row.take("clause", int), part=row.text("part"), title=row.text("title"),
        help=row.text("help"), trigger=row.choice("trigger", Trigger), every=row.choice("every", Every),
        rule=row.text("rule", GENERAL), matter=row.among("matter", ALLOWED["matter"], ""),
        year=row.take("year", int, 0), expects=(int(months[0]), int(months[-1])),
        units=row.texts("units", _OFFICES), personal=row.choice("personal", Personal, Personal.NONE),
        web=row.choice("web", Web, None),
        forms=row.text("forms", ""), posted_days=row.take("posted_days", int, None),
        only_headquarters=row.take("only_headquarters", bool, False), basis=row.text("basis", ""),
        see=row.texts("see", default=[]), doubt=row.text("doubt", ""), made_here=row.take("made_here", bool, False),
    )  # fmt: skip
    row.close()
    for rule in (kind.rule, kind.content_rule, kind.basis, *kind.see):
        if rule and by_id(rule) is None:
            raise row.fail(f"không có quy định {rule}.")
    if kind.clause not in CLAUSES:
        raise row.fail("khoản phải từ 1 đến 14.")
    if not kind.units:
        raise row.fail("chưa nói đơn vị nào chịu trách nhiệm.")
    if (kind.personal is Personal.NAMES) != (kind.web is not None):
        raise row.fail("danh sách có tên phải nói trên mạng hiện thế nào, và chỉ danh sách có tên.")
    if bool(kind.forms or kind.posted_days or kind.only_headquarters) and kind.clause != 14:
        raise row.fail("hình thức của khoản 1–13 do Điều 13 định, không ghi ở đây.")
    if kind.clause == 14 and not (kind.forms and kind.basis):
        raise row.fail("nội dung của khoản 14 phải nói hình thức và căn cứ.")
    return kind
