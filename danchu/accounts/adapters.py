"""How allauth is bound to this house: sign-up is closed, nobody needs an e-mail address."""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class ClosedSignUp(DefaultAccountAdapter):
    """Accounts are made by the commune's administrator."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy thử lại; nếu quên mật khẩu, nhờ quản trị của xã đặt lại."
        ),
        "enter_current_password": _("Mật khẩu hiện nay chưa đúng. Hãy gõ lại."),
        "incorrect_password": _("Mật khẩu chưa đúng. Hãy gõ lại."),
    }

    def is_open_for_signup(self, request):
        """Never."""
        return False

    def get_password_change_redirect_url(self, request):
        """Back to work, where the notice says that it is done."""
        return reverse("workspace:home")


def name_tried(request, credentials=None) -> str:
    """The name somebody tries to sign in with, in lower case, as the rate limiter counts it.

    The form calls it `login`, the back end `username`: counted under two names, nothing would ever be locked.
    """
    given = credentials or {}
    name = given.get("username") or given.get("login") or request.POST.get("login", "")
    return name.strip().lower()
