"""Pure rules of disclosure: the forms each clause demands, when an item is due, how it stands on a day. No Django."""

from danchu.disclosure.rules.choosing import article_of, further_forms
from danchu.disclosure.rules.differing import Stretch, lines_changed, words_changed
from danchu.disclosure.rules.forms import (
    AIRS_DAYS,
    BROADCAST,
    HANGS_DAYS,
    POSTED_30_DAYS,
    POSTED_PERMANENTLY,
    Demand,
    airs_days,
    demand,
    hangs_days,
    in_order,
    mandatory_forms,
)
from danchu.disclosure.rules.names import Dropped, Fault, Person, Table, names_until, read_table, without_columns
from danchu.disclosure.rules.periods import Turn, first_of, titled, turns
from danchu.disclosure.rules.planning import Change, Line, differences, forms_of, proposed
from danchu.disclosure.rules.proposal import Proposal, due_of, proposal, unit_for
from danchu.disclosure.rules.readability import Hint, hints
from danchu.disclosure.rules.squares import COLUMNS, GRID_LETTERS, ROWS, rectangle, square
from danchu.disclosure.rules.standing import (
    IN_FORCE,
    NOT_DONE,
    RENEW_DAYS,
    SOON_DAYS,
    Posting,
    Spread,
    fulfilled_on,
    standing,
    window_ends,
)

__all__ = [
    "AIRS_DAYS",
    "BROADCAST",
    "COLUMNS",
    "GRID_LETTERS",
    "HANGS_DAYS",
    "IN_FORCE",
    "NOT_DONE",
    "POSTED_30_DAYS",
    "POSTED_PERMANENTLY",
    "RENEW_DAYS",
    "ROWS",
    "SOON_DAYS",
    "Change",
    "Demand",
    "Dropped",
    "Fault",
    "Hint",
    "Line",
    "Person",
    "Posting",
    "Proposal",
    "Spread",
    "Stretch",
    "Table",
    "Turn",
    "airs_days",
    "article_of",
    "demand",
    "differences",
    "due_of",
    "first_of",
    "forms_of",
    "fulfilled_on",
    "further_forms",
    "hangs_days",
    "hints",
    "in_order",
    "lines_changed",
    "mandatory_forms",
    "names_until",
    "proposal",
    "proposed",
    "read_table",
    "rectangle",
    "square",
    "standing",
    "titled",
    "turns",
    "unit_for",
    "window_ends",
    "without_columns",
    "words_changed",
]
