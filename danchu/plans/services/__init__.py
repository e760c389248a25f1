"""Writes on plans. One change to the world is one function: keyword-only, atomic, its log line inside.

`intake` brings a paper in; `review` rights what the reader proposed; `life` confirms, rolls forward, publishes;
`work` is what units do.
"""

from danchu.plans.services.directives import made_of, take_up
from danchu.plans.services.handing import hand_over, report_accepted, report_returned, report_sent
from danchu.plans.services.intake import discard, take_in
from danchu.plans.services.life import confirm, publish, roll_forward
from danchu.plans.services.review import (
    add_task,
    assign_unassigned,
    drop_task,
    mark_seen,
    merge_with_previous,
    restore_task,
    save_head,
    save_task,
    split_task,
)  # fmt: skip
from danchu.plans.services.scanning import begin_reading, read_long_scan
from danchu.plans.services.work import (
    accept,
    add_note,
    assign_officer,
    confirm_receipt,
    report_done,
    return_with_reasons,
)  # fmt: skip

__all__ = [
    "accept",
    "add_note",
    "add_task",
    "assign_officer",
    "assign_unassigned",
    "begin_reading",
    "confirm",
    "confirm_receipt",
    "discard",
    "drop_task",
    "hand_over",
    "made_of",
    "mark_seen",
    "merge_with_previous",
    "publish",
    "read_long_scan",
    "report_accepted",
    "report_done",
    "report_returned",
    "report_sent",
    "restore_task",
    "return_with_reasons",
    "roll_forward",
    "save_head",
    "save_task",
    "split_task",
    "take_in",
    "take_up",
]
