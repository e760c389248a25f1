"""Sessions: short on a shared computer, listed for their owner, ended from elsewhere; the sign-in before is shown."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from danchu.accounts import services
from danchu.accounts.models import OpenSession
from danchu.accounts.tests.situations import armed, code_now, try_password
from danchu.core import clock
from danchu.organisation.models import Account

pytestmark = pytest.mark.django_db


def _aged(minutes):
    seen = clock.real_now() - datetime.timedelta(minutes=minutes)
    OpenSession.objects.update(seen_at=seen)


@pytest.mark.parametrize(
    ("fields", "minutes", "status"),
    [({"shared": "on"}, 14, 200), ({"shared": "on"}, 16, 302), ({}, 16, 200), ({}, 479, 200), ({}, 481, 302)],
)
def test_a_session_on_a_shared_computer_is_short(cast, password, fields, minutes, status):
    client = Client()
    try_password(client, "clerk", password, **fields)
    _aged(minutes)
    assert client.get("/lam-viec/").status_code == status
    assert client.get("/lam-viec/").status_code == status


def test_use_keeps_a_session_alive_and_is_noted_once_a_minute(cast, password, django_assert_max_num_queries):
    client = Client()
    try_password(client, "clerk", password, shared="on")
    for _turn in range(3):
        _aged(10)
        assert client.get("/tai-khoan/").status_code == 200
    row = OpenSession.objects.get()
    client.get("/tai-khoan/")
    assert OpenSession.objects.get().seen_at == row.seen_at


def test_what_the_door_was_told_survives_the_second_step(cast, password):
    secret = armed("clerk", password)
    OpenSession.objects.all().delete()
    client = Client()
    try_password(client, "clerk", password, shared="on")
    client.post("/dang-nhap/ma/", {"code": code_now(secret)})
    assert OpenSession.objects.get().is_shared


def test_nothing_typed_is_lost_when_a_shared_session_ends(cast, password):
    client = Client()
    try_password(client, "admin", password, shared="on")
    _aged(16)
    ended = client.post("/lam-viec/to-chuc/xa/", {"phone": "0213 777 777"}, HTTP_ORIGIN="http://testserver")
    assert ended.status_code == 401
    assert "0213 777 777" in ended.text


def test_what_was_typed_waits_through_password_second_step_and_a_forced_change(cast, password, on_day):
    secret = armed("admin", password)
    Account.objects.filter(username="admin").update(one_time_until=clock.real_now() + datetime.timedelta(days=1))
    client = Client()
    client.post("/gui-lai/", {"_path": "/lam-viec/to-chuc/xa/", "phone": "0213 777 777"})
    assert try_password(client, "admin", password, next="/gui-lai/").url == "/dang-nhap/ma/"
    shown = client.post("/dang-nhap/ma/", {"code": code_now(secret)}, follow=True)
    assert "0213 777 777" in shown.text
    assert client.get("/lam-viec/to-chuc/xa/").url == "/doi-mat-khau/"
    own = {"oldpassword": password, "password1": "cua-rieng-toi-77", "password2": "cua-rieng-toi-77"}
    after = client.post("/doi-mat-khau/", own, follow=True)
    assert after.request["PATH_INFO"] == "/gui-lai/"
    assert "0213 777 777" in after.text


def test_the_sign_in_before_is_shown(cast, password):
    client = Client()
    try_password(client, "clerk", password)
    assert "lần đăng nhập đầu tiên" in client.get("/lam-viec/").text
    client = Client()
    try_password(client, "clerk", password)
    assert "Lần đăng nhập trước:" in client.get("/lam-viec/").text
    assert "Không phải bạn?" in client.get("/lam-viec/").text


def test_the_other_devices_are_listed_and_signed_out(cast, password):
    here, there, other = Client(), Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"), Client()
    for client in (there, here):
        try_password(client, "clerk", password)
    try_password(other, "chair", password)
    page = here.get("/tai-khoan/").text
    assert "Firefox · Windows" in page
    assert page.count("máy này") == 1
    assert here.get("/tai-khoan/may-khac/").status_code == 200
    assert "khỏi 1 máy khác" in here.post("/tai-khoan/may-khac/", follow=True).text
    assert there.get("/lam-viec/").status_code == 302
    assert here.get("/lam-viec/").status_code == 200
    assert other.get("/lam-viec/").status_code == 200


def test_signing_out_closes_the_session_and_a_new_password_the_others(cast, password):
    here, there = Client(), Client()
    for client in (here, there):
        try_password(client, "clerk", password)
    new = {"oldpassword": password, "password1": "mat-khau-moi-77", "password2": "mat-khau-moi-77"}
    here.post("/doi-mat-khau/", new)
    assert there.get("/lam-viec/").status_code == 302
    assert here.get("/lam-viec/").status_code == 200
    here.post("/dang-xuat/")
    assert not OpenSession.objects.filter(ended_at=None).exists()


def test_what_waits_for_nobody_is_gone_soon_and_a_sign_in_is_a_whole_session(cast, password):
    client = Client()
    client.post("/gui-lai/", {"_path": "/lam-viec/", "note": "Dài " * 100})
    waiting = Session.objects.get()
    assert waiting.expire_date - clock.real_now() <= datetime.timedelta(minutes=30)
    try_password(client, "clerk", password)
    assert Session.objects.get().expire_date - clock.real_now() > datetime.timedelta(hours=7)
    stranger = Client()
    stranger.post("/gui-lai/", {"_path": "/lam-viec/", "note": "x" * 300_000})
    assert "kept_form" not in stranger.session  # too long: it stays in the page it was typed in
    Client().post("/gui-lai/", {"_path": "/lam-viec/", "note": "x"})
    later = clock.real_now() + datetime.timedelta(minutes=31)
    assert services.forget_ended(now=later) == 1
    assert client.get("/lam-viec/").status_code == 200


def test_no_address_and_no_user_agent_are_kept(cast, password):
    client = Client(REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 14; MAY-RIENG) Chrome/1")
    try_password(client, "clerk", password)
    kept = str(list(OpenSession.objects.values())) + str([row.get_decoded() for row in Session.objects.all()])
    assert "203.0.113.77" not in kept
    assert "MAY-RIENG" not in kept


def test_public_pages_know_nothing_of_sessions(cast, password, django_assert_num_queries):
    client = Client()
    try_password(client, "clerk", password)
    with_session = client.get("/ban-mau/")
    assert "Cookie" not in with_session.headers.get("Vary", "")
    assert with_session.content == Client().get("/ban-mau/").content


def test_axes_believes_our_own_proxy_only(cast, password, settings):
    settings.TRUSTED_PROXIES = ["10.0.0.1"]
    for turn in range(settings.AXES_FAILURE_LIMIT):
        proxied = Client(REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": f"6.6.6.{turn}, 203.0.113.5"})
        answer = try_password(proxied, "clerk", f"sai-{turn}")
    assert answer.status_code == 429  # a made-up left end does not make another client
    elsewhere = Client(REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "203.0.113.6"})
    assert try_password(elsewhere, "clerk", password).status_code == 302
    for turn in range(settings.AXES_FAILURE_LIMIT):
        direct = Client(REMOTE_ADDR="203.0.113.7", headers={"X-Forwarded-For": f"6.6.7.{turn}"})
        answer = try_password(direct, "chair", f"sai-{turn}")
    assert answer.status_code == 429
