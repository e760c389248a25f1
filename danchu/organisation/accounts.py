"""How allauth is bound to this house: sign-up is closed, nobody needs an e-mail address."""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse


class ClosedSignUp(DefaultAccountAdapter):
    """Accounts are made by the commune's administrator."""

    def is_open_for_signup(self, request):
        """Never."""
        return False

    def get_password_change_redirect_url(self, request):
        """Back to work, where the notice says that it is done."""
        return reverse("workspace:home")
