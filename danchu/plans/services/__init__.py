"""Writes on plans. One change to the world is one function: keyword-only, atomic, its log line inside.

`intake` brings a paper in, `writing` writes one on pages, `copying` makes one from another; `review` rights tasks;
`approval`, `life` and `publishing` carry it on; `editions` puts one in another's place; `work` is what units do.
"""

from danchu.plans.services.approval import approve, approve_in_unit, send_back, signed_as, submit
from danchu.plans.services.copying import amend_here, copy_forward, derive
from danchu.plans.services.directives import made_of, take_up
from danchu.plans.services.editions import continue_from
from danchu.plans.services.handing import hand_over, report_accepted, report_returned, report_sent
from danchu.plans.services.intake import discard, take_in
from danchu.plans.services.law import link_law
from danchu.plans.services.life import confirm, roll_forward
from danchu.plans.services.publishing import publish
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
from danchu.plans.services.seeding import seed, set_seed_aside, take_back_seed, take_seed
from danchu.plans.services.work import (
    accept,
    add_note,
    assign_officer,
    begin_work,
    confirm_receipt,
    report_done,
    return_with_reasons,
)  # fmt: skip
from danchu.plans.services.writing import (
    add_part,
    begin,
    move_part,
    move_task,
    place_task,
    remove_part,
    save_opening,
    save_part,
    write_task,
)  # fmt: skip

__all__ = [
    "accept",
    "add_note",
    "add_part",
    "add_task",
    "amend_here",
    "approve",
    "approve_in_unit",
    "assign_officer",
    "assign_unassigned",
    "begin",
    "begin_reading",
    "begin_work",
    "confirm",
    "confirm_receipt",
    "continue_from",
    "copy_forward",
    "derive",
    "discard",
    "drop_task",
    "hand_over",
    "link_law",
    "made_of",
    "mark_seen",
    "merge_with_previous",
    "move_part",
    "move_task",
    "place_task",
    "publish",
    "read_long_scan",
    "remove_part",
    "report_accepted",
    "report_done",
    "report_returned",
    "report_sent",
    "restore_task",
    "return_with_reasons",
    "roll_forward",
    "save_head",
    "save_opening",
    "save_part",
    "save_task",
    "seed",
    "send_back",
    "set_seed_aside",
    "signed_as",
    "split_task",
    "submit",
    "take_back_seed",
    "take_in",
    "take_seed",
    "take_up",
    "write_task",
]
