"""Signing in and out, the lock after eight failures, the demo's list, a session that ended while writing."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from danchu.organisation.models import Commune

DOOR = "/dang-nhap/"


def _try(client, name, password, **extra):
    return client.post(DOOR, {"login": name, "password": password}, **extra)


def test_signing_in_leads_to_the_page_that_was_asked_for(cast, password):
    client = Client()
    asked = client.get("/doi-mat-khau/")
    assert asked.url == f"{DOOR}?next=/doi-mat-khau/"
    page = client.get(asked.url)
    assert 'name="next" value="/doi-mat-khau/"' in page.text
    answer = client.post(DOOR, {"login": "clerk", "password": password, "next": "/doi-mat-khau/"})
    assert answer.url == "/doi-mat-khau/"
    assert client.get("/doi-mat-khau/").status_code == 200


def test_signing_in_leads_to_nobody_elses_site(cast, password):
    answer = Client().post(DOOR, {"login": "clerk", "password": password, "next": "https://noi-khac.example/"})
    assert answer.url == reverse("workspace:home")


def test_a_wrong_password_says_what_to_do_and_keeps_the_name(cast):
    page = _try(Client(), "clerk", "khong-phai")
    assert page.status_code == 200
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in page.text
    assert 'value="clerk"' in page.text
    assert "khong-phai" not in page.text


def test_the_form_is_guarded_against_other_sites(cast, password):
    client = Client(enforce_csrf_checks=True)
    assert _try(client, "clerk", password).status_code == 403
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', client.get(DOOR).text)[1]
    answer = client.post(DOOR, {"login": "clerk", "password": password, "csrfmiddlewaretoken": token})
    assert answer.status_code == 302


def test_eight_failures_lock_the_name_from_that_address_and_nobody_else(cast, password, settings):
    client = Client()
    for turn in range(settings.AXES_FAILURE_LIMIT):
        answer = _try(client, "clerk", f"sai-{turn}")
    assert answer.status_code == 429
    assert "Hãy thử lại sau 15 phút" in answer.text
    assert _try(client, "clerk", password).status_code == 429
    assert _try(client, "economy_head", password).status_code == 302
    assert _try(Client(REMOTE_ADDR="192.0.2.7"), "clerk", password).status_code == 302


def test_a_name_is_the_same_however_it_is_typed_for_the_lock(cast, password, settings):
    client = Client()
    for turn in range(settings.AXES_FAILURE_LIMIT):
        _try(client, "CLERK" if turn % 2 else "clerk", f"sai-{turn}")
    assert _try(client, "clerk", password).status_code == 429


def test_a_locked_account_does_not_enter(cast, password):
    cast.clerk.account.is_active = False
    cast.clerk.account.save()
    client = Client()
    answer = _try(client, "clerk", password)
    assert "sessionid" not in client.cookies or client.get("/lam-viec/").status_code == 302
    assert answer.status_code == 302
    assert "đang khóa" in client.get(answer.url).text.lower()


def test_signing_out_is_asked_first_and_needs_a_form(cast, sign_in):
    client = sign_in(cast.clerk)
    assert client.get("/dang-xuat/").status_code == 200
    assert client.get("/doi-mat-khau/").status_code == 200
    client.post("/dang-xuat/")
    assert client.get("/doi-mat-khau/").status_code == 302


def test_a_new_password_is_checked_and_then_works(cast, sign_in, password):
    client = sign_in(cast.clerk)
    wrong = {"oldpassword": "sai", "password1": "mat-khau-moi-77", "password2": "mat-khau-moi-77"}
    assert "Mật khẩu hiện nay chưa đúng" in client.post("/doi-mat-khau/", wrong).text
    short = {"oldpassword": password, "password1": "ngan", "password2": "ngan"}
    assert client.post("/doi-mat-khau/", short).status_code == 200
    good = wrong | {"oldpassword": password}
    assert client.post("/doi-mat-khau/", good).url == reverse("mfa_index")
    assert _try(Client(), "clerk", "mat-khau-moi-77").status_code == 302


@pytest.mark.parametrize("path", ["dang-ky", "signup", "accounts/signup", "quen-mat-khau", "password/reset"])
def test_there_is_no_sign_up_and_no_reset_by_mail(db, path):
    assert Client().get(f"/{path}/").status_code in (404, 301)


def test_the_demo_lists_the_cast_of_sample_communes_and_nobody_else(cast, others, settings):
    settings.DEMO = True
    page = Client().get(DOOR).text
    assert settings.DEMO_PASSWORD in page
    assert "culture_head" in page
    assert "khac_culture_head" not in page
    settings.DEMO = False
    page = Client().get(DOOR).text
    assert settings.DEMO_PASSWORD not in page
    assert "culture_head" not in page


def test_the_sign_in_page_speaks_english_under_en(db):
    page = Client().get("/en/dang-nhap/")
    assert page.headers["Content-Language"] == "en"
    assert '<html lang="en">' in page.text


# -- a session that ended while writing -------------------------------------------------------------------------------
ORIGIN = {"HTTP_ORIGIN": "http://testserver"}


def _hidden(page: str) -> dict:
    fields = dict(re.findall(r'<textarea name="([^"]+)" hidden>\n([^<]*)</textarea>', page))
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)
    return fields | ({"csrfmiddlewaretoken": token[1]} if token else {})


def test_what_was_typed_survives_the_end_of_the_session(cast, password):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.admin.account, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("organisation:commune")
    fields = _hidden(client.get(address).text)
    typed = {"phone": "0213 999 888", "office_hours": "7 giờ đến 17 giờ", "reception_days": "thứ Năm", "address": "",
             "website": ""}  # fmt: skip
    client.cookies.pop("sessionid")

    ended = client.post(address, fields | typed, **ORIGIN)
    assert ended.status_code == 401
    assert "0213 999 888" in ended.text
    kept = _hidden(ended.text)
    assert {name: kept[name].strip() for name in typed} == typed

    asked = client.post("/gui-lai/", kept | {"_path": address}, **ORIGIN, follow=True)
    assert asked.redirect_chain[-1][0] == f"{DOOR}?next=/gui-lai/"
    token = _hidden(asked.text)["csrfmiddlewaretoken"]
    again = {"login": "admin", "password": password, "csrfmiddlewaretoken": token, "next": "/gui-lai/"}
    shown = client.post(DOOR, again, **ORIGIN, follow=True)
    assert shown.request["PATH_INFO"] == "/gui-lai/"
    assert "0213 999 888" in shown.text

    sent = client.post("/gui-lai/", _hidden(shown.text), **ORIGIN)  # one click, whatever the sign-in changed
    assert (sent.status_code, sent.url) == (307, address)  # the browser sends the same form on
    assert client.post(address, _hidden(shown.text), **ORIGIN).status_code == 302
    assert Commune.objects.get(pk=cast.commune.pk).phone == "0213 999 888"
    assert client.get("/gui-lai/").url == "/lam-viec/"  # kept no longer


def test_who_signed_in_elsewhere_meanwhile_sends_with_one_click_too(cast, password):
    client = Client(enforce_csrf_checks=True)
    address = reverse("organisation:commune")
    token = _hidden(client.get(DOOR).text)["csrfmiddlewaretoken"]
    ended = client.post(address, {"phone": "0213 999 888", "csrfmiddlewaretoken": token}, **ORIGIN)
    kept = _hidden(ended.text)
    client.post(DOOR, {"login": "admin", "password": password, "csrfmiddlewaretoken": token}, **ORIGIN)
    old = client.post("/gui-lai/", kept | {"_path": address}, **ORIGIN)
    assert old.status_code == 403  # the safety mark changed with the sign-in
    assert f'action="{address}"' in old.text
    assert client.post(address, _hidden(old.text), **ORIGIN).status_code in (200, 302)


@pytest.mark.parametrize("path", ["https://noi-khac.example/", "//noi-khac.example/", "javascript:alert(1)"])
def test_a_kept_form_goes_nowhere_but_to_our_own_addresses(cast, sign_in, path):
    client = sign_in(cast.admin)
    answer = client.post("/gui-lai/", {"_path": path, "phone": "1"}, **ORIGIN)
    assert path not in answer.text
    assert client.get("/gui-lai/").url == "/lam-viec/"


def test_a_very_long_form_waits_in_its_page(cast, password):
    client = Client(enforce_csrf_checks=True)
    token = _hidden(client.get(DOOR).text)["csrfmiddlewaretoken"]
    long = {"_path": reverse("organisation:commune"), "address": "đường dài " * 30_000, "csrfmiddlewaretoken": token}
    page = client.post("/gui-lai/", long, **ORIGIN)
    assert page.status_code == 401
    assert 'target="_blank"' in page.text
    assert _hidden(page.text)["address"].strip() == long["address"].strip()
    client.post(DOOR, {"login": "admin", "password": password, "csrfmiddlewaretoken": token}, **ORIGIN)
    again = client.post("/gui-lai/", _hidden(page.text) | {"_path": long["_path"]}, **ORIGIN)
    assert f'action="{long["_path"]}"' in again.text
    assert _hidden(again.text)["address"].strip() == long["address"].strip()


def test_a_kept_form_does_not_wait_for_ever(cast, sign_in):
    client = sign_in(cast.admin)
    client.post("/gui-lai/", {"_path": "/lam-viec/", "phone": "1"})
    assert client.get("/gui-lai/").status_code == 200
    session = client.session
    session["kept_form"] |= {"at": session["kept_form"]["at"] - 31 * 60}
    session.save()
    assert client.get("/gui-lai/").status_code == 302


def test_a_form_from_another_site_is_not_handed_over_to_be_confirmed(cast):
    typed = {"phone": "0900 000 000"}
    for origin in ({"HTTP_ORIGIN": "https://noi-khac.example"}, {}):
        answer = Client().post(reverse("organisation:commune"), typed, **origin)
        assert answer.status_code == 401
        assert "0900 000 000" not in answer.text


def test_a_password_is_never_shown_again(cast):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(DOOR, {"login": "clerk", "password": "bi-mat-cua-toi"}, **ORIGIN)
    assert answer.status_code == 403
    assert "bi-mat-cua-toi" not in answer.text
