"""The migrated, empty test database: made once, copied for every process that tests.

Living through all migrations takes twelve seconds, and CI has six processes that test. The template is named after a
digest of everything a migration reads, so a change makes another one, and it is filled by the very migrations that a
commune's database goes through.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

# What of an area a migration may read (tests/architecture/test_template.py), and `core`, whose text counts whole.
READ = ("migrations", "models", "rules", "states", "triggers")


def begin(connection) -> bool:
    """Lets the test database of this process begin as a copy of the template.

    Gives whether the database is there already, as on SQLite; on PostgreSQL Django copies it when it creates it.
    """
    source = made(connection)
    if isinstance(source, Path):
        copy(source, Path(connection.settings_dict["TEST"]["NAME"]))
        return True
    connection.settings_dict["TEST"]["TEMPLATE"] = source
    return False


def made(connection) -> Path | str:
    """The template: a file of SQLite, or the name of a database on the tests' PostgreSQL server."""
    with _alone():
        return _sqlite(connection) if connection.vendor == "sqlite" else _postgres(connection)


def copy(source: Path, target: Path) -> None:
    """A file of SQLite in the place of another, whatever stood there."""
    for end in ("-wal", "-shm"):
        Path(f"{target}{end}").unlink(missing_ok=True)
    shutil.copyfile(source, target)


def digest() -> str:
    """Names the template: everything migrations read, and the framework that carries them out."""
    seen = hashlib.sha256(django.get_version().encode())
    for path in sources():
        seen.update(path.read_bytes())
    return seen.hexdigest()[:16]


def sources() -> list[Path]:
    """The files that decide what the migrated database looks like."""
    house = Path(settings.BASE_DIR) / "danchu"
    found = set(house.glob("core/*.py"))
    for name in READ:
        found |= {*house.glob(f"*/{name}.py"), *house.glob(f"*/{name}/**/*.py")}
    return sorted(found)


def _sqlite(connection) -> Path:
    kept = _folder() / f"{digest()}.sqlite3"
    if not kept.exists():
        with tempfile.TemporaryDirectory(dir=_folder()) as folder:
            made, whole = Path(folder) / "made.sqlite3", Path(folder) / "whole.sqlite3"
            _migrate(connection, str(made))
            with closing(sqlite3.connect(made)) as database:
                database.execute("VACUUM INTO ?", [str(whole)])
            for old in _folder().glob("*.sqlite3"):
                old.unlink()
            whole.rename(kept)
    return kept


def _postgres(connection) -> str:
    name = f"template_{digest()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone():
            return name
        cursor.execute(f"DROP DATABASE IF EXISTS {name}_half")
        cursor.execute(f"CREATE DATABASE {name}_half")
    _migrate(connection, f"{name}_half")
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {name}_half RENAME TO {name}")
    return name


def _migrate(connection, name: str) -> None:
    """Every migration, in a database of that name."""
    connection.close()
    before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _folder() -> Path:
    """Kept between runs."""
    folder = Path(settings.BASE_DIR) / ".pytest_cache" / "template"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def _alone():
    """One process at a time: the first makes the template, the others find it."""
    with (_folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":  # ahead of the tests (tests/run_all.sh)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from django.db import connection

    made(connection)
