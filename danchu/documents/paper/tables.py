"""How wide the columns of a table come out."""

from danchu.documents.paper.glyphs import width_of
from danchu.documents.paper.model import GroupRow, Table, plain
from danchu.documents.paper.wording import clean

CELL_PADDING = 1.4
# A word longer than this may be broken inside its cell rather than push the other columns away.
_LONGEST_KEPT = 24


def column_widths(table: Table, *, room: float) -> list[float]:
    """The widths of a table's columns in mm, `room` in all.

    The columns' own proportions, except that a column is never narrower than the longest word in it ("TT" stays whole);
    what it takes is given by the others in proportion. If the words cannot all be kept whole, the proportions stand.
    """
    total = sum(column.width for column in table.columns)
    wanted = [room * column.width / total for column in table.columns]
    least = [_longest_word(table, place) for place in range(len(table.columns))]
    if sum(least) > room:
        return wanted
    fixed: set[int] = set()
    while True:
        free = room - sum(least[place] for place in fixed)
        shares = sum(width for place, width in enumerate(wanted) if place not in fixed)
        widths = [least[place] if place in fixed else width * free / shares for place, width in enumerate(wanted)]
        narrow = {place for place, width in enumerate(widths) if width < least[place] - 1e-9}
        if not narrow:
            return widths
        fixed |= narrow


def _longest_word(table: Table, place: int) -> float:
    column = table.columns[place]
    header = [width_of(word, size=table.size, bold=True) for word in clean(column.header).split()]
    cells = {
        word
        for row in table.rows
        if not isinstance(row, GroupRow)
        for word in clean(plain(row[place])).split()
        if len(word) <= _LONGEST_KEPT
    }
    return max([*header, *(width_of(word, size=table.size) for word in cells)], default=0) + 2 * CELL_PADDING + 0.3
