"""Pure rules of disclosure: the forms each clause demands, when an item is due, how it stands on a day. No Django."""

from danchu.disclosure.rules.choosing import ALL_FORMS, article_of, further_forms
from danchu.disclosure.rules.differing import Stretch, lines_changed, words_changed
from danchu.disclosure.rules.forms import (
    AIRS_DAYS,
    BROADCAST,
    HANGS_DAYS,
    LETTERS,
    POSTED_30_DAYS,
    POSTED_PERMANENTLY,
    Demand,
    airs_days,
    demand,
    hangs_days,
    in_order,
    mandatory_forms,
)
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
from danchu.disclosure.rules.names import Dropped, Fault, Person, Table, names_until, read_table, without_columns
from danchu.disclosure.rules.readability import Hint, hints
from danchu.disclosure.rules.squares import COLUMNS, LETTERS, ROWS, rectangle, square

__all__ = [
    "AIRS_DAYS",
    "ALL_FORMS",
    "BROADCAST",
    "COLUMNS",
    "HANGS_DAYS",
    "IN_FORCE",
    "LETTERS",
    "NOT_DONE",
    "POSTED_30_DAYS",
    "POSTED_PERMANENTLY",
    "RENEW_DAYS",
    "SOON_DAYS",
    "Demand",
    "Posting",
    "Spread",
    "LETTERS",
    "POSTED_30_DAYS",
    "POSTED_PERMANENTLY",
    "ROWS",
    "Dropped",
    "Fault",
    "Hint",
    "Person",
    "Stretch",
    "Table",
    "airs_days",
    "demand",
    "fulfilled_on",
    "hangs_days",
    "in_order",
    "mandatory_forms",
    "standing",
    "window_ends",
    "names_until",
    "read_table",
    "rectangle",
    "square",
    "without_columns",
    "words_changed",
]
