"""The triggers that make the register append-only, on SQLite and on PostgreSQL.

SQLite drops a table's triggers when a migration rebuilds the table: every migration that touches `register_line`
calls `create` again, and a test and `danchu register verify` check that they stand.
"""

TABLE = "register_line"
MESSAGE = "Sổ công khai chỉ được ghi thêm"

_SQLITE = {
    f"{TABLE}_no_{verb}": f"CREATE TRIGGER {TABLE}_no_{verb} BEFORE {verb.upper()} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    for verb in ("update", "delete")
}
# INSERT OR REPLACE deletes without telling the trigger above.
_SQLITE[f"{TABLE}_no_replace"] = (
    f"CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE} "
    f"WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id OR (commune = NEW.commune AND sequence = NEW.sequence)) "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
)
_FUNCTION = (
    f"CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$"
)
_POSTGRES = {
    f"{TABLE}_no_change": f"CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()",
    f"{TABLE}_no_truncate": f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()",
}


def create(connection) -> None:
    """Creates the triggers that are missing."""
    present = standing(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for name, statement in _wanted(connection).items():
            if name not in present:
                cursor.execute(statement)


def drop(connection) -> None:
    """Lifts the triggers. For test databases and for the way back of a migration only."""
    on = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in standing(connection):
            cursor.execute(f"DROP TRIGGER {name}{on}")


def standing(connection, *, awake: bool = False) -> set[str]:
    """Names of our triggers that stand in the database; `awake`: without those that somebody put to sleep."""
    statement = (
        "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND NOT tgisinternal"
        + (" AND tgenabled <> 'D'" if awake else "")
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [TABLE])
        return {name for (name,) in cursor.fetchall()}


def missing(connection) -> set[str]:
    """Names of our triggers that should guard the table and do not."""
    return set(_wanted(connection)) - standing(connection, awake=True)


def _wanted(connection) -> dict[str, str]:
    return _POSTGRES if connection.vendor == "postgresql" else _SQLITE
