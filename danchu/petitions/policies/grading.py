"""Who draws and grades: who works in the Front or the people's inspection board (Law 10/2022, Art. 35-38)."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from danchu.organisation.policies import can
from danchu.organisation.states import Permission, UnitKind

GRADERS = frozenset({UnitKind.FRONT, UnitKind.INSPECTION_BOARD})


def grading_units(access) -> list:
    """The bodies for which the person may draw and grade."""
    units = {post.unit_id: post.unit for post in access.posts if post.unit.kind in GRADERS}
    return [unit for pk, unit in units.items() if access.may(Permission.WORK, pk)]


def check_grade(access) -> None:
    if not grading_units(access):
        raise PermissionDenied(_("Việc chấm câu trả lời do Mặt trận và Ban Thanh tra nhân dân làm."))


def check_see(access) -> None:
    """The results, besides the bodies themselves: who leads and who sits at the desk."""
    if not (grading_units(access) or access.may(Permission.APPROVE) or access.may(Permission.RECEIVE)):
        raise PermissionDenied(
            _("Kết quả từng câu trả lời chỉ lãnh đạo xã và nơi chấm xem được; tổng hợp thì công khai.")
        )


def can_grade(access) -> bool:
    return can(check_grade, access)


def can_see(access) -> bool:
    return can(check_see, access)
