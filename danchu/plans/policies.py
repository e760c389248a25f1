"""Who may do what with plans. `check_…` raises a sentence; `can(check, …)` of organisation derives the rest."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from danchu.core.errors import Refused
from danchu.organisation.policies import check_may
from danchu.organisation.states import Permission
from danchu.plans.states import OCCURRENCE_WHO, PLAN_WHO, OccurrenceState, PlanState


def manages(access) -> bool:
    """Whether the person makes plans for the commune."""
    return access.may(Permission.MANAGE_PLANS)


def check_manage(access) -> None:
    """Raises PermissionDenied for whoever does not make plans."""
    check_may(access, Permission.MANAGE_PLANS)


def check_publish(access) -> None:
    """Raises PermissionDenied for whoever neither makes plans nor keeps the records."""
    if not any(access.may(permission) for permission in PLAN_WHO[PlanState.PUBLISHED]):
        check_may(access, Permission.RECORDS)


def check_report(access, occurrence) -> None:
    """Raises PermissionDenied for whoever does not work in the unit that owes the task."""
    if not any(access.may(permission, occurrence.unit_id) for permission in OCCURRENCE_WHO[OccurrenceState.REPORTED]):
        check_may(access, Permission.WORK, occurrence.unit)
    _check_answered_here(occurrence)


def check_accept(access, occurrence) -> None:
    """Raises PermissionDenied without the right to accept over the unit; Refused for one's own report."""
    check_may(access, Permission.ACCEPT, occurrence.unit)
    _check_answered_here(occurrence)
    if occurrence.reported_by_id == access.person.pk:
        raise Refused(_("Bạn là người báo cáo việc này. Hãy để người khác nghiệm thu hoặc trả lại."))


def _check_answered_here(occurrence) -> None:
    if occurrence.handled_by:
        raise Refused(_("Việc này được báo cáo và duyệt ở phần Báo cáo."))


def check_note(access, occurrence) -> None:
    """Who may add a note: whoever works in the unit that owes the task or in one that helps with it."""
    helping = {unit.pk for unit in occurrence.task.cooperating_units.all()}
    if not access.units(Permission.WORK) & ({occurrence.unit_id} | helping):
        check_may(access, Permission.WORK, occurrence.unit)


def check_assign_officer(access, task, unit_ids) -> None:
    """Who names the officer in charge: who makes plans, or who speaks for a lead unit."""
    if not manages(access) and not access.units(Permission.SUBMIT) & frozenset(unit_ids):
        check_may(access, Permission.MANAGE_PLANS)


def check_receipt(access, recipient) -> None:
    """Who confirms receipt: whoever works in the unit; for a body without accounts, the records office or who plans."""
    if recipient.unit_id is None:
        check_publish(access)
    elif not access.may(Permission.WORK, recipient.unit_id):
        raise PermissionDenied(_("Chỉ người của đơn vị nhận mới xác nhận được “đã nhận”."))
