"""Reads of disclosure, also for other areas."""

from danchu.disclosure.queries.standing import InForce, Stands, in_force, spread_of, standing_of, stands_of

__all__ = ["InForce", "Stands", "in_force", "spread_of", "standing_of", "stands_of"]
"""Reads on disclosure, also for areas above."""

from danchu.disclosure.queries.public import (
    Differences,
    ShownNames,
    differences,
    kept_list,
    names_shown,
    page_pictures,
    public_paper,
    public_papers,
)

__all__ = [
    "Differences",
    "ShownNames",
    "differences",
    "kept_list",
    "names_shown",
    "page_pictures",
    "public_paper",
    "public_papers",
]
