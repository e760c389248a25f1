"""What allauth and axes ask of us: sign-up is closed, secrets are sealed, one rate limiter counts every guess."""

import base64
import io
import logging
import secrets
import time

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from requests import RequestException

from danchu.accounts import messages, queries, rules, services
from danchu.accounts.provider import Provider
from danchu.accounts.seal import opened, sealed
from danchu.audit import services as audit
from danchu.core import clock
from danchu.core.pages import kept_form_address, never_keep

log = logging.getLogger(__name__)

SIGNED_IN = audit.kind_of_act("accounts.signed_in", gettext_lazy("Đăng nhập"))
SIGNED_OUT = audit.kind_of_act("accounts.signed_out", gettext_lazy("Đăng xuất"))
SHARED = "shared_computer"  # session: what the sign-in page was told of this computer
SESSION = "open_session"  # session: which row of OpenSession it is
STEP = "step"  # session: what must be done before work
SECOND = "#"  # after a name: its second step. No name has it (organisation.rules.USERNAME)
RECENT = 5 * 60  # seconds after proving who one is in which it need not be proved again


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the commune's administrator; each sign-in is a session its owner can see."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": gettext_lazy(
            "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy thử lại; nếu quên mật khẩu, nhờ quản trị của xã đặt lại."
        ),
        "enter_current_password": gettext_lazy("Mật khẩu hiện nay chưa đúng. Hãy gõ lại."),
        "incorrect_password": gettext_lazy("Mật khẩu chưa đúng. Hãy gõ lại."),
    }

    def is_open_for_signup(self, request):
        """Never."""
        return False

    def is_reauthentication_required(self, *, app, **kwargs) -> bool:
        """Whoever has just signed in is not asked again at once: the enrolment that may follow is one way, not two."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        records = get_authentication_records(context.request, context.request.user)
        return not records or time.time() - records[-1]["at"] > RECENT

    def login(self, request, user):
        """The session begins: on which kind of computer, after which sign-in before, and what must be done first."""
        before, now = user.last_login, clock.real_now()
        super().login(request, user)
        request.session.set_expiry(None)  # as the settings say, however short it was before
        session = services.open_session(
            account=user, is_shared=bool(request.session.pop(SHARED, False)), previous_at=before, now=now,
            user_agent=request.headers.get("User-Agent", ""),
        )  # fmt: skip
        request.session[SESSION] = session.pk
        by_password = any(record["method"] == "password" for record in get_authentication_records(request, user))
        if step := queries.step_after_sign_in(user, clock.today(), by_password=by_password):
            request.session[STEP] = step.value
        forget_failures(user)
        audit.note(by=getattr(user, "person", None), kind=SIGNED_IN)

    def logout(self, request):
        """The session is closed for its owner's list as well."""
        if session := getattr(request, "open_session", None):
            services.close_session(session=session, now=clock.real_now())
        audit.note(by=getattr(request.user, "person", None), kind=SIGNED_OUT)
        super().logout(request)

    def get_password_change_redirect_url(self, request):
        """Back to the account, or on to what was wanted before the password had to be changed."""
        return after_step(request)

    def get_client_ip(self, request):
        """As axes sees it, in one place."""
        return client_address(request)

    def get_reauthentication_methods(self, user):
        """In our words."""
        words = {
            "reauthenticate": _("Dùng mật khẩu"), "mfa_reauthenticate": _("Dùng mã xác thực"),
            "mfa_reauthenticate:webauthn": _("Dùng khóa truy cập"),
        }  # fmt: skip
        return [row | {"description": words[row["id"]]} for row in super().get_reauthentication_methods(user)]


class MFAAdapter(DefaultMFAAdapter):
    """Secrets are sealed with a key drawn from SECRET_KEY; a factor the commune asks for is not given up."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("Mã chưa đúng hoặc đã dùng rồi. Đợi mã mới trên ứng dụng rồi gõ lại."),
        "cannot_delete_authenticator": gettext_lazy(
            "Xã yêu cầu vai trò của bạn có xác thực hai bước nên chưa bỏ được cách cuối cùng. Hãy thêm cách khác trước."
        ),
        "cannot_generate_recovery_codes": gettext_lazy("Hãy thiết lập xác thực hai bước trước."),
    }

    def encrypt(self, text: str) -> str:
        """What stands in the database is of no use without SECRET_KEY."""
        return sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        """What was sealed. Under another SECRET_KEY (a restore elsewhere) a secret nobody knows, never an empty one:

        no code fits it. `services.drop_unopenable` takes such factors away after a restore.
        """
        return opened(encrypted_text) or base64.b32encode(secrets.token_bytes(20)).decode()

    def get_totp_issuer(self) -> str:
        """What the app writes above the code."""
        return _("Dân chủ ở cơ sở")

    def get_totp_label(self, user) -> str:
        """The name to sign in with; a mail address would be one thing more to leak."""
        return user.username

    def _get_user_identifier(self, user) -> str:
        return user.username

    def build_totp_svg(self, url: str) -> str:
        """The QR code of the secret, dark on white in every mode."""
        out = io.BytesIO()
        segno.make(url, error="m", micro=False).save(out, kind="svg", xmldecl=False, scale=6, border=3, light="#fff")
        return out.getvalue().decode()

    def get_public_key_credential_user_entity(self, user) -> dict:
        """A name to choose by on the device."""
        person = getattr(user, "person", None)
        return super().get_public_key_credential_user_entity(user) | {
            "display_name": person.full_name if person else user.username
        }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one while the commune asks for it."""
        person = getattr(authenticator.user, "person", None)
        if person is None or not queries.is_asked(person, clock.today()):
            return True
        others = Authenticator.objects.filter(user=authenticator.user, type__in=queries.SECOND_FACTORS)
        return others.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user, type) -> str:
        """A name to start from."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Khóa truy cập số %(number)s") % {"number": number}


class SocialAdapter(DefaultSocialAccountAdapter):
    """One identity provider, configured by the environment; nobody gets an account by it."""

    def is_open_for_signup(self, request, sociallogin):
        """Never."""
        return False

    def list_apps(self, request, provider=None, client_id=None):
        """The one provider of the environment, or none; what stands in the database is not looked at."""
        known = settings.OIDC
        if not known or provider not in (None, settings.OIDC_PROVIDER, "openid_connect"):
            return []
        return [
            SocialApp(
                provider="openid_connect", provider_id=settings.OIDC_PROVIDER, name=known["name"],
                client_id=known["client_id"], secret=known["secret"],
                settings={"server_url": known["issuer"], "oauth_pkce_enabled": True, "scope": ["openid"]},
            )
        ]  # fmt: skip

    def get_provider(self, request, provider, client_id=None):
        """The strict client (provider.py), whatever it is asked by."""
        return Provider(request, app=self.get_app(request, provider=provider, client_id=client_id))

    def get_connect_redirect_url(self, request, socialaccount):
        """Back to the account."""
        return reverse("mfa_index")

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        """One page of ours for whatever goes wrong on the way, with the reason in a sentence."""
        if error == AuthError.CANCELLED:
            reason = "cancelled"
        elif isinstance(exception, RequestException):
            reason = "unreachable"
        else:
            reason = "refused" if (extra_context or {}).get("state") else "state"
        raise ImmediateHttpResponse(not_believed(request, reason))

    def pre_social_login(self, request, sociallogin):
        """An identity nobody linked opens nothing; one is linked by the person who asked for it, and only one."""
        if sociallogin.state.get("process") != AuthProcess.CONNECT:
            if not sociallogin.is_existing:
                raise ImmediateHttpResponse(_unknown(request, sociallogin.account.uid))
        elif sociallogin.state.get("account") != request.user.pk:
            raise ImmediateHttpResponse(not_believed(request, "state"))
        elif queries.identity_of(request.user) and not sociallogin.is_existing:
            raise ImmediateHttpResponse(not_believed(request, "second"))


def not_believed(request, reason: str):
    """The page that says why nobody was signed in. What came is not logged, only the reason."""
    log.warning("identity provider: %s", reason)
    context = {"why": messages.REJECTED[reason], "provider": settings.OIDC.get("name", "")}
    return render(request, "accounts/identity_refused.html", context, status=403)


def _unknown(request, subject: str):
    context = {"subject": subject, "provider": settings.OIDC["name"]}
    return never_keep(render(request, "accounts/identity_unknown.html", context, status=403))


def after_step(request) -> str:
    """Where to go once what had to be done is done: what was typed before, the page asked for, else the workspace."""
    done = request.session.pop(STEP, None)
    wanted = request.session.pop("wanted", "")
    return kept_form_address(request) or wanted or reverse("workspace:home" if done else "mfa_index")


# -- the rate limiter -------------------------------------------------------------------------------------------------
def name_tried(request, credentials=None) -> str:
    """The name somebody tries to sign in with, in lower case, as axes counts it.

    The form calls it `login`, the back end `username`: counted under two names, nothing would ever be locked.
    A second step is counted under a name of its own.
    """
    given = credentials or {}
    name = given.get("username") or given.get("login") or request.POST.get("login", "")
    name = name.replace(SECOND, "").strip().lower()
    return name + SECOND if given.get("second_step") else name


def counted_by(request_or_attempt, credentials=None) -> list:
    """What a lock falls on. A password: the name from one address, so that an office is not locked out by one machine.

    A code: the account, from wherever; whoever guesses codes knows the password already.
    """
    if hasattr(request_or_attempt, "failures_since_start"):
        name = request_or_attempt.username
    else:
        name = name_tried(request_or_attempt, credentials)
    return ["username"] if (name or "").endswith(SECOND) else [["username", "ip_address"]]


def client_address(request) -> str:
    """Whose address asks; behind our own proxies (TRUSTED_PROXIES) the one they name."""
    return rules.client_address(
        request.META.get("REMOTE_ADDR", ""), request.headers.get("X-Forwarded-For", ""), tuple(settings.TRUSTED_PROXIES)
    )


def may_try_code(request, account) -> bool:
    """Whether codes of this account are still tried; when not, axes' own page answers the request."""
    credentials = {"username": account.username, "second_step": True}
    if AxesProxyHandler.is_allowed(request, credentials):
        return True
    request.axes_locked_out = True
    request.axes_credentials = credentials
    return False


def count_wrong_code(request, account) -> None:
    """One more wrong code; at the limit axes locks."""
    credentials = {"username": account.username, "second_step": True}
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)


def forget_failures(account) -> None:
    """A right code, or a whole sign-in: the wrong ones before it no longer count."""
    AxesProxyHandler.reset_attempts(username=account.username + SECOND)
