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


def check_handle(access: Access, line) -> None:
    """Who says that an incoming paper is dealt with: the records office, whoever works in its lead unit, its receiver.

    Decree 30/2020, Art. 24.2.
    """
    if line.receiver_id == access.person.pk or (line.lead_id and access.may(Permission.WORK, line.lead_id)):
        return
    check_may(access, Permission.RECORDS)
