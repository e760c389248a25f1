"""Who opens the log of mediation. Which of its matters, is `visible_to` (models/mediation.py)."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from danchu.organisation.policies import can
from danchu.petitions.queries.mediation import villages_of


def check_mediate(access) -> None:
    """A mediator of a village (Law 35/2013, Art. 2, 4.3); nobody else, whatever their post."""
    if not villages_of(access):
        raise PermissionDenied(
            _("Sổ hòa giải được giữ kín: chỉ hòa giải viên của thôn, bản mở được. Muốn nhờ hòa giải, hãy gặp họ.")
        )


def can_mediate(access) -> bool:
    return can(check_mediate, access)
