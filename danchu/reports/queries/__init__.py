"""Reads on periodic reports, also for other areas."""

from danchu.reports.queries.corrections import Changed, versions, what_changed
from danchu.reports.queries.lateness import Late, late
from danchu.reports.queries.looking import remarks_on
from danchu.reports.queries.progress import (
    ForWorkspace,
    Progress,
    Standing,
    for_workspace,
    not_reported,
    of_cycle,
    people_who,
    progress,
    returned_reason,
    signers,
    standing,
)
from danchu.reports.queries.published import may_be_asked, outline_in_use, published, reports_of
from danchu.reports.queries.sheet import Cell, Line, contributions, groups, last_year, sheet
from danchu.reports.queries.weaknesses import (
    Named,
    Question,
    in_force,
    in_force_by_origin,
    is_put_right,
    of_units,
    open_weaknesses,
    questions,
    unanswered,
)

__all__ = [
    "Cell", "Changed", "ForWorkspace", "Late", "Line", "Named", "Progress", "Question", "Standing", "contributions",
    "for_workspace", "groups", "in_force", "in_force_by_origin", "is_put_right", "last_year", "late", "may_be_asked",
    "not_reported", "of_cycle", "of_units", "open_weaknesses", "outline_in_use", "people_who", "progress",
    "published", "questions", "remarks_on", "reports_of", "returned_reason", "sheet", "signers", "standing",
    "unanswered", "versions", "what_changed",
]  # fmt: skip
