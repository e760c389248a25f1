"""Tables that are only ever added to: triggers in the database itself, on SQLite and on PostgreSQL.

SQLite drops a table's triggers when a migration rebuilds the table: every migration that touches a guarded table
calls `create` again, and a test and `danchu register verify` check that they stand.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Triggers:
    """The triggers of one table, whatever they refuse; which, say `_wanted` and `_functions` (PostgreSQL)."""

    table: str
    message: str

    def create(self, connection) -> None:
        """Creates the triggers that are missing."""
        present = self.standing(connection)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                for function in self._functions():
                    cursor.execute(function)
            for name, statement in self._wanted(connection).items():
                if name not in present:
                    cursor.execute(statement)

    def drop(self, connection) -> None:
        """Lifts the triggers. For test databases and for the way back of a migration only."""
        on = f" ON {self.table}" if connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            for name in self.standing(connection):
                cursor.execute(f"DROP TRIGGER {name}{on}")

    def standing(self, connection, *, awake: bool = False) -> set[str]:
        """Names of triggers that stand on the table; `awake`: without those that somebody put to sleep."""
        statement = (
            "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND NOT tgisinternal"
            + (" AND tgenabled <> 'D'" if awake else "")
            if connection.vendor == "postgresql"
            else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [self.table])
            return {name for (name,) in cursor.fetchall()}

    def missing(self, connection) -> set[str]:
        """Names of our triggers that should guard the table and do not."""
        return set(self._wanted(connection)) - self.standing(connection, awake=True)

    def _functions(self) -> list[str]:
        """The functions that PostgreSQL's triggers run."""
        raise NotImplementedError

    def _wanted(self, connection) -> dict[str, str]:
        """Name → statement of each trigger, in the words of the connection's database."""
        raise NotImplementedError


@dataclass(frozen=True)
class Guard(Triggers):
    """Refuses every change. `key`: the columns that are unique together, besides `id`."""

    key: tuple[str, ...] = ()

    def _functions(self) -> list[str]:
        return [
            f"CREATE OR REPLACE FUNCTION {self.table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{self.message}'; END $$"
        ]

    def _wanted(self, connection) -> dict[str, str]:
        return self._postgres() if connection.vendor == "postgresql" else self._sqlite()

    def _sqlite(self) -> dict[str, str]:
        same = "id = NEW.id"
        if self.key:
            same += f" OR ({' AND '.join(f'{column} = NEW.{column}' for column in self.key)})"
        when = {
            "update": "UPDATE ON {table}",
            "delete": "DELETE ON {table}",
            # INSERT OR REPLACE deletes without telling the trigger above.
            "replace": f"INSERT ON {{table}} WHEN EXISTS (SELECT 1 FROM {{table}} WHERE {same})",
        }
        return {
            f"{self.table}_no_{verb}": f"CREATE TRIGGER {self.table}_no_{verb} BEFORE {event.format(table=self.table)} "
            f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
            for verb, event in when.items()
        }

    def _postgres(self) -> dict[str, str]:
        refuse = f"EXECUTE FUNCTION {self.table}_refuse()"
        return {
            f"{self.table}_no_change": f"CREATE TRIGGER {self.table}_no_change BEFORE UPDATE OR DELETE "
            f"ON {self.table} FOR EACH ROW {refuse}",
            f"{self.table}_no_truncate": f"CREATE TRIGGER {self.table}_no_truncate BEFORE TRUNCATE "
            f"ON {self.table} FOR EACH STATEMENT {refuse}",
        }
