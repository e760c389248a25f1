"""`make bench`, third part: the public register from a thousand to a million lines.

Registers are built in bulk, with the very bytes `append` would have written. Measured: what a line costs against a bare
insert of the same row in the same run; how long a proof takes, signed head and all; how fast all of it is recomputed.
"""

import datetime
import os
import random
import statistics
import sys
import tempfile
import time

SIZES = (1_000, 10_000, 100_000, 1_000_000)
DEAREST = 10.0  # an append (five statements) against a bare insert, at most, at the largest size
SLOWEST = 25.0  # ms a proof may take, p95, at the largest size
FEWEST = 5_000  # lines recomputed in a second, at least
SLUG = "do-so"


def main() -> int:
    """Measures in a place of its own; exit code 1 when a target is missed."""
    with tempfile.TemporaryDirectory(prefix="danchu-bench-") as folder:
        os.environ.update(DANCHU_DATA=folder, DEMO="1", DEBUG="0", DJANGO_SETTINGS_MODULE="config.settings")
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/danchu.sqlite3")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
        return int(not measure(tuple(map(int, sys.argv[1:])) or SIZES))


def measure(sizes: tuple[int, ...] = SIZES) -> bool:
    """Prints a table; False when a target is missed. Needs an empty database."""
    from django.db import connection

    from danchu.register import queries

    heads = ("lines", "append, ms", "× bare insert", "proof p50, ms", "p95, ms", "path", "verify, lines/s")
    widths = (10, 12, 15, 15, 10, 6, 17)
    print(f"\nthe register on {connection.vendor}")
    print("".join(f"{head:>{width}}" for head, width in zip(heads, widths, strict=True)))
    builder = _Builder()
    for size in sizes:
        builder.grow(size)
        append, bare = _append_against_insert()
        builder.forget()
        half, most, path = _proofs(size)
        start = _clock()
        finding = queries.first_difference(SLUG)
        rate = size / (_clock() - start)
        if finding:
            raise SystemExit(f"the bench's own register is broken: {finding}")
        figures = (
            f"{size:,}",
            f"{append:.2f}",
            f"{append / bare:.1f}",
            f"{half:.2f}",
            f"{most:.2f}",
            path,
            f"{rate:,.0f}",
        )
        print("".join(f"{each:>{width}}" for each, width in zip(figures, widths, strict=True)), flush=True)
    print(f"targets at the largest: append ≤ {DEAREST} × a bare insert, proof p95 ≤ {SLOWEST} ms, ≥ {FEWEST:,} lines/s")
    return append / bare <= DEAREST and most <= SLOWEST and rate >= FEWEST


class _Builder:
    """Lines and nodes written in bulk, with the database's locks lifted meanwhile."""

    def __init__(self):
        self.size, self.previous, self.edge = 0, "", {}

    def grow(self, size: int) -> None:
        """Up to `size` lines."""
        from django.db import connection, transaction

        from danchu.register import triggers
        from danchu.register.models import Head

        triggers.drop(connection)
        with transaction.atomic():
            while self.size < size:
                self._write(min(20_000, size - self.size))
            last = {"sequence": self.size, "digest": self.previous, "recorded_at": _moment(self.size), "revision": 1}
            Head.objects.update_or_create(commune=SLUG, defaults=last)
        triggers.create(connection)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _write(self, count: int) -> None:
        from django.db import connection

        from danchu.register.rules import canonical, digest_of, line_bytes, tree

        lines, nodes = [], []
        for sequence in range(self.size + 1, self.size + count + 1):
            values = {
                "commune": SLUG, "sequence": sequence, "event": "plans.published", "subject": f"plans.plan:{sequence}",
                "unit": "Ủy ban nhân dân xã Đo", "happened_on": datetime.date(2026, 4, 28),
                "recorded_at": _moment(sequence),
                "body": canonical({"public": {"title": f"Kế hoạch số {sequence}"}, "files": {"a.pdf": "ab" * 32}}),
            }  # fmt: skip
            data = line_bytes(**values, previous=self.previous)
            self.previous = digest_of(data)
            lines.append((*values.values(), self.previous))
            index = sequence - 1
            made = tree.grown(index, tree.leaf_hash(data), self.edge.__getitem__)
            nodes += [(SLUG, level, number, digest) for (level, number), digest in made]
            for place in tree.siblings(index):
                del self.edge[place]
            self.edge[made[-1][0]] = made[-1][1]
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO register_line (commune, sequence, event, subject, unit, happened_on, recorded_at, body, "
                "digest) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)", lines,
            )  # fmt: skip
            cursor.executemany(
                "INSERT INTO register_node (commune, level, number, hash) VALUES (%s, %s, %s, %s)", nodes
            )
        self.size += count

    def forget(self) -> None:
        """Takes back what was appended beyond, so that the next size goes on from here."""
        from django.db import connection

        from danchu.register import triggers
        from danchu.register.models import Head, Line, Node

        triggers.drop(connection)
        Line.objects.filter(commune=SLUG, sequence__gt=self.size).delete()
        for level in range(21):
            Node.objects.filter(commune=SLUG, level=level, number__gte=self.size >> level).delete()
        Head.objects.filter(commune=SLUG).update(sequence=self.size, digest=self.previous)
        triggers.create(connection)


def _clock() -> float:
    """Seconds: of this process on the CPU where the database is in it, so that neighbours do not count."""
    from django.db import connection

    return time.process_time() if connection.vendor == "sqlite" else time.perf_counter()


def _moment(sequence: int) -> datetime.datetime:
    return datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(seconds=sequence)


def _append_against_insert(rounds: int = 12, each: int = 25) -> tuple[float, float]:
    """Milliseconds of an append and of a bare insert of the same row, each in a transaction: medians, interleaved."""
    from django.db import transaction

    from danchu.register import services
    from danchu.register.models import Line

    day = datetime.date(2026, 4, 28)
    times: dict[str, list[float]] = {"append": [], "bare": []}
    for at in range(rounds):
        start = _clock()
        for number in range(each):
            with transaction.atomic():
                services.append(
                    commune=SLUG, event="plans.published", subject=f"plans.plan:{number}", unit="UBND", on=day,
                    public={"title": "Kế hoạch"}, files={"a.pdf": "ab" * 32},
                )  # fmt: skip
        times["append"].append((_clock() - start) / each)
        start = _clock()
        for number in range(each):
            with transaction.atomic():
                Line.objects.create(
                    commune=f"{SLUG}-tran", sequence=random.getrandbits(62), event="plans.published",
                    subject=f"plans.plan:{number}", unit="UBND", happened_on=day, recorded_at=_moment(at),
                    digest="0" * 64, body='{"files":{"a.pdf":"' + "ab" * 32 + '"},"public":{"title":"Kế hoạch"}}',
                )  # fmt: skip
        times["bare"].append((_clock() - start) / each)
    return 1000 * statistics.median(times["append"]), 1000 * statistics.median(times["bare"])


def _proofs(size: int, count: int = 300) -> tuple[float, float, int]:
    """Milliseconds of a proof with its signed head, p50 and p95; the longest path met."""
    from danchu.register import queries

    times, longest = [], 0
    for sequence in random.Random(size).choices(range(1, size + 1), k=count):
        start = _clock()
        proof = queries.inclusion(SLUG, sequence, size)
        queries.inclusion_document(SLUG, proof)
        times.append(1000 * (_clock() - start))
        if not proof.holds:
            raise SystemExit(f"line {sequence} of {size} does not hold")
        longest = max(longest, len(proof.path))
    times.sort()
    return times[len(times) // 2], times[int(len(times) * 0.95)], longest


if __name__ == "__main__":
    sys.exit(main())
