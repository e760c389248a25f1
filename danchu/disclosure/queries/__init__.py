"""Reads of disclosure, also for other areas."""

from danchu.disclosure.queries.standing import InForce, Stands, in_force, spread_of, standing_of, stands_of

__all__ = ["InForce", "Stands", "in_force", "spread_of", "standing_of", "stands_of"]
