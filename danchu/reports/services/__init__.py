"""Writes on periodic reports."""

from danchu.reports.services.correcting import correct, drop_correction
from danchu.reports.services.cycles import Asked, ask_for_report, follow_promises, open_cycles, set_up_cycles
from danchu.reports.services.lateness import extend, note_call, remind, set_commitment, tell_chair
from danchu.reports.services.moving import (
    accept,
    approve,
    communes_report,
    publish,
    return_report,
    signed_as,
    submit,
)
from danchu.reports.services.outlines import adopt, current_version, edit, start_editing, stop_editing
from danchu.reports.services.output import paper_of, render
from danchu.reports.services.weaknesses import answer, drop_weakness, name_weakness
from danchu.reports.services.writing import (
    Recorded,
    Typed,
    attach,
    count_figures,
    record_on_behalf,
    remove_attachment,
    save_section,
    set_addressees,
)

__all__ = [
    "Asked", "Recorded", "Typed", "accept", "adopt", "answer", "approve", "ask_for_report", "attach", "communes_report",
    "correct", "count_figures", "current_version", "drop_correction", "drop_weakness", "edit", "extend",
    "follow_promises", "name_weakness", "note_call", "open_cycles", "paper_of", "publish", "record_on_behalf", "remind",
    "remove_attachment", "render", "return_report", "save_section", "set_addressees", "set_commitment",
    "set_up_cycles", "signed_as", "start_editing", "stop_editing", "submit", "tell_chair",
]  # fmt: skip
