"""Pure rules of disclosure: the forms each clause demands, when an item is due, how it stands on a day. No Django."""

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
from danchu.disclosure.rules.periods import Turn, first_of, titled, turns
from danchu.disclosure.rules.planning import Change, Line, differences, forms_of, proposed
from danchu.disclosure.rules.proposal import Proposal, due_of, proposal, unit_for
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
    "AIRS_DAYS", "BROADCAST", "HANGS_DAYS", "IN_FORCE", "LETTERS", "NOT_DONE", "POSTED_30_DAYS", "POSTED_PERMANENTLY",
    "RENEW_DAYS", "SOON_DAYS", "Change", "Demand", "Line", "Posting", "Proposal", "Spread", "Turn", "airs_days",
    "demand", "differences", "due_of", "first_of", "forms_of", "fulfilled_on", "hangs_days", "in_order",
    "mandatory_forms", "proposal", "proposed", "standing", "titled", "turns", "unit_for", "window_ends",
]  # fmt: skip
