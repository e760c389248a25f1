"""Lines as they stand on the page, and how lines broken by the page become paragraphs again."""

import re
from dataclasses import dataclass, replace

from danchu.core.text import composed, squeezed

_COLUMN_GAP = re.compile(r"\t+| {3,}")
_MARKER_ONLY = re.compile(r"^(?:[-–—+•*·]|[IVXLC]{1,6}\.|\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zđ]\))$")
_BLANK_LEFT = re.compile(r"(?:^|\s)(?:[Ss]ố\s*:?|ngày|tháng|năm)$")  # room left to write a number by hand
_BOLD_MARKS = re.compile(r"\*\*|__|^#{1,6} |(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")
_PAGE_NUMBER = re.compile(r"^[-–—\s]*(?:(?:trang|page)\s*)?(\d{1,3})(?:\s*/\s*\d{1,3})?[-–—\s]*$", re.IGNORECASE)
_MARKDOWN_RULE = re.compile(r"^[\s|:+=_*–—-]*$")


@dataclass(frozen=True)
class Cell:
    """A piece of a line; `left` and `right` in columns or points, -1 where the place on the page is unknown."""

    text: str
    left: float = -1
    right: float = -1


@dataclass(frozen=True)
class Line:
    """One line, or one whole paragraph, or one table row.

    gap: an empty line (or a new page's top) stands before it. whole: the source says it is a complete paragraph.
    full: it reaches the right edge, so its sentence may go on; None where only the length can tell.
    row: the cells are a table's. middle: the horizontal middle of the page in the unit of the cells.
    """

    cells: tuple[Cell, ...]
    gap: bool = False
    whole: bool = False
    full: bool | None = None
    row: bool = False
    middle: float = -1

    @property
    def text(self) -> str:
        return (" | " if self.row else " ").join(cell.text for cell in self.cells)


@dataclass(frozen=True)
class Source:
    """What a file gave: its lines; whether a machine recognised them in a picture, which words it was not sure of; and
    the old font they were typed for, where they were converted."""

    lines: tuple[Line, ...] = ()
    scanned: bool = False
    doubtful: frozenset[str] = frozenset()
    converted: str = ""


def cells_of(raw: str) -> tuple[Cell, ...]:
    """A text line cut at tabs and at three or more blanks; a numbering and its sentence stay together."""
    raw = raw.rstrip()
    cells: list[Cell] = []
    start = 0
    for gap in [*_COLUMN_GAP.finditer(raw), None]:
        end = gap.start() if gap else len(raw)
        text = squeezed(raw[start:end])
        if text:
            if cells and (_MARKER_ONLY.match(cells[-1].text) or _BLANK_LEFT.search(cells[-1].text)):
                cells[-1] = Cell(f"{cells[-1].text} {text}", cells[-1].left, end)
            else:
                cells.append(Cell(text, start, end))
        start = gap.end() if gap else end
    return tuple(cells)


def lines_of_text(text: str) -> list[Line]:
    """Plain text → lines. Bold marks, rules, page numbers and form feeds are gone; pipes make table rows."""
    text = composed(text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n"))
    lines: list[Line] = []
    gap = False
    for raw in text.replace("\f", "\n").split("\n"):
        raw = _BOLD_MARKS.sub("", raw.replace("<br>", " "))
        if _MARKDOWN_RULE.match(raw):
            gap = gap or not raw.strip()
            continue
        if raw.count("|") >= 2:
            cells = tuple(Cell(squeezed(c)) for c in raw.strip().strip("|").split("|"))
            lines.append(Line(cells, gap=gap, row=True))
        else:
            lines.append(Line(cells_of(raw), gap=gap))
        gap = False
    width = max((line.cells[-1].right for line in lines if not line.row), default=0)
    lines = [replace(line, middle=width / 2) for line in without_page_numbers(lines)]
    return lines


def without_page_numbers(lines: list[Line]) -> list[Line]:
    """Lines that are only the next page's number are dropped; what follows one may go on with the sentence before."""
    kept: list[Line] = []
    page = 1
    for line in lines:
        number = _PAGE_NUMBER.match(line.text) if len(line.cells) == 1 and not line.row else None
        if number and kept and int(number[1]) in (page, page + 1) and not _counts_rows(kept, int(number[1])):
            page = int(number[1])
            continue
        kept.append(line)
    return kept


def _counts_rows(lines: list[Line], number: int) -> bool:
    """Whether a lone number numbers the rows of a table that was flattened, one cell to a line."""
    heads = " ".join(line.text for line in lines[-12:]).lower()
    if number == 1 or "stt" in heads.split():
        return True
    return any(line.text == str(number - 1) for line in lines)


ENDS = re.compile(r"[.;:!?…][”\"’)\]]*$|\./\.?$|/\.$")
_WANTS_MORE = re.compile(
    r"(?:[,(–-]|\b(?:ngày|tháng|năm|số|quý|khoản|điều|điểm|mục|phần|từ|đến|trước|sau|và|của|các|những|về|cho|với|"
    r"theo|tại|trong|là|hoặc|để|do|bởi|được|bị|có|không|xã|phường|tỉnh|thành phố|thôn|bản|ủy ban|uỷ ban|hội đồng|"
    r"nghị định|nghị quyết|quyết định|luật|kế hoạch số|khóa|lần|thứ|hơn|trên|dưới|đồng chí|ông|bà|Phòng|Sở|Ban|Bộ))$"
)
_COUNTED = re.compile(r"^(?:\d{1,2}[.)]|[IVX]{1,3}\.)\s")  # «…trong tháng / 5. Tiếp tục»
_NEW_PIECE = re.compile(
    r"^(?:[-–—+•·*]\s|[IVXLC]{1,6}(?:[.)]|[-–])\s|\d{1,2}[-–]\s+[A-ZĐ]|[A-EĐ]\.\s|"
    r"\d{1,2}(?:\.\d{1,2}){0,3}[.)]\s|\d{1,2}(?:\.\d{1,2}){1,3}\s|"
    r"[a-zđ]\)\s|Điều\s+\d+\s*[.:]|(?:Phần|PHẦN)\s+(?:thứ|THỨ|[IVX]+\b|\d)|(?:Chương|CHƯƠNG)\s+[IVX\d]+\b|"
    r"(?:Mục|MỤC)\s+\d+\b|Nơi nhận|Kính gửi|Căn cứ\s|PHỤ LỤC|Phụ lục\s+[IVX\d]+\s*$|"
    r"(?:TM|KT|TL|TUQ|Q)\.\s?[A-ZĐ]|[TK]/[MLT]\s)"
)


def starts_piece(text: str) -> bool:
    """Whether a line opens a numbered piece, a list item or a fixed part of the form."""
    return bool(_NEW_PIECE.match(text))


def joined(lines: list[Line]) -> list[Line]:
    """Lines → paragraphs (rows are left alone): a sentence cut by the line's or the page's end is put together.

    A line goes on with the one before when that one does not end a sentence and either this one begins with a small
    letter, or the one before reaches the right edge. Where the source knows its paragraphs, only sentences cut by a
    page are put together.
    """
    widths = sorted(len(line.text) for line in lines if not line.row and not line.whole)
    width = widths[-1] if widths else 0
    wrapped = 0 < width <= 160
    groups: list[list[Line]] = []
    for line in lines:
        group = groups[-1] if groups else None
        if group and not line.row and not group[0].row and _goes_on(group, line, width, wrapped):
            group.append(line)
        else:
            groups.append([line])
    return [_paragraph(group) for group in groups]


def _paragraph(group: list[Line]) -> Line:
    if len(group) == 1:
        return group[0]
    words = " ".join(line.text for line in group)
    return replace(
        group[0], cells=(Cell(words, group[0].cells[0].left, group[-1].cells[-1].right),), full=group[-1].full
    )


def _goes_on(group: list[Line], line: Line, width: int, wrapped: bool) -> bool:
    """Whether a line belongs to the sentence of the lines before it."""
    first, last = group[0], group[-1]
    text, so_far = line.text, last.text
    wants_more = bool(_WANTS_MORE.search(so_far)) and not so_far.isupper()
    reaches = _reaches_edge(last, line, width, wrapped, wants_more)
    ended = bool(ENDS.search(so_far))
    broken_number = wants_more and _COUNTED.match(text) and not line.gap and wrapped
    # «văn hóa / - xã hội»: a dash between words that fell on the line's beginning is no list.
    broken_pair = bool(
        reaches
        and not line.gap
        and not ended
        and re.match(r"^[-–] [^\W\d_]", text)
        and (text[2].islower() or not re.match(r"^[-–+•]", first.text))
    )
    if starts_piece(text) and not broken_number and not broken_pair:
        return False
    if broken_pair:
        return True
    small = text[0].islower() or text[0] in ",;.)”"
    if small and (not ended or (not line.gap and not line.whole and so_far.endswith((";", ",")))):
        return True
    if line.whole or last.whole:
        return False
    if ended:
        return reaches and not line.gap and so_far.endswith(";") and not _NEW_PIECE.match(first.text)
    if line.gap:
        return wants_more and not so_far.endswith(("-", "–", "(")) and (len(group) > 1 or len(so_far) > 60)
    if so_far.isupper() != text.isupper() and (so_far.isupper() or text.isupper()) and len(text) > 12:
        return False
    return reaches


def _reaches_edge(last: Line, line: Line, width: int, wrapped: bool, wants_more: bool) -> bool:
    """Whether a line is so long that the next word no longer fitted: told by its place, or by the longest line."""
    if last.full is not None:
        return last.full
    if not wrapped or last.whole or line.whole:
        return False
    return len(last.text) + 1 + len(line.text.split(" ", 1)[0]) > (0.6 if wants_more else 0.86) * width
