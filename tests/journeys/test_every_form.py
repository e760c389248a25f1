"""Every form of the house, found by opening every page as every role: nothing typed is lost.

Sent with one wrong value it comes back with all the others; sent after the session ended, everything is in the answer.
What is accepted after all is undone at once, so that the next form meets the same scene.
"""

import html

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from danchu.core.forms import DateField
from danchu.organisation.models import Person
from tests.journeys import scene
from tests.journeys.forms import Form, read

ROLES = ("chu-tich", "van-thu", "quan-tri", "van-hoa", "kinh-te", "tram-y-te")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WRONG_DAY = "31/2/2026"
WORDS = "Lời gõ thử số"
# Secrets are never shown again, by design.
SECRET = ("password", "oldpassword", "password1", "password2")


class _Undone(Exception):
    pass


def _pages():
    """(role, client, address, page) of every staff page that opens, and the sign-in page."""
    addresses = scene.build()
    for role in ROLES:
        client = Client()
        client.force_login(Person.objects.get(account__username=role).account, backend=BACKEND)
        for name, _needed, is_public in scene.every_pattern():
            if is_public:
                continue
            address = reverse(name, kwargs=addresses[name])
            answer = client.get(address)
            if answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html"):
                yield role, client, address, answer.content.decode()


def _filled(form: Form) -> tuple[dict, dict[str, str]]:
    """What to send, and what was typed: words of our own in every control that takes words."""
    sent, typed = form.data(), {}
    for number, each in enumerate(form.fields):
        if each.is_typed and each.kind in ("text", "textarea") and not each.dated and each.name not in SECRET:
            words = f"{WORDS} {number}"
            typed[each.name] = words
            sent[each.name] = [words]
    return sent, typed


def _lost(page: str, typed: dict[str, str]) -> list[str]:
    shown = html.unescape(page)
    return [name for name, words in typed.items() if words not in shown]


@pytest.mark.django_db
def test_no_form_loses_what_was_typed(on_day, settings):
    settings.DEMO = True
    on_day("2026-04-28")
    lost, seen, refused, expired = [], set(), 0, 0
    nobody = Client()
    for role, client, address, page in _pages():
        for form in read(page)[0]:
            action = (form.action or address).partition("#")[0]
            sent, typed = _filled(form)
            key = (action, tuple(sorted(sent)))
            if key in seen or not typed:
                continue
            seen.add(key)
            if action.startswith("/lam-viec/"):
                answer = nobody.post(action, sent, headers={"Origin": "http://testserver"})
                expired += 1
                if answer.status_code != 401 or (missing := _lost(answer.content.decode(), typed)):
                    lost.append(f"after the session ended: {role} {action} {answer.status_code} {missing or ''}")
            days = [each.name for each in form.fields if each.dated]
            wrong = {**sent, days[0]: [WRONG_DAY]} if days else sent
            try:
                with transaction.atomic():
                    answer = client.post(action, wrong)
                    raise _Undone
            except _Undone:
                pass
            if answer.status_code == 200 and "/hoi-thong-tin/" in action:
                continue  # taken: the receipt is shown once and repeats nothing
            if answer.status_code in (200, 422) and "text/html" in answer.get("Content-Type", ""):
                refused += 1
                if missing := _lost(answer.content.decode(), typed):
                    lost.append(f"with a wrong value: {role} {action} {missing}")
            elif days and answer.status_code == 302:
                lost.append(f"a day that does not exist was taken: {role} {action} {days[0]}")
    assert not lost, "\n".join(lost)
    assert expired >= 15, expired
    assert refused >= 10, refused


def test_the_wrong_day_is_wrong():
    with pytest.raises(Exception, match="31/2/2026"):
        DateField().clean(WRONG_DAY)
