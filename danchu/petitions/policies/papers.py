"""Who makes and reads the papers of a matter: who handles it; who wrote it down, those that are signed at once."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from danchu.organisation.policies import can
from danchu.petitions.policies.cases import actors
from danchu.petitions.states import Actor, PaperKind

# A recorder has them signed by the person in front of them; the others tell how the person may be reached.
RECORDERS = frozenset({PaperKind.RECEIPT, PaperKind.STATEMENT})


def check_paper(access, case, kind: PaperKind | str) -> None:
    """Raises unless the person may make, read and sign papers of this kind of the matter (which they see)."""
    if actors(access, case):
        return
    wrote = case.submission.receipt.written_by_id == access.person.pk
    if not (wrote and kind in RECORDERS):
        raise PermissionDenied(_("Giấy tờ này do đơn vị trả lời và bộ phận tiếp dân giữ."))


def check_signed_copy(access, case, paper) -> None:
    """Raises unless the person may open the signed scan: as the paper, and once its words are gone (after the sender's
    name was erased) only who signs for the commune (of what is sealed, who keeps it)."""
    check_paper(access, case, paper.kind)
    if paper.is_cleared and not case.sealed and Actor.LEADER not in actors(access, case):
        raise PermissionDenied(
            _("Tên người gửi đã được xóa; bản ký chỉ lãnh đạo xã mở được. Cần thì hỏi bản giấy ở lưu trữ.")
        )


def can_open_copy(access, case, paper) -> bool:
    return can(check_signed_copy, access, case, paper)


def can_paper(access, case, kind: PaperKind | str) -> bool:
    return can(check_paper, access, case, kind)
