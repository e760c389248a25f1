"""A grid over a picture of a page, so that a bar is drawn by hand without a script: squares as in a spreadsheet."""

import re

COLUMNS, ROWS = 20, 28  # on A4 a square is about a centimetre
GRID_LETTERS = "ABCDEFGHIJKLMNOPQRST"
_SQUARE = re.compile(r"\s*([A-Ta-t])\s*([0-9]{1,2})\s*")


def square(text: str) -> tuple[int, int] | None:
    """ "B3" → (1, 2), column and row from 0; None for what is no square of the grid."""
    match = _SQUARE.fullmatch(text)
    if not match or not 1 <= int(match[2]) <= ROWS:
        return None
    return GRID_LETTERS.index(match[1].upper()), int(match[2]) - 1


def rectangle(first: tuple[int, int], last: tuple[int, int]) -> tuple[float, float, float, float]:
    """Two squares, in any order → left, top, width, height of what lies between them, both included, in per cent."""
    left, right = sorted((first[0], last[0]))
    top, bottom = sorted((first[1], last[1]))
    wide, high = 100 / COLUMNS, 100 / ROWS
    return left * wide, top * high, (right - left + 1) * wide, (bottom - top + 1) * high
