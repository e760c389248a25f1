"""Rows that are free until a moment and fixed from then on: triggers in the database, on SQLite and on PostgreSQL.

The sister of append_only.py. SQLite drops a table's triggers when a migration rebuilds the table: every migration that
touches a sealed table calls `create` again, and a test and `danchu register verify` check that they stand.
"""

from dataclasses import dataclass

from danchu.core.append_only import Triggers


def changed(*columns: str) -> str:
    """SQL: whether one of these columns is to become something else."""
    return " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)


def once(moment: str, *columns: str) -> str:
    """SQL for `never`: a moment and what was written with it are set once, and fixed from then on."""
    return f"(OLD.{moment} IS NOT NULL AND ({changed(moment, *columns)}))"


@dataclass(frozen=True)
class Seal(Triggers):
    """The triggers of one table. `when`: SQL on OLD that says whether a row is sealed; `fixed`: the columns that then
    never change; `never`: SQL on OLD and NEW that is refused for a sealed row, whatever else changes ("" for nothing).

    `closed`: SQL on NEW that says when no further row may come in, where rows are sealed together ("" for never).
    `same`: SQL on OLD and NEW that says, besides the same id, which row a new one would take the place of.
    """

    when: str
    fixed: tuple[str, ...]
    never: str = ""
    closed: str = ""
    same: str = ""

    def _refused(self) -> dict[str, tuple[str, str]]:
        """Verb → what is refused in SQL, and the row that goes on otherwise."""
        update = f"({self.when}) AND ({changed(*self.fixed)}{f' OR ({self.never})' if self.never else ''})"
        refused = {"update": (update, "NEW"), "delete": (self.when, "OLD")}
        return {**refused, "insert": (self.closed, "NEW")} if self.closed else refused

    def _replaced(self) -> str:
        """SQL on NEW: a sealed row is in its place. SQLite's INSERT OR REPLACE deletes it and tells no trigger."""
        same = f"OLD.id = NEW.id{f' OR ({self.same})' if self.same else ''}"
        return f"EXISTS (SELECT 1 FROM {self.table} AS OLD WHERE ({same}) AND ({self.when}))"

    def _functions(self) -> list[str]:
        rows = {verb: f"IF {condition} THEN RAISE EXCEPTION '{self.message}'; END IF; RETURN {row};"
                for verb, (condition, row) in self._refused().items()}  # fmt: skip
        rows["truncate"] = f"RAISE EXCEPTION '{self.message}';"
        return [
            f"CREATE OR REPLACE FUNCTION {self.table}_sealed_{verb}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {body} END $$"
            for verb, body in rows.items()
        ]

    def _wanted(self, connection) -> dict[str, str]:
        return self._postgres() if connection.vendor == "postgresql" else self._sqlite()

    def _sqlite(self) -> dict[str, str]:
        refused = {verb: condition for verb, (condition, _row) in self._refused().items()}
        closed = refused.get("insert")
        refused["insert"] = f"({closed}) OR {self._replaced()}" if closed else self._replaced()
        return {
            f"{self.table}_sealed_{verb}": f"CREATE TRIGGER {self.table}_sealed_{verb} BEFORE {verb.upper()} "
            f"ON {self.table} BEGIN SELECT RAISE(ABORT, '{self.message}') WHERE {condition}; END"
            for verb, condition in refused.items()
        }

    def _postgres(self) -> dict[str, str]:
        each = dict.fromkeys(self._refused(), "ROW") | {"truncate": "STATEMENT"}
        return {
            f"{self.table}_sealed_{verb}": f"CREATE TRIGGER {self.table}_sealed_{verb} BEFORE {verb.upper()} "
            f"ON {self.table} FOR EACH {what} EXECUTE FUNCTION {self.table}_sealed_{verb}()"
            for verb, what in each.items()
        }
