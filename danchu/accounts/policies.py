"""Who may do what to whose account."""

from django.utils.translation import gettext as _

from danchu.accounts import queries
from danchu.core.errors import Refused
from danchu.organisation.models import Person


def check_may_recover(person: Person, by: Person) -> None:
    """Raises Refused for another commune's person, for oneself, and for somebody without an account."""
    if person.commune_id != by.commune_id:
        raise Refused(_("Người này không thuộc xã của bạn."))
    if person.account_id is None:
        raise Refused(_("%(person)s chưa có tài khoản.") % {"person": person.full_name})
    if person.pk == by.pk:
        raise Refused(_("Tài khoản của chính bạn thì đổi mật khẩu ở trang Tài khoản của tôi."))


def check_may_link(person: Person, by: Person) -> None:
    """Raises Refused for another commune's person, oneself, nobody's account, and an account linked already."""
    check_may_recover(person, by)
    if queries.identity_of(person.account):
        raise Refused(_("Tài khoản này đã gắn với một tài khoản định danh. Hãy bỏ gắn trước."))
