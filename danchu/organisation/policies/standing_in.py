"""Who may say that a colleague stands in for somebody, and who may stand in for whom (docs/decisions/0110)."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _

from danchu.core.errors import Refused
from danchu.core.templatetags.vietnamese import day
from danchu.organisation.models import Person, Post, StandIn
from danchu.organisation.policies import Access, Capacity, access_of
from danchu.organisation.states import PASSES_ON, Permission

FARTHEST = datetime.timedelta(days=366)


def people_arranged(access: Access, on):
    """Whose stand-in somebody may set: their own; the head of a unit that of its people; who administers everybody's.

    What is only lent does not count: a stand-in arranges no further stand-in.
    """
    people, there = Person.objects.filter(commune=access.commune), Post.objects.on(on)
    if access.own.may(Permission.ADMINISTER):
        return people.filter(pk__in=there.values("person"))
    led = there.filter(unit__in=access.own.units(Permission.SUBMIT))
    return people.filter(Q(pk=access.person.pk) | Q(pk__in=led.values("person")))


def check_arrange(access: Access, absent: Person, on) -> None:
    """Raises PermissionDenied for whoever may not say who stands in for `absent` (1 query)."""
    if not people_arranged(access, on).filter(pk=absent.pk).exists():
        raise PermissionDenied(
            _("Người làm thay do chính người vắng mặt, người đứng đầu đơn vị của họ hoặc quản trị của xã ghi.")
        )


def check_stand_in(*, absent: Person, colleague: Person, starts_on, ends_on, by: Person | None, today) -> None:
    """Raises Refused with the reason when `colleague` cannot stand in for `absent` on these days.

    Never for the past, never further than a year; never across communes; nobody appoints themselves; a colleague with a
    post and a way to sign in. Who signs for the commune is stood in for by one who signs as well (a deputy chair:
    Law 72/2025/QH15, article not seen, unconfirmed), and no such person sits at the desk in another's stead. A body
    that is asked and not ordered (the Front, a board) is stood in for by one of its own. Nobody has two at a time, and
    nobody stands in who is away themselves.
    """
    if colleague.pk == absent.pk or colleague.commune_id != absent.commune_id:
        raise Refused(_("Người làm thay phải là một người khác của xã."))
    if by and by.pk == colleague.pk:
        raise Refused(
            _("Bạn không tự ghi mình làm thay người khác. Hãy nhờ người ấy, người đứng đầu đơn vị hoặc quản trị ghi.")
        )
    if starts_on < today:
        raise Refused(_("Ngày đầu phải từ hôm nay trở đi: việc của những ngày đã qua không làm thay được nữa."))
    if not starts_on <= ends_on <= starts_on + FARTHEST:
        raise Refused(_("Ngày cuối phải từ ngày đầu trở đi, và trong vòng một năm."))
    _check_people(absent, colleague, starts_on)
    if row := StandIn.objects.meeting(starts_on, ends_on).filter(absent=absent).first():
        raise Refused(
            _("%(absent)s đã có %(colleague)s làm thay từ %(first)s đến hết %(last)s. Hãy kết thúc lần đó trước.")
            % {"absent": absent, "colleague": row.colleague, "first": day(row.starts_on), "last": day(row.ends_on)}
        )
    if row := StandIn.objects.meeting(starts_on, ends_on).filter(absent=colleague).first():
        raise Refused(
            _("%(colleague)s cũng vắng từ %(first)s đến hết %(last)s. Hãy chọn người khác.")
            % {"colleague": colleague, "first": day(row.starts_on), "last": day(row.ends_on)}
        )


def _check_people(absent: Person, colleague: Person, on) -> None:
    """Whether what the one does that day may pass to the other."""
    theirs, own = access_of(absent, on).own, access_of(colleague, on).own
    if not own.posts or not colleague.account or not colleague.account.is_active:
        raise Refused(
            _("%(person)s không giữ chức vụ nào vào ngày %(day)s, hoặc chưa đăng nhập được.")
            % {"person": colleague, "day": day(on)}
        )
    if not _passing(theirs):
        raise Refused(
            _("%(person)s không có việc nào chuyển được vào ngày %(day)s. Quyền quản trị thì không làm thay.")
            % {"person": absent, "day": day(on)}
        )
    if theirs.may(Permission.APPROVE):
        if not own.may(Permission.APPROVE):
            raise Refused(
                _("Chủ tịch, Phó Chủ tịch chỉ Chủ tịch hoặc một Phó Chủ tịch làm thay: quyền ký không chuyển cho ai.")
            )
    elif theirs.may(Permission.RECEIVE) and own.may(Permission.APPROVE):
        raise Refused(
            _("Lãnh đạo xã không ngồi bàn tiếp dân thay: đơn chưa phân loại có thể nói về lãnh đạo. Chọn người khác.")
        )
    places = {post.unit_id for post in own.posts}
    for post in theirs.posts:
        same = post.unit_id in places if post.unit.is_asked else any(not one.unit.is_asked for one in own.posts)
        if not same:
            raise Refused(
                _("Việc của %(unit)s không làm thay lẫn với cơ quan khác được. Hãy chọn người cùng cơ quan.")
                % {"unit": post.unit}
            )


def passing(absent: Person, on) -> list[Permission]:
    """Which of somebody's permissions pass to who stands in for them on a day."""
    return _passing(access_of(absent, on).own)


def _passing(own: Capacity) -> list[Permission]:
    return [permission for permission in Permission if PASSES_ON[permission] and own.may(permission)]


def check_can_end(row: StandIn, today) -> None:
    """Raises Refused when it was ended, or is over."""
    if row.ended_at or row.ends_on < today:
        raise Refused(_("Lần làm thay này đã kết thúc."))
