"""Reads of disclosure, also for other areas."""

from danchu.disclosure.queries.standing import InForce, Stands, in_force, spread_of, standing_of, stands_of

__all__ = ["InForce", "Stands", "in_force", "spread_of", "standing_of", "stands_of"]
"""Reads on disclosure, also for areas above."""

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
from danchu.disclosure.queries.working import Waiting, for_workspace, in_making, listed, making_of

__all__ = [
    "Differences",
    "ShownNames",
    "Waiting",
    "differences",
    "for_workspace",
    "in_making",
    "kept_list",
    "listed",
    "making_of",
    "names_shown",
    "page_pictures",
    "public_paper",
    "public_papers",
]
