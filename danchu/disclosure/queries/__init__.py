"""Reads of disclosure, also for other areas."""

from danchu.disclosure.queries.calendar import TAGS, calendar_of_year, found_kinds, waiting_for_paper
from danchu.disclosure.queries.outgoing import (
    Differences,
    ShownNames,
    differences,
    kept_list,
    names_shown,
    page_pictures,
    public_paper,
    public_papers,
)
from danchu.disclosure.queries.planning import as_values, changes_since, is_issued, lines_of, plans_of, year_before
from danchu.disclosure.queries.standing import InForce, Stands, in_force, spread_of, standing_of, stands_of
from danchu.disclosure.queries.working import Waiting, for_workspace, in_making, listed, making_of

__all__ = [
    "TAGS",
    "Differences",
    "InForce",
    "ShownNames",
    "Stands",
    "Waiting",
    "as_values",
    "calendar_of_year",
    "changes_since",
    "differences",
    "for_workspace",
    "found_kinds",
    "in_force",
    "in_making",
    "is_issued",
    "kept_list",
    "lines_of",
    "listed",
    "making_of",
    "names_shown",
    "page_pictures",
    "plans_of",
    "public_paper",
    "public_papers",
    "spread_of",
    "standing_of",
    "stands_of",
    "waiting_for_paper",
    "year_before",
]
