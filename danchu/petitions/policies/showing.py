"""When an answered matter may be shown to everybody, and who decides so."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from danchu.core.errors import Refused
from danchu.organisation.policies import can
from danchu.organisation.states import Permission
from danchu.petitions.models import Case
from danchu.petitions.states import ORDINARY, CaseState


def check_decide(access) -> None:
    """Who sorts, or who signs for the commune."""
    if not (access.may(Permission.RECEIVE) or access.may(Permission.APPROVE)):
        raise PermissionDenied(_("Việc đăng câu hỏi và trả lời do người tiếp dân hoặc lãnh đạo xã quyết định."))


def check_showable(case: Case) -> None:
    """Raises Refused with what stands against it: not allowed by the person, not answered, hidden from somebody."""
    if not case.submission.may_show:
        raise Refused(_("Người gửi không cho đăng. Muốn đăng thì hỏi họ trước, khi họ đến hoặc gọi."))
    if case.sealed or case.kind not in ORDINARY or case.abouts.exists():
        raise Refused(_("Việc này được giấu với một người của xã nên không đăng được."))
    if case.state not in (CaseState.ANSWERED, CaseState.CLOSED) or not case.answers.exists():
        raise Refused(_("Chỉ đăng việc đã trả lời. Việc đang mở lại thì chờ trả lời xong."))
    if case.showings.up().exists():
        raise Refused(_("Việc này đang được đăng rồi. Muốn sửa lời thì gỡ xuống trước."))


def can_show(access, case: Case) -> bool:
    """Whether the person may show this matter now."""
    if not can(check_decide, access):
        return False
    try:
        check_showable(case)
    except Refused:
        return False
    return True
