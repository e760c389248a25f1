"""The lines and the public revision."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from django.db import InterfaceError, OperationalError, connection

from danchu.register.models import DIRECTORY, Head, Line
from danchu.register.rules import line_bytes

_REVISION = "SELECT revision FROM register_head WHERE commune = %s"
_NAME = b"danchu_revision"
_ready: WeakKeyDictionary[Any, bool] = WeakKeyDictionary()  # whether a session of PostgreSQL knows the statement


def revision(commune: str) -> int:
    """The commune's public revision: moves with everything public, so that it can stand in a cache key.

    Of `DIRECTORY`: which communes there are and what they are called. Asked for with every page that is read: the
    statement is written out, on PostgreSQL it is prepared, and nobody asks first whether the connection still lives:
    where it does not, a new one is asked (docs/decisions/0073).
    """
    if connection.in_atomic_block:
        return _look(commune)
    connection.health_check_done = True  # this look is the check, for the rest of the request too
    try:
        found = _prepared_look(commune) if connection.vendor == "postgresql" else None
        return _look(commune) if found is None else found
    except (OperationalError, InterfaceError):
        connection.close()
        return _look(commune)


def _look(commune: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_REVISION, [commune])
        found = cursor.fetchone()
    return found[0] if found else 0


def _prepared_look(commune: str) -> int | None:
    """The same by a statement that the server keeps parsed and planned, an eighth of the time; None where it refuses.

    Spoken straight to libpq, on the connection's own session and outside any transaction. Where the server no longer
    knows the statement (`DISCARD`, a pooler between us, a changed table) this connection is asked the ordinary way.
    """
    from psycopg.pq import ExecStatus

    connection.ensure_connection()
    session: Any = connection.connection
    with connection.wrap_database_errors:
        if session not in _ready:
            made = session.pgconn.prepare(_NAME, _REVISION.replace("%s", "$1").encode())
            _ready[session] = made.status == ExecStatus.COMMAND_OK
        if not _ready[session]:
            return None
        found = session.pgconn.exec_prepared(_NAME, [commune.encode()])
    if found.status != ExecStatus.TUPLES_OK:
        _ready[session] = False
        return None
    return int(found.get_value(0, 0)) if found.ntuples else 0


def communes() -> list[str]:
    """Slugs of the communes that have a register; one whose head was taken away has lines still."""
    heads, lines = (model.objects.order_by().values_list("commune", flat=True).distinct() for model in (Head, Line))
    return sorted({*heads, *lines} - {DIRECTORY})


def lines(
    commune: str, *, kind: str = "", since: datetime.date | None = None, until: datetime.date | None = None
):  # fmt: skip
    """The commune's lines, newest first; of one kind (`plans`: events `plans.…`), of a period, both days included."""
    rows = Line.objects.filter(commune=commune).order_by("-sequence")
    rows = rows.filter(event__startswith=f"{kind}.") if kind else rows
    rows = rows.filter(happened_on__gte=since) if since else rows
    return rows.filter(happened_on__lte=until) if until else rows


def line(commune: str, sequence: int) -> Line | None:
    """One line of a commune's register; None when there is no such."""
    return Line.objects.filter(commune=commune, sequence=sequence).first()


def about(commune: str, subject: str):
    """The lines about one thing, newest first."""
    return lines(commune).filter(subject=subject)


def naming(commune: str, digest: str, limit: int = 20) -> list[Line]:
    """The lines that name a file of this SHA-256 (64 hex digits), or are of this digest themselves; oldest first."""
    rows = Line.objects.filter(commune=commune).order_by("sequence")
    return list((rows.filter(digest=digest) | rows.filter(body__contains=f'"{digest}"'))[:limit])


def from_sequence(commune: str, first: int, count: int) -> list[tuple[Line, bytes]]:
    """Lines from a number on, oldest first, each with its canonical bytes (1 query)."""
    rows = Line.objects.filter(commune=commune, sequence__gte=first - 1, sequence__lt=first + count)
    previous, found = "", []
    for row in rows.order_by("sequence"):
        if row.sequence >= first:
            found.append((row, bytes_of(row, previous)))
        previous = row.digest
    return found


def bytes_of(row: Line, previous: str) -> bytes:
    """The canonical bytes of a line; `previous` is the digest of the line before it."""
    return line_bytes(
        commune=row.commune, sequence=row.sequence, event=row.event, subject=row.subject, unit=row.unit,
        happened_on=row.happened_on, recorded_at=row.recorded_at, body=row.body, previous=previous,
    )  # fmt: skip


@dataclass(frozen=True)
class NamedFile:
    """A file that a line names: `digest` is salted where the file may have to be erased."""

    sequence: int
    subject: str
    name: str
    digest: str
    erasable: bool


def files_of(row: Line) -> list[NamedFile]:
    """The files a line names."""
    body = json.loads(row.body)
    return [
        NamedFile(row.sequence, row.subject, name, digest, part == "erasable")
        for part in ("files", "erasable")
        for name, digest in sorted(body.get(part, {}).items())
    ]


def named_files(commune: str) -> Iterator[NamedFile]:
    """Every file that the lines of a register name, from the first line on."""
    for row in Line.objects.filter(commune=commune).order_by("sequence").iterator(chunk_size=1000):
        yield from files_of(row)
