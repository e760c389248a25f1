"""Pure rules of what is read: which unit is meant, short titles, where a text may be cut, progress. No Django."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from danchu.core.text import fold, plain_dashes, squeezed
from danchu.plans.states import Bound, Evidence, OccurrenceState, Progress, Recurrence, TaskKind


# -- units ----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class UnitName:
    """What matching needs to know of a unit. `kind` is organisation.states.UnitKind."""

    pk: int
    name: str
    short_name: str
    kind: str
    ordered: bool  # an office of the People's Committee: gets orders, not requests


@dataclass(frozen=True)
class Match:
    """Which units a printed name means; `every_office`: all offices of the People's Committee, present and coming."""

    units: tuple[int, ...] = ()
    every_office: bool = False


_EVERY_OFFICE = re.compile(
    r"\b(?:cac|moi|toan the|tat ca(?: cac)?|thu truong(?: cac)?|tung)?\s*(?:co quan|phong)\b.{0,30}\bdon vi\b"
    r"|\bcac (?:co quan|don vi|phong|ban)(?! thong tin)\b|^(?:co quan|don vi)(?: thuoc| truc thuoc)"
)
_BY_WORD = (
    ("front", re.compile(r"\b(?:mttq|ubmttq|mat tran)\b")),
    ("organisation", re.compile(r"\b(?:doan the|to chuc chinh tri|to chuc hoi)\b")),
    ("village", re.compile(r"\b(?:cac|moi|tung)?\s*(?:thon|ban|to dan pho)(?:,| va| to|$)")),
    ("party", re.compile(r"\bdang uy\b")),
    ("council", re.compile(r"\b(?:hdnd|hoi dong nhan dan)\b")),
    ("committee", re.compile(r"\b(?:lanh dao|chu tich) (?:ubnd|uy ban)\b|\b(?:ubnd|nhan dan) (?:cac )?(?:xa|phuong)")),
)  # fmt: skip
_COMMON = re.compile(r"\b(?:van phong|phong|ban|trung tam|truong|tram|xa|phuong|cua)\b|[^a-z0-9 ]")


def match_units(printed: str, units: Iterable[UnitName]) -> Match:
    """The commune's units a paper means by a printed name, compared without marks, case and dashes.

    A unit's own name or abbreviation comes first; then "các cơ quan, đơn vị" (every office), then the words for the
    Front, the organisations, the villages. Nothing is guessed: no match is an empty Match.
    """
    said = squeezed(fold(plain_dashes(printed)))
    units = list(units)
    if named := tuple(u.pk for u in units if _names(said, u)):
        return Match(named)
    if every := _EVERY_OFFICE.search(said):
        rest = _by_word(said.replace(every.group(), " "), units, skip=("committee", "council"))
        return Match(rest, every_office=True)
    short = _joined(_bare(said))
    named = tuple(u.pk for u in units if u.short_name and _joined(fold(u.short_name)) == short)
    return Match(named or _by_word(said, units))


def _names(said: str, unit: UnitName) -> bool:
    if unit.kind in ("front", "committee"):
        return False
    if unit.kind == "village":  # often called as the commune is: "bản Bình Lư" in "UBND xã Bình Lư"
        return f" {squeezed(fold(plain_dashes(unit.name)))} " in f" {said} "
    return bool(_bare(unit.name)) and f" {_bare(unit.name)} " in f" {_bare(said)} "


def _bare(name: str) -> str:
    return squeezed(_COMMON.sub(" ", fold(plain_dashes(name))))


def _joined(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text)


def _by_word(said: str, units: list[UnitName], skip: tuple[str, ...] = ()) -> tuple[int, ...]:
    meant = {kind for kind, pattern in _BY_WORD if kind not in skip and pattern.search(said)}
    if meant & {"front", "organisation", "party"}:
        meant.discard("committee")
    return tuple(u.pk for u in units if u.kind in meant)


# -- words ----------------------------------------------------------------------------------------------------------
# The first that is found in the folded text of a continuing task says what would show that it was done.
_EVIDENCE: tuple[tuple[Evidence, tuple[str, ...]], ...] = (
    (Evidence.MINUTES, ("quan triet", "hoi nghi", "hop ", "so ket", "tong ket", "doi thoai")),
    (Evidence.PHOTOS, ("tuyen truyen", "pho bien", "van dong", "tap huan", "loa truyen thanh")),
    (Evidence.POSTING, ("cong khai", "niem yet", "dang tai")),
    (Evidence.PAPERS, ("ra soat", "ban hanh", "xay dung", "hoan thien", "bo sung", "quy che", "giai quyet khieu nai")),
    (Evidence.REPORT, ("bao cao", "tong hop")),
)


def evidence_for(text: str) -> Evidence:
    """The proposed kind of evidence for a continuing task, by the words it uses; a note when none is known."""
    folded = fold(text)
    at = {kind: min((folded.find(w) for w in words if w in folded), default=-1) for kind, words in _EVIDENCE}
    found = [(place, kind) for kind, place in at.items() if place >= 0]
    return min(found)[1] if found else Evidence.NOTE


def short_title(text: str, limit: int = 180) -> str:
    """The first sentence or clause of a task for lists, at most `limit` characters.

    A sentence that fits stands whole; a longer one ends where a clause ends, and "…" says that it goes on.
    """
    line = squeezed(text).strip("*-+• ")
    line = re.split(r"(?<=[^\d\s])[.;:](?:\s|$)", line, maxsplit=1)[0].rstrip(" ,.;:")
    if len(line) <= limit:
        return line
    clauses = [found.start() for found in re.finditer(r",\s|\s\(|\s[-–]\s", line[:limit]) if found.start() >= 40]
    kept = line[: clauses[-1]] if clauses else line[: limit - 1].rsplit(" ", 1)[0]
    return f"{kept.rstrip(' ,.;:(')}…"


# Not after a number of a list ("1. "), but after a year.
_SENTENCE_END = re.compile(r"(?<!\s\d)(?<!\s\d\d)(?<=\S)[.;](?:\*\*)?\s+|\n+")


def split_places(text: str) -> list[int]:
    """Where a task may be cut in two: the offsets at which a sentence or a part after a semicolon begins."""
    return [m.end() for m in _SENTENCE_END.finditer(text) if 0 < m.end() < len(text)]


def is_archive_line(recipient: str) -> bool:
    """Whether a line of "Nơi nhận" only says where the paper is kept ("Lưu: VT, VHXH")."""
    return fold(recipient).strip().startswith("luu")


# -- progress -------------------------------------------------------------------------------------------------------
def progress(
    kind: TaskKind, states: Iterable[OccurrenceState], *, begun: bool = False
) -> Progress:  # fmt: skip
    """How far a task is, from the states of what its units owe up to now; `begun`: some unit noted progress.

    Done only when all are accepted; reported, returned or noted is "doing".
    """
    if kind == TaskKind.PRINCIPLE:
        return Progress.GENERAL
    states = [state for state in states if state != OccurrenceState.WITHDRAWN]
    if not states:
        return Progress.UNASSIGNED
    if all(state == OccurrenceState.ACCEPTED for state in states):
        return Progress.DONE
    if begun or any(state != OccurrenceState.OPEN for state in states):
        return Progress.DOING
    return Progress.NOT_YET


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `ids` are the tasks read out of it, empty for what stands between."""

    text: str
    ids: tuple[int, ...] = ()


def passage(text: str, start: int, end: int, spans: Iterable[tuple[int, int, int]]) -> list[Piece]:
    """The text from `start` to `end` cut at the spans (begin, end, task id), so that a page can mark them.

    Tasks of one span share a piece; one that begins inside another is shown from where the first ends.
    """
    pieces: list[Piece] = []
    at = start + len(text[start:end]) - len(text[start:end].lstrip())
    shared: dict[tuple[int, int], list[int]] = {}
    for begins, ends, task in sorted(spans):
        shared.setdefault((begins, ends), []).append(task)
    for (begins, ends), tasks in shared.items():
        begins, ends = max(begins, at), min(ends, end)
        if ends <= begins:
            continue
        if begins > at:
            pieces.append(Piece(text[at:begins]))
        pieces.append(Piece(text[begins:ends], tuple(tasks)))
        at = ends
    if at < end:
        pieces.append(Piece(text[at:end]))
    return pieces


# -- what the reader proposes ---------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Named:
    """A deadline as the reader gives it, with the recurrences plans know."""

    text: str
    date: datetime.date | None
    bound: Bound
    recurrence: Recurrence


def one_task_each(deadlines: Iterable[Named]) -> list[Named]:
    """The deadlines of one instruction, each of which becomes a task of its own.

    "06 tháng (trước 05/5), 01 năm (trước 05/11)": the half-year's report has its own day and comes once a year, so
    both come back yearly. A deadline without day and recurrence ("đột xuất") asks for nothing by itself.
    """
    kept = [d for d in deadlines if d.date or d.recurrence != Recurrence.NONE]
    by_year = any(d.date and d.recurrence == Recurrence.YEARLY for d in kept)
    return [
        Named(d.text, d.date, d.bound, Recurrence.YEARLY)
        if by_year and d.date and d.recurrence == Recurrence.HALF_YEARLY
        else d
        for d in kept
    ]
