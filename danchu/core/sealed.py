"""Rows that are free until a moment and fixed from then on: triggers in the database, on SQLite and on PostgreSQL.

The sister of append_only.py. SQLite drops a table's triggers when a migration rebuilds the table: every migration that
touches a sealed table calls `create` again, and a test and `danchu register verify` check that they stand.
"""

from dataclasses import dataclass

from danchu.core.append_only import Triggers


@dataclass(frozen=True)
class Seal(Triggers):
    """The triggers of one table. `when`: SQL on OLD that says whether a row is sealed; `fixed`: the columns that then
    never change; `never`: SQL on NEW that is refused for a sealed row, whatever else changes ("" for nothing).

    `closed`: SQL on NEW that says when no further row may come in, where rows are sealed together ("" for never).
    """

    when: str
    fixed: tuple[str, ...]
    never: str = ""
    closed: str = ""

    def _refused(self) -> dict[str, tuple[str, str]]:
        """Verb → what is refused in SQL, and the row that goes on otherwise."""
        changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in self.fixed)
        update = f"({self.when}) AND ({changed}{f' OR ({self.never})' if self.never else ''})"
        refused = {"update": (update, "NEW"), "delete": (self.when, "OLD")}
        return {**refused, "insert": (self.closed, "NEW")} if self.closed else refused

    def _functions(self) -> list[str]:
        return [
            f"CREATE OR REPLACE FUNCTION {self.table}_sealed_{verb}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {condition} THEN RAISE EXCEPTION '{self.message}'; END IF; RETURN {row}; END $$"
            for verb, (condition, row) in self._refused().items()
        ]

    def _wanted(self, connection) -> dict[str, str]:
        if connection.vendor == "postgresql":
            return {
                f"{self.table}_sealed_{verb}": f"CREATE TRIGGER {self.table}_sealed_{verb} BEFORE {verb.upper()} "
                f"ON {self.table} FOR EACH ROW EXECUTE FUNCTION {self.table}_sealed_{verb}()"
                for verb in self._refused()
            }
        return {
            f"{self.table}_sealed_{verb}": f"CREATE TRIGGER {self.table}_sealed_{verb} BEFORE {verb.upper()} "
            f"ON {self.table} BEGIN SELECT RAISE(ABORT, '{self.message}') WHERE {condition}; END"
            for verb, (condition, _row) in self._refused().items()
        }
