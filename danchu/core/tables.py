"""What every area asks of its tables: rows held while they are changed, a moment and a person set together."""

import secrets
import time

from django.db import connection
from django.db.models import CheckConstraint, Q


def locked(rows):
    """The rows of a queryset or manager, locked until the transaction ends.

    SQLite locks no rows: its writer holds the whole database from the start of the transaction (settings, IMMEDIATE).
    """
    return rows.select_for_update(of=("self",)) if connection.features.has_select_for_update else rows.all()


def set_together(model: str, act: str) -> CheckConstraint:
    """`{act}_at` and `{act}_by` are both set or both empty; `model` goes into the constraint's name."""
    return CheckConstraint(
        condition=Q(**{f"{act}_at__isnull": True, f"{act}_by__isnull": True})
        | Q(**{f"{act}_at__isnull": False, f"{act}_by__isnull": False}),
        name=f"{model}_{act}_at_and_by",
    )


def moment_key() -> int:
    """A key for rows that are hidden from some: keys stand in addresses, and a gap among running ones tells that there
    is something. This one is the moment it was made, and a little chance: later ones are larger, and none is missing.
    """
    return time.time_ns() // 1000 * 128 + secrets.randbelow(128)  # at most 18 digits until 2217 (text.whole_number)
