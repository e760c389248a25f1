"""`make bench`: how many submissions a second come to the durable commit, against bare inserts in the same database.

A submission is the very service behind the public form: receipt, code, PIN and its hash, the matter with its dates, the
words that find it, notices to the desk. A bare insert is one row of as many words in a transaction of its own, through
the same connection with the same settings. Both alternate, alone and from several processes at once. Told is also where
the time goes: the same with the PIN hashed by a hasher that takes no time, and how many statements one takes.

    python -m bench.submissions        on PostgreSQL: python tests/on_postgres.py --durable … -m bench.submissions
"""

import multiprocessing
import os
import statistics
import sys
import tempfile
import time

ROUNDS, SECONDS, AT_ONCE = 5, 1.5, 3
LEAST_RATIO = 0.002  # of the bare inserts' rate, with a hasher that takes no time: twenty statements against one
LEAST_RATE = 2.0  # submissions a second from one process, PIN hashed as it is: a commune has a few a day
TEXT = (
    "Đường liên bản từ bản Nà Mẫu đi trung tâm xã bị sạt lở ở đoạn cua, xe máy không qua được khi trời mưa. Bà con đã "
    "báo trưởng bản nhưng chưa thấy ai xuống xem. Đề nghị Ủy ban nhân dân xã sớm kiểm tra, giải quyết. "
)
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def main() -> int:
    """Measures in a place of its own; exit code 1 when a target is missed."""
    with tempfile.TemporaryDirectory(prefix="danchu-bench-") as folder:
        os.environ.update(DANCHU_DATA=folder, DEMO="1", DEBUG="0", DJANGO_SETTINGS_MODULE="config.settings")
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/danchu.sqlite3")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
        _ground()
        return int(not measure())


def measure() -> bool:
    """Prints the table; False when a target is missed. Needs an empty database with its ground."""
    from django.conf import settings
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    print(f"\nsubmissions on {connection.vendor}, to the durable commit: {_how_durable()}")
    slow = settings.PASSWORD_HASHERS
    heads = ("processes", "PIN's hasher", "submissions/s", "bare inserts/s", "ratio")
    print("".join(f"{head:>{width}}" for head, width in zip(heads, (10, 14, 15, 16, 8), strict=True)))
    kept = {}
    for count in (1, AT_ONCE):
        for name, hashers in (("as it is", slow), ("of no time", QUICK)):
            rates = _at_once(count, hashers)
            ratio = statistics.median(one / bare for one, bare in rates)
            one, bare = (statistics.median(each) for each in zip(*rates, strict=True))
            kept[count, name] = one, ratio
            print(f"{count:>10}{name:>14}{one:>15.1f}{bare:>16.0f}{ratio:>8.3f}", flush=True)
    connection.force_debug_cursor = True
    with CaptureQueriesContext(connection) as captured:
        _submit()
    connection.force_debug_cursor = False
    hashing = 1000 / kept[1, "as it is"][0] - 1000 / kept[1, "of no time"][0]
    print(
        f"a submission: {len(captured)} statements, {1000 / kept[1, 'of no time'][0]:.1f} ms; its PIN {hashing:.0f} ms"
    )
    print(f"targets: ≥ {LEAST_RATE} a second as it is; ≥ {LEAST_RATIO} of the bare inserts without the hashing")
    return kept[1, "as it is"][0] >= LEAST_RATE and kept[1, "of no time"][1] >= LEAST_RATIO


def _at_once(count: int, hashers: list[str]) -> list[tuple[float, float]]:
    """Rounds of (submissions a second, bare inserts a second) of so many processes together."""
    from django.db import connection

    connection.close()
    context = multiprocessing.get_context("spawn")
    gate = context.Barrier(count)
    with context.Pool(count, initializer=_open, initargs=(gate, hashers)) as pool:
        each = pool.map(_rounds, range(count), chunksize=1)
    return [(sum(one for one, _bare in turn), sum(bare for _one, bare in turn)) for turn in zip(*each, strict=True)]


def _open(gate, hashers: list[str]) -> None:
    import django

    django.setup()
    from django.conf import settings

    global _gate
    _gate = gate
    settings.PASSWORD_HASHERS = hashers


def _rounds(_number: int) -> list[tuple[float, float]]:
    found = []
    for work in (_submit, _insert):  # what is imported, is imported
        work()
    for _round in range(ROUNDS):
        pair = []
        for work in (_submit, _insert):
            _gate.wait()
            done, start = 0, time.perf_counter()
            while time.perf_counter() - start < SECONDS:
                work()
                done += 1
            pair.append(done / (time.perf_counter() - start))
        found.append(tuple(pair))
    return found


def _submit() -> None:
    from danchu.core import clock
    from danchu.core.forms import fresh_key
    from danchu.intake.states import Way
    from danchu.organisation.models import Commune
    from danchu.petitions.services import cases as services
    from danchu.petitions.states import Topic

    commune = Commune.objects.select_related("province").get(slug="do")
    services.submit(commune=commune, text=TEXT, topic=Topic.ROAD, way=Way.ONLINE, form_key=fresh_key(), now=clock.now(),
                    contact={"name": "Người Đo", "phone": "000"})  # fmt: skip


def _insert() -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_row (body) VALUES (%s)", [TEXT])


def _ground() -> None:
    from django.db import connection

    from danchu.core import clock
    from danchu.organisation.models import Account, Commune, Person, Post, Province, Unit
    from danchu.organisation.states import Role, UnitKind

    today = clock.today()
    province = Province.objects.create(code="98", name="tỉnh Đo")
    commune = Commune.objects.create(province=province, code="98001", name="xã Đo", slug="do", begins_on=today)
    unit = Unit.objects.create(commune=commune, kind=UnitKind.COMMITTEE, name="UBND")
    account = Account.objects.create(username="do", password="!")
    person = Person.objects.create(commune=commune, account=account, full_name="Người Đo")
    Post.objects.create(person=person, unit=unit, role=Role.RECORDS_CLERK, title="Văn thư", starts_on=today)
    key = "bigserial" if connection.vendor == "postgresql" else "integer"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench_row (id {key} PRIMARY KEY, body text NOT NULL)")


def _how_durable() -> str:
    from django.db import connection

    names = ("fsync", "synchronous_commit") if connection.vendor == "postgresql" else ("journal_mode", "synchronous")
    with connection.cursor() as cursor:
        return ", ".join(f"{name} {_asked(cursor, name, connection.vendor)}" for name in names)


def _asked(cursor, name: str, vendor: str):
    cursor.execute(f"SHOW {name}" if vendor == "postgresql" else f"PRAGMA {name}")
    return cursor.fetchone()[0]


if __name__ == "__main__":
    sys.exit(main())
