"""Reads on periodic reports, also for other areas."""

from danchu.reports.queries.progress import (
    ForWorkspace,
    Progress,
    Standing,
    being_written,
    for_workspace,
    not_reported,
    of_cycle,
    people_who,
    progress,
    returned_reason,
    signers,
    standing,
)
from danchu.reports.queries.published import published, reports_of
from danchu.reports.queries.sheet import Cell, Line, contributions, groups, last_year, sheet

__all__ = [
    "Cell", "ForWorkspace", "Line", "Progress", "Standing", "being_written", "contributions", "for_workspace",
    "groups", "last_year", "not_reported", "of_cycle", "people_who", "progress", "published", "reports_of",
    "returned_reason", "sheet", "signers", "standing",
]  # fmt: skip
