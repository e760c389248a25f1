"""Every URL × role × expected answer. The table is `addresses.txt`; a new address without a line fails.

The roles are the sample commune's cast and, at the right, officials of another commune, who get 404 for whatever
belongs to the first. GET never writes: after all of it the database is as it was.
"""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from danchu.organisation.models import Person
from tests.journeys import scene

TABLE = Path(__file__).with_name("addresses.txt")
TYPED = ("reason", "reasons", "text", "note")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def _table() -> tuple[list[str], dict[str, list[int]]]:
    """The roles of the head line ("-": nobody is signed in), and the answers by address."""
    lines = [line.split() for line in TABLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    return lines[0][1:], {name: [int(answer) for answer in answers] for name, *answers in lines[1:]}


def _one_of_each(wanted: dict[str, int]) -> list[str]:
    """A role for each answer of an address: who sees what has been asked on SQLite of all thirteen."""
    return list({answer: role for role, answer in reversed(wanted.items())}.values())


def _rows() -> dict[str, list]:
    """Every row of our tables, to see that nothing was written."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("danchu.")]
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in ours}


@pytest.mark.django_db
def test_every_address_for_every_role(on_day, settings):
    settings.DEMO = True
    on_day("2026-04-28")
    addresses = scene.build()
    roles, expected = _table()
    clients = {role: Client(raise_request_exception=False) for role in roles}
    for role, client in clients.items():
        if role != "-":
            client.force_login(Person.objects.get(account__username=role).account, backend=BACKEND)
    before = _rows()
    wrong = []
    names = [name for name, _needed, _public in scene.every_pattern()]
    assert len(names) == len(set(names)) > 80
    for name in names:
        wanted = dict(zip(roles, expected.get(name, ()), strict=False))
        asking = _one_of_each(wanted) if connection.vendor == "postgresql" and wanted else roles
        answers = {role: clients[role].get(reverse(name, kwargs=addresses[name])).status_code for role in asking}
        if any(answer != wanted.get(role) for role, answer in answers.items()):
            wrong.append(f"{name:<32} {' '.join(map(str, answers.values()))}")
    assert not wrong, "\n" + "\n".join(wrong)
    assert set(expected) == set(names)
    after = _rows()
    assert {label: rows for label, rows in after.items() if rows != before[label]} == {}


@pytest.mark.django_db
def test_another_communes_official_never_changes_anything(on_day, settings):
    settings.DEMO = True
    on_day("2026-04-28")
    addresses = scene.build()
    clients = {role: Client() for role in ("khac-chair", "khac-admin", "khac-clerk", "khac-culture_head")}
    for role, client in clients.items():
        client.force_login(Person.objects.get(account__username=role).account, backend=BACKEND)
    before = _rows()
    for role, client in clients.items():
        for name, needed, is_public in scene.every_pattern():
            if "pk" in needed and "commune" not in needed and not is_public:
                answer = client.post(reverse(name, kwargs=addresses[name]), dict.fromkeys(TYPED, "x"))
                assert answer.status_code in (404, 405), f"{role} {name} {answer.status_code}"
    after = _rows()
    assert {label: rows for label, rows in after.items() if rows != before[label]} == {}


def test_the_last_line_of_the_table_is_not_forgotten():
    roles, expected = _table()
    assert all(len(answers) == len(roles) for answers in expected.values())
    assert not [name for name, answers in expected.items() if 500 in answers]
