"""Counts shared by the processes of a machine."""

import subprocess
import sys
from pathlib import Path

import pytest

from danchu.core.counts import Counts, place_in_memory

MANY = """
import sys
from danchu.core.counts import Counts
counts = Counts(sys.argv[1])
print(*[counts.add("wrong", seconds=600) for _each in range(60)], counts.salt(seconds=600).hex())
"""


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "own" / "limits.sqlite3")


def test_two_processes_count_together_and_share_the_salt(path):
    both = [
        subprocess.Popen([sys.executable, "-c", MANY, path], stdout=subprocess.PIPE, text=True) for _each in range(2)
    ]
    said = [process.communicate(timeout=120)[0].split() for process in both]
    assert sorted(int(number) for line in said for number in line[:-1]) == list(range(1, 121))
    assert said[0][-1] == said[1][-1]
    assert Counts(path).number("wrong") == 120
    assert Counts(path).number("another") == 0


@pytest.mark.parametrize("shared", [True, False])
def test_what_has_ended_is_counted_anew_and_the_salt_is_another(path, shared, monkeypatch):
    counts = Counts(path if shared else "")
    now = 1_800_000_000.0
    monkeypatch.setattr("danchu.core.counts.time.time", lambda: now)
    assert [counts.add("wrong", seconds=3600) for _each in range(3)] == [1, 2, 3]
    salt = counts.salt(seconds=3600)
    now += 3599
    assert (counts.add("wrong", seconds=3600), counts.salt(seconds=3600)) == (4, salt)
    now += 1  # an hour after the first, however often since
    assert counts.number("wrong") == 0
    assert counts.add("wrong", seconds=3600) == 1
    assert counts.salt(seconds=3600) != salt


def test_a_folder_that_others_may_read_is_not_used(tmp_path):
    (tmp_path / "open").mkdir(mode=0o755)
    with pytest.raises(PermissionError):
        Counts(str(tmp_path / "open" / "limits.sqlite3")).number("x")


def test_each_data_folder_has_its_own_place_in_memory(tmp_path):
    mine, other = place_in_memory(tmp_path), place_in_memory(tmp_path / "other")
    assert mine == place_in_memory(tmp_path) != other
    assert not mine or Path(mine).is_relative_to("/dev/shm")
