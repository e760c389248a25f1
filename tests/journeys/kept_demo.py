"""The demonstration for tests: lived once, put back row by row afterwards, also in the other processes of a run.

Living four months of two communes through the services takes a quarter of a minute; a dozen tests begin with it. Each
kind of database has its own, lived in it.
"""

import datetime
import os
import pickle
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction

from config import demo
from danchu.decisions import triggers as decisions_triggers

_kept: dict[str, tuple[list[str], list[tuple]]] = {}
_files: dict[str, bytes] = {}


def load() -> None:
    """Both communes of the demonstration, into a database that has neither."""
    empty = [table for table in _tables() if not _rows(table)[1]]
    if not _kept and _shared().exists():
        kept, files = pickle.loads(_shared().read_bytes())
        _kept.update(kept)
        _files.update(files)
    if not _kept:
        demo.load(say=lambda line: None)
        _kept.update({table: rows for table in empty if (rows := _rows(table))[1]})
        _files.update({_name(path): path.read_bytes() for path in _folder().rglob("*") if path.is_file()})
        half = _shared().with_suffix(f".{os.getpid()}")
        half.write_bytes(pickle.dumps((_kept, _files)))
        half.rename(_shared())
        return
    with transaction.atomic():  # rows come table by table: what refers to what is asked at the end
        _put_back()
    for name, data in _files.items():
        path = _folder() / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _put_back() -> None:
    decisions_triggers.drop(connection)  # a roll that is frozen takes no rows, whoever brings them
    with connection.cursor() as cursor:
        for table, (columns, rows) in _kept.items():
            named = ", ".join(connection.ops.quote_name(column) for column in columns)
            places = ", ".join(["%s"] * len(columns))
            into = f"INSERT INTO {connection.ops.quote_name(table)} ({named}) VALUES ({places})"
            cursor.executemany(into, [tuple(map(_as_kept, row)) for row in rows])
        for statement in connection.ops.sequence_reset_sql(no_style(), list(apps.get_models())):
            cursor.execute(statement)
    connection.check_constraints()
    decisions_triggers.create(connection)


def _shared() -> Path:
    """Where the processes of one run find it: a run has a data folder of its own (tests/run_all.sh)."""
    return Path(settings.DATA_DIR) / f"demo-{connection.vendor}.pickle"


def _tables() -> list[str]:
    """Every table of our own and of the libraries, tables between tables included."""
    return [model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def _rows(table: str) -> tuple[list[str], list[tuple]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return [column[0] for column in cursor.description], cursor.fetchall()


def _as_kept(value):
    """SQLite gives times of day as such and does not take them back."""
    return connection.ops.adapt_timefield_value(value) if isinstance(value, datetime.time) else value


def _folder() -> Path:
    return Path(settings.FILES_DIR)


def _name(path: Path) -> str:
    return str(path.relative_to(_folder()))
