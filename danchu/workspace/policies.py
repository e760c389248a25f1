"""Who reads the trail of staff acts."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from danchu.organisation.policies import Access
from danchu.organisation.states import Permission, Role


def reads_all_acts(access: Access) -> bool:
    """The chair reads every act; a deputy does not."""
    return any(post.role == Role.CHAIR for post in access.posts)


def check_read_acts(access: Access) -> None:
    """The chair, and the administrator for acts on accounts; raises PermissionDenied with a sentence otherwise."""
    if not (reads_all_acts(access) or access.may(Permission.ADMINISTER)):
        raise PermissionDenied(
            _("Nhật ký thao tác dành cho Chủ tịch, và cho quản trị của xã đối với các thao tác về tài khoản.")
        )
