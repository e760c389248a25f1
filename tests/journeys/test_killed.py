"""kill −9 in the middle of an act (killed.py): afterwards nothing is half done, and doing it again gives one result."""

import json
import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests import template
from tests.architecture import house


@pytest.fixture
def place(tmp_path, django_db_blocker):
    """An empty database of its own, of the same kind as the tests'."""
    with django_db_blocker.unblock():
        empty = template.made(connection)
    environment = {**os.environ, "DANCHU_DATA": str(tmp_path), "DANCHU_TODAY": "2026-04-28",
                   "DJANGO_SETTINGS_MODULE": "config.settings", "EMAIL_URL": "memorymail://",
                   "KILLED_AT": "even" if connection.vendor == "postgresql" else "odd"}  # fmt: skip
    if connection.vendor != "postgresql":
        environment.pop("DATABASE_URL", None)
        template.copy(empty, tmp_path / "danchu.sqlite3")
        yield environment
        return
    import psycopg

    server_url = urlsplit(os.environ["DATABASE_URL"])
    name = f"killed_{os.getpid()}_{tmp_path.name[-6:]}".replace("-", "_").lower()
    with psycopg.connect(server_url.geturl(), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{empty}"')
        yield {**environment, "DATABASE_URL": server_url._replace(path=f"/{name}").geturl()}
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _drill(environment, *arguments) -> list[dict]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.killed", *arguments], cwd=house.ROOT, env=environment,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()[-len(arguments) :]]


@pytest.mark.parametrize(("act", "least"), [("confirm", 10), ("submit", 4), ("approve", 9), ("publish", 5)])
def test_killed_anywhere_an_act_is_done_once_or_not_at_all(place, act, least):
    (found,) = _drill(place, act)
    assert found["wrong"] == []
    assert found["kills"] >= least


def test_killed_anywhere_an_act_of_disclosure_is_done_once_or_not_at_all(place):
    acts = {"disclose": 7, "correct": 3, "withdraw": 6, "put_up": 4, "heard": 3, "ask": 6}
    for (act, least), found in zip(acts.items(), _drill(place, *acts), strict=True):
        assert found["wrong"] == [], act
        assert found["kills"] >= least, act


def test_killed_anywhere_what_somebody_sent_is_there_with_its_code_or_not_at_all(place):
    acts = {"bring": 7, "sort": 6, "paper": 2}
    for (act, least), found in zip(acts.items(), _drill(place, *acts), strict=True):
        assert found["wrong"] == [], act
        assert found["kills"] >= least, act


def test_a_backup_killed_anywhere_leaves_no_file_that_looks_whole_and_is_not(place):
    (found,) = _drill(place, "backup")
    assert found["wrong"] == []
    assert found["kills"] >= 20
    assert found["whole"] > 0
