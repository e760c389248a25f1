"""What a read paper is: plain frozen values, everything as printed unless a field says otherwise."""

import datetime as dt
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple


class Unreadable(Exception):
    """The file cannot be read as a paper; the message is one Vietnamese sentence that says what to do."""


class Locked(Unreadable):
    """A password is needed, or the machine was too busy: nobody can tell what is in it."""


class Kind(StrEnum):
    """What sort of task: how to act in general, something that goes on, something with an end."""

    PRINCIPLE = "principle"
    CONTINUING = "continuing"
    ONE_OFF = "one_off"


class Mode(StrEnum):
    """How a task is laid on its unit: giao, đề nghị, phối hợp."""

    ASSIGN = "assign"
    REQUEST = "request"
    COOPERATE = "cooperate"


class Bound(StrEnum):
    """BEFORE: the day named is already too late. BY: it is the last day. ON: that day. IN: within the period."""

    BEFORE = "before"
    BY = "by"
    ON = "on"
    IN = "in"


class Recurrence(StrEnum):
    """How often it comes back; the list is closed."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


class Span(NamedTuple):
    """Character offsets in `Paper.text`, end excluded."""

    start: int
    end: int


NOWHERE = Span(0, 0)


class Remark(NamedTuple):
    """Something that looks wrong or was inferred: a stable code and a Vietnamese sentence."""

    code: str
    text: str


@dataclass(frozen=True)
class Deadline:
    """`date` is the day named or the last day of the period named; None when the words give no day."""

    text: str
    date: dt.date | None
    bound: Bound | None
    recurrence: Recurrence | None = None
    span: Span = NOWHERE
    year_inferred: bool = False
    impossible: bool = False


@dataclass(frozen=True)
class Citation:
    """A paper named in the text; `number` is number and symbol together as printed ("59/2023/NĐ-CP")."""

    number: str | None
    date: dt.date | None
    span: Span = NOWHERE
    impossible: str | None = None


@dataclass(frozen=True)
class LegalBasis:
    number: str | None
    date: dt.date | None
    text: str


@dataclass(frozen=True)
class Section:
    """One numbered piece; `text` is its own text, without the pieces below it."""

    numbering: str
    title: str | None
    level: int
    text: str | None
    span: Span = NOWHERE


@dataclass(frozen=True)
class Task:
    """`text` is exactly `Paper.text[span.start:span.end]`; units are as printed; `product` from a table's column."""

    text: str
    units: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    kind: Kind
    mode: Mode
    span: Span
    cooperating: tuple[str, ...] = ()
    product: str | None = None


@dataclass(frozen=True)
class Signature:
    """`authority` are the lines TM., KT., TL., TUQ. above the post."""

    authority: tuple[str, ...] = ()
    post: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class Paper:
    """A paper as read. `text` is the normalised text all spans point into; `inferred` names fields not printed."""

    text: str = ""
    number: str | None = None
    symbol: str | None = None
    issuer: str | None = None
    parent: str | None = None
    place: str | None = None
    date: dt.date | None = None
    kind: str | None = None
    title: str | None = None
    addressees: tuple[str, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()
    citations: tuple[Citation, ...] = ()
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    recipients: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    urgency: str | None = None
    secrecy: str | None = None
    inferred: frozenset[str] = frozenset()
    not_found: tuple[str, ...] = ()
    warnings: tuple[Remark, ...] = field(default=())
    scanned: bool = False  # recognised by a machine in a picture, to be checked by a person
    doubtful: tuple[Span, ...] = ()  # the words it was not sure of

    @property
    def signature(self) -> Signature:
        """Who answers for the paper: the chair's where minutes have several, otherwise the first; empty if none."""
        for signature in self.signatures:
            if signature.post and any(w in signature.post.upper() for w in ("CHỦ TRÌ", "CHỦ TỌA", "CHỦ TOẠ")):
                return signature
        return self.signatures[0] if self.signatures else Signature()

    @property
    def is_secret(self) -> bool:
        """Whether it bears a stamp of secrecy; callers refuse it before anything is stored."""
        return self.secrecy is not None

    def with_(self, **changes) -> "Paper":
        """The same paper with some fields replaced."""
        return replace(self, **changes)
