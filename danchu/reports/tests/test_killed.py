"""A kill −9 in the middle of a submit, an accept, a merge, an approval, a publication, a correction."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from tests import template
from tests.architecture.house import ROOT

STEPS = ("submit", "accept", "merge", "approve", "publish", "correct", "submit correction", "accept correction")


@pytest.mark.sqlite
def test_nothing_is_half_done_and_nothing_doubled(tmp_path, django_db_blocker):
    with django_db_blocker.unblock():
        template.copy(template.made(connection), tmp_path / "base.sqlite3")
    own = {
        "DJANGO_SETTINGS_MODULE": "config.settings", "DANCHU_DATA": str(tmp_path), "DEBUG": "1", "DEMO": "0",
        "DATABASE_URL": f"sqlite:///{tmp_path}/base.sqlite3", "EMAIL_URL": "memorymail://", "SECRET_KEY": "k" * 60,
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-m", "danchu.reports.tests.killing", str(tmp_path)],
        cwd=ROOT, env={**os.environ, **own}, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr[-2000:]
    assert [line.partition(":")[0] for line in ran.stdout.splitlines()] == list(STEPS)
