"""Who makes, signs and publishes the yearly disclosure plan, and who opens an item."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from danchu.disclosure.models import Item
from danchu.organisation.models import Unit
from danchu.organisation.policies import can, check_may
from danchu.organisation.states import Permission, UnitKind

PLANNERS = (Permission.MANAGE_PLANS, Permission.COORDINATE, Permission.RECORDS, Permission.APPROVE)
_OPENS_ALL = (Permission.COORDINATE, Permission.RECORDS, Permission.APPROVE)


def check_plan(access) -> None:
    """Raises PermissionDenied for whoever neither makes plans, gathers, keeps the records nor signs."""
    if not any(access.may(permission) for permission in PLANNERS):
        raise PermissionDenied(
            _("Kế hoạch công khai do người lập kế hoạch, văn thư hoặc lãnh đạo xã lập. Hãy nhờ những người này.")
        )


def check_sign(access) -> None:
    """Approves the plan: who signs for the commune."""
    check_may(access, Permission.APPROVE)


def check_release(access) -> None:
    """Makes the issued plan public: who signs, or the records office."""
    if not (access.may(Permission.APPROVE) or access.may(Permission.RECORDS)):
        raise PermissionDenied(_("Văn thư hoặc lãnh đạo xã công khai văn bản đã ký. Hãy nhờ những người này."))


def opens_for(access) -> list[Unit]:
    """The units for which the person may open an item: those they work in, or every own office of the commune.

    Art. 11 binds the commune's own authorities: neither villages nor the Front and the organisations open items.
    """
    units = Unit.objects.filter(commune=access.commune, valid_to__isnull=True).exclude(kind=UnitKind.VILLAGE)
    if not any(access.may(permission) for permission in _OPENS_ALL):
        units = units.filter(pk__in=access.units(Permission.WORK))
    return [unit for unit in units if not unit.is_asked]


def check_open(access) -> None:
    """Raises PermissionDenied for whoever works in no unit."""
    if not opens_for(access):
        raise PermissionDenied(_("Chỉ người làm việc ở một đơn vị của xã mở được nội dung công khai."))


def check_say(access, item: Item) -> None:
    """Says that an item did not arise, or did after all: who answers for the unit's work, gathers or signs."""
    if not any(access.may(permission) for permission in _OPENS_ALL):
        check_may(access, Permission.SUBMIT, item.unit)


def can_plan(access) -> bool:
    return can(check_plan, access)


def can_sign(access) -> bool:
    return can(check_sign, access)


def can_release(access) -> bool:
    return can(check_release, access)
