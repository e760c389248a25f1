"""Who may say that a duty of the law was done, and take it back."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from danchu.core.errors import Refused
from danchu.duties.models import Duty
from danchu.duties.states import DutyState, Source
from danchu.organisation.states import Permission


def check_speaks_for(access, duty: Duty) -> None:
    """Raises PermissionDenied unless the person speaks for the unit, or gathers for the whole commune.

    Village heads and others who are not on line have it written down by who accepts units' work: the record names them.
    """
    if not any(access.may(permission, duty.unit_id) for permission in (Permission.SUBMIT, Permission.ACCEPT)):
        raise PermissionDenied(
            _("Người đứng đầu %(unit)s hoặc người tổng hợp của xã mới báo được việc này.") % {"unit": duty.unit}
        )


def check_report_done(access, duty: Duty) -> None:
    """Raises unless the person may now say that this duty was done."""
    check_speaks_for(access, duty)
    if duty.source != Source.LAW:
        raise Refused(_("Việc này được làm xong ở phần việc của nó, không báo ở đây."))
    if duty.state != DutyState.OPEN:
        raise Refused(_("Việc này không còn mở nên không báo đã làm được."))


def check_take_back(access, duty: Duty) -> None:
    """Raises unless the person may now reopen this duty."""
    check_speaks_for(access, duty)
    if duty.source != Source.LAW or not duty.subject.startswith("law:"):
        raise Refused(_("Việc này được mở lại ở phần việc của nó, không mở ở đây."))
    if duty.state != DutyState.FULFILLED:
        raise Refused(_("Việc này đang mở, không cần mở lại."))
