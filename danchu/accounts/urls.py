"""Addresses. The names without a namespace are allauth's own, by which it finds its way."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from django.contrib.auth.decorators import login_required
from django.urls import path

from danchu.accounts.views import identity, mine
from danchu.accounts.views import staff as administrator

# Only the addresses in use are mounted: no sign-up, no e-mail confirmation, no reset by mail.
sign_in = [
    path("dang-nhap/", account.login, name="account_login"),
    path("dang-nhap/ma/", mfa.authenticate, name="mfa_authenticate"),
    path("dang-nhap/khoa/", mine.PasskeyDoor.as_view(), name="mfa_login_webauthn"),
    path("dang-nhap/dinh-danh/", identity.begin, name="identity_begin"),
    path("dang-nhap/dinh-danh/ve/", identity.come_back, name="identity_return"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("tai-khoan-tam-khoa/", account.account_inactive, name="account_inactive"),
    path("doi-mat-khau/", login_required(mine.ChangePassword.as_view()), name="account_change_password"),
    path("tai-khoan/", mine.overview, name="mfa_index"),
    path("tai-khoan/xac-nhan/", account.reauthenticate, name="account_reauthenticate"),
    path("tai-khoan/xac-nhan/ma/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("tai-khoan/xac-nhan/khoa/", mine.AgainByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("tai-khoan/ung-dung/them/", mine.AddApp.as_view(), name="mfa_activate_totp"),
    path("tai-khoan/ung-dung/bo/", mine.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("tai-khoan/khoa/them/", mine.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("tai-khoan/khoa/<int:pk>/bo/", mine.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("tai-khoan/ma-du-phong/", mine.ShowCodes.as_view(), name="mfa_view_recovery_codes"),
    path("tai-khoan/ma-du-phong/tao-lai/", mine.MakeCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("tai-khoan/dinh-danh/gan/", identity.link, name="identity_link"),
    path("tai-khoan/dinh-danh/bo/", identity.unlink, name="identity_unlink"),
]

own = [
    path("tai-khoan/de-sau/", mine.later, name="later"),
    path("tai-khoan/may-khac/", mine.other_devices, name="other_devices"),
    path("lam-viec/to-chuc/nguoi/<int:pk>/khoi-phuc/", administrator.recover, name="recover"),
    path("lam-viec/to-chuc/nguoi/<int:pk>/dinh-danh/", administrator.identity, name="identity"),
    path("lam-viec/to-chuc/dang-nhap/", administrator.rule, name="rule"),
]
