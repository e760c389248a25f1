"""What every test may ask for: the cast, a client signed in as somebody, a real browser."""

import datetime
import os

import hypothesis
import pytest
from django.db import connection
from django.test import Client, TransactionTestCase

from config import locks
from danchu.organisation.tests.cast import PASSWORD, make_commune
from tests import template

# A busy machine is no fault of the property that is tested.
hypothesis.settings.register_profile("house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("house")


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL an area's tests that ask for no database are left out: on SQLite they have said all they can."""
    if connection.vendor != "postgresql":
        return
    here, pure = [], []
    for item in items:
        asks = item.get_closest_marker("django_db") or {"db", "transactional_db", "live_server"} & {*item.fixturenames}
        in_an_area = item.path.is_relative_to(config.rootpath / "danchu")
        (here if asks or not in_an_area else pure).append(item)
    config.hook.pytest_deselected(items=pure)
    items[:] = here


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings_parallel_suffix, django_db_blocker):
    """The database begins as a copy of one that has lived through the migrations (tests/template.py)."""
    with django_db_blocker.unblock():
        return template.begin(connection)


@pytest.fixture(autouse=True)
def _quick(settings, tmp_path):
    """A fast hasher, files in the test's own folder, tasks kept in the queue, empty page cache."""
    from django.core.cache import cache

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.FILES_DIR = tmp_path / "files"
    settings.REGISTER_KEY_FILE = str(tmp_path / "register.key")
    settings.LIMITS_FILE = tmp_path / "limits" / "limits.sqlite3"
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
def citizen():
    """A browser of nobody, which checks forms' safety marks as browsers meet them."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def password():
    """The password of everyone in the cast."""
    return PASSWORD


_teardown = TransactionTestCase._fixture_teardown


def _lift_and_restore(self):
    """Triggers forbid emptying the register and the trail; a test database is emptied all the same, here only."""
    locks.lift(connection)
    try:
        _teardown(self)
    finally:
        locks.put_back(connection)


TransactionTestCase._fixture_teardown = _lift_and_restore


# -- a real browser -------------------------------------------------------------------------------------------------
@pytest.fixture(scope="session")
def chromium():
    """A real Chromium, once for the whole run."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, live_server, sign_in):
    """A tab of the browser: `visit("/lam-viec/", person, width=360)`; a console error fails the test."""
    contexts, complaints = [], []

    def enter(path: str, person=None, width: int = 360, **options):
        context = chromium.new_context(viewport={"width": width, "height": 780}, **options)
        contexts.append(context)
        if person is not None:
            session = sign_in(person).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        tab = context.new_page()
        tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        tab.goto(live_server.url + path)
        return tab

    yield enter
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture
def walk(visit, live_server):
    """As `visit`, for tests that look at many pages: each person has one tab, which goes from page to page. A new tab
    of a new browser session costs a second, going on a fifth of one. What stood in the tab before is gone."""
    tabs: dict = {}

    def go(path: str, person=None):
        if tab := tabs.get(person):
            tab.goto(live_server.url + path)
        else:
            tab = tabs[person] = visit(path, person)
        return tab

    return go


@pytest.fixture(scope="session")
def axe() -> str:
    """The program that looks for violations."""
    from axe_playwright_python.sync_playwright import Axe

    return Axe().axe_script


@pytest.fixture
def violations(axe):
    """What axe finds wrong with a tab: a list of sentences, empty when all is well."""

    def find(tab) -> list[str]:
        tab.wait_for_load_state()  # a page that is still arriving has no document to look at
        if tab.evaluate("typeof axe") == "undefined":
            tab.evaluate(axe)
        found = tab.evaluate("axe.run({resultTypes: ['violations']}).then(results => results.violations)")
        return [f"{each['id']}: {each['help']}: {[node['target'] for node in each['nodes']]}" for each in found]

    return find


@pytest.fixture
def wrong_with(violations):
    """What is wrong with a page on a phone and on a desk: what axe finds, and whether it is wider than the screen.

    The page is loaded once and looked at in both widths; where `PICTURES` names a folder, a named one is kept there.
    """

    def look(tab, name: str = "", widths: tuple[int, ...] = (360, 1366)) -> list[str]:
        wrong, before = [], tab.viewport_size
        for width in widths:
            tab.set_viewport_size({"width": width, "height": 780})
            if name and (folder := os.environ.get("PICTURES")):
                tab.screenshot(path=f"{folder}/{name.replace('/', '-')}-{width}.png", full_page=True)
            wrong += [f"{width} px: {each}" for each in violations(tab)]
            wide = tab.evaluate("document.documentElement.scrollWidth")
            if wide > tab.evaluate("document.documentElement.clientWidth"):
                wrong.append(f"{width} px: the page is {wide} px wide")
        tab.set_viewport_size(before)
        return wrong

    return look
