"""Forms of signing in, in our words. What guesses a secret is counted by axes, wherever it is typed."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.accounts import rules, services
from danchu.accounts.adapters import SHARED, count_wrong_code, forget_failures, may_try_code
from danchu.accounts.states import ROLES_ASKED
from danchu.core import clock
from danchu.core.forms import DateField
from danchu.organisation.models import ROLE_LABELS


class SharedComputerField(forms.BooleanField):
    """Whether others use this computer too: the session then ends sooner."""

    def __init__(self):
        super().__init__(
            label=gettext_lazy("Máy này nhiều người dùng chung"),
            help_text=gettext_lazy("Tự đăng xuất sau 15 phút không dùng. Chữ đang viết dở không mất."),
            required=False,
        )


class SignInForm(LoginForm):
    """Name and password, and whether the computer is shared. A one-time password that waited too long is refused."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)
        self.fields["login"].label = _("Tên đăng nhập")
        self.fields["login"].error_messages["required"] = _("Hãy điền tên đăng nhập.")
        self.fields["password"].label = _("Mật khẩu")
        self.fields["password"].help_text = ""
        self.fields["password"].error_messages["required"] = _("Hãy điền mật khẩu.")
        self.fields["shared"] = SharedComputerField()
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def clean(self):
        """After the password has proved right, and only then: whether it still counts."""
        cleaned = super().clean()
        until = getattr(self.user, "one_time_until", None)
        if not self.errors and until and until < clock.real_now():
            raise forms.ValidationError(
                _("Mật khẩu dùng một lần này đã hết hạn. Hãy nhờ quản trị của xã cấp mật khẩu khác.")
            )
        return cleaned

    def login(self, request, redirect_url=None):
        """Remembers what kind of computer this is until the sign-in is whole, second step included."""
        request.session[SHARED] = self.cleaned_data.get("shared", False)
        return super().login(request, redirect_url)


class NewPasswordForm(ChangePasswordForm):
    """The present password and, twice, the new one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Mật khẩu hiện nay")
        self.fields["password1"].label = _("Mật khẩu mới")
        self.fields["password1"].help_text = _("Ít nhất 10 ký tự, không chỉ gồm chữ số, không giống tên của bạn.")
        self.fields["password2"].label = _("Gõ lại mật khẩu mới")
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs["autocomplete"] = "current-password" if name == "oldpassword" else "new-password"

    def clean_oldpassword(self):
        """Guessing it in an open session counts like guessing it at the door."""
        given = self.cleaned_data.get("oldpassword", "")
        if not get_adapter().reauthenticate(self.user, given):
            raise get_adapter().validation_error("enter_current_password")
        return given

    def clean(self):
        """The new one is another one."""
        cleaned = super().clean()
        if cleaned.get("password1") and cleaned.get("password1") == cleaned.get("oldpassword"):
            self.add_error("password1", _("Mật khẩu mới phải khác mật khẩu hiện nay."))
        return cleaned


class PasswordAgainForm(ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Mật khẩu")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)


# -- codes ----------------------------------------------------------------------------------------------------------
def _code_field(hint: str) -> forms.CharField:
    return forms.CharField(
        label=_("Mã xác thực"), help_text=hint, max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True, "spellcheck": "false"}
        ),
    )  # fmt: skip


class CodeMixin:
    """Takes a code once and counts wrong ones."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field(_("Sáu chữ số trên ứng dụng, hoặc một mã dự phòng tám chữ số."))

    def clean_code(self):
        """The code, when it opens. Raises a sentence otherwise."""
        request, code = context.request, self.cleaned_data["code"]
        if may_try_code(request, self.user):
            if taken := services.take_code(account=self.user, code=code, now=clock.real_now()):
                taken.user = self.user
                self.authenticator = taken
                forget_failures(self.user)
                return code
            count_wrong_code(request, self.user)
        raise get_mfa_adapter().validation_error("incorrect_code")


class SecondStepForm(CodeMixin, AuthenticateForm):
    """The second step of signing in."""


class CodeAgainForm(CodeMixin, ReauthenticateByCodeForm):
    """A code once more, before something that matters."""


class AddAppForm(ActivateTOTPForm):
    """The first code of an app that has just been told the secret."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field(_("Sáu chữ số đang hiện trên ứng dụng."))
        self.grouped_secret = rules.in_groups(self.secret)

    def clean_code(self):
        """The code, when it is one of the secret's."""
        self.step = rules.matching_step(self.secret, self.cleaned_data["code"], clock.real_now().timestamp())
        if self.step is None:
            raise get_mfa_adapter().validation_error("incorrect_code")
        return self.cleaned_data["code"]


class AddPasskeyForm(AddWebAuthnForm):
    """A name for the passkey, and whether it alone signs in."""

    field_order = ("name", "passwordless", "credential")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Tên để bạn nhận ra")
        self.fields["name"].help_text = _("Ví dụ: Điện thoại của tôi, Khóa USB")
        self.fields["passwordless"] = forms.BooleanField(
            label=_("Đăng nhập bằng khóa này thay cho mật khẩu"), required=False,
            help_text=_("Thiết bị sẽ hỏi vân tay, khuôn mặt hoặc mã PIN của thiết bị."),
        )  # fmt: skip
        self.order_fields(self.field_order)

    def clean_name(self):
        """Never too long: by now the device has made the key."""
        return super().clean_name()[:60]


# -- the administrator ------------------------------------------------------------------------------------------------
class RecoverForm(forms.Form):
    """Why an account is recovered, and whether its second factors go too."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=300,
        help_text=gettext_lazy("Người này và nhật ký sẽ thấy. Ví dụ: mất điện thoại, đã gặp trực tiếp tại phòng."),
    )  # fmt: skip
    also_factors = forms.BooleanField(
        label=gettext_lazy("Bỏ cả xác thực hai bước"), required=False,
        help_text=gettext_lazy("Chỉ khi người này mất điện thoại hoặc khóa và hết mã dự phòng."),
    )  # fmt: skip


class LinkForm(forms.Form):
    """What the identity provider calls a person."""

    subject = forms.CharField(
        label=gettext_lazy("Mã định danh (sub)"), max_length=190,
        help_text=gettext_lazy("Mã hiện ở trang “chưa gắn với tài khoản nào” khi người này đăng nhập thử."),
    )  # fmt: skip

    def clean_subject(self):
        """Without spaces around it."""
        return self.cleaned_data["subject"].strip()


class SecondFactorRuleForm(forms.Form):
    """Of which roles a second factor is asked, and from when."""

    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Vai trò phải có xác thực hai bước"), required=False,
        choices=[(role.value, ROLE_LABELS[role]) for role in ROLES_ASKED], widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    from_on = DateField(
        label=gettext_lazy("Bắt buộc từ ngày"),
        help_text=gettext_lazy("Trước ngày này, mỗi lần đăng nhập có nhắc nhưng để sau được. Ví dụ: 01/6/2026"),
    )
