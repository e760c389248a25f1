"""Who makes and reads the papers of a matter: who handles it; who wrote it down, those that are signed at once."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from danchu.organisation.policies import can
from danchu.petitions.policies.cases import actors
from danchu.petitions.states import PaperKind

# A recorder has them signed by the person in front of them; the others tell how the person may be reached.
RECORDERS = frozenset({PaperKind.RECEIPT, PaperKind.STATEMENT})


def check_paper(access, case, kind: PaperKind | str) -> None:
    """Raises unless the person may make, read and sign papers of this kind of the matter (which they see)."""
    if actors(access, case):
        return
    wrote = case.submission.receipt.written_by_id == access.person.pk
    if not (wrote and kind in RECORDERS):
        raise PermissionDenied(_("Giấy tờ này do đơn vị trả lời và bộ phận tiếp dân giữ."))


def can_paper(access, case, kind: PaperKind | str) -> bool:
    return can(check_paper, access, case, kind)
