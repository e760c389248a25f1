"""Reading the public register: its lines, its tree, and whether both are what they were."""

from danchu.register.queries.checking import Finding, first_difference
from danchu.register.queries.lines import communes, line, lines, revision, revisions
from danchu.register.queries.tree import Broken, Stamp, nodes, stamp

__all__ = [
    "Broken", "Finding", "Stamp", "communes", "first_difference", "line", "lines", "nodes", "revision", "revisions",
    "stamp",
]  # fmt: skip
