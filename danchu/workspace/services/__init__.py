"""Writes of the workspace, which may see duties, plans and reports at once.

`acts`: reading the trail; `days`: the commune's own days and promises; `rearranging`: units over time; `handing`:
hand-overs; `standing_in`: somebody goes away.
"""

from danchu.workspace.services.acts import note_export, note_reading
from danchu.workspace.services.days import change_days, promise, remove_day, remove_promise
from danchu.workspace.services.handing import assign, confirm, start
from danchu.workspace.services.rearranging import apply, pass_on_due, rearrange, undo
from danchu.workspace.services.standing_in import arrange_absence, end_absence

__all__ = [
    "apply", "arrange_absence", "assign", "change_days", "confirm", "end_absence", "note_export", "note_reading",
    "pass_on_due",
    "promise", "rearrange", "remove_day", "remove_promise", "start", "undo",
]  # fmt: skip
