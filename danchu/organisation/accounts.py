"""How allauth is bound to this house: sign-up is closed, nobody needs an e-mail address."""

from allauth.account.adapter import DefaultAccountAdapter


class ClosedSignUp(DefaultAccountAdapter):
    """Accounts are made by the commune's administrator."""

    def is_open_for_signup(self, request):
        """Never."""
        return False
