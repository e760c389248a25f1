"""The second step: enrolling an app, signing in by its codes, recovery codes, guessing, giving it up."""

import datetime
import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from danchu.accounts import queries, services
from danchu.accounts.models import AccountEvent
from danchu.accounts.tests.situations import armed, code_now, enrol_app, try_password
from danchu.core import clock

SECOND = "/dang-nhap/ma/"
pytestmark = pytest.mark.django_db


def _in(client) -> bool:
    return client.get("/tai-khoan/").status_code == 200


def _second(client, code):
    return client.post(SECOND, {"code": code})


def test_an_app_is_enrolled_and_its_codes_open(cast, password):
    secret = armed("clerk", password)
    assert secret not in str(Authenticator.objects.get(type="totp").data)  # sealed
    client = Client()
    assert try_password(client, "clerk", password).url == SECOND
    assert not _in(client)  # a password alone is not in
    assert _second(client, "000000").status_code == 200
    assert not _in(client)
    assert _second(client, code_now(secret)).url == "/lam-viec/"
    assert _in(client)


def test_who_stops_at_the_second_step_may_start_again(cast, password):
    armed("clerk", password)
    client = Client()
    try_password(client, "clerk", password)
    assert client.get("/dang-nhap/").url == SECOND
    client.post("/dang-xuat/", {"next": "/dang-nhap/"})
    assert client.get("/dang-nhap/").status_code == 200
    assert client.get(SECOND).url == "/dang-nhap/"


def test_the_page_asked_for_is_reached_after_both_steps(cast, password):
    secret = armed("clerk", password)
    client = Client()
    try_password(client, "clerk", password, next="/lam-viec/ke-hoach/")
    assert _second(client, code_now(secret)).url == "/lam-viec/ke-hoach/"


def test_a_used_code_opens_nothing_in_any_session(cast, password):
    secret = armed("clerk", password)
    code = code_now(secret)
    first, second = Client(), Client()
    for client in (first, second):
        try_password(client, "clerk", password)
    assert _second(first, code).status_code == 302
    answer = _second(second, code)
    assert "đã dùng rồi" in answer.text
    assert not _in(second)


def test_the_code_that_enrolled_does_not_sign_in(cast, password):
    client = Client()
    try_password(client, "clerk", password)
    secret = enrol_app(client)
    fresh = Client()
    try_password(fresh, "clerk", password)
    assert _second(fresh, code_now(secret)).status_code == 200
    assert not _in(fresh)


def test_guessing_codes_is_locked_for_the_account_from_every_address(cast, password, settings):
    secret = armed("clerk", password)
    for turn in range(settings.AXES_FAILURE_LIMIT):
        client = Client(REMOTE_ADDR=f"192.0.2.{turn}")
        try_password(client, "clerk", password)
        answer = _second(client, f"{turn:06}")
    assert answer.status_code == 429
    assert "Hãy thử lại sau 15 phút" in answer.text
    client = Client(REMOTE_ADDR="198.51.100.1")
    try_password(client, "clerk", password)
    assert _second(client, code_now(secret)).status_code == 429
    assert not _in(client)
    assert try_password(Client(), "economy_head", password).url == "/lam-viec/"


def test_the_second_step_cannot_be_locked_from_the_door(cast, password, settings):
    secret = armed("clerk", password)
    for turn in range(settings.AXES_FAILURE_LIMIT + 1):
        try_password(Client(REMOTE_ADDR="203.0.113.5"), "clerk#", f"sai-{turn}")
    client = Client()
    try_password(client, "clerk", password)
    assert _second(client, code_now(secret)).status_code == 302


def test_a_right_code_forgets_the_wrong_ones(cast, password, settings):
    secret = armed("clerk", password)
    for round_ in range(2):
        client = Client()
        try_password(client, "clerk", password)
        for turn in range(settings.AXES_FAILURE_LIMIT - 1):
            _second(client, f"{turn:06}")
        assert _second(client, code_now(secret, round_)).status_code == 302


def test_recovery_codes_are_printed_counted_and_used_once(cast, password):
    client = Client()
    try_password(client, "clerk", password)
    enrol_app(client)
    page = client.get("/tai-khoan/ma-du-phong/").text
    codes = [left + right for left, right in re.findall(r"<strong>(\d{4}) (\d{4})</strong>", page)]
    assert len(set(codes)) == 10
    fresh = Client()
    try_password(fresh, "clerk", password)
    assert _second(fresh, f"{codes[0][:4]}-{codes[0][4:]}").status_code == 302
    assert "còn 9 mã" in fresh.get("/tai-khoan/").text
    assert "Dùng một mã dự phòng" in fresh.get("/tai-khoan/").text
    again = Client()
    try_password(again, "clerk", password)
    assert _second(again, codes[0]).status_code == 200
    fresh.post("/tai-khoan/ma-du-phong/tao-lai/")
    assert _second(again, codes[1]).status_code == 200  # the old sheet is worth nothing now


def test_what_matters_is_asked_for_again_after_a_while(cast, password):
    secret = armed("clerk", password)
    client = Client()
    try_password(client, "clerk", password)
    _second(client, code_now(secret))
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 6 * 60
    session.save()
    for path in ("ung-dung/bo", "khoa/them", "ma-du-phong", "ma-du-phong/tao-lai"):
        assert client.get(f"/tai-khoan/{path}/").url.startswith("/tai-khoan/xac-nhan/"), path
    assert Authenticator.objects.filter(type="totp").exists()
    asked = client.post("/tai-khoan/ung-dung/bo/")
    assert client.post(asked.url, {"password": "sai"}).status_code == 200
    client.post(asked.url, {"password": password})
    assert not Authenticator.objects.exists()  # the codes go with the last factor
    kinds = list(AccountEvent.objects.values_list("kind", flat=True))
    assert kinds[0] == "app_removed"


def test_guessing_the_password_in_an_open_session_is_counted_too(cast, sign_in, password, settings):
    for path, field in (("/tai-khoan/xac-nhan/", "password"), ("/doi-mat-khau/", "oldpassword")):
        client = sign_in(cast.clerk if field == "password" else cast.economy_head)
        for turn in range(settings.AXES_FAILURE_LIMIT):
            answer = client.post(path, {field: f"sai-{turn}", "password1": "x", "password2": "x"})
        assert answer.status_code == 429, path
        assert client.post(path, {field: password}).status_code == 429, path


def test_a_secret_sealed_under_another_key_opens_to_nobody(cast, password, settings):
    secret = armed("clerk", password)
    settings.SECRET_KEY = "mot-khoa-khac-hoan-toan-dai-hon-nam-muoi-ky-tu-1234567890"
    client = Client()
    try_password(client, "clerk", password)
    for code in (code_now(secret), code_now("")):
        assert _second(client, code).status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert not _in(client)


def test_after_a_restore_under_another_key_people_are_not_locked_out(cast, password, settings):
    old = settings.SECRET_KEY
    armed("clerk", password)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "khoa-moi" * 10, [old]
    assert services.drop_unopenable(now=clock.real_now()) == 0  # the old key is still known
    settings.SECRET_KEY_FALLBACKS = []
    assert services.drop_unopenable(now=clock.real_now()) == 1
    client = Client()
    assert try_password(client, "clerk", password).url == "/lam-viec/"
    assert "Khôi phục dữ liệu với khóa khác" in client.get("/tai-khoan/").text


# -- what the commune asks --------------------------------------------------------------------------------------------
def _ask(cast, from_on: str):
    services.ask_second_factor(
        commune=cast.commune, roles=["records_clerk"], from_on=datetime.date.fromisoformat(from_on), by=cast.admin
    )


@pytest.mark.parametrize(
    ("day", "step"), [("2026-05-31", "factor_soon"), ("2026-06-01", "factor"), ("2026-06-02", "factor")]
)
def test_from_the_day_on_the_second_factor_comes_before_work(cast, password, on_day, day, step):
    _ask(cast, "2026-06-01")
    on_day(day)
    client = Client()
    assert try_password(client, "clerk", password).status_code == 302
    assert client.session["step"] == step
    assert client.get("/lam-viec/").url == "/tai-khoan/"
    later = client.post("/tai-khoan/de-sau/", follow=True)
    assert later.request["PATH_INFO"] == ("/lam-viec/" if step == "factor_soon" else "/tai-khoan/")
    assert client.get("/lam-viec/").status_code == (200 if step == "factor_soon" else 302)


def test_the_step_ends_with_the_enrolment_and_leads_on(cast, password, on_day):
    _ask(cast, "2026-06-01")
    on_day("2026-06-02")
    client = Client()
    try_password(client, "clerk", password)
    client.get("/lam-viec/ke-hoach/")
    enrol_app(client)
    assert client.get("/tai-khoan/ma-du-phong/").status_code == 200  # the sheet of codes first
    assert client.get("/tai-khoan/").url == "/lam-viec/ke-hoach/"
    assert client.get("/lam-viec/").status_code == 200
    refused = client.post("/tai-khoan/ung-dung/bo/")
    assert "chưa bỏ được" in refused.text
    assert queries.has_second_factor(cast.clerk.account)


def test_other_roles_are_not_asked(cast, password, on_day):
    _ask(cast, "2026-01-01")
    on_day("2026-06-02")
    assert try_password(Client(), "culture_officer", password).url == "/lam-viec/"
    assert [p.full_name for p in queries.asked_without_factor(cast.commune, ["records_clerk"], clock.today())] == [
        "Chị Văn Thư"
    ]


def test_the_administrator_sets_it_on_a_page(cast, others, sign_in, password):
    client = Client()
    try_password(client, "admin", password)
    page = client.post("/lam-viec/to-chuc/dang-nhap/", {"roles": ["chair", "records_clerk"], "from_on": "1/6/2026"},
                       follow=True)  # fmt: skip
    assert "Bà Chủ Tịch" in page.text
    rule = queries.rule_of(cast.commune)
    assert (rule.roles, rule.from_on) == (["chair", "records_clerk"], datetime.date(2026, 6, 1))
    assert queries.rule_of(others.commune) is None
    wrong = client.post("/lam-viec/to-chuc/dang-nhap/", {"roles": ["vua"], "from_on": "31/6/2026"})
    assert "Lịch không có ngày" in wrong.text
    assert sign_in(cast.chair).get("/lam-viec/to-chuc/dang-nhap/").status_code == 403
