"""Writes on the log of mediation: `log` (what mediators note), `keeping` (what the day brings).

No act of the log stands in the trail of acts, which leaders read: a line with a village head's name and an hour would
tell that people quarrel there. Each leaves its line in the matter's own log, which its mediators read
(docs/decisions/0111).
"""

from danchu.petitions.services.mediation.keeping import erase_mediations, fix_mediation_sums, remind_mediators
from danchu.petitions.services.mediation.log import (
    amend_mediation,
    end_mediation,
    follow_up,
    hold_mediation,
    note_log_printed,
    open_mediation,
    withhold,
)

__all__ = [
    "amend_mediation",
    "end_mediation",
    "erase_mediations",
    "fix_mediation_sums",
    "follow_up",
    "hold_mediation",
    "note_log_printed",
    "open_mediation",
    "remind_mediators",
    "withhold",
]
