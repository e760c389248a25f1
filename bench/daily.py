"""`make bench`, second part: the whole country's day. `danchu daily` over 100, 1,000 and 3,321 communes.

Each commune has seven units, five of which report, three people, and thirty duties besides what the law makes it owe.
Measured are the first day (everything comes to be) and an ordinary day after it, per commune, in queries and in time;
and the time (of this process on the CPU, so that neighbours do not count) as a multiple of a bare loop of one query a
commune in the same run, so that a slow machine slows both.
"""

import datetime
import os
import sys
import tempfile
import time

SIZES = (100, 1000, 3321)
DUTIES = 30
FIRST = datetime.date(2026, 4, 28)
QUERIES_A_DAY = 75  # per commune on an ordinary day, at most, and the same however many communes there are
GROWTH = 1.5  # time per commune at the largest size against the smallest, at most


def main() -> int:
    """Measures in a place of its own; exit code 1 when a target is missed."""
    with tempfile.TemporaryDirectory(prefix="danchu-bench-") as folder:
        os.environ.update(DANCHU_DATA=folder, DEMO="1", DEBUG="0", DJANGO_SETTINGS_MODULE="config.settings")
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/danchu.sqlite3"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
        return int(not measure(tuple(map(int, sys.argv[1:])) or SIZES))


def measure(sizes: tuple[int, ...] = SIZES) -> bool:
    """Prints a table; False when a target is missed. Needs an empty database."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from config import daily
    from danchu.core import clock
    from danchu.duties.models import Duty
    from danchu.organisation.models import Commune

    heads = ("communes", "day", "queries each", "ms each", "times bare", "whole, s", "wall, s")
    print("\n" + "".join(f"{head:>{width}}" for head, width in zip(heads, (10, 12, 14, 9, 12, 10, 10), strict=True)))
    made, good, each = 0, True, {}
    for size in sizes:
        _add(made, size)
        made = size
        communes = list(Commune.objects.order_by("pk"))
        start = time.process_time()
        for commune in communes:
            Duty.objects.filter(commune=commune, state="open").count()
        bare = (time.process_time() - start) / size
        for name, day in (("first", FIRST), ("ordinary", FIRST + datetime.timedelta(days=1))):
            clocks = time.process_time(), time.perf_counter()
            done = daily.run(day)
            whole, wall = time.process_time() - clocks[0], time.perf_counter() - clocks[1]
            if done["failed"] or len(done["communes"]) != size:
                raise SystemExit(f"the day failed: {done['failed']}")
            again = day + datetime.timedelta(days=1)
            counts = set()
            for commune in (communes[0], communes[size // 2], communes[-1]):
                connection.force_debug_cursor = True
                with CaptureQueriesContext(connection) as captured:
                    daily.day_of(commune, again, now=clock.now())
                connection.force_debug_cursor = False
                counts.add(len(captured))
            each[size, name] = whole / size
            print(f"{size:>10}{name:>12}{'–'.join(map(str, sorted(counts))):>14}{1000 * whole / size:>9.1f}"
                  f"{whole / size / bare:>12.0f}{whole:>10.1f}{wall:>10.1f}", flush=True)  # fmt: skip
            good &= max(counts) <= QUERIES_A_DAY
    growth = each[sizes[-1], "ordinary"] / each[sizes[0], "ordinary"]
    print(f"growth per commune, {sizes[0]} → {sizes[-1]}: {growth:.2f} (linear is 1; target: at most {GROWTH})")
    print(f"target: at most {QUERIES_A_DAY} queries a commune on an ordinary day")
    return good and growth <= GROWTH


def _add(first: int, size: int) -> None:
    """Communes number `first` to `size`, written in bulk: only the day itself is measured."""
    from danchu.core import clock
    from danchu.duties.models import Duty
    from danchu.duties.states import Source
    from danchu.organisation.models import Account, Commune, Person, Post, Province, Unit
    from danchu.organisation.states import Role, UnitKind

    province, _made = Province.objects.get_or_create(code="98", defaults={"name": "tỉnh Đo"})
    begins, now = datetime.date(2026, 1, 1), clock.now()
    communes = Commune.objects.bulk_create([
        Commune(province=province, code=f"9{at:04}", name=f"xã Đo {at}", slug=f"do-{at}", begins_on=begins)
        for at in range(first, size)
    ])  # fmt: skip
    kinds = [
        (UnitKind.COMMITTEE, False),
        *[(UnitKind.OFFICE, True)] * 4,
        (UnitKind.HEALTH, True),
        (UnitKind.FRONT, False),
    ]
    units = Unit.objects.bulk_create([
        Unit(commune=commune, kind=kind, name=f"{kind} {at}", reports=reports, order=at)
        for commune in communes for at, (kind, reports) in enumerate(kinds)
    ])  # fmt: skip
    accounts = Account.objects.bulk_create(
        [Account(username=f"do-{c.pk}-{at}", password="!") for c in communes for at in range(3)]
    )
    people = Person.objects.bulk_create([
        Person(commune=communes[at // 3], account=account, full_name=f"Người {at}")
        for at, account in enumerate(accounts)
    ])  # fmt: skip
    roles = (Role.CHAIR, Role.HEAD, Role.HEAD)
    Post.objects.bulk_create([
        Post(person=person, unit=units[at // 3 * len(kinds) + at % 3], role=roles[at % 3], title="Đo", starts_on=begins)
        for at, person in enumerate(people)
    ])  # fmt: skip
    Duty.objects.bulk_create([
        Duty(
            commune=commune, unit=units[where * len(kinds) + at % len(kinds)], key=f"do:{at}", source=Source.PLAN,
            title=f"Việc {at}", due_on=FIRST + datetime.timedelta(days=4 * at - 20), created_at=now,
        )
        for where, commune in enumerate(communes) for at in range(DUTIES)
    ], batch_size=5000)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
