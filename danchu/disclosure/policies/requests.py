"""Who handles a request, and who sees how the person may be reached."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from danchu.core.errors import Refused
from danchu.disclosure.rules.requests import may_move
from danchu.disclosure.states import RequestKind, RequestState
from danchu.organisation.policies import can
from danchu.organisation.states import Permission, UnitKind


def check_handle(access, request) -> None:
    """Answers, refuses, extends: who works in the unit it stands with, or signs for the commune."""
    if not (access.may(Permission.WORK, request.unit_id) or access.may(Permission.APPROVE)):
        raise PermissionDenied(
            _("Yêu cầu này do %(unit)s xử lý. Bạn chỉ xem được phần mình đã ghi giúp.") % {"unit": request.unit}
        )


def check_move(access, request, to: RequestState) -> None:
    """Raises unless the person may now bring the request to this state."""
    check_handle(access, request)
    if not may_move(RequestKind(request.kind), RequestState(request.state), to):
        raise Refused(_("Yêu cầu đang ở bước khác nên không làm được việc này."))


def check_write_down(access) -> None:
    """Writes a request down for a person: whoever works in a unit of the commune, village heads among them."""
    if not access.may(Permission.WORK):
        raise PermissionDenied(_("Chỉ người đang công tác ở một đơn vị của xã mới ghi giúp được."))


def can_handle(access, request) -> bool:
    return can(check_handle, access, request)


def can_move(access, request, to: RequestState) -> bool:
    return can(check_move, access, request, to)


def is_village_head(access) -> bool:
    """Whether what the person writes down comes by a village."""
    return bool(access.unit and access.unit.kind == UnitKind.VILLAGE)
