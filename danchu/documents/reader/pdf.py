"""PDF files with a text layer → lines with their places, so that columns are kept apart and tables read by cell."""

import ctypes
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from danchu.core.text import composed, squeezed
from danchu.documents.reader.lines import Cell, Line, without_page_numbers
from danchu.documents.reader.paper import Locked, Unreadable

MAX_PAGES = 500
LEAST_LETTERS = 40  # fewer in a whole file: it is a scan


@dataclass
class Row:
    """One physical line: its words as (text, left, right), its baseline and its letters' size."""

    words: list[tuple[str, float, float]]
    y: float
    size: float

    @property
    def left(self) -> float:
        return self.words[0][1]

    @property
    def right(self) -> float:
        return self.words[-1][2]


def opened(data: bytes) -> pdfium.PdfDocument:
    """The file opened, to be closed by the caller. Raises Unreadable when it is damaged, locked or too long."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        sentence = (
            "Tệp PDF bị khóa bằng mật khẩu. Hãy nộp bản không khóa."
            if locked
            else "Tệp PDF bị hỏng. Hãy xuất lại tệp rồi nộp."
        )
        raise (Locked if locked else Unreadable)(sentence) from error
    if len(document) > MAX_PAGES:
        document.close()
        raise Unreadable(f"Tệp PDF dài quá {MAX_PAGES} trang. Hãy nộp riêng văn bản, không kèm tài liệu.")
    return document


def lines_of_pdf(data: bytes) -> list[Line]:
    """The lines of a file's text layer; none for a scan. Raises Unreadable for a damaged, locked or too long file."""
    document = opened(data)
    try:
        lines: list[Line] = []
        letters = 0
        for number in range(len(document)):
            page = document[number]
            found = list(lines_of_page(page))
            letters += sum(len(line.text) for line in found)
            lines += found
            page.close()
    finally:
        document.close()
    return without_page_numbers(lines) if letters >= LEAST_LETTERS else []


def lines_of_page(page) -> Iterator[Line]:
    """The lines of one page's text layer."""
    width, _ = page.get_size()
    rows = _rows(page)
    if rows:
        yield from lines_of_rows(rows, _grids(page), width)


def lines_of_rows(rows: list[Row], grids: list["_Grid"], width: float) -> Iterator[Line]:
    """Rows of a page, top to bottom, in points from its lower left → its lines, what stands in tables by cell."""
    outside = [r for r in rows if not any(g.holds(r) for g in grids)]
    margin_left, margin_right, justified = _margins(outside or rows)
    steps = [a.y - b.y for a, b in pairwise(outside) if 0 < a.y - b.y < 40]
    step = statistics.median(steps) if steps else 18
    pieces: list[tuple[float, list[Line]]] = [(g.top, g.lines(rows)) for g in grids]
    before: Row | None = None
    for row in outside:
        indent = row.left - margin_left
        centred = abs(indent - (margin_right - row.right)) < 24
        gap = before is not None and (
            before.y - row.y > 1.5 * step
            or (14 < indent < 90 and not centred and row.right > margin_left + 0.4 * width)
        )
        reach = 7 if justified else 55
        cells = tuple(_cells(row))
        pieces.append((row.y, [Line(cells, gap=gap, full=row.right > margin_right - reach, middle=width / 2)]))
        before = row
    for _, lines in sorted(pieces, key=lambda p: -p[0]):
        yield from lines


def _rows(page) -> list[Row]:
    """Letters → words → rows, top to bottom. A row is what shares a baseline."""
    text = page.get_textpage()
    handle = text.raw
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    letters: list[tuple[float, float, float, str]] = []
    sizes: dict[float, float] = {}
    for i in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, i)
        if code in (0, 10, 13, 32, 160, 0xFFFE):
            continue
        raw.FPDFText_GetCharBox(handle, i, left, right, bottom, top)
        raw.FPDFText_GetCharOrigin(handle, i, x, y)
        line = round(y.value, 0)
        letters.append((line, x.value, max(right.value, x.value), chr(code)))
        if line not in sizes:
            sizes[line] = raw.FPDFText_GetFontSize(handle, i) or 12
    text.close()
    by_line: dict[float, list[tuple[float, float, str]]] = {}
    for line, at, end, c in letters:
        near = next((k for k in (line, line - 1, line + 1, line - 2, line + 2) if k in by_line), line)
        by_line.setdefault(near, []).append((at, end, c))
    rows = []
    for line, found in sorted(by_line.items(), reverse=True):
        found.sort(key=lambda f: f[0])
        size = sizes.get(line, 12)
        size = size if size > 4 else 12
        words: list[tuple[str, float, float]] = []
        previous: tuple[float, str] | None = None
        for at, end, c in found:
            if previous and previous[1] == c and at - previous[0] < 0.18 * size:
                continue  # bold drawn by printing twice
            previous = (at, c)
            if words and at - words[-1][2] < 0.16 * size:
                words[-1] = (words[-1][0] + c, words[-1][1], max(end, words[-1][2]))
            else:
                words.append((c, at, end))
        rows.append(Row([(composed(w), a, b) for w, a, b in words], line, size))
    return rows


def _cells(row: Row) -> Iterator[Cell]:
    start = 0
    for k in range(1, len(row.words) + 1):
        if k == len(row.words) or row.words[k][1] - row.words[k - 1][2] > 1.7 * row.size:
            words = row.words[start:k]
            numbering = (
                len(words) == 1
                and len(words[0][0]) <= 4
                and k < len(row.words)
                and row.words[k][1] - words[0][2] < 3 * row.size
            )
            if numbering and (words[0][0].rstrip(".)").isalnum() or words[0][0] in "-–+•"):
                continue
            yield Cell(" ".join(w[0] for w in words), words[0][1], words[-1][2])
            start = k


def _margins(rows: list[Row]) -> tuple[float, float, bool]:
    lefts = sorted(r.left for r in rows)
    rights = sorted((r.right for r in rows), reverse=True)
    left, right = lefts[len(lefts) // 20], rights[len(rights) // 20]
    at_edge = sum(abs(r.right - right) < 4 for r in rows)
    return left, right, at_edge > 0.35 * len(rows)


@dataclass
class _Grid:
    """A ruled table: the places of its vertical and horizontal lines, left to right and top to bottom."""

    xs: list[float]
    ys: list[float]

    @property
    def top(self) -> float:
        return self.ys[0]

    def holds(self, row: Row) -> bool:
        return self.ys[-1] - 2 <= row.y <= self.ys[0] + 2 and row.right > self.xs[0] - 3 and row.left < self.xs[-1] + 3

    def lines(self, rows: list[Row]) -> list[Line]:
        table: list[Line] = []
        for upper, lower in pairwise(self.ys):
            cells = [[] for _ in self.xs[1:]]
            for row in rows:
                if lower - 1 <= row.y < upper:
                    for word, a, b in row.words:
                        middle = (a + b) / 2
                        for k in range(len(cells)):
                            if self.xs[k] <= middle < self.xs[k + 1]:
                                cells[k].append(word)
            if any(cells):
                table.append(Line(tuple(Cell(squeezed(" ".join(c))) for c in cells), row=True))
        return table


def _grids(page) -> list[_Grid]:
    """Ruled tables, from the thin lines and rectangles drawn on the page."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    across: list[tuple[float, float, float]] = []  # y, x0, x1
    down: list[tuple[float, float, float]] = []  # x, y0, y1
    for i in range(raw.FPDFPage_CountObjects(page.raw)):
        item = raw.FPDFPage_GetObject(page.raw, i)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_PATH:
            continue
        raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
        x0, y0, x1, y1 = left.value, bottom.value, right.value, top.value
        wide, high = x1 - x0, y1 - y0
        if high < 3 and wide > 6:
            across.append(((y0 + y1) / 2, x0, x1))
        elif wide < 3 and high > 6:
            down.append(((x0 + x1) / 2, y0, y1))
        elif wide > 12 and high > 8:
            across += [(y0, x0, x1), (y1, x0, x1)]
            down += [(x0, y0, y1), (x1, y0, y1)]
    return [g for g in _grouped(across, down) if len(g.xs) >= 4 and len(g.ys) >= 3]


def _grouped(across, down) -> Iterator[_Grid]:
    """Vertical lines that follow each other without a wide break belong to one table."""
    bands: list[list[float]] = []
    for _, y0, y1 in sorted(down, key=lambda d: -d[2]):
        band = next((b for b in bands if y1 >= b[0] - 4 and y0 <= b[1] + 4), None)
        if band:
            band[0], band[1] = min(band[0], y0), max(band[1], y1)
        else:
            bands.append([y0, y1])
    for low, high in bands:
        xs = _distinct([x for x, y0, y1 in down if y0 >= low - 4 and y1 <= high + 4])
        if len(xs) < 2:
            continue
        ys = _distinct([y for y, x0, x1 in across if low - 4 <= y <= high + 4])
        yield _Grid(xs, sorted(ys, reverse=True))


def _distinct(values: list[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > 4:
            kept.append(value)
    return kept
