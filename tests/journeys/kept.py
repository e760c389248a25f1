"""What is lived once for tests and put back row by row afterwards, also in the other processes of a run.

Living four months of two communes through the services takes a quarter of a minute, the lived-in scene half a minute
more; a dozen tests begin with each. Each kind of database has its own, lived in it.
"""

import datetime
import hashlib
import os
import pickle
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction

from config import demo
from danchu.decisions import triggers as decisions_triggers


class Kept(NamedTuple):
    """The rows by table (names of columns, rows), the files by name, and what the living gave, pickled."""

    rows: dict[str, tuple[list[str], list[tuple]]]
    files: dict[str, bytes]
    gave: bytes


_kept: dict[str, Kept] = {}


def load() -> None:
    """Both communes of the demonstration, into a database that has neither."""
    once("demo", lambda: demo.load(say=lambda line: None))


def once[T](name: str, live: Callable[[], T]) -> T:
    """Does to a database of no commune what `live` does, and gives what it gives.

    `live` only fills tables and files: what stood there before stands there afterwards. It is to be lived on the same
    day whoever asks.
    """
    shared = _shared(name)
    if name not in _kept and shared.exists():
        _kept[name] = Kept(*pickle.loads(shared.read_bytes()))
    if name not in _kept:
        before = {table: _rows(table) for table in _tables()}
        gave = live()
        after = {table: rows for table in before if (rows := _rows(table)) != before[table]}
        mixed = [table for table in after if before[table][1]]
        assert not mixed, f"cannot be put back, there were rows before: {mixed}"
        files = {each: path.read_bytes() for each, path in _files().items()}
        _kept[name] = Kept(after, files, pickle.dumps(gave))
        half = shared.with_suffix(f".{os.getpid()}")
        half.write_bytes(pickle.dumps(tuple(_kept[name])))
        half.rename(shared)
        return gave
    with transaction.atomic():  # rows come table by table: what refers to what is asked at the end
        _put_back(_kept[name].rows)
    for each, data in _kept[name].files.items():
        path = _folder() / each
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return pickle.loads(_kept[name].gave)


def _put_back(kept: dict[str, tuple[list[str], list[tuple]]]) -> None:
    decisions_triggers.drop(connection)  # a roll that is frozen takes no rows, whoever brings them
    with connection.cursor() as cursor:
        for table, (columns, rows) in kept.items():
            named = ", ".join(connection.ops.quote_name(column) for column in columns)
            places = ", ".join(["%s"] * len(columns))
            into = f"INSERT INTO {connection.ops.quote_name(table)} ({named}) VALUES ({places})"
            cursor.executemany(into, [tuple(map(_as_kept, row)) for row in rows])
        for statement in connection.ops.sequence_reset_sql(no_style(), list(apps.get_models())):
            cursor.execute(statement)
    connection.check_constraints()
    decisions_triggers.create(connection)


def _shared(name: str) -> Path:
    """Where the processes of one run find it: a run has a data folder of its own (tests/run_all.sh). Whoever keeps a
    folder while working finds nothing there that older code has lived: the name tells of what stands in the tree."""
    return Path(settings.DATA_DIR) / f"{name}-{connection.vendor}-{_tree()}.pickle"


@cache
def _tree() -> str:
    found = hashlib.sha256()
    for folder in ("danchu", "config", "tests"):
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                found.update(f"{path} {path.stat().st_mtime_ns}".encode())
    return found.hexdigest()[:16]


@cache
def _tables() -> dict[str, list[str]]:
    """Every table of our own and of the libraries, tables between tables included, with the columns of its model: what
    the database reckons beside them (core/words.py) it reckons again.
    """
    models = [model._meta for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return {meta.db_table: [field.column for field in meta.local_concrete_fields] for meta in models}


def _rows(table: str) -> tuple[list[str], list[tuple]]:
    columns = ", ".join(connection.ops.quote_name(column) for column in _tables()[table])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {connection.ops.quote_name(table)}")
        return [column[0] for column in cursor.description], cursor.fetchall()


def _as_kept(value):
    """SQLite gives times of day as such and does not take them back."""
    return connection.ops.adapt_timefield_value(value) if isinstance(value, datetime.time) else value


def _folder() -> Path:
    return Path(settings.FILES_DIR).parent


def _files() -> dict[str, Path]:
    """The files that are kept, and the key that signs the register, by their names in the test's folder."""
    found = [*Path(settings.FILES_DIR).rglob("*"), Path(settings.REGISTER_KEY_FILE)]
    return {str(path.relative_to(_folder())): path for path in found if path.is_file()}
