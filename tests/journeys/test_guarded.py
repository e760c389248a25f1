"""The walk around the house: headers, cookies, host names, ways out, and strangers who try every number."""

import re

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import translation

from danchu.organisation.models import Person
from tests.journeys import scene
from tests.journeys.forms import read
from tests.journeys.test_every_address import _rows, _table

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ALWAYS = {
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}  # fmt: skip
# The answer to GET that says "not yours"; whoever gets it may not act there either.
CLOSED = (403, 404)
# Open to whoever is not signed in; an identity provider that is not set up is not there.
# Forms that anyone may send: to sign in, to ask for information, to bring a matter, to book a visit, to follow them.
OPEN = (
    "account_login", "account_inactive", "core:components", "identity_begin", "information_public:ask",
    "information_public:wrong", "information_public:add", "information_public:take_back", "information_public:file",
    "intake:look_up", "petitions_public:report", "petitions_public:act", "petitions_public:file",
    "reception_public:book", "reception_public:give_back",
)  # fmt: skip


@pytest.fixture
def clients(db, on_day, settings):
    """The scene, its addresses and a client for each role of the table."""
    settings.DEMO = True
    on_day("2026-04-28")
    addresses = scene.build()
    roles, expected = _table()
    made = {role: Client(raise_request_exception=False) for role in roles}
    for role, client in made.items():
        if role != "-":
            client.force_login(Person.objects.get(account__username=role).account, backend=BACKEND)
    return addresses, expected, made


def test_every_answer_is_guarded(clients, settings):
    settings.SECURE_HSTS_SECONDS = 31536000
    addresses, _expected, made = clients
    wrong = []
    for name, _needed, is_public in scene.every_pattern():
        for role in ("-", "chu-tich"):
            answer = made[role].get(reverse(name, kwargs=addresses[name]), secure=True)
            policy = answer.get("Content-Security-Policy", "")
            said = {header: answer.get(header) for header in ALWAYS}
            if said != ALWAYS or "default-src 'none'" not in policy:
                wrong.append(f"{name} {said} {policy}")
            if (
                "unsafe" in policy
                or not answer.get("Permissions-Policy")
                or not answer.get("Strict-Transport-Security")
            ):
                wrong.append(f"{name}: {policy}")
            if is_public and (answer.cookies or "Cookie" in answer.get("Vary", "")):
                wrong.append(f"{name}: a public page with a cookie")
            if not is_public and name.partition(":")[0] not in ("core", "portal_root") and role != "-":
                kept = answer.get("Cache-Control", "")
                if answer.status_code == 200 and "no-store" not in kept and "private" not in kept:
                    wrong.append(f"{name}: kept by caches: {kept!r}")
    assert not wrong, "\n".join(wrong)


def test_english_addresses_answer_like_the_vietnamese(clients):
    addresses, expected, made = clients
    wrong = []
    for name, _needed, _public in scene.every_pattern():
        for at, role in enumerate(made):
            if role not in ("-", "van-hoa", "quan-tri", "khac-chair"):
                continue
            with translation.override("en"):
                address = reverse(name, kwargs=addresses[name])
            assert address.startswith("/en/")
            answer = made[role].get(address)
            if answer.status_code != expected[name][at]:
                wrong.append(f"{name} {role}: {answer.status_code}, not {expected[name][at]}")
    assert not wrong, "\n".join(wrong)


def test_whoever_may_not_see_may_not_act(clients):
    addresses, expected, made = clients
    before, wrong, tried = _rows(), [], 0
    for name, _needed, is_public in scene.every_pattern():
        if is_public or name.startswith("portal_root"):
            continue
        for at, (role, client) in enumerate(made.items()):
            if role.startswith("khac"):  # what is another commune's: tried in test_every_address.py
                continue
            signed_out = role == "-" and name not in OPEN
            if expected[name][at] in CLOSED or signed_out:
                tried += 1
                answer = client.post(reverse(name, kwargs=addresses[name]), {"reason": "x", "text": "x"})
                allowed = (302, 401, 405) if signed_out else (*CLOSED, 405)
                if answer.status_code not in allowed:
                    wrong.append(f"{name} {role}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    assert tried > 500
    after = _rows()
    assert {label: rows for label, rows in after.items() if rows != before[label]} == {}


def test_a_stranger_who_tries_every_number_sees_nothing_of_another_commune(clients):
    _addresses, _expected, made = clients
    sample = apps.get_model("organisation.Commune").objects.get(slug="ban-mau")
    titles = [
        str(title)
        for label, name in (("plans.Plan", "title"), ("documents.Document", "title"))
        for title in apps.get_model(label).objects.filter(commune=sample).values_list(name, flat=True)
    ]
    people = list(Person.objects.filter(commune=sample).values_list("full_name", flat=True))
    assert len(titles) > 1
    assert len(people) > 5
    for role in ("khac-chair", "khac-admin", "khac-clerk"):
        client, seen, waiting = made[role], set(), ["/lam-viec/", "/lam-viec/nhat-ky/", "/lam-viec/van-thu/"]
        while waiting:
            address = waiting.pop().partition("#")[0]
            if address in seen or not address.startswith("/lam-viec/") or len(seen) > 400:
                continue
            seen.add(address)
            answer = client.get(address)
            assert answer.status_code < 500, address
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            page = content.decode(errors="replace")
            found = [words for words in (*titles, *people) if answer.status_code == 200 and words in page]
            assert not found, f"{role} {address}: {found}"
            waiting += read(page)[1] if answer.status_code == 200 else []
            for number in re.finditer(r"(?<=/)\d+(?=/)", address):
                for other in (int(number[0]) - 1, int(number[0]) + 1):
                    if 0 < other < 80:
                        waiting.append(address[: number.start()] + str(other) + address[number.end() :])
            if not re.search(r"/\d+/", address):
                waiting += [f"{address.partition('?')[0]}{number}/" for number in (1, 2)]
        assert len(seen) > 30, role


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver@evil.example"])
def test_a_foreign_host_name_is_refused(client, settings, host):
    settings.ALLOWED_HOSTS = ["testserver"]
    for address in ("/", "/dang-nhap/", "/lam-viec/"):
        assert client.get(address, headers={"Host": host}).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    "way", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:evil.example"]
)
def test_signing_in_never_leads_out_of_the_house(cast, client, password, way):
    answer = client.post(f"/dang-nhap/?next={way}", {"login": "clerk", "password": password, "next": way})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/lam-viec/")


@pytest.mark.django_db
def test_the_cookies_of_a_session_are_closed(cast, client, password, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client.get("/dang-nhap/", secure=True)
    client.post("/dang-nhap/", {"login": "clerk", "password": password}, secure=True)
    for name in ("sessionid", "csrftoken"):
        cookie = client.cookies[name]
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax"), name
    assert not client.cookies["sessionid"]["expires"]  # ends with the browser


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_no_page_breaks_its_content_security_policy(visit, on_day, settings):
    """The visit itself fails on any complaint of the browser, a violated policy above all."""
    settings.DEMO = True
    on_day("2026-04-28")
    addresses = scene.build()
    opened = 0
    for role in ("chu-tich", "van-hoa", "quan-tri"):
        person = Person.objects.get(account__username=role)
        client = Client()
        client.force_login(person.account, backend=BACKEND)
        tab = visit("/lam-viec/", person)
        origin = tab.url.partition("/lam-viec/")[0]
        for name, _needed, is_public in scene.every_pattern():
            if role != "chu-tich" and (is_public or not name.startswith(("organisation", "reports", "plans"))):
                continue
            address = reverse(name, kwargs=addresses[name])
            answer = client.get(address)
            if answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html"):
                tab.goto(origin + address, wait_until="domcontentloaded")
                opened += 1
    assert opened > 70
