"""Who announces a dialogue and says what became of it: the unit that answers, and who signs for the commune."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from danchu.organisation.policies import can
from danchu.organisation.states import Permission
from danchu.petitions.policies.cases import actors
from danchu.petitions.states import Actor


def check_talk(access, case) -> None:
    """Raises unless the person answers the matter (which they see) or signs for the commune."""
    if not actors(access, case) & {Actor.UNIT, Actor.LEADER}:
        raise PermissionDenied(_("Đối thoại do đơn vị trả lời hoặc lãnh đạo xã hẹn. Hãy hỏi đơn vị trả lời."))


def check_pledge(access, pledge) -> None:
    """Says that what was promised is done: who works in the unit that owes it, who handles the matter."""
    if not (access.may(Permission.WORK, pledge.unit_id) or actors(access, pledge.dialogue.case)):
        raise PermissionDenied(_("Việc hẹn này do %(unit)s làm và ghi.") % {"unit": pledge.unit.name})


def can_talk(access, case) -> bool:
    return can(check_talk, access, case)
