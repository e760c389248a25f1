"""Reads of disclosure, also for other areas."""

from danchu.disclosure.queries.planning import as_values, changes_since, is_issued, lines_of, plans_of, year_before
from danchu.disclosure.queries.standing import InForce, Stands, in_force, spread_of, standing_of, stands_of

__all__ = [
    "InForce", "Stands", "as_values", "changes_since", "in_force", "is_issued", "lines_of", "plans_of", "spread_of",
    "standing_of", "stands_of", "year_before",
]  # fmt: skip
