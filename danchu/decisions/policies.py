"""Who helps a village decide, who may see its households, and who recognises what was decided."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from danchu.decisions.models import Matter
from danchu.organisation.models import Unit
from danchu.organisation.policies import Access, can
from danchu.organisation.states import Permission, UnitKind


def check_run(access: Access, village: Unit) -> None:
    """Calls the meeting, ticks who came, types counts: the village's own people, or the office that helps them."""
    if not (access.may(Permission.COORDINATE) or works_in(access, village)):
        raise PermissionDenied(
            _("Việc này do Trưởng %(village)s hoặc đơn vị tổng hợp của xã làm.") % {"village": village.name}
        )


def works_in(access: Access, village: Unit) -> bool:
    """Whether the person works in the village, or in one that stands in the place of one that has ended."""
    if access.may(Permission.WORK, village) or not village.valid_to:
        return access.may(Permission.WORK, village)
    heirs = set(village.followed_by.values_list("successor_id", flat=True))
    return bool(heirs & access.units(Permission.WORK))


def check_run_matter(access: Access, matter: Matter) -> None:
    """Writes the question: of a village its own people; of the whole commune who signs for it or gathers."""
    if matter.village is not None:
        check_run(access, matter.village)
    elif not may_ask_whole(access):
        raise PermissionDenied(_("Việc của toàn xã do Chủ tịch UBND xã hoặc đơn vị tổng hợp đưa ra."))


def check_bring_up(access: Access, villages) -> None:
    """Brings something up: of one of these villages, or of the whole commune. Raises PermissionDenied otherwise."""
    if not villages and not may_ask_whole(access):
        raise PermissionDenied(_("Việc đưa ra dân bàn do Trưởng thôn, bản, đơn vị tổng hợp hoặc Chủ tịch UBND xã ghi."))


def may_ask_whole(access: Access) -> bool:
    """Whether a person may put something to every village of the commune."""
    return access.may(Permission.APPROVE) or access.may(Permission.COORDINATE)


def check_recognise(access: Access, matter: Matter) -> None:
    """Recognises or refuses (Law 10/2022, Art. 21.2): who signs for the committee; of clause 5 who leads the
    Front, which is signing as well and does not pass to a stand-in.
    """
    if matter.clause == "15.5":
        if not any(
            post.unit.kind == UnitKind.FRONT and access.own.may(Permission.SUBMIT, post.unit) for post in access.posts
        ):
            raise PermissionDenied(_("Kết quả bầu các ban này do Ủy ban Mặt trận Tổ quốc xã công nhận."))
    elif not access.may(Permission.APPROVE):
        raise PermissionDenied(_("Chỉ người ký thay mặt UBND xã công nhận hoặc không công nhận."))


def can_run(access: Access, village: Unit) -> bool:
    return can(check_run, access, village)


def can_follow(access: Access, village: Unit) -> bool:
    """Whether a person sees how a village's vote goes: who runs it, and who follows every unit's work."""
    return can_run(access, village) or access.may(Permission.SEE_ALL)


def can_run_matter(access: Access, matter: Matter) -> bool:
    return can(check_run_matter, access, matter)


def can_recognise(access: Access, matter: Matter) -> bool:
    return can(check_recognise, access, matter)


# -- after the vote ----------------------------------------------------------------------------------------------------
def check_receive(access: Access, matter: Matter) -> None:
    """Writes down when a decision arrived: whoever answers it, and the office that takes papers in."""
    if matter.clause == "15.5":
        check_recognise(access, matter)
    elif not any(access.may(one) for one in (Permission.APPROVE, Permission.RECORDS, Permission.COORDINATE)):
        raise PermissionDenied(_("Ngày nhận do văn thư, đơn vị tổng hợp hoặc người ký thay mặt UBND xã ghi."))


def check_annul(access: Access) -> None:
    """Annuls (Art. 22.2), and sets the day for the whole commune (Art. 21.2): who signs for the committee."""
    if not access.may(Permission.APPROVE):
        raise PermissionDenied(_("Chỉ người ký thay mặt UBND xã làm được việc này."))


def check_inspect(access: Access, matter: Matter) -> None:
    """Opens the papers behind the lines: who runs the matter, the commune's chair and coordinators, the Front, and
    the boards that inspect and supervise."""
    watches = any(post.unit.kind in (UnitKind.FRONT, UnitKind.INSPECTION_BOARD) for post in access.posts)
    sees = access.may(Permission.SEE_ALL) or access.may(Permission.COORDINATE) or access.may(Permission.RECORDS)
    if not (watches or sees or can_run_matter(access, matter)):
        raise PermissionDenied(
            _("Chứng từ chỉ mở cho người của thôn, Mặt trận, Ban Thanh tra nhân dân, Ban Giám sát đầu tư và UBND xã.")
        )


def can_receive(access: Access, matter: Matter) -> bool:
    return can(check_receive, access, matter)


def can_annul(access: Access) -> bool:
    return can(check_annul, access)


def can_inspect(access: Access, matter: Matter) -> bool:
    return can(check_inspect, access, matter)
