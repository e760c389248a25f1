"""One's own account: how one signs in, on which devices, what happened to it."""

from allauth.account import views as account
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import flows
from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danchu.accounts import queries, services
from danchu.accounts.adapters import SHARED, STEP, after_step
from danchu.accounts.states import EventKind, Step
from danchu.core import clock
from danchu.core.pages import kept_form_address, staff_page


@staff_page
def overview(request):
    """The whole account on one page; right after signing in also the step that comes before work."""
    user, step = request.user, request.session.get(STEP)
    factors = queries.factors_of(user)
    if step in (Step.FACTOR, Step.FACTOR_SOON) and factors.any:
        return redirect(after_step(request))
    context = {
        "factors": factors,
        "identity": queries.identity_of(user),
        "provider": settings.OIDC.get("name", ""),
        "sessions": queries.open_sessions(user, clock.real_now()),
        "events": queries.events_of(user),
        "step": step,
        "rule": queries.is_asked(request.access.person, clock.today()) if step else None,
        "kept": kept_form_address(request),
    }
    return render(request, "mfa/index.html", context)


@staff_page
@require_POST
def later(request):
    """The second factor is put off, as long as the commune lets it."""
    if request.session.get(STEP) == Step.FACTOR_SOON:
        return redirect(after_step(request))
    return redirect("mfa_index")


@staff_page
def other_devices(request):
    """Signing out everywhere but here."""
    if request.method == "POST":
        ended = services.leave_other_devices(account=request.user, this=request.open_session, now=clock.real_now())
        messages.success(request, _("Đã đăng xuất khỏi %(number)s máy khác.") % {"number": ended})
        return redirect("mfa_index")
    context = {
        "title": _("Đăng xuất khỏi mọi máy khác"), "action": _("Đăng xuất khỏi mọi máy khác"), "danger": True,
        "back_url": reverse("mfa_index"),
        "consequences": [_("Máy này vẫn đăng nhập. Mọi máy khác phải đăng nhập lại."),
                         _("Nếu có máy lạ, hãy đổi mật khẩu ngay sau đó.")],
    }  # fmt: skip
    return render(request, "core/confirm.html", context)


# -- allauth's ceremonies, bound to the house -------------------------------------------------------------------------
class ChangePassword(account.PasswordChangeView):
    """A new password; with it the other devices are signed out."""

    def get_context_data(self, **kwargs):
        """Whether it has to be changed now."""
        return super().get_context_data(**kwargs) | {"forced": self.request.session.get(STEP) == Step.PASSWORD}

    def form_valid(self, form):
        """Noted before the answer is made, so that the step is known to be done."""
        services.password_changed(account=form.user, this=self.request.open_session, now=clock.real_now())
        if self.request.session.get(STEP) == Step.PASSWORD and (next_step := _next_step(self.request)):
            form.save()
            account.flows.password_change.finalize_password_change(self.request, form.user)
            self.request.session[STEP] = next_step.value
            return redirect("mfa_index")
        return super().form_valid(form)


def _next_step(request) -> Step | None:
    return queries.step_after_sign_in(request.user, clock.today(), by_password=True)


class AddApp(totp.ActivateTOTPView):
    """The app is told the secret; its first code proves it, and is not taken a second time."""

    def form_valid(self, form):
        """Remembers which code was used."""
        answer = super().form_valid(form)
        factor = Authenticator.objects.get(user=authenticated_user(self.request).pk, type=Authenticator.Type.TOTP)
        factor.data["step"] = form.step
        factor.save(update_fields=["data"])
        _note(self.request, EventKind.APP_ADDED)
        return answer


class RemoveApp(totp.DeactivateTOTPView):
    """The app goes."""

    def form_valid(self, form):
        """Noted."""
        answer = super().form_valid(form)
        _note(self.request, EventKind.APP_REMOVED)
        return answer


class AddPasskey(webauthn.AddWebAuthnView):
    """A passkey of this device, or of one that is plugged in."""

    def form_valid(self, form):
        """Noted."""
        answer = super().form_valid(form)
        _note(self.request, EventKind.PASSKEY_ADDED)
        return answer


class RemovePasskey(webauthn.RemoveWebAuthnView):
    """A passkey goes; not the last factor while the commune asks for one."""

    success_url = reverse_lazy("mfa_index")

    def dispatch(self, request, *args, **kwargs):
        """Somebody else's is not there, whoever asks."""
        if request.user.is_authenticated and not self.get_queryset().filter(pk=kwargs["pk"]).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        """Noted; or a sentence why not."""
        if not get_adapter().can_delete_authenticator(self.get_object()):
            messages.error(self.request, get_adapter().error_messages["cannot_delete_authenticator"])
            return redirect("mfa_index")
        answer = super().form_valid(form)
        _note(self.request, EventKind.PASSKEY_REMOVED)
        return answer


class MakeCodes(codes.GenerateRecoveryCodesView):
    """New recovery codes; the old ones end."""

    def form_valid(self, form):
        """Made by our own service."""
        services.make_codes(account=self.request.user, now=clock.real_now())
        messages.success(self.request, _("Đã tạo bộ mã dự phòng mới."))
        return redirect(self.success_url)


class ShowCodes(codes.ViewRecoveryCodesView):
    """The recovery codes that are left, to print."""

    def get_context_data(self, **kwargs):
        """And where it goes on, when this was the step before work."""
        return super().get_context_data(**kwargs) | {"step": self.request.session.get(STEP)}


class PasskeyDoor(webauthn.LoginWebAuthnView):
    """Signing in by a passkey alone; leads to the page that was asked for."""

    def form_valid(self, form):
        """As allauth does it, and not to the home page only."""
        self.request.session[SHARED] = bool(self.request.POST.get("shared"))
        authenticator = form.cleaned_data["credential"]
        login = Login(user=authenticator.user, redirect_url=get_next_redirect_url(self.request))
        return flows.perform_passwordless_login(self.request, authenticator, login)


class AgainByPasskey(webauthn.ReauthenticateWebAuthnView):
    """A passkey once more; a failed try is said on the same page."""

    def form_invalid(self, form):
        """Not to the sign-in page: who asks is signed in."""
        messages.error(self.request, _("Khóa truy cập chưa được nhận. Hãy thử lại hoặc dùng cách khác."))
        return redirect(self.request.get_full_path())


def _note(request, kind: EventKind) -> None:
    services.note(account=request.user, kind=kind, now=clock.real_now())
