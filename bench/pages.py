"""What the benches of pages share: pages drawn cold, in turn, each told as a multiple of the bare page of one row."""

import statistics
import time

LARGE = 20_000  # rows; a smaller table is read from end to end because that is quicker


def measured(rounds: list[dict[str, tuple[str, str]]], *, turns: int, areas: tuple[str, ...]) -> dict[str, dict]:
    """Page → queries, milliseconds (p50, p95), the 95th of 100 as a multiple of the page called "bare", kB, scans.

    `rounds`: page → its path and the cookies of who asks, for each place that is looked at; all of them `turns` times,
    and once more to warm up. `areas`: whose tables are named when PostgreSQL reads them from end to end.
    """
    from django.core.cache import cache
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connection
    from django.test import RequestFactory
    from django.test.utils import CaptureQueriesContext

    application = WSGIHandler()

    def get(path: str, cookies: str) -> int:
        cache.clear()
        environ = RequestFactory(SERVER_NAME="localhost", HTTP_COOKIE=cookies).get(path).environ
        status = []
        response = application(environ, lambda line, headers: status.append(int(line[:3])))
        octets = sum(len(part) for part in response)
        response.close()
        assert status == [200], f"{path}: {status}"
        return octets

    found: dict[str, dict] = {}
    for name, asked in rounds[0].items():
        connection.force_debug_cursor = True
        with CaptureQueriesContext(connection) as captured:
            octets = get(*asked)
        connection.force_debug_cursor = False
        statements = [one["sql"] for one in captured.captured_queries]
        found[name] = {"queries": len(statements), "kb": octets / 1000, "scans": _scans(statements, areas)}
    # Of this process on the CPU where the database is in it, so that neighbours do not count.
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    times: dict[str, list[float]] = {name: [] for name in found}
    for turn in range(turns + 1):
        for paths in rounds:
            for name, asked in paths.items():
                start = clock()
                get(*asked)
                if turn:  # the first one warms the database
                    times[name].append(1000 * (clock() - start))
    bare = statistics.quantiles(times["bare"], n=20)[-1]
    for name, row in found.items():
        row["p50"] = statistics.median(times[name])
        row["p95"] = statistics.quantiles(times[name], n=20)[-1]
        row["multiple"] = row["p95"] / bare
    return found


def told(size: int, what: str, found: dict[str, dict]) -> None:
    """Prints the rows of one size; `what` is counted."""
    heads = ((what, 12), ("page", 18), ("queries", 9), ("p50 ms", 9), ("p95 ms", 9), ("p95/bare", 10), ("kB", 6))
    print("".join(f"{head:>{width}}" for head, width in heads))
    for name, row in found.items():
        scans = "   reads whole tables: " + ", ".join(row["scans"]) if row["scans"] else ""
        print(f"{size:>12,}{name:>18}{row['queries']:>9}{row['p50']:>9.1f}{row['p95']:>9.1f}{row['multiple']:>10.1f}"
              f"{row['kb']:>6.0f}{scans}", flush=True)  # fmt: skip


def copied(model, source: str, other: dict[str, str], rows: str, where: str = "1 = 1") -> None:
    """Writes rows in the database itself: those of `source` in `rows`, with other values in some columns."""
    from django.db import connection

    quoted = {f'"{field.column}"' for field in model._meta.concrete_fields if not field.primary_key}
    values = {name: other.get(name.strip('"'), other.get(name, f"{source}.{name}")) for name in sorted(quoted)}
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({', '.join(values)}) "
            f"SELECT {', '.join(values.values())} FROM {rows} WHERE {where.replace('%%', '%')}"
        )


def _scans(statements: list[str], areas: tuple[str, ...]) -> list[str]:
    """The large tables of these areas that PostgreSQL reads from end to end for these statements."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return []
    found = set()
    with connection.cursor() as cursor:
        for sql in statements:
            if not sql.startswith("SELECT"):
                continue
            cursor.execute("EXPLAIN " + sql.replace("%", "%%"))
            plan = [row[0] for row in cursor.fetchall()]
            found |= {line.split(" on ")[1].split()[0] for line in plan if "Seq Scan on" in line}
        cursor.execute("SELECT relname FROM pg_class WHERE reltuples >= %s", [LARGE])
        large = {name for (name,) in cursor.fetchall()}
    return sorted(name for name in found & large if name.startswith(areas))
