"""Finding rows by words, however many rows there are: an index of the words of one folded column, on either database.

Every word asked for occurs in the row as the beginning of a word (a single letter as a word of its own); a code or
number ("bm-7k3q-4", "12/2026") is found as it is written, its parts one after another. The column holds folded text
(core/text.py), the table a commune's rows.

PostgreSQL keeps a generated column with an index. SQLite keeps a table of its full-text module beside, and triggers
that keep it in step: SQLite drops them when a migration rebuilds the table, so that such a migration calls `create`
again, and a test asks `missing`.
"""

import re
from dataclasses import dataclass

from danchu.core.text import fold

_PARTS = re.compile(r"[^\W_]+")
_LONGEST = 200_000  # letters of a text that are looked at; PostgreSQL holds no more words than a megabyte takes


def parts_of(words: str) -> list[list[str]]:
    """What is looked for, folded: each word with its parts, "12/2026" being one of two."""
    return [parts for word in fold(words).split() if (parts := _PARTS.findall(word))]


@dataclass(frozen=True)
class Words:
    """The words of a table's column."""

    table: str
    column: str = "search"

    @property
    def index(self) -> str:
        """The name of what is kept for it: a table on SQLite, a column and its index on PostgreSQL."""
        return f"{self.table}_words"

    def matching(self, rows, commune, words: str):
        """Those of a commune's `rows` in which every word occurs, the last that came first; none without a word."""
        asked = parts_of(words)
        if not asked:
            return rows.none()
        rows = rows.filter(commune=commune)
        if _vendor(rows) == "postgresql":
            wanted = " & ".join(" <-> ".join(f"'{part}'" for part in parts) + _begins(parts, ":*") for parts in asked)
            return rows.extra(where=[f"{self.table}.{self.index} @@ %s::tsquery"], params=[wanted]).order_by("-pk")
        wanted = " AND ".join(f'"{" ".join(parts)}"' + _begins(parts, " *") for parts in asked)
        # Read in the index's own order and no further than rows are asked for; it says so only to its own column.
        return rows.extra(
            tables=[self.index], where=[f"{self.index}.rowid = {self.table}.id", f"{self.index} MATCH %s"],
            params=[f'commune_id : "{commune.pk}" AND {self.column} : ({wanted})'],
        ).extra(order_by=[f"-{self.index}.rowid"])  # fmt: skip

    def create(self, connection) -> None:
        """Makes what is missing, and brings it in step with the rows."""
        if not self.missing(connection):
            return
        with connection.cursor() as cursor:
            for statement in self._postgres() if connection.vendor == "postgresql" else self._sqlite():
                cursor.execute(statement)

    def drop(self, connection) -> None:
        """Takes it away: for the way back of a migration only."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"ALTER TABLE {self.table} DROP COLUMN IF EXISTS {self.index}")
                return
            for name in self._triggers():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(f"DROP TABLE IF EXISTS {self.index}")

    def missing(self, connection) -> set[str]:
        """Names of what should stand and does not."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                wanted = {f"{self.index}_gin"}
                cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = %s", [self.table])
            else:
                wanted = {self.index, *self._triggers()}
                cursor.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger')")
            return wanted - {name for (name,) in cursor.fetchall()}

    def _postgres(self) -> list[str]:
        text = f"regexp_replace(left({self.column}, {_LONGEST}), '[^[:alnum:]]+', ' ', 'g')"
        return [
            f"ALTER TABLE {self.table} ADD COLUMN {self.index} tsvector "
            f"GENERATED ALWAYS AS (to_tsvector('simple', {text})) STORED",
            f"CREATE INDEX {self.index}_gin ON {self.table} USING gin ({self.index})",
        ]

    def _sqlite(self) -> list[str]:
        return [
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {self.index} USING fts5(commune_id, {self.column}, "
            f"content='{self.table}', content_rowid='id', tokenize='unicode61')",
            *(statement.replace("TRIGGER", "TRIGGER IF NOT EXISTS", 1) for statement in self._triggers().values()),
            f"INSERT INTO {self.index} ({self.index}) VALUES ('rebuild')",
        ]

    def _triggers(self) -> dict[str, str]:
        """Name → statement: SQLite's."""
        names = f"rowid, commune_id, {self.column}"
        into = f"INSERT INTO {self.index} ({names}) VALUES (NEW.id, NEW.commune_id, NEW.{self.column});"
        out = (
            f"INSERT INTO {self.index} ({self.index}, {names}) "
            f"VALUES ('delete', OLD.id, OLD.commune_id, OLD.{self.column});"
        )
        when = {
            "in": (f"INSERT ON {self.table}", into), "out": (f"DELETE ON {self.table}", out),
            "again": (f"UPDATE OF commune_id, {self.column} ON {self.table} WHEN OLD.{self.column} IS NOT "
                      f"NEW.{self.column} OR OLD.commune_id <> NEW.commune_id", out + " " + into),
        }  # fmt: skip
        return {
            f"{self.index}_{name}": f"CREATE TRIGGER {self.index}_{name} AFTER {event} BEGIN {statements} END"
            for name, (event, statements) in when.items()
        }


def _begins(parts: list[str], mark: str) -> str:
    """The mark by which the last part may go on; a single letter stands for itself, half of all words begin with it."""
    return mark if len(parts[-1]) > 1 else ""


def _vendor(rows) -> str:
    from django.db import connections

    return connections[rows.db].vendor
