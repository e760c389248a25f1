"""Writes on periodic reports."""

from danchu.reports.services.cycles import ask_for_report, follow_promises, open_cycles, remind, set_up_cycles
from danchu.reports.services.moving import (
    accept,
    approve,
    communes_report,
    publish,
    return_report,
    signed_as,
    submit,
)
from danchu.reports.services.output import paper_of, render
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
    "Recorded", "Typed", "accept", "approve", "ask_for_report", "attach", "communes_report", "count_figures",
    "follow_promises", "open_cycles", "paper_of", "publish", "record_on_behalf", "remind", "remove_attachment",
    "render", "return_report", "save_section", "set_addressees", "set_up_cycles", "signed_as", "submit",
]  # fmt: skip
