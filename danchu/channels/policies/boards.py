"""Who looks after which board, who sees what hangs where."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from danchu.channels.models.posting import KEEPERS
from danchu.core.errors import Refused
from danchu.core.templatetags.vietnamese import day
from danchu.organisation.states import Permission

# They say what hangs on every board of the commune; an administrator keeps the boards alone.
_KEEPERS = (Permission.RECORDS, Permission.COORDINATE)


def keeps_boards(access) -> bool:
    """Whether the person adds, moves and closes boards: who keeps the records, coordinates, or administers."""
    return any(access.may(permission) for permission in KEEPERS)


def check_keep_boards(access) -> None:
    """Raises PermissionDenied for whoever does not look after the commune's boards."""
    if not keeps_boards(access):
        raise PermissionDenied(
            _("Thêm, sửa bảng niêm yết là việc của văn thư, bộ phận tổng hợp hoặc quản trị của xã. Hãy báo họ.")
        )


def proves(access, board) -> bool:
    """Whether the person may say what hangs on the board: who works in its unit, or keeps the commune's records."""
    return access.may(Permission.WORK, board.unit_id) or any(
        access.may(permission, board.unit_id) for permission in _KEEPERS
    )


def check_prove(access, board) -> None:
    """Raises PermissionDenied for whoever may not say what hangs on the board."""
    if not proves(access, board):
        raise PermissionDenied(
            _("Bảng “%(board)s” do %(unit)s và văn thư xã xác nhận.") % {"board": board.name, "unit": board.unit.name}
        )


def check_strike(access, proof) -> None:
    """Raises PermissionDenied unless the person keeps the records, or struck is what they entered themselves."""
    board = proof.order.board
    if any(access.may(permission, board.unit_id) for permission in _KEEPERS):
        return
    if proof.by_id == access.person.pk and proves(access, board):
        return
    raise PermissionDenied(_("Chỉ văn thư hoặc chính người đã ghi mới gạch bỏ được. Hãy báo văn thư xã."))


def check_day(order, on, today) -> None:
    """Raises Refused when nothing can have been seen on the board that day: before it was public, or not yet come."""
    if on > today:
        raise Refused(_("Ngày %(day)s chưa đến. Hãy ghi ngày đã thấy trên bảng.") % {"day": day(on)})
    if on < order.announcement.on:
        raise Refused(
            _("Nội dung này công khai từ ngày %(day)s, nên không thể dán trước ngày đó. Hãy xem lại ngày.")
            % {"day": day(order.announcement.on)}
        )
