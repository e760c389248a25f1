"""Who may do what with an official paper."""

from danchu.organisation.models import Unit
from danchu.organisation.policies import Access, can, check_may
from danchu.organisation.states import Permission


def check_keep_records(access: Access, unit: Unit | None = None) -> None:
    """The records office numbers, attaches the signed copy, issues (Decree 30/2020, Art. 15–18)."""
    check_may(access, Permission.RECORDS, unit)


def can_keep_records(access: Access, unit: Unit | None = None) -> bool:
    """Whether `check_keep_records` raises nothing."""
    return can(check_keep_records, access, unit)
