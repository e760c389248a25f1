"""Writes on paper ballots, in the order in which a village does them.

`planning`: how, when and by whom; `printing`: the sheets; `handing`: who has one and who gave one back; `closing`: what
is counted by hand; `typing`: two people read every sheet; `settling`: where they differ; `declaring`: the result.
"""

from danchu.decisions.services.ballots.closing import close_collection, count_by_hand
from danchu.decisions.services.ballots.declaring import declare_ballots, keep_minutes
from danchu.decisions.services.ballots.handing import give_out, not_given_back, not_given_out, swap, take_in
from danchu.decisions.services.ballots.planning import make_known, note_form, note_sent, plan_ballots
from danchu.decisions.services.ballots.printing import print_ballots, reprint, spoil
from danchu.decisions.services.ballots.settling import settle_ballot
from danchu.decisions.services.ballots.typing import begin_reading, finish_reading, read, reopen_reading, unread

__all__ = [
    "begin_reading",
    "close_collection",
    "count_by_hand",
    "declare_ballots",
    "finish_reading",
    "give_out",
    "keep_minutes",
    "make_known",
    "not_given_back",
    "not_given_out",
    "note_form",
    "note_sent",
    "plan_ballots",
    "print_ballots",
    "read",
    "reopen_reading",
    "reprint",
    "settle_ballot",
    "spoil",
    "swap",
    "take_in",
    "unread",
]  # fmt: skip
