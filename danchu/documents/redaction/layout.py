"""Letters with their places on a page → passages: rows as they are read, and columns under their headings.

The same for a PDF's text layer and for the letters recognised in a scan; places are in percent of the page.
"""

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from danchu.core.text import composed, fold, squeezed
from danchu.documents.redaction.findings import Hint, Part, Passage, Place, Region
from danchu.documents.redaction.patterns import hits, kind_of_head

_ONE_PAGE = 1_000_000  # marks of one page
_ROWS_OF_HEADING = 3
_TABLE = re.compile(r"^(?:stt|tt|so tt)$|\bho (?:va )?ten\b|\bho, ten\b|\bten chu ho\b")
_LETTERHEAD = re.compile(r"cong hoa xa hoi|uy ban nhan dan|hoi dong nhan dan")


class Sign(NamedTuple):
    """One letter (or one grapheme) with its box in percent of its page, made straight where it lay askew.

    `place`: left, top, right, bottom on the page as it was given, where that is another.
    """

    char: str
    left: float
    top: float
    right: float
    bottom: float
    hint: Hint = Hint.NONE
    place: tuple[float, float, float, float] | None = None

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Page:
    """A page's letters; `ratio`: height in the unit of its width, so that distances compare."""

    number: int
    signs: Sequence[Sign]
    ratio: float = 1.414
    scanned: bool = False
    part: Part = Part.PAGE


@dataclass(frozen=True)
class Column:
    left: float
    right: float
    head: str


Row = list[tuple[int, Sign]]  # each sign with its mark


def passages(page: Page, columns: list[Column] | None = None) -> tuple[list[Passage], list[Column]]:
    """A page's passages, cells first, and the columns of its last table: a table may go on overleaf."""
    signs = [
        (
            page.number * _ONE_PAGE + (_ONE_PAGE // 2 if page.scanned else 0) + at,
            sign._replace(char=composed(sign.char)),
        )
        for at, sign in enumerate(page.signs)
        if sign.char.strip() and composed(sign.char) and not (page.scanned and sign.char in "|[]")  # a table's rules
    ]
    rows = _rows(signs)
    cells, columns = _cells(page, rows, columns or [])
    return [*cells, *_flow(page, rows)], columns


def _rows(signs: list[tuple[int, Sign]]) -> list[Row]:
    """Signs that share a line, top to bottom, each from the left; what is printed twice for boldness stands once."""
    rows: list[Row] = []
    heights: list[float] = []
    for mark, sign in sorted(signs, key=lambda s: s[1].middle):
        high = max(sign.bottom - sign.top, 0.3)
        for at in range(len(rows) - 1, max(len(rows) - 5, -1), -1):
            if abs(_middle(rows[at]) - sign.middle) < 0.45 * heights[at]:
                rows[at].append((mark, sign))
                heights[at] = max(heights[at], high)
                break
        else:
            rows.append([(mark, sign)])
            heights.append(high)
    for row in rows:
        row.sort(key=lambda s: s[1].left)
        row[:] = [
            item
            for before, item in zip([None, *row], row, strict=False)
            if not (
                before and before[1].char == item[1].char
                and abs(before[1].left - item[1].left) < 0.2 * (item[1].right - item[1].left)
            )
        ]  # fmt: skip
    return sorted(rows, key=_middle)


def _middle(row: Row) -> float:
    return row[0][1].middle


def _height(row: Row) -> float:
    return max(max(sign.bottom - sign.top for _, sign in row), 0.3)


def _gaps(row: Row, ratio: float) -> list[float]:
    """The blank before each sign, in the height of the row's letters; the first has none."""
    high = statistics.median(sign.bottom - sign.top for _, sign in row) * ratio or 1
    reach, out = row[0][1].right, [0.0]
    for _, sign in row[1:]:
        out.append(max(sign.left - reach, 0) / high)
        reach = max(reach, sign.right)
    return out


def _text(page: Page, row: Row) -> tuple[str, list[int], list[Sign | None]]:
    """A row's words, the mark and the sign of each letter; a wide blank is three, digits in boxes are one apart."""
    text, marks, signs = "", [], []
    gaps = _gaps(row, page.ratio)
    for at, ((mark, sign), gap) in enumerate(zip(row, gaps, strict=True)):
        if gap > 0.16:
            lonely = (
                sign.char.isdigit() and row[at - 1][1].char.isdigit() and gap < 2.5
                and (at + 1 == len(row) or gaps[at + 1] > 0.3) and (at == 1 or gaps[at - 1] > 0.3)
            )  # fmt: skip
            joiner = "   " if gap > 1.5 and not lonely else " "
            text += joiner
            marks += [-1] * len(joiner)
            signs += [None] * len(joiner)
        text += sign.char
        marks += [mark] * len(sign.char)
        signs += [sign] * len(sign.char)
    return text, marks, signs


def box_of(number: int, sign: Sign) -> Region:
    """A letter's box on the page with this number."""
    left, top, right, bottom = sign.place or sign[1:5]
    return Region(number, left, top, max(right - left, 0.05), max(bottom - top, 0.05))


def _passage(page: Page, rows: list[Row], joiners: list[str], head: str = "", letterhead: bool = False) -> Passage:
    text, marks, signs = "", [], []
    for row, joiner in zip(rows, joiners, strict=True):
        words, places, letters = _text(page, row)
        text += words + joiner
        marks += places + [-1] * len(joiner)
        signs += letters + [None] * len(joiner)
    return Passage(
        text, Place(page.part, page.number), marks, head, letterhead=letterhead, scanned=page.scanned,
        hints=[sign.hint if sign else Hint.NONE for sign in signs],
        boxes=[box_of(page.number, sign) if sign else None for sign in signs],
    )  # fmt: skip


def _flow(page: Page, rows: list[Row]) -> Iterator[Passage]:
    """The page as it is read. A row that reaches the right edge goes on with the next."""
    if not rows:
        return
    edge = max(row[-1][1].right for row in rows)
    joiners = [" " if row[-1][1].right > edge - 12 or _unfinished(row) else "\n" for row in rows]
    top = _letterhead(page, rows) if page.number == 1 else []
    if top:
        yield _passage(page, top, ["\n"] * len(top), letterhead=True)
        rows, joiners = rows[len(top) :], joiners[len(top) :]
    if rows:
        yield _passage(page, rows, joiners)


def _letterhead(page: Page, rows: list[Row]) -> list[Row]:
    """The rows of a paper's head: down to its number or its place and date; none where no office is named."""
    last, named = 0, False
    for at, row in enumerate(row for row in rows if _middle(row) < 25):
        words = fold(_text(page, row)[0])
        named = named or bool(_LETTERHEAD.search(words))
        if re.search(r"^so ?:|, ngay .{0,6}thang|doc lap", words):
            last = at + 1
    return rows[:last] if named else []


def _unfinished(row: Row) -> bool:
    tail = fold("".join(sign.char for _, sign in row[-8:]))
    return bool(re.search(r"(?:ngay|nam|so|cccd|cmnd|thoai|sdt|sinh|tai|:)$", tail))


def _cells(page: Page, rows: list[Row], columns: list[Column]) -> tuple[list[Passage], list[Column]]:
    out: list[Passage] = []
    below = 0
    for at, row in enumerate(rows):
        if at >= below and _is_heading(page, row):
            columns, below = _columns(page, rows, at)
        elif at >= below and columns:
            out += _cells_of_row(page, rows, at, columns)
    return out, columns


def _is_heading(page: Page, row: Row) -> bool:
    pieces = [fold(squeezed(_text(page, piece)[0])) for piece in _pieces(page, row)]
    return len(pieces) >= 2 and any(_TABLE.search(piece) for piece in pieces)


def _pieces(page: Page, row: Row, least: float = 0.6) -> list[Row]:
    pieces: list[Row] = [[]]
    for item, gap in zip(row, _gaps(row, page.ratio), strict=True):
        if gap > least and pieces[-1]:
            pieces.append([])
        pieces[-1].append(item)
    return pieces


def _columns(page: Page, rows: list[Row], at: int) -> tuple[list[Column], int]:
    """The columns of a table whose heading has a row at `at`, and the row where its body begins."""
    high = _height(rows[at])
    first, last = at, at
    while first > 0 and at - first < _ROWS_OF_HEADING and _near(rows[first - 1], rows[first], high):
        first -= 1
    while last + 1 < len(rows) and last - at < _ROWS_OF_HEADING and _near(rows[last], rows[last + 1], high):
        if any(sign.char.isdigit() for _, sign in rows[last + 1]):
            break
        last += 1
    heads: list[list[Sign]] = []
    for row in [rows[at], *rows[first:at], *rows[at + 1 : last + 1]]:
        pieces = [[sign for _, sign in piece] for piece in _pieces(page, row)]
        if len(pieces) == 1 and row is not rows[at] and pieces[0][-1].right - pieces[0][0].left > 40:
            continue  # the title above
        for piece in pieces:
            over = [head for head in heads if _overlap(head, piece)]
            if len(over) == 1:
                over[0] += piece
            elif not over:
                heads.append(piece)
    heads.sort(key=lambda head: min(sign.left for sign in head))
    body = rows[last + 1 :]
    cuts = [0.0, *(_cut(a, b, body) for a, b in pairwise(heads)), 100.0]
    words = [_words(page, head) for head in heads]
    return [Column(cuts[i], cuts[i + 1], words[i]) for i in range(len(heads))], last + 1


def _words(page: Page, head: list[Sign]) -> str:
    rows = _rows(list(enumerate(head)))
    return squeezed(" ".join(_text(page, row)[0] for row in rows))


def _near(upper: Row, lower: Row, high: float) -> bool:
    return _middle(lower) - _middle(upper) < 1.9 * high


def _overlap(head: list[Sign], piece: list[Sign]) -> bool:
    left, right = min(sign.left for sign in head), max(sign.right for sign in head)
    return piece[0].left < right and left < piece[-1].right


def _cut(a: list[Sign], b: list[Sign], body: list[Row]) -> float:
    """Where between two headings the fewest rows below have a letter: there the columns part."""
    left = (min(s.left for s in a) + max(s.right for s in a)) / 2
    right = (min(s.left for s in b) + max(s.right for s in b)) / 2
    places = [left + (right - left) * step / 60 for step in range(61)]
    counts = [sum(any(s.left <= x <= s.right for _, s in row) for row in body[:30]) for x in places]
    least = min(counts, default=0)
    best, run = (0, 0), None
    for step, count in enumerate([*counts, least + 1]):
        if count == least:
            run = step if run is None else run
        elif run is not None:
            if step - run > best[1] - best[0]:
                best = (run, step)
            run = None
    return (places[best[0]] + places[best[1] - 1]) / 2


def _cells_of_row(page: Page, rows: list[Row], at: int, columns: list[Column]) -> Iterator[Passage]:
    """The cells of a row under headings that announce personal data; a number cut by a narrow cell is put together."""
    for column in columns:
        if kind_of_head(column.head) is None:
            continue
        cell = _within(page, rows[at], column)
        if not cell:
            continue
        alone = _passage(page, [cell], [""], column.head)
        below = next(
            (
                (row, found)
                for row in rows[at + 1 : at + 3]
                if _middle(row) - _middle(rows[at]) < 2.4 * _height(rows[at]) and (found := _within(page, row, column))
            ),
            None,
        )
        if below and _goes_on(page, alone, cell, below, columns[0], column):
            yield _passage(page, [cell, below[1]], ["", ""], column.head)
            continue
        yield alone


def _goes_on(page: Page, alone: Passage, cell: Row, below: tuple[Row, Row], first: Column, column: Column) -> bool:
    """Whether a number is cut by a narrow cell: whole only with what stands below, in the same row of the table."""
    under = _passage(page, [below[1]], [""], column.head)
    here, there = hits(alone.text, column.head), hits(under.text, column.head)
    same_row = not _within(page, below[0], first)
    if (here and there) or ((here or there) and not same_row):
        return False
    both = _passage(page, [cell, below[1]], ["", ""], column.head)
    return any(hit.start < len(alone.text) < hit.end for hit in hits(both.text, column.head))


def _within(page: Page, row: Row, column: Column) -> Row:
    """The words of a row whose middle lies in a column."""
    inside: Row = []
    for word in _pieces(page, row, 0.16):
        middle = (word[0][1].left + word[-1][1].right) / 2
        if column.left <= middle < column.right:
            inside += word
    return inside


def text_of(page: Page) -> str:
    """A page's words, row by row."""
    rows = _rows(list(enumerate(page.signs)))
    return "\n".join(_text(page, row)[0] for row in rows)
