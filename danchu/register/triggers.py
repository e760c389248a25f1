"""Lines of the register and nodes of its tree are append-only in the database itself (danchu/core/append_only.py)."""

from danchu.core.append_only import Guard

TABLE = "register_line"
MESSAGE = "Sổ công khai chỉ được ghi thêm"
_GUARDS = (
    Guard(TABLE, MESSAGE, key=("commune", "sequence")),
    Guard("register_node", MESSAGE, key=("commune", "level", "number")),
)


def create(connection) -> None:
    """Creates the triggers that are missing, of the tables that are there (migrations come one after another)."""
    present = connection.introspection.table_names()
    for guard in _GUARDS:
        if guard.table in present:
            guard.create(connection)


def drop(connection) -> None:
    """Lifts the triggers. For test databases and for the way back of a migration only."""
    for guard in _GUARDS:
        guard.drop(connection)


def missing(connection) -> set[str]:
    """Names of our triggers that should guard the register and do not."""
    return set().union(*(guard.missing(connection) for guard in _GUARDS))
