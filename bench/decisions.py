"""`make bench`: what the people decide, at the size of a country: ballots tallied, rolls frozen.

A million ballots, each read by two people, in votes of two thousand households: tallied by the query the service uses,
and recounted from the bare rows in Python, which must give the same. And the freezing of the rolls of 3,321 communes
with 2,000 households each, of which a share is measured: against bare inserts of the same rows into a table with the
same keys, so that the figure is a ratio and not a machine's. Each roll is frozen by itself: memory is one roll's.
"""

import datetime
import os
import sys
import tempfile
import time
import tracemalloc
from collections import Counter

BALLOTS, HOUSEHOLDS, ROLLS, SHARE = 1_000_000, 2_000, 3_321, 12
DEAREST_TALLY = 10.0  # a tally of both readings against a bare count of them, at most
DEAREST_FREEZE = 12.0  # a freeze, digest and register line included, against bare inserts of the same rows, at most
NAMES = ("code", "cluster", "representative", "representative_sex", "substitute", "substitute_sex")
MOST_MEMORY = 40.0  # MB that freezing one roll may take at its peak, at most


def main() -> int:
    """Measures in a place of its own; exit code 1 when a target is missed. Arguments: how many ballots, how many rolls.

    With 3321 rolls the country's are frozen, not reckoned from a share: on PostgreSQL by
    `python tests/on_postgres.py .venv/bin/python -m bench.decisions 1000000 3321`.
    """
    with tempfile.TemporaryDirectory(prefix="danchu-bench-") as folder:
        os.environ.update(DANCHU_DATA=folder, DEMO="1", DEBUG="0", DJANGO_SETTINGS_MODULE="config.settings")
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/danchu.sqlite3")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
        return int(not measure(*map(int, sys.argv[1:3])))


def measure(ballots: int = BALLOTS, rolls: int = SHARE) -> bool:
    """Prints both tables; False when a target is missed. Needs an empty database."""
    from django.db import connection

    print(f"\ndecisions on {connection.vendor}")
    village = _village()
    tally = _tally(village, ballots)
    freeze, memory = _freeze(village, rolls)
    print(
        f"targets: tally ≤ {DEAREST_TALLY} × a bare count, freeze ≤ {DEAREST_FREEZE} × bare inserts, "
        f"≤ {MOST_MEMORY:.0f} MB a roll"
    )
    return tally <= DEAREST_TALLY and freeze <= DEAREST_FREEZE and memory <= MOST_MEMORY


# -- ballots ----------------------------------------------------------------------------------------------------------
def _tally(village, ballots: int) -> float:
    """Ratio of tallying every vote by the service's own query to a bare count of its readings; Python agrees."""
    from danchu.decisions.models import BallotReading
    from danchu.decisions.queries.ballots import sums, tally

    votes = [_vote(village, number) for number in range(-(-ballots // HOUSEHOLDS))]
    expected = _write_ballots(votes, ballots)
    start = _clock()
    found = {vote.pk: sums(tally(vote)) for vote in votes}
    took = _clock() - start
    start = _clock()
    for vote in votes:
        BallotReading.objects.filter(ballot__vote=vote).count()
    bare = _clock() - start
    marks = ("yes", "no", "other", "invalid")
    if any(one.apart or Counter({mark: getattr(one, mark) for mark in marks}) != expected[vote]
           for vote, one in found.items()):  # fmt: skip
        raise SystemExit("the tally is not what was written")
    start = _clock()
    recount: dict[int, Counter] = {}
    rows = BallotReading.objects.filter(slot=1).values_list("ballot__vote_id", "mark")
    for vote, mark in rows.iterator(chunk_size=5_000):
        recount.setdefault(vote, Counter())[mark] += 1
    again = _clock() - start
    if recount != expected:
        raise SystemExit("the recount is not the tally")
    print(
        f"{ballots:,} ballots in {len(votes):,} votes: tallied in {took:.2f} s ({took / len(votes) * 1000:.1f} ms a "
        f"vote, {took / bare:.1f} × a bare count of the readings), recounted row by row in {again:.2f} s; the same"
    )
    return took / bare


def _write_ballots(votes: list, ballots: int) -> dict[int, Counter]:
    """The ballots and both their readings, in bulk, the locks lifted meanwhile; gives what stands on them, by vote."""
    from django.db import connection, transaction

    from danchu.decisions import triggers

    marks = ("yes", "yes", "yes", "no", "other", "yes", "invalid")
    now, by, left, key = _now().isoformat(sep=" "), _person(votes[0].village).pk, ballots, 0
    expected: dict[int, Counter] = {}
    triggers.drop(connection)
    with transaction.atomic(), connection.cursor() as cursor:
        for vote in votes:
            count = min(HOUSEHOLDS, left)
            left -= count
            papers, readings, tally = [], [], Counter()
            for number in range(count):
                key += 1
                mark = marks[(number * 7 + vote.pk * 3 + number // 5) % len(marks)]
                tally[mark] += 1
                papers.append((key, vote.pk, f"{key:016}", "printed", ""))
                readings += [(key, slot, mark, "", "", now, by) for slot in (1, 2)]
            cursor.executemany(
                "INSERT INTO decisions_ballot (id, vote_id, serial, state, spoiled_why) VALUES (%s, %s, %s, %s, %s)",
                papers,
            )
            cursor.executemany(
                "INSERT INTO decisions_ballotreading (ballot_id, slot, mark, chosen, words, at, by_id) "
                "VALUES (%s, %s, %s, %s, %s, %s, %s)", readings,
            )  # fmt: skip
            expected[vote.pk] = tally
    triggers.create(connection)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return expected


# -- rolls ------------------------------------------------------------------------------------------------------------
def _freeze(village, rolls: int) -> tuple[float, float]:
    """Ratio of a freeze to bare inserts of the same rows, and the memory (MB) that one takes at its peak."""
    from django.db import connection

    from danchu.decisions import services
    from danchu.decisions.models import RollEntry
    from danchu.organisation.models import Household

    Household.objects.bulk_create(
        [
            Household(
                commune=village.commune, village=village, code=f"H{number:04}", representative=f"Đại Diện {number}",
                representative_sex="female", substitute=f"Người Thay {number}", cluster=f"Cụm {number % 9}",
            )
            for number in range(HOUSEHOLDS)
        ],
        batch_size=500,
    )  # fmt: skip
    by, now = _person(village), _now()
    votes = [_vote(village, 100_000 + number) for number in range(rolls + 1)]
    services.freeze(vote=votes[0], by=by, now=now)  # what is imported, is imported
    start = _clock()
    for vote in votes[1:]:
        services.freeze(vote=vote, by=by, now=now)
    freeze = (_clock() - start) / rolls
    rows = list(RollEntry.objects.filter(roll=votes[1].roll).values_list("roll", "number", "household", *NAMES))
    places = ", ".join(["%s"] * len(rows[0]))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_copy AS SELECT * FROM decisions_rollentry WHERE 1 = 0")
        for number, pair in enumerate(("roll_id, number", "roll_id, household_id")):
            cursor.execute(f"CREATE UNIQUE INDEX bench_copy_{number} ON bench_copy ({pair})")
        start = _clock()
        for vote in votes[1:]:
            cursor.executemany(
                f"INSERT INTO bench_copy (roll_id, number, household_id, {', '.join(NAMES)}) VALUES ({places})",
                [(vote.pk, *row[1:]) for row in rows],
            )
        bare = (_clock() - start) / rolls
        cursor.execute("DROP TABLE bench_copy")
    tracemalloc.start()
    services.freeze(vote=_vote(village, 200_000), by=by, now=now)
    memory = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    print(
        f"{rolls} of {ROLLS:,} rolls of {HOUSEHOLDS:,} households: {freeze * 1000:.0f} ms a roll "
        f"({freeze / bare:.1f} × bare inserts), all of them {freeze * ROLLS / 60:.1f} min; {memory:.0f} MB at its peak"
    )
    return freeze / bare, memory


# -- around -----------------------------------------------------------------------------------------------------------
def _village():
    from danchu.organisation.models import Commune, Person, Province, Unit

    province = Province.objects.create(code="99", name="tỉnh Đo")
    commune = Commune.objects.create(province=province, code="99001", name="xã Đo", slug="do", begins_on=_now().date())
    Person.objects.create(commune=commune, full_name="Người Đo")
    return Unit.objects.create(commune=commune, kind="village", name="bản Đo")


def _person(village):
    from danchu.organisation.models import Person

    return Person.objects.get(commune=village.commune)


def _vote(village, number: int):
    from danchu.decisions.models import Matter, Vote

    matter = Matter.objects.create(
        commune=village.commune, village=village, year=2026, number=number, clause="15.1", scope="village",
        form="ballot", title="Đo", question="Đo?", proposer="village_head", proposed_on=_now().date(), made_at=_now(),
        made_by=_person(village),
    )  # fmt: skip
    return Vote.objects.create(matter=matter, commune=village.commune, village=village, form="ballot", made_at=_now())


def _now() -> datetime.datetime:
    return datetime.datetime(2026, 4, 28, 9, tzinfo=datetime.UTC)


def _clock() -> float:
    """Seconds: of this process on the CPU where the database is in it, so that neighbours do not count."""
    from django.db import connection

    return time.process_time() if connection.vendor == "sqlite" else time.perf_counter()


if __name__ == "__main__":
    sys.exit(main())
