"""Open sessions, what happened to an account, of whom a commune asks a second factor."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from danchu.accounts.states import EventKind
from danchu.organisation.models import Commune, Person

EVENT_LABELS = {
    EventKind.RECOVERED: _("Quản trị cấp mật khẩu dùng một lần"),
    EventKind.FACTORS_RESET: _("Quản trị bỏ xác thực hai bước"),
    EventKind.PASSWORD_CHANGED: _("Đổi mật khẩu"),
    EventKind.APP_ADDED: _("Thêm ứng dụng tạo mã"),
    EventKind.APP_REMOVED: _("Bỏ ứng dụng tạo mã"),
    EventKind.PASSKEY_ADDED: _("Thêm khóa truy cập"),
    EventKind.PASSKEY_REMOVED: _("Bỏ khóa truy cập"),
    EventKind.CODES_MADE: _("Tạo mã dự phòng mới"),
    EventKind.CODE_USED: _("Dùng một mã dự phòng"),
    EventKind.LINKED: _("Gắn tài khoản định danh"),
    EventKind.UNLINKED: _("Bỏ gắn tài khoản định danh"),
    EventKind.SESSIONS_ENDED: _("Đăng xuất khỏi mọi máy khác"),
}


class OpenSession(models.Model):
    """A sign-in on one device: since when, of what kind. No address is kept, and no user agent."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="open_sessions")
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    previous_at = models.DateTimeField(null=True, blank=True)  # the sign-in before this one, as the person is told
    is_shared = models.BooleanField(default=False)
    device = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("-began_at", "-pk")
        indexes = [models.Index(fields=("account", "ended_at"))]


class AccountEvent(models.Model):
    """One line of what happened to an account; its owner reads them all. Never changed afterwards."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=list(EVENT_LABELS.items()))
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=("account", "at"))]


class SecondFactorRule(models.Model):
    """Of which roles a commune asks a second factor, and from which day it can no longer be put off."""

    commune = models.OneToOneField(Commune, on_delete=models.CASCADE, related_name="second_factor_rule")
    roles = models.JSONField(default=list)
    from_on = models.DateField(_("từ ngày"))
