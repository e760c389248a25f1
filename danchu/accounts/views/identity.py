"""Signing in by an identity provider, and linking one's account to it."""

import secrets

from allauth.account.decorators import reauthentication_required
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from danchu.accounts import queries, services
from danchu.accounts.adapters import SHARED, not_believed
from danchu.accounts.identity import Rejected
from danchu.accounts.provider import Door, Return
from danchu.accounts.states import EventKind
from danchu.core import clock
from danchu.core.pages import never_keep, staff_page
from danchu.core.steps import step


@require_POST
def begin(request):
    """Off to the provider, to come back signed in."""
    if not settings.OIDC:
        raise Http404
    request.session[SHARED] = bool(request.POST.get("shared"))
    return _off(request, AuthProcess.LOGIN, next_url=get_next_redirect_url(request) or reverse("workspace:home"))


@staff_page
@require_POST
@reauthentication_required(app="allauth.mfa")
def link(request):
    """Off to the provider, to come back with the account linked to it."""
    if not settings.OIDC:
        raise Http404
    return _off(request, AuthProcess.CONNECT, account=request.user.pk)


def _off(request, process, **state):
    """A page that leads on by itself, without JavaScript: a form may only be sent to our own addresses (CSP)."""
    nonce = secrets.token_urlsafe(24)
    provider = get_adapter().get_provider(request, settings.OIDC_PROVIDER)
    try:
        answer = provider.redirect(
            request, process, auth_params={"nonce": nonce}, scope=["openid"], nonce=nonce, **state
        )
    except Rejected as rejected:
        return not_believed(request, rejected.reason)
    except (RequestException, ValueError):
        return not_believed(request, "unreachable")
    page = render(request, "accounts/leaving.html", {"url": answer.url, "provider": provider.name})
    page.headers["Refresh"] = f"0; url={answer.url}"
    return never_keep(page)


@require_safe
def come_back(request):
    """From the provider: believed when every check holds, else a sentence. The one GET that signs in."""
    if not settings.OIDC:
        raise Http404
    user = request.user
    had = user.is_authenticated and queries.identity_of(user)
    try:
        answer = Return.adapter_view(Door(request, settings.OIDC_PROVIDER))(request)
    except Rejected as rejected:
        return not_believed(request, rejected.reason)
    except (RequestException, ValueError):
        return not_believed(request, "unreachable")
    if user.is_authenticated and not had and queries.identity_of(user):
        services.note(account=user, kind=EventKind.LINKED, now=clock.real_now(), by=request.access.person)
    return never_keep(answer)


@staff_page
@reauthentication_required(app="allauth.mfa")
def unlink(request):
    """Takes the identity off one's own account."""
    if not queries.identity_of(request.user):
        raise Http404
    back, by = reverse("mfa_index"), request.access.person
    return step(
        request, None, lambda _form: services.unlink_identity(account=request.user, now=clock.real_now(), by=by),
        then=back, said=_("Đã bỏ gắn tài khoản định danh."), title=_("Bỏ gắn tài khoản định danh"), danger=True,
        action=_("Bỏ gắn"), back_url=back,
        consequences=[_("Bạn không còn đăng nhập được bằng tài khoản định danh."),
                      _("Tên đăng nhập và mật khẩu vẫn dùng như cũ.")],
    )  # fmt: skip
