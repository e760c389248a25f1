"""Who may do what with plans. `check_…` raises a sentence; `can(check, …)` of organisation derives the rest."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from danchu.core.errors import Refused
from danchu.organisation.policies import check_may
from danchu.organisation.states import Permission
from danchu.plans.states import IN_FORCE, OCCURRENCE_WHO, PLAN_WHO, UNIT_PLAN_WHO, OccurrenceState, PlanState


def manages(access) -> bool:
    """Whether the person makes plans for the commune."""
    return access.may(Permission.MANAGE_PLANS)


def check_manage(access) -> None:
    """Raises PermissionDenied for whoever does not make plans."""
    check_may(access, Permission.MANAGE_PLANS)


def check_write(access, plan) -> None:
    """Raises PermissionDenied for whoever may not write this plan: the commune's is for who makes plans, a unit's own
    for whoever works in the unit.
    """
    if plan.unit_id is None:
        check_manage(access)
    elif not any(access.may(permission, plan.unit_id) for permission in UNIT_PLAN_WHO[PlanState.DRAFT]):
        check_may(access, Permission.WORK, plan.unit)


def check_approve(access, plan) -> None:
    """Raises PermissionDenied for whoever does not approve this plan: the commune's is for who signs for the commune,
    a unit's own for who speaks for the unit. Refused when it is not before them.
    """
    if plan.unit_id is None:
        check_may(access, Permission.APPROVE)
        states = (PlanState.SUBMITTED,)
    else:
        check_may(access, Permission.SUBMIT, plan.unit)
        states = (PlanState.SUBMITTED, PlanState.DRAFT)
    if plan.state not in states or not plan.is_written:
        raise Refused(_("Kế hoạch này không ở bước chờ duyệt."))


def check_send_back(access, plan) -> None:
    """Raises as `check_approve`; Refused too while the plan was not put before anybody."""
    check_approve(access, plan)
    if plan.state != PlanState.SUBMITTED:
        raise Refused(_("Kế hoạch này chưa trình duyệt."))


def check_amend(access, plan) -> None:
    """Raises PermissionDenied for whoever does not write this plan, Refused when it is not in force."""
    check_write(access, plan)
    if plan.state not in IN_FORCE:
        raise Refused(_("Chỉ sửa đổi được kế hoạch đang thực hiện. Hãy mở bản mới nhất."))


def check_link_law(access, task) -> None:
    """Raises PermissionDenied for whoever does not make plans, Refused where a task cannot carry a duty of the law."""
    check_manage(access)
    plan = task.plan
    if plan.state not in IN_FORCE or plan.unit_id is not None or task.removed:
        raise Refused(_("Chỉ gắn được việc của kế hoạch xã đang thực hiện."))


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
    own = occurrence.task.plan.unit_id
    if own is None or not access.may(Permission.SUBMIT, own):  # a step of a unit's own plan is accepted in the unit
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
