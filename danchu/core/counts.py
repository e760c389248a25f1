"""Counts that live for a while in the memory of the machine, shared by the web processes: limits on what strangers try.

No server is needed for it and nothing of it reaches a disk: a small SQLite database in the memory file system that
Linux mounts at /dev/shm. Where there is none, each process counts for itself.
"""

import hashlib
import os
import sqlite3
import stat
import threading
import time
from contextlib import closing
from functools import cache
from pathlib import Path

from django.conf import settings

_MADE = """
CREATE TABLE IF NOT EXISTS counted (name TEXT PRIMARY KEY, number INTEGER NOT NULL, ends REAL NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS counted_ends ON counted (ends);
CREATE TABLE IF NOT EXISTS salt (one INTEGER PRIMARY KEY CHECK (one = 1), value BLOB NOT NULL, ends REAL NOT NULL);
"""
# Conflicting rows are those that count still: what has ended is deleted before.
_COUNT = "INSERT INTO counted VALUES (?, 1, ?) ON CONFLICT (name) DO UPDATE SET number = number + 1 RETURNING number"


class Counts:
    """Counts in a file, or in this process alone where `path` is empty."""

    def __init__(self, path: str = "") -> None:
        self._path = path
        self._alone = threading.Lock()
        self._held = None if path else self._connect(":memory:")

    def add(self, name: str, *, seconds: float) -> int:
        """Counts once more under a name; gives the number so far. Ends so many seconds after the first one."""
        return self._ask(_COUNT, name, time.time() + seconds)

    def number(self, name: str) -> int:
        """How often it has been counted under a name; 0 where nothing was, or where that has ended."""
        return self._ask("SELECT number FROM counted WHERE name = ?", name) or 0

    def less(self, name: str) -> None:
        """One that was counted ahead of what it counts, and did not count after all."""
        self._ask("UPDATE counted SET number = number - 1 WHERE name = ?", name)

    def forget(self, name: str) -> None:
        """Nothing is counted under a name any longer, nor under those that begin with it and a colon."""
        self._ask("DELETE FROM counted WHERE name = ? OR substr(name, 1, length(?) + 1) = ? || ':'", *(name,) * 3)

    def salt(self, *, seconds: float) -> bytes:
        """32 bytes that nobody keeps, the same for all processes until they end and others take their place."""
        fresh = (os.urandom(32), time.time() + seconds)
        return self._ask(
            "INSERT INTO salt VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET one = one RETURNING value", *fresh
        )

    def _ask(self, statement: str, *values):
        with self._alone:
            if self._held:
                return _in(self._held, statement, values)
            with closing(self._connect(self._path)) as connection:
                return _in(connection, statement, values)

    def _connect(self, path: str) -> sqlite3.Connection:
        if path != ":memory:":
            _own(Path(path).parent)
        connection = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA journal_mode=MEMORY")
        connection.execute("PRAGMA synchronous=OFF")
        connection.executescript(_MADE)
        return connection


def shared() -> Counts:
    """The counts of this house: those of `LIMITS_FILE`, or of its data folder's place in memory."""
    return _counts(str(settings.LIMITS_FILE) or place_in_memory(settings.DATA_DIR))


def place_in_memory(data_dir: Path) -> str:
    """Where the counts of a data folder stand: in the memory file system; "" where the machine has none."""
    memory = Path("/dev/shm")
    if not (memory.is_dir() and os.access(memory, os.W_OK)):
        return ""
    name = hashlib.sha256(bytes(data_dir)).hexdigest()[:16]
    return str(memory / f"danchu-{os.geteuid()}-{name}" / "limits.sqlite3")


@cache
def _counts(path: str) -> Counts:
    return Counts(path)


def _in(connection: sqlite3.Connection, statement: str, values: tuple):
    connection.execute("BEGIN IMMEDIATE")
    now = time.time()
    connection.execute("DELETE FROM counted WHERE ends <= ?", [now])
    connection.execute("DELETE FROM salt WHERE ends <= ?", [now])
    row = connection.execute(statement, values).fetchone()
    connection.execute("COMMIT")
    return row[0] if row else None


def _own(folder: Path) -> None:
    """Makes the folder, for this user alone. Raises PermissionError where somebody else made it before us."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o077:
        raise PermissionError(f"{folder} belongs to somebody else; limits cannot be counted there")
