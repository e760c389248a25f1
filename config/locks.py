"""The locks of the database: every module of triggers that refuse changes of what must stay as it is."""

from types import ModuleType


def locks() -> tuple[ModuleType, ...]:
    """Each has `create`, `drop` and `missing`, asked with a connection."""
    from danchu.audit import triggers as audit
    from danchu.decisions import triggers as decisions
    from danchu.disclosure import triggers as disclosure
    from danchu.register import triggers as register

    return register, audit, disclosure, decisions


def missing(connection) -> list[str]:
    """Names of triggers that should stand and do not."""
    return sorted(set().union(*(lock.missing(connection) for lock in locks())))


def lift(connection) -> None:
    """Lifts them all: for test databases, and while a backup is read back into an empty database."""
    for lock in locks():
        lock.drop(connection)


def put_back(connection) -> None:
    """Creates those that are missing."""
    for lock in locks():
        lock.create(connection)
