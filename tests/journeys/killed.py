"""Kills a process in the middle of an act, at each of its writes in turn, and looks at what is left.

    python -m tests.journeys.killed confirm
    python -m tests.journeys.killed disclose correct withdraw put_up heard ask
    python -m tests.journeys.killed bring sort paper

on an empty database of its own (DATABASE_URL, DANCHU_DATA). Each time a child process, with a connection of its own,
runs the service and is killed by SIGKILL: before its first write, before its second, …, before the commit, right
after it; between two writes it reads, and nothing is different. Prints one JSON object an act: {"kills": 17, "wrong":
[]}. `backup` is killed at its statements and files. `KILLED_AT=odd` or `even` takes every second of them: the tests
take the odd ones on SQLite, the even on PostgreSQL.
"""

import hashlib
import json
import os
import signal
import sys
from pathlib import Path

import django
from django.core.management import call_command

KILL = signal.SIGKILL
READS = ("SELECT", "SAVEPOINT", "RELEASE")
FIRST, STRIDE = {"odd": (1, 2), "even": (2, 2)}.get(os.environ.get("KILLED_AT", ""), (1, 1))


def _situations():
    from danchu.core import clock
    from danchu.organisation.tests.cast import make_commune
    from danchu.plans import services as plans
    from danchu.plans.models import Plan
    from danchu.plans.tests import cases
    from danchu.reports import services as reports
    from danchu.reports.models import Report
    from danchu.reports.tests import situations
    from tests.journeys import killed_disclosure, killed_petitions

    def people():
        return make_commune("ban-mau", "xã Bản Mẫu", "99001")

    def plan_to_confirm():
        cast = people()
        plan = cases.taken_in(cast, text=cases.SMALL, day="2026-01-21")
        plans.mark_seen(plan=plan, by=cast.culture_head, now=cases.at("2026-01-21"))
        return plan.pk, cast.culture_head

    def confirm(given):
        number, person = given
        plans.confirm(plan=Plan.objects.get(pk=number), by=person, now=cases.at("2026-01-21"))

    def report_to_submit():
        cast = people()
        cycle = situations.open_half_year(cast)
        report = situations.report_of(cycle, cast.culture)
        situations.write(report, cast.culture_head, text="Đã làm.", A4_held=6)
        report.refresh_from_db()
        return report.pk, report.version, cast.culture_head

    def submit(given):
        number, version, person = given
        reports.submit(report=Report.objects.get(pk=number), version=version, by=person, now=clock.now())

    def report_to_approve():
        cast = people()
        _cycle, report = situations.before_the_chair(cast)
        return report.pk, report.version, cast.chair

    def approve(given):
        number, version, person = given
        post = person.posts.get()
        reports.approve(report=Report.objects.get(pk=number), post=post, version=version, by=person, now=clock.now())

    def plan_to_publish():
        cast = people()
        plan = cases.confirmed(cast, text=cases.SMALL, day="2026-01-21")
        return plan.pk, cast.clerk

    def publish(given):
        number, person = given
        plans.publish(plan=Plan.objects.get(pk=number), by=person, now=clock.now(), issued_outside=True)

    return {
        "confirm": (plan_to_confirm, confirm), "submit": (report_to_submit, submit),
        "approve": (report_to_approve, approve), "publish": (plan_to_publish, publish),
        **killed_disclosure.situations(),
        **killed_petitions.situations(),
    }  # fmt: skip


def _digest_of_everything() -> str:
    """One digest over every row of our tables."""
    from django.apps import apps

    digest = hashlib.sha256()
    for model in apps.get_models():
        if model.__module__.startswith(("danchu.", "django_ox.")):
            for row in model._base_manager.order_by("pk").values_list():
                digest.update(repr(row).encode())
    return digest.hexdigest()


def _counts() -> dict[str, int]:
    from django.apps import apps

    models = [m for m in apps.get_models() if m.__module__.startswith(("danchu.", "django_ox."))]
    return {model._meta.label: model._base_manager.count() for model in models}


def _in_a_child(work, *, armed=None) -> tuple[int, object]:
    """Runs `work` in a process of its own: (signal that ended it or 0, what it returned or told, via a pipe)."""
    from django.db import connection

    connection.close()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            if armed:
                armed(lambda steps: (os.write(writing, json.dumps(steps).encode()), os.kill(os.getpid(), KILL)))
            answer = work()
        except Exception as error:
            answer = f"{type(error).__name__}: {error}"
        os.write(writing, json.dumps(answer).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    _pid, status = os.waitpid(child, 0)
    return (os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0), json.loads(said) if said else None


def _at_step(number: int, *, files: bool):
    """Dies at its `number`-th step: an SQL statement or, with `files`, the opening or renaming of a file."""

    def arm(die) -> None:
        from django.db import connection

        seen = 0

        def step() -> None:
            nonlocal seen
            seen += 1
            if seen == number:
                die(seen)

        def statement(execute, sql, params, many, context):
            step()
            return execute(sql, params, many, context)

        connection.execute_wrappers.append(statement)
        if files:
            sys.addaudithook(lambda event, _given: step() if event in ("open", "os.rename") else None)

    return arm


def _at_commit(*, after: bool):
    """Dies right before or right after the commit, and tells which of the statements before it wrote."""

    def arm(die) -> None:
        from django.db import connection

        seen, writes = 0, []

        def statement(execute, sql, params, many, context):
            nonlocal seen
            seen += 1
            if not sql.lstrip().upper().startswith(READS):
                writes.append(seen)
            return execute(sql, params, many, context)

        connection.execute_wrappers.append(statement)
        connection.ensure_connection()
        really = connection._commit

        def commit() -> None:
            if after:
                really()
            die(writes)

        connection._commit = commit

    return arm


def drill(name: str) -> dict:
    """The whole drill of one act; returns {"kills", "wrong"}."""
    prepare, do = _situations()[name]
    given = prepare()
    act = lambda: do(given)  # noqa: E731
    before = _in_a_child(_digest_of_everything)[1]
    wrong: list[str] = []

    def killed(armed, where: str, *, changes: bool) -> object:
        ended, said = _in_a_child(act, armed=armed)
        if ended != KILL:
            wrong.append(f"not killed {where}: {said}")
        elif (_in_a_child(_digest_of_everything)[1] != before) is not changes:
            wrong.append(f"killed {where}: {'it is not done' if changes else 'half done'}")
        return said

    writes = killed(_at_commit(after=False), "before its commit", changes=False)
    at = writes[FIRST - 1 :: STRIDE]
    for step in at:
        killed(_at_step(step, files=False), f"at statement {step}", changes=False)
    killed(_at_commit(after=True), "after its commit", changes=True)
    # Whoever does it again, because the page never answered, changes nothing.
    counts = _in_a_child(_counts)[1]
    _in_a_child(act)
    if (again := _in_a_child(_counts)[1]) != counts:
        wrong.append(f"done again it is done twice: {[key for key in counts if counts[key] != again[key]]}")
    return {"kills": len(at) + 2, "wrong": wrong}


def drill_of_backup() -> dict:
    """Killed at every statement and every file opened or renamed: the file is not there, or it is whole."""
    from config.keeping import backup, check

    _situations()["confirm"][0]()
    target, kills, wrong, whole, at = Path(os.environ["DANCHU_DATA"], "sao-luu.tar"), 0, [], 0, FIRST
    while True:
        ended, said = _in_a_child(lambda: backup(target) and None, armed=_at_step(at, files=True))
        if ended != KILL:
            return {"kills": kills, "whole": whole, "wrong": [*wrong, said] if said else wrong}
        kills += 1
        if target.exists():
            sentence = _in_a_child(lambda: check(target))[1]
            whole += 1
            if not str(sentence).startswith("Bản sao lưu nguyên vẹn"):
                wrong.append(f"killed at step {at}: {sentence}")
            target.unlink()
        at += STRIDE


if __name__ == "__main__":
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    for name in sys.argv[1:]:
        found = drill_of_backup() if name == "backup" else drill(name)
        print(json.dumps(found, ensure_ascii=False))
