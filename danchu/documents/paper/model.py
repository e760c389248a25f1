"""The one document model behind every official paper: values only, no Django, no renderer.

Everything a paper says stands here as the person wrote it; capitals, zero padding, dashes, semicolons and rules are the
renderers' work (Decree 30/2020/NĐ-CP, Annex I).
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Literal

type Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one weight and slope."""

    text: str
    bold: bool = False
    italic: bool = False


type Text = str | tuple[Run, ...]


def runs_of(text: Text) -> tuple[Run, ...]:
    """The runs of a text; a plain string is one upright run."""
    return (Run(text),) if isinstance(text, str) else tuple(text)


def plain(text: Text) -> str:
    """The letters of a text without weight and slope."""
    return "".join(run.text for run in runs_of(text))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 is "I. TITLE" (capitals, bold), 2 "1. Title" (bold; also "Điều 1."), 3 "a) Title" (plain)."""

    text: str
    level: Literal[1, 2, 3] = 1
    numbering: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body. `indent` is the first line's; it is not used when the text is centred or right."""

    text: Text
    align: Align = "justify"
    indent: bool = True


@dataclass(frozen=True, slots=True)
class Bullet:
    """An item of an enumeration: "- …" at the first-line indent, as offices type it; `marker` may be "+" or "a)"."""

    text: Text
    marker: str = "-"


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: its header, its share of the width (only proportions count) and the alignment of its cells."""

    header: str
    width: float = 1
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """A header over `span` neighbouring columns; an empty text leaves those columns' own headers two rows high."""

    text: str
    span: int = 1


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A row of one bold cell over all columns, kept with the row below."""

    text: Text


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header that repeats on every page.

    `rows` are tuples of one cell per column, or `GroupRow`; `groups`, if any, span all columns in order; `size` is the
    letters' size in points. Raises ValueError when a row or the groups do not fit the columns.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...] | GroupRow, ...]
    groups: tuple[ColumnGroup, ...] = ()
    size: float = 12

    def __post_init__(self) -> None:
        if not self.columns or any(column.width <= 0 for column in self.columns):
            raise ValueError("a table needs columns, each wider than nothing")
        if self.groups and sum(group.span for group in self.groups) != len(self.columns):
            raise ValueError("the groups of a table must span exactly its columns")
        for place, row in enumerate(self.rows, start=1):
            if not isinstance(row, GroupRow) and len(row) != len(self.columns):
                raise ValueError(f"row {place} has {len(row)} cells for {len(self.columns)} columns")


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


type Block = Heading | Paragraph | Bullet | Table | PageBreak


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex: a page of its own, numbered from 1 again. With two or more, the annexes get Roman numbers.

    `reference` is the line in brackets under the title; None writes it from the paper, "" leaves it out.
    """

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: `authority` lines ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), the `post`, and the `name` without titles.

    `note` is a small line under the post, such as "(Ký, ghi rõ họ tên)" in minutes.
    """

    post: str
    name: str = ""
    authority: tuple[str, ...] = ()
    note: str = ""


class Urgency(StrEnum):
    """Marks of urgency; the frame of each has its own size (Annex I)."""

    EXPRESS = "HỎA TỐC"
    VERY_URGENT = "THƯỢNG KHẨN"
    URGENT = "KHẨN"


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot of a copy that goes out: a line of text on every page, and on the first a QR code of `address`."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """An official paper.

    `number` without value leaves room to write it; `date` None prints dots. For a letter (`kind` "Công văn") the title
    is the "V/v" under the number. `archive` is the last line of the recipients ("Lưu: VT, VHXH"), `drafter` the
    drafter's sign and the count of copies after it. `competence` is the line of a decision's authority over its legal
    bases. `draft` ("DỰ THẢO") is framed under the number; `sample` ("DỮ LIỆU MẪU") stands on every page. `end_mark`
    closes the body with "./.". `body_size` is 13 or 14 points.
    """

    issuing_body: str
    kind: str
    title: str
    body: tuple[Block, ...] = ()
    parent_body: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    date: datetime.date | None = None
    competence: str = ""
    addressees: tuple[str, ...] = ()
    legal_bases: tuple[Text, ...] = ()
    recipients: tuple[str, ...] = ()
    archive: str = ""
    drafter: str = ""
    signatures: tuple[Signature, ...] = ()
    annexes: tuple[Annex, ...] = ()
    urgency: Urgency | None = None
    draft: str = ""
    sample: str = ""
    foot: Foot | None = None
    end_mark: bool = True
    body_size: float = 14

    def __post_init__(self) -> None:
        if not 13 <= self.body_size <= 14:
            raise ValueError("the body is set in 13 to 14 points (Decree 30/2020, Annex I)")

    @property
    def is_letter(self) -> bool:
        """Whether this is an official letter, which has no name of kind and carries "V/v" under its number."""
        return self.kind.strip().casefold() == "công văn"


def strings_of(value: object) -> Iterator[str]:
    """Every string inside a paper or a part of one, in the order of the fields."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from strings_of(getattr(value, each.name))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from strings_of(each)
