"""Who sorts a matter, who handles it, who writes down. Whether it is seen at all is `visible_to` (models/cases.py)."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from danchu.core.errors import Refused
from danchu.organisation.policies import can
from danchu.organisation.states import Permission, UnitKind
from danchu.petitions.rules.cases import may_move
from danchu.petitions.states import WHO, Actor, CaseState


def actors(access, case) -> frozenset[Actor]:
    """What the person is to this matter, by themselves or in the stead of a colleague whom it is not about."""
    meant = {about.person_id for about in case.abouts.all()} if access.lent else set()
    found = {Actor.DESK} if case.sealed and case.sorted_by_id == access.person.pk else set()
    for one in (access.own, *(one for one in access.lent if one.person.pk not in meant)):
        if one.may(Permission.RECEIVE):
            found.add(Actor.DESK)
        if case.unit_id and one.may(Permission.WORK, case.unit_id):
            found.add(Actor.UNIT)
        if one.may(Permission.APPROVE) and case.state != CaseState.RECEIVED and not case.sealed:
            found.add(Actor.LEADER)
    return frozenset(found)


def check_sort(access, case=None) -> None:
    """Reads first and sorts: who holds the desk; of one matter, not in the stead of somebody it is about."""
    if not access.may(Permission.RECEIVE) or (case and Actor.DESK not in actors(access, case)):
        raise PermissionDenied(
            _("Việc phân loại do người tiếp dân của xã làm. Cần thì nhờ quản trị của xã giao quyền “Tiếp dân”.")
        )


def check_see_desk(access) -> None:
    """Sees who sits at the desk: who does, and who can seat another or has to answer for it."""
    if not any(access.may(one) for one in (Permission.RECEIVE, Permission.APPROVE, Permission.ADMINISTER)):
        raise PermissionDenied(_("Trang này của người tiếp dân, lãnh đạo và quản trị của xã."))


def check_handle(access, case) -> None:
    """Asks, extends, answers: who works in the unit that answers, who sorts, who signs."""
    if not actors(access, case):
        raise PermissionDenied(_("Việc này do đơn vị khác trả lời. Bạn chỉ xem được phần mình đã ghi giúp."))


def check_move(access, case, to: CaseState) -> None:
    """Raises PermissionDenied unless the person brings matters to this state, Refused when this one cannot be now."""
    check_handle(access, case)
    if not (actors(access, case) & WHO[to]):
        raise PermissionDenied(_("Bước này do người khác làm. Hãy hỏi người tiếp dân của xã."))
    if not may_move(CaseState(case.state), to, reopened=bool(case.reopened_on)):
        raise Refused(_("Việc này đang ở bước khác. Hãy tải lại trang."))


def check_attach(access, case) -> None:
    """Adds what the person gave: who wrote the matter down, and who handles it."""
    if case.submission.receipt.written_by_id != access.person.pk:
        check_handle(access, case)


def check_write_down(access) -> None:
    """Writes down for a person: whoever works in a unit of the commune, village heads and the Front among them."""
    if not (access.may(Permission.WORK) or access.may(Permission.RECEIVE)):
        raise PermissionDenied(_("Chỉ người đang công tác ở một đơn vị của xã mới ghi giúp được."))


def can_sort(access, case=None) -> bool:
    return can(check_sort, access, case)


def can_handle(access, case) -> bool:
    return can(check_handle, access, case)


def can_move(access, case, to: CaseState) -> bool:
    return can(check_move, access, case, to)


def can_write_down(access) -> bool:
    return can(check_write_down, access)


def is_village_head(access) -> bool:
    """Whether what the person writes down comes by a village."""
    return bool(access.unit and access.unit.kind == UnitKind.VILLAGE)
