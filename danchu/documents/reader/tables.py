"""Tables of tasks: real rows, rows kept as columns of blanks, and rows flattened to one cell a line."""

import re
from dataclasses import replace

from danchu.core.text import fold
from danchu.documents.reader.lines import Cell, Line, starts_piece

# What a column holds, told by its head. The first that fits wins, so the order matters.
COLUMNS = [
    ("cooperating", re.compile(r"phoi hop")),
    ("when", re.compile(r"thoi gian|thoi han|tien do|hoan thanh|han cuoi|han nop|ky bao cao|han gui")),
    ("product", re.compile(r"san pham|ket qua|du kien|hinh thuc|dau ra")),
    ("units", re.compile(r"chu tri|thuc hien$|don vi|co quan|phu trach|nguoi thuc hien|trach nhiem|bo phan")),
    ("task", re.compile(r"noi dung|nhiem vu|cong viec|hoat dong|viec can|dau viec|ten bao cao|loai bao cao")),
    ("number", re.compile(r"^(?:stt|tt|so tt|so thu tu)\.?$")),
    ("note", re.compile(r"^ghi chu")),
]


def columns_of(cells: list[str]) -> list[str] | None:
    """A row's cells → what each column holds, if the row is the head of a table of tasks; otherwise None."""
    kinds: list[str] = []
    for cell in cells:
        words = fold(cell).strip(" .:")
        kind = next((name for name, pattern in COLUMNS if len(words) < 60 and pattern.search(words)), "")
        kinds.append(kind if kind not in kinds or kind == "" else "")
    if "task" not in kinds or not {"units", "when"} & set(kinds):
        return None
    return kinds


def with_rows(lines: list[Line]) -> list[Line]:
    """Lines whose blanks or order show a table's columns become rows."""
    out: list[Line] = []
    i = 0
    while i < len(lines):
        line = lines[i]
        if not line.row and len(line.cells) >= 3 and columns_of([c.text for c in line.cells]):
            i = _spaced(lines, i, out)
            continue
        flat = None if line.row or len(line.cells) != 1 else _flat_head(lines, i)
        if flat:
            i = _flattened(lines, i, flat, out)
            continue
        out.append(line)
        i += 1
    return out


def _spaced(lines: list[Line], i: int, out: list[Line]) -> int:
    """Columns kept apart by blanks or tabs; a cell's further lines stand under its column."""
    head = lines[i]
    out.append(replace(head, row=True))
    i += 1
    while i < len(lines):
        line = lines[i]
        if line.row or (
            len(line.cells) < 3 and (line.gap or (line.cells[0].left < head.cells[0].right and len(line.text) > 70))
        ):
            break
        if len(line.cells) >= max(3, len(head.cells) - 1):
            out.append(replace(line, row=True, cells=_aligned(line.cells, head.cells)))
        elif len(out) > 1 and out[-1].row:
            cells = list(out[-1].cells)
            for cell in line.cells:
                k = min(range(len(head.cells)), key=lambda n: abs(head.cells[n].left - cell.left))
                cells[k] = Cell(f"{cells[k].text} {cell.text}".strip(), cells[k].left, cells[k].right)
            out[-1] = replace(out[-1], cells=tuple(cells))
        else:
            break
        i += 1
    return i


def _aligned(cells: tuple[Cell, ...], head: tuple[Cell, ...]) -> tuple[Cell, ...]:
    if len(cells) == len(head):
        return cells
    placed = [Cell("", h.left, h.left) for h in head]
    for cell in cells:
        k = min(range(len(head)), key=lambda n: abs(head[n].left - cell.left))
        placed[k] = Cell(f"{placed[k].text} {cell.text}".strip(), cell.left, cell.right)
    return tuple(placed)


def _flat_head(lines: list[Line], i: int) -> list[str] | None:
    """STT / Nội dung / Đơn vị chủ trì / Thời gian, one to a line, with the first row's number behind."""
    if fold(lines[i].text).strip(". ") not in ("stt", "tt", "so tt"):
        return None
    for width in range(3, 8):
        if i + width < len(lines) and lines[i + width].text.strip(". ") in ("1", "01", "I"):
            heads = [lines[i + k].text for k in range(width)]
            return heads if columns_of(heads) else None
    return None


def _flattened(lines: list[Line], i: int, heads: list[str], out: list[Line]) -> int:
    width = len(heads)
    out.append(Line(tuple(Cell(h) for h in heads), gap=lines[i].gap, row=True))
    i += width
    number = 1
    while i < len(lines) and lines[i].text.strip(". ") in (str(number), f"{number:02d}"):
        following = str(number + 1)
        stop = next(
            (
                k
                for k in range(i + 1, min(len(lines), i + 40))
                if lines[k].text.strip(". ") in (following, f"{number + 1:02d}")
            ),
            None,
        )
        end = stop or _end_of_rows(lines, i, width)
        cells = [lines[k].text for k in range(i, end)]
        if len(cells) < width and stop is None:
            break
        while len(cells) > width:  # a cell on several lines: what begins small goes on
            k = next((n for n in range(2, len(cells)) if cells[n][0].islower()), 2)
            cells[k - 1 : k + 1] = [f"{cells[k - 1]} {cells[k]}"]
        out.append(Line(tuple(Cell(c) for c in [*cells, *[""] * (width - len(cells))]), row=True))
        i = end
        number += 1
    return i


def _end_of_rows(lines: list[Line], i: int, width: int) -> int:
    """Where the last row ends: at a sentence of the text, or when its cells are full and nothing goes on."""
    end = i
    while end < len(lines) and end - i < width + 4:
        text = lines[end].text
        if (
            (starts_piece(text) and end > i)
            or text.endswith((":", "./."))
            or len(text) > 140
            or text.startswith("Trên đây")
        ):
            break
        if (
            end - i >= width
            and not text[0].islower()
            and sum(not lines[k].text[0].islower() for k in range(i, end)) >= width
        ):
            break
        end += 1
    return end
