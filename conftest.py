"""What every test may ask for: the cast, a client signed in as somebody, a real browser."""

import datetime

import pytest
from django.db import connection
from django.test import Client, TransactionTestCase

from danchu.organisation.tests.cast import PASSWORD, make_commune
from danchu.register import triggers


@pytest.fixture(autouse=True)
def _quick(settings, tmp_path):
    """A fast hasher, files in the test's own folder, tasks kept in the queue, empty page cache."""
    from django.core.cache import cache

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.FILES_DIR = tmp_path / "files"
    settings.FIXED_TODAY = None
    cache.clear()


@pytest.fixture
def on_day(settings):
    """Lives on a day: `on_day("2026-04-28")` sets the clock at the door and gives the day."""

    def live(day: str) -> datetime.date:
        settings.FIXED_TODAY = datetime.date.fromisoformat(day)
        return settings.FIXED_TODAY

    return live


@pytest.fixture
def cast(db):
    """The commune in which things happen."""
    return make_commune("ban-mau", "xã Bản Mẫu", "99001", is_sample=True)


@pytest.fixture
def others(db):
    """Another commune; its people must never see the first one's inside."""
    return make_commune("ban-khac", "xã Bản Khác", "99002", prefix="khac_")


@pytest.fixture
def sign_in():
    """A client signed in as a person of the cast: `sign_in(cast.chair)`."""

    def enter(person) -> Client:
        client = Client()
        client.force_login(person.account, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return enter


@pytest.fixture
def password():
    """The password of everyone in the cast."""
    return PASSWORD


_teardown = TransactionTestCase._fixture_teardown


def _lift_and_restore(self):
    """The register's triggers forbid emptying it; a test database is emptied all the same, here and only here."""
    triggers.drop(connection)
    try:
        _teardown(self)
    finally:
        triggers.create(connection)


TransactionTestCase._fixture_teardown = _lift_and_restore
