"""Signing in by an identity provider, against a real one: what is believed, and everything that is not."""

import base64
import hashlib
import hmac
import json
import time
from urllib.parse import parse_qs, urlsplit

import jwt
import oidc_provider_mock
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as ec_key
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client

from danchu.accounts import identity, services
from danchu.accounts.tests.provider import TestProvider
from danchu.accounts.tests.situations import armed, code_now, try_password
from danchu.core import clock
from danchu.core.errors import Refused
from danchu.notifications.models import Message
from danchu.organisation.models import Account

BEGIN = "/dang-nhap/dinh-danh/"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def running():
    one = TestProvider()
    yield one
    one.stop()


@pytest.fixture
def provider(running, settings):
    """The provider, honest again, and the settings that name it."""
    running.subject = "012345678901"
    running.sign, running.change_claims = running.honestly, lambda claims: claims
    running.change_configuration = lambda found: found
    settings.OIDC = {"issuer": running.issuer, "client_id": "xa-mau", "secret": "bi-mat", "name": "VNeID"}
    return running


@pytest.fixture
def linked(cast, provider):
    """The records clerk, linked by the administrator."""
    services.link_identity(person=cast.clerk, subject=provider.subject, by=cast.admin, now=clock.real_now())
    return cast.clerk


def _way_back(client, path=BEGIN, **fields) -> str:
    """Begins, goes to the provider as a browser would; gives the address it sends people back to."""
    page = client.post(path, fields)
    assert page.status_code == 200, page.headers.get("Location") or page.text
    leaving = page.headers["Refresh"].partition("url=")[2]
    answer = requests.get(leaving, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def _sign_in(client, **fields):
    return client.get(_way_back(client, **fields))


def _in(client) -> bool:
    return client.get("/tai-khoan/").status_code == 200


def test_a_linked_identity_signs_in_and_leads_on(linked, provider):
    client = Client()
    answer = _sign_in(client, next="/lam-viec/ke-hoach/")
    assert answer.url == "/lam-viec/ke-hoach/"
    assert _in(client)
    kept = SocialAccount.objects.get()
    assert kept.extra_data == {"id_token": {"sub": provider.subject}}  # who it is, and nothing else


def test_it_asks_with_pkce_a_nonce_and_the_least_scope(linked, provider):
    client = Client()
    page = client.post(BEGIN)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(page.headers["Refresh"]).query).items()}
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) > 20
    assert asked["scope"] == "openid"
    assert asked["response_type"] == "code"
    assert asked["redirect_uri"] == "http://testserver/dang-nhap/dinh-danh/ve/"


def test_the_address_to_come_back_to_is_one_in_every_language(linked, provider):
    client = Client()
    page = client.post("/en" + BEGIN)
    asked = parse_qs(urlsplit(page.headers["Refresh"].partition("url=")[2]).query)
    assert asked["redirect_uri"] == ["http://testserver/dang-nhap/dinh-danh/ve/"]
    assert client.get(_way_back(client, "/en" + BEGIN)).url == "/en/lam-viec/"


def test_what_the_address_adds_is_not_passed_on(linked, provider):
    page = Client().post(BEGIN + "?auth_params=nonce%3Dbiet-truoc&scope=email")
    asked = parse_qs(urlsplit(page.headers["Refresh"]).query)
    assert asked["nonce"] != ["biet-truoc"]
    assert asked["scope"] == ["openid"]


def test_a_first_password_nobody_told_holds_nobody_up(linked):
    Account.objects.filter(pk=linked.account_id).update(one_time_until=clock.real_now())
    client = Client()
    assert _sign_in(client).url == "/lam-viec/"
    assert client.get("/lam-viec/").status_code == 200


def test_the_second_step_still_comes(cast, linked, password):
    secret = armed("clerk", password)
    client = Client()
    assert _sign_in(client).url == "/dang-nhap/ma/"
    assert not _in(client)
    assert client.post("/dang-nhap/ma/", {"code": code_now(secret)}).status_code == 302
    assert _in(client)


def test_a_locked_account_is_not_opened_by_it(linked):
    Account.objects.filter(pk=linked.account_id).update(is_active=False)
    client = Client()
    assert _sign_in(client).url == "/tai-khoan-tam-khoa/"
    assert not _in(client)


def test_an_unknown_identity_gets_no_account_and_is_told_what_to_do(cast, provider):
    before = Account.objects.count()
    client = Client()
    answer = _sign_in(client)
    assert answer.status_code == 403
    assert "chưa gắn với tài khoản nào" in answer.text
    assert provider.subject in answer.text
    assert not _in(client)
    assert (Account.objects.count(), SocialAccount.objects.count()) == (before, 0)


# -- what is not believed ---------------------------------------------------------------------------------------------
def _segment(value: dict) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def _by_another_key(provider):
    forger = generate_private_key(65537, 2048)
    return lambda claims: jwt.encode(claims, forger, "RS256", headers={"kid": "k1"})


def _altered(provider):
    def sign(claims):
        head, _body, signature = provider.honestly(claims).split(".")
        return f"{head}.{_segment(claims | {'sub': '012345678901'})}.{signature}"

    return sign


def _unsigned(provider):
    return lambda claims: f"{_segment({'alg': 'none', 'typ': 'JWT'})}.{_segment(claims)}."


def _with_the_public_key_as_a_secret(provider):
    def sign(claims):
        pem = provider.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        text = f"{_segment({'alg': 'HS256', 'kid': 'k1'})}.{_segment(claims)}"
        signature = base64.urlsafe_b64encode(hmac.new(pem, text.encode(), hashlib.sha256).digest()).rstrip(b"=")
        return f"{text}.{signature.decode()}"

    return sign


def _with_its_own_key_in_the_head(provider):
    forger = ec_key(SECP256R1())
    row = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(forger.public_key()))
    return lambda claims: jwt.encode(claims, forger, "ES256", headers={"kid": "k1", "jwk": row})


def _with_an_unknown_key(provider):
    return lambda claims: jwt.encode(claims, provider.key, "RS256", headers={"kid": "k2"})


@pytest.mark.parametrize(
    "forge", [_by_another_key, _altered, _unsigned, _with_the_public_key_as_a_secret, _with_its_own_key_in_the_head,
              _with_an_unknown_key]
)  # fmt: skip
def test_a_forged_signature_is_refused(linked, provider, forge):
    if forge is _altered:
        provider.subject = "999999999999"
    provider.sign = forge(provider)
    _refused("Chữ ký trên thẻ định danh không phải của bên định danh")


@pytest.mark.parametrize("token", ["rac", "a.b.c", "....", 12345, {"sub": "x"}, ["x"]])
def test_rubbish_is_refused(linked, provider, token):
    provider.sign = lambda claims: token
    client = Client()
    assert _sign_in(client).status_code == 403
    assert not _in(client)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"iss": "https://noi-khac.example"}, "do nơi khác cấp"),
        ({"aud": "he-thong-khac"}, "được cấp cho một hệ thống khác"),
        ({"aud": ["he-thong-khac", "khac-nua"]}, "được cấp cho một hệ thống khác"),
        ({"aud": ["xa-mau", "he-thong-khac"], "azp": "he-thong-khac"}, "được cấp cho một hệ thống khác"),
        ({"azp": "he-thong-khac"}, "được cấp cho một hệ thống khác"),
        ({"nonce": "cua-lan-khac"}, "không thuộc lần đăng nhập này"),
        ({"nonce": None}, "không thuộc lần đăng nhập này"),
        ({"nonce": ["x"]}, "không thuộc lần đăng nhập này"),
        ({"exp": int(time.time()) - 3600}, "đã hết hạn"),
        ({"exp": None}, "thiếu thông tin bắt buộc"),
        ({"sub": None}, "thiếu thông tin bắt buộc"),
        ({"sub": 7}, "không ghi rõ là của ai"),
        ({"iat": int(time.time()) + 3600}, "chưa có hiệu lực"),
        ({"nbf": int(time.time()) + 3600}, "chưa có hiệu lực"),
        ({"sub": ""}, "không ghi rõ là của ai"),
        ({"sub": "  "}, "không ghi rõ là của ai"),
        ({"sub": "x" * 300}, "không ghi rõ là của ai"),
    ],
)
def test_a_token_that_says_something_else_is_refused(linked, provider, change, sentence):
    provider.change_claims = lambda claims: {
        name: value for name, value in (claims | change).items() if value is not None
    }
    _refused(sentence)


def test_no_token_at_all_is_refused(linked, provider):
    provider.sign = lambda claims: None
    _refused("không gửi thẻ định danh nào")


def _refused(sentence):
    client = Client()
    answer = _sign_in(client)
    assert answer.status_code == 403
    assert sentence in answer.text
    assert not _in(client)


def test_the_same_way_back_is_refused_a_second_time(linked, provider):
    client = Client()
    back = _way_back(client)
    assert client.get(back).status_code == 302
    client.post("/dang-xuat/")
    answer = client.get(back)
    assert answer.status_code == 403
    assert "đã dùng rồi" in answer.text
    assert not _in(client)


def test_another_browsers_way_back_is_refused(linked, provider):
    back = _way_back(Client())
    victim = Client()
    assert victim.get(back).status_code == 403
    assert victim.get("/dang-nhap/dinh-danh/ve/?code=x&state=y").status_code == 403
    assert victim.get("/dang-nhap/dinh-danh/ve/").status_code == 403
    assert not _in(victim)


def test_a_code_of_another_sign_in_is_refused(linked, provider):
    """Injected: the state is the victim's own, the code somebody else's; PKCE and the nonce stand in the way."""
    stranger, victim = _way_back(Client()), Client()
    own = _way_back(victim)
    code = parse_qs(urlsplit(stranger).query)["code"][0]
    state = parse_qs(urlsplit(own).query)["state"][0]
    assert victim.get(f"/dang-nhap/dinh-danh/ve/?code={code}&state={state}").status_code == 403
    assert not _in(victim)


def test_who_gave_up_there_is_told_so(linked, provider):
    client = Client()
    state = parse_qs(urlsplit(_way_back(client)).query)["state"][0]
    answer = client.get(f"/dang-nhap/dinh-danh/ve/?error=access_denied&state={state}")
    assert "Bạn đã thôi đăng nhập" in answer.text


@pytest.mark.parametrize(
    "change",
    [{"issuer": "https://noi-khac.example"}, {"jwks_uri": "http://noi-khac.example/k"}, {"token_endpoint": None}],
)  # fmt: skip
def test_a_provider_that_describes_itself_otherwise_is_not_gone_to(cast, provider, change):
    provider.change_configuration = lambda found: found | change
    answer = Client().post(BEGIN)
    assert answer.status_code == 403
    assert "không đúng với cấu hình" in answer.text


def test_a_provider_that_is_away_is_said_to_be(cast, settings):
    settings.OIDC = {"issuer": "http://127.0.0.1:9", "client_id": "x", "secret": "y", "name": "VNeID"}
    answer = Client().post(BEGIN)
    assert "Chưa kết nối được với bên định danh" in answer.text


def test_without_configuration_there_is_no_button_and_no_door(cast, settings):
    assert settings.OIDC == {}
    assert "VNeID" not in Client().get("/dang-nhap/").text
    assert Client().post(BEGIN).status_code == 404
    assert Client().get("/dang-nhap/dinh-danh/ve/?code=x&state=y").status_code == 404


# -- linking ----------------------------------------------------------------------------------------------------------
def test_a_person_links_their_own_account_and_takes_it_off(cast, provider, password):
    client = Client()
    try_password(client, "chair", password)
    back = _way_back(client, "/tai-khoan/dinh-danh/gan/")
    assert "Đã gắn tài khoản định danh." in client.get(back, follow=True).text
    assert SocialAccount.objects.get().user == cast.chair.account
    assert "Gắn tài khoản định danh" in client.get("/tai-khoan/").text
    fresh = Client()
    assert _sign_in(fresh).status_code == 302
    assert _in(fresh)
    client.post("/tai-khoan/dinh-danh/bo/")
    assert not SocialAccount.objects.exists()
    assert _sign_in(Client()).status_code == 403


def test_linking_needs_proof_of_who_one_is(cast, provider, sign_in):
    answer = sign_in(cast.chair).post("/tai-khoan/dinh-danh/gan/")
    assert answer.url.startswith("/tai-khoan/xac-nhan/")


def test_one_identity_is_one_account_and_the_other_way_round(linked, provider, cast, password):
    client = Client()
    try_password(client, "chair", password)
    page = client.get(_way_back(client, "/tai-khoan/dinh-danh/gan/"), follow=True)
    assert "đã gắn với một người khác" in page.text
    clerk = Client()
    try_password(clerk, "clerk", password)
    provider.subject = "098765432109"
    assert "Hãy bỏ gắn tài khoản đó trước" in clerk.get(_way_back(clerk, "/tai-khoan/dinh-danh/gan/")).text
    assert SocialAccount.objects.get().user == cast.clerk.account


def test_an_administrator_links_and_the_person_is_told(cast, others, provider, password):
    client = Client()
    try_password(client, "admin", password)
    address = f"/lam-viec/to-chuc/nguoi/{cast.clerk.pk}/dinh-danh/"
    assert client.post(address, {"subject": f" {provider.subject} "}).status_code == 302
    assert "gắn với tài khoản định danh" in Message.objects.get(recipient=cast.clerk).title
    assert client.post(f"/lam-viec/to-chuc/nguoi/{others.clerk.pk}/dinh-danh/", {"subject": "x"}).status_code == 404
    taken = client.post(f"/lam-viec/to-chuc/nguoi/{cast.chair.pk}/dinh-danh/", {"subject": provider.subject})
    assert "đã gắn với một tài khoản" in taken.text
    with pytest.raises(Refused):  # oneself: a way in nobody else would see
        services.link_identity(person=cast.admin, subject="1", by=cast.admin, now=clock.real_now())


def test_who_has_no_password_keeps_the_identity(linked):
    linked.account.set_unusable_password()
    linked.account.save()
    with pytest.raises(Refused, match="chưa có mật khẩu"):
        services.unlink_identity(account=linked.account, now=clock.real_now())


# -- the check alone --------------------------------------------------------------------------------------------------
def test_a_key_for_other_uses_does_not_sign(running):
    claims = {"iss": running.issuer, "sub": "1", "aud": "xa-mau", "iat": int(time.time()),
              "exp": int(time.time()) + 60, "nonce": "n"}  # fmt: skip
    token = running.honestly(claims)
    told = {"issuer": running.issuer, "client_id": "xa-mau", "nonce": "n"}
    assert identity.verified_subject(token, keys={"keys": [running.public_key()]}, **told) == "1"
    for keys in ({}, {"keys": []}, {"keys": ["x", {}]}, {"keys": [running.public_key() | {"use": "enc"}]},
                 {"keys": [running.public_key() | {"alg": "RS512"}]}, [],
                 {"keys": [{"kty": "oct", "k": "AAAA", "kid": "k1"}]},
                 {"keys": [{"kty": "RSA", "kid": "k1"}]}):  # fmt: skip
        with pytest.raises(identity.Rejected, match="signature"):
            identity.verified_subject(token, keys=keys, **told)
    with pytest.raises(identity.Rejected, match="nonce"):
        identity.verified_subject(token, keys={"keys": [running.public_key()]}, **(told | {"nonce": ""}))


# -- somebody else's provider -----------------------------------------------------------------------------------------
def test_a_provider_others_wrote_signs_in_as_well(cast, settings):
    """What our own test provider and our own client might misunderstand alike."""
    with oidc_provider_mock.run_server_in_thread(
        require_nonce=True, user_claims=(oidc_provider_mock.User(sub="nguoi-mau"),)
    ) as server:
        issuer = f"http://localhost:{server.server_port}"
        settings.OIDC = {"issuer": issuer, "client_id": "xa-mau", "secret": "bi-mat", "name": "VNeID"}
        services.link_identity(person=cast.clerk, subject="nguoi-mau", by=cast.admin, now=clock.real_now())
        client = Client()
        leaving = client.post(BEGIN).headers["Refresh"].partition("url=")[2]
        answer = requests.post(leaving, data={"sub": "nguoi-mau"}, allow_redirects=False, timeout=5)
        back = urlsplit(answer.headers["Location"])
        assert client.get(f"{back.path}?{back.query}").url == "/lam-viec/"
        assert _in(client)
