"""Recovery by an administrator: a one-time password, told to the person, ending every session; never in silence."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from django.urls import reverse

from danchu.accounts import services
from danchu.accounts.models import AccountEvent
from danchu.accounts.tests.situations import armed, code_now, try_password
from danchu.core import clock
from danchu.core.errors import Refused
from danchu.notifications.models import Message
from danchu.notifications.services import deliver
from danchu.organisation.models import Account

pytestmark = pytest.mark.django_db


def _admin(password, name="admin") -> Client:
    client = Client()
    try_password(client, name, password)
    return client


def _recover(client, person, **fields):
    return client.post(reverse("accounts:recover", args=[person.pk]), {"reason": "Mất điện thoại"} | fields)


def test_the_whole_way_back(cast, password):
    armed("clerk", password)
    lost = Client()
    try_password(lost, "clerk", password)
    answer = _recover(_admin(password), cast.clerk, also_factors="on")
    made = answer.context["made"]
    assert made.password in answer.text
    assert "no-store" in answer.headers["Cache-Control"]
    assert not Authenticator.objects.exists()

    assert try_password(Client(), "clerk", password).status_code == 200  # the old password is nothing now
    client = Client()
    assert try_password(client, "clerk", made.password).status_code == 302
    assert client.get("/lam-viec/").url == "/doi-mat-khau/"
    assert client.post("/lam-viec/gui-gi-do/").status_code == 404
    page = client.get("/doi-mat-khau/")
    assert "Đặt mật khẩu của riêng bạn" in page.text
    same = {"oldpassword": made.password, "password1": made.password, "password2": made.password}
    assert "phải khác" in client.post("/doi-mat-khau/", same).text
    own = same | {"password1": "cua-rieng-toi-77", "password2": "cua-rieng-toi-77"}
    assert client.post("/doi-mat-khau/", own).url == "/lam-viec/"
    home = client.get("/lam-viec/")
    assert home.status_code == 200
    assert "Lần đăng nhập trước:" in home.text
    assert try_password(Client(), "clerk", made.password).status_code == 200  # used up
    assert Account.objects.get(username="clerk").one_time_until is None


def test_every_session_of_the_person_ends(cast, password):
    client = Client()
    try_password(client, "clerk", password)
    assert client.get("/lam-viec/").status_code == 200
    _recover(_admin(password), cast.clerk)
    assert client.get("/lam-viec/").status_code == 302


def test_the_person_is_told_and_the_history_names_who_and_why(cast, password):
    made = _recover(_admin(password), cast.clerk).context["made"]
    told = Message.objects.get(recipient=cast.clerk)
    assert "Anh Quản Trị" in told.body
    assert "Mất điện thoại" in told.body
    assert made.password not in told.body
    deliver.call(told.pk)
    assert mail.outbox[0].to == ["clerk@xa.example"]
    event = AccountEvent.objects.get(account=cast.clerk.account)
    assert (event.kind, event.by, event.reason) == ("recovered", cast.admin, "Mất điện thoại")
    client = Client()
    try_password(client, "clerk", made.password)
    own = {"oldpassword": made.password, "password1": "cua-rieng-toi-77", "password2": "cua-rieng-toi-77"}
    client.post("/doi-mat-khau/", own)
    assert "Anh Quản Trị · Mất điện thoại" in client.get("/tai-khoan/").text


def test_an_administrator_who_uses_the_password_is_seen(cast, password):
    made = _recover(_admin(password), cast.clerk).context["made"]
    try_password(Client(), "clerk", made.password)  # not the clerk
    used = Account.objects.get(username="clerk").last_login
    client = Client()
    try_password(client, "clerk", made.password)
    own = {"oldpassword": made.password, "password1": "cua-rieng-toi-77", "password2": "cua-rieng-toi-77"}
    client.post("/doi-mat-khau/", own)
    home = client.get("/lam-viec/")
    assert home.wsgi_request.open_session.previous_at == used


def test_a_second_factor_stays_unless_it_is_reset_too(cast, password):
    secret = armed("clerk", password)
    made = _recover(_admin(password), cast.clerk).context["made"]
    client = Client()
    assert try_password(client, "clerk", made.password).url == "/dang-nhap/ma/"
    client.post("/dang-nhap/ma/", {"code": code_now(secret)})
    assert client.get("/lam-viec/").url == "/doi-mat-khau/"


@pytest.mark.parametrize(("seconds", "is_in"), [(-1, True), (1, False)])
def test_a_one_time_password_waits_three_days(cast, password, seconds, is_in):
    made = _recover(_admin(password), cast.clerk).context["made"]
    assert made.until - clock.real_now() > services.ONE_TIME - datetime.timedelta(minutes=1)
    until = clock.real_now() - datetime.timedelta(seconds=seconds)
    Account.objects.filter(username="clerk").update(one_time_until=until)
    answer = try_password(Client(), "clerk", made.password)
    assert (answer.status_code == 302) is is_in
    assert is_in or "đã hết hạn" in answer.text


def test_nobody_else_may(cast, others, password, sign_in):
    assert _recover(_admin(password, "chair"), cast.clerk).status_code == 404
    assert _recover(_admin(password, "khac_admin"), cast.clerk).status_code == 404
    assert "Hãy điền: Lý do" in _recover(_admin(password), cast.clerk, reason=" ").text
    assert (
        sign_in(cast.admin)
        .get(reverse("accounts:recover", args=[cast.clerk.pk]))
        .url.startswith("/tai-khoan/xac-nhan/")
    )
    for person in (others.clerk, cast.admin):  # another commune's; oneself
        with pytest.raises(Refused):
            services.recover(person=person, reason="x", also_factors=True, by=cast.admin, now=clock.real_now())
    assert not AccountEvent.objects.exists()
    assert Account.objects.get(username="clerk").check_password(password)


def test_the_last_administrator_comes_back_by_the_console(cast, password):
    armed("admin", password)
    made = services.recover_from_console(username="admin", reason="mất điện thoại", now=clock.real_now())
    client = Client()
    try_password(client, "admin", made.password)
    assert client.get("/lam-viec/").url == "/doi-mat-khau/"
    with pytest.raises(Refused, match="Không có tài khoản"):
        services.recover_from_console(username="khong-co", reason="x", now=clock.real_now())


class Counting(MD5PasswordHasher):
    """Counts what it hashes."""

    hashed = 0

    def encode(self, password, salt):
        Counting.hashed += 1
        return super().encode(password, salt)


def test_an_unknown_name_is_answered_like_a_wrong_password(cast, settings):
    """Same words, and a password is hashed either way, so that time says nothing either."""
    settings.PASSWORD_HASHERS = [f"{__name__}.Counting"]
    counts, pages = [], []
    for name in ("clerk", "khong-co-ai"):
        Counting.hashed = 0
        page = try_password(Client(), name, "sai").text
        counts.append(Counting.hashed)
        pages.append(page.replace(name, "").partition("<main")[2].partition("csrfmiddlewaretoken")[0])
    assert counts[0] == counts[1] > 0
    assert pages[0] == pages[1]
