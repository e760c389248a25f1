"""Writes of the workspace, which may see duties, plans and reports at once.

`acts`: reading the trail; `days`: the commune's own days and promises; `rearranging`: units over time; `handing`:
hand-overs.
"""

from danchu.workspace.services.acts import note_export, note_reading
from danchu.workspace.services.days import change_days, promise, remove_day, remove_promise
from danchu.workspace.services.handing import assign, confirm, start
from danchu.workspace.services.rearranging import apply, pass_on_due, rearrange, undo

__all__ = [
    "apply", "assign", "change_days", "confirm", "note_export", "note_reading", "pass_on_due",
    "promise", "rearrange", "remove_day", "remove_promise", "start", "undo",
]  # fmt: skip
