"""A session ends by itself or from another device; what must be done after signing in comes before work."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.shortcuts import redirect

from danchu.accounts import rules, services
from danchu.accounts.adapters import SESSION, STEP
from danchu.accounts.models import OpenSession
from danchu.accounts.states import Step
from danchu.core import clock

# Where a person may go before the step is done: the step itself, proving who one is, and out.
_ALLOWED = {
    Step.PASSWORD: {"account_change_password"},
    Step.FACTOR: {
        "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes", "account_change_password",
        "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    },
}  # fmt: skip
_ALLOWED[Step.FACTOR_SOON] = _ALLOWED[Step.FACTOR] | {"accounts:later"}
_ALWAYS = {"account_logout", "account_login", "core:components", "core:send_again"}
_WATCHED = "portal_root:health"  # asked by machines, of nobody's session


class Sessions:
    """Hangs `open_session` on the request (None for nobody), and guards it. Public pages are not touched."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.open_session = None
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Ends what has ended; leads to the step that comes first."""
        untouched = getattr(view, "is_public_page", False) or request.resolver_match.view_name == _WATCHED
        if untouched or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if (key := request.session.get(SESSION)) is None or not request.user.is_authenticated:
            return None
        now = clock.real_now()
        session = OpenSession.objects.filter(pk=key, account=request.user.pk, ended_at__isnull=True).first()
        if session is None or rules.has_ended(session.seen_at, now, is_shared=session.is_shared):
            if session:
                services.close_session(session=session, now=now)
            get_adapter().logout(request)
            return None
        request.open_session = session
        if now - session.seen_at >= rules.NOTED_EVERY:
            # Of the session alone, like Django's own expiry; nothing of the domain is written by reading a page.
            OpenSession.objects.filter(pk=session.pk).update(seen_at=now)
            request.session.modified = True
        return self._first(request)

    def _first(self, request):
        step = request.session.get(STEP)
        name = request.resolver_match.view_name
        if step is None or name in _ALWAYS or name in _ALLOWED[Step(step)]:
            return None
        if request.method == "GET" and not request.session.get("wanted"):
            request.session["wanted"] = request.get_full_path()
        return redirect("account_change_password" if step == Step.PASSWORD else "mfa_index")
