"""Who plans reception days, who receives people, who approves."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from danchu.organisation.policies import can
from danchu.organisation.states import Permission


def check_receive(access) -> None:
    """Plans days, books, receives, keeps the register: whoever sits at the desk, and who signs for the commune.

    The chair has people receive (Law 42/2013, Art. 15.2.c): they are given the permission.
    """
    if not (access.may(Permission.RECEIVE) or access.may(Permission.APPROVE)):
        raise PermissionDenied(
            _("Việc này của người được phân công tiếp công dân. Hãy nhờ quản trị của xã cấp quyền tiếp dân.")
        )


def check_sign(access) -> None:
    """Approves a schedule, writes a conclusion: whoever signs for the commune."""
    if not access.may(Permission.APPROVE):
        raise PermissionDenied(_("Chỉ Chủ tịch, Phó Chủ tịch duyệt lịch tiếp công dân và ghi kết luận."))


def can_receive(access) -> bool:
    return can(check_receive, access)


def can_sign(access) -> bool:
    return can(check_sign, access)
