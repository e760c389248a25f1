"""Situations of signing in, reached through the pages and services themselves."""

import re
import time

from allauth.mfa.models import Authenticator
from django.test import Client

from danchu.accounts.rules import code_at

DOOR = "/dang-nhap/"


def try_password(client: Client, name: str, password: str, **fields):
    """Name and password at the door."""
    return client.post(DOOR, {"login": name, "password": password} | fields)


def code_now(secret: str, later: int = 0) -> str:
    """What an app shows; `later` steps of 30 seconds from now (one is still taken)."""
    return code_at(secret, int(time.time()) // 30 + later)


def enrol_app(client: Client) -> str:
    """Adds an app to the account of whoever has just signed in, through the page; gives its secret."""
    page = client.get("/tai-khoan/ung-dung/them/")
    secret = re.search(r'translate="no">([A-Z2-7 ]+)<', page.text)[1].replace(" ", "")
    answer = client.post("/tai-khoan/ung-dung/them/", {"code": code_now(secret)})
    assert answer.status_code == 302, answer.text
    return secret


def armed(name: str, password: str) -> str:
    """Somebody of the cast with an app whose first code was used long ago; gives the secret."""
    client = Client()
    assert try_password(client, name, password).status_code == 302
    secret = enrol_app(client)
    factor = Authenticator.objects.get(user__username=name, type="totp")
    factor.data["step"] -= 10
    factor.save()
    return secret
