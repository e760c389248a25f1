"""Who writes, signs and publishes the quarterly list and the report to the People's Council."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from danchu.organisation.policies import can, check_may
from danchu.organisation.states import Permission

KEEPERS = (Permission.COORDINATE, Permission.RECORDS, Permission.APPROVE)


def check_keep(access) -> None:
    """Opens lists, remarks on rows, writes the report: who keeps the records, coordinates, or signs."""
    if not any(access.may(permission) for permission in KEEPERS):
        raise PermissionDenied(
            _("Danh sách, báo cáo này do văn thư, đơn vị tổng hợp hoặc lãnh đạo xã lập. Hãy nhờ những người này.")
        )


def check_sign(access) -> None:
    """Approves: who signs for the commune."""
    check_may(access, Permission.APPROVE)


def check_release(access) -> None:
    """Publishes what was issued: who signs, or the records office."""
    if not (access.may(Permission.APPROVE) or access.may(Permission.RECORDS)):
        raise PermissionDenied(_("Văn thư hoặc lãnh đạo xã công khai văn bản đã ký. Hãy nhờ những người này."))


def can_keep(access) -> bool:
    return can(check_keep, access)


def can_sign(access) -> bool:
    return can(check_sign, access)


def can_release(access) -> bool:
    return can(check_release, access)
