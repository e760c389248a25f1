"""A process that really dies: `python -m danchu.reports.tests.killing FOLDER`, started by test_killed.

For each step of a report: a copy of the database, a child that is killed with SIGKILL in the midst of its writes (and
once just after), then a look at what is left, then the step again. What comes out must be what an undisturbed run
gives, nothing half done, nothing doubled. Prints a line per step; exits 1 at the first difference.
"""

import datetime
import os
import shutil
import signal
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import django

NOW = datetime.datetime(2026, 4, 28, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
# What differs between two runs of the same step for reasons of its own: bytes with a time in them.
VARYING = {"sha256", "size"}
AFTER = -1


def main(folder: Path) -> int:
    """Builds the situations in order, and kills each step on the way."""
    from django.conf import settings
    from django.core.management import call_command

    from danchu.organisation.tests.cast import make_commune

    settings.FIXED_TODAY = NOW.date()
    base = folder / "base.sqlite3"
    use(base)
    call_command("migrate", verbosity=0)
    cast = make_commune("ban-mau", "xã Bản Mẫu", "99001")
    for name, step in steps(cast, base):
        if wrong := killed(folder, base, name, step):
            print(f"{name}: {wrong}")
            return 1
        apart(base, step)
        use(base)
    return 0


def steps(cast, base: Path):
    """The steps of one report from its writing to its correction, each a name and a call; what lies between is done
    on the way.
    """
    from danchu.reports import services
    from danchu.reports.tests.situations import issue, name, open_half_year, report_of, write

    cycle = open_half_year(cast)
    culture, economy = report_of(cycle, cast.culture), report_of(cycle, cast.economy)
    write(culture, cast.culture_head, text="Phòng đã tổ chức 6 hội nghị.", A4_held=(6, 8), A5_people=412)
    write(economy, cast.economy_head, text="Phòng Kinh tế lồng ghép.", A4_held=(2, 3))
    name(culture, cast.culture_head, "Niêm yết chưa đủ ngày.", cast.culture)

    def submit(report, by):
        return lambda: services.submit(report=report, version=report.version, by=by, now=NOW)

    def accept(report):
        return lambda: services.accept(report=report, version=report.version, by=cast.culture_head, now=NOW)

    yield "submit", submit(culture, cast.culture_head)
    yield "accept", accept(report_of(cycle, cast.culture))
    submit(economy, cast.economy_head)()
    accept(report_of(cycle, cast.economy))()
    whole = report_of(cycle, None)
    write(whole, cast.culture_head, section="I", text="Xã đã ban hành kế hoạch.")
    name(whole, cast.culture_head, "Chưa đủ hình thức tuyên truyền.", cast.economy)
    yield "merge", submit(whole, cast.culture_head)
    whole, post = report_of(cycle, None), cast.chair.posts.get()
    yield "approve", lambda: services.approve(report=whole, post=post, version=whole.version, by=cast.chair, now=NOW)
    approved = report_of(cycle, None)
    apart(base, lambda: issue(approved, cast.clerk))
    use(base)
    whole = report_of(cycle, None)
    yield "publish", lambda: services.publish(report=whole, version=whole.version, by=cast.clerk, now=NOW)
    locked = report_of(cycle, cast.culture)
    yield "correct", lambda: services.correct(report=locked, reason="Đếm thiếu.", by=cast.culture_head, now=NOW)
    correction = locked.corrections.select_related("cycle", "unit").get()
    yield "submit correction", submit(correction, cast.culture_head)
    correction.refresh_from_db()
    yield "accept correction", accept(correction)


def use(path: Path) -> None:
    """Reads and writes this database from now on."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = str(path)


def everything() -> dict:
    """All rows of all our tables as values; of the register only how many, and that it is whole."""
    from django.apps import apps

    from danchu.register import queries as register

    found: dict = {"register": (register.lines("ban-mau").count(), register.first_difference("ban-mau"))}
    for model in apps.get_models():
        if model.__module__.startswith("danchu.") and model._meta.app_label != "register":
            rows = model._default_manager.order_by("pk").values()
            found[model._meta.label] = [{k: v for k, v in row.items() if k not in VARYING} for row in rows]
    return found


def killed(folder: Path, base: Path, name: str, step) -> str:
    """Kills the step at its middle and last write and just after it; what is wrong then, "" when nothing is."""
    use(base)
    before = everything()
    whole = copy(folder, base, "whole")
    apart(whole, lambda: (folder / "writes").write_text(str(counted(step))))
    writes = int((folder / "writes").read_text())
    use(whole)
    after = everything()
    if before == after:
        return "the step changes nothing"
    for at in sorted({writes // 2, writes}):
        victim = copy(folder, base, f"at-{at}")
        if (died := apart(victim, step, at=at)) != signal.SIGKILL:
            return f"the child was not killed at write {at} of {writes}: {died}"
        use(victim)
        if everything() != before:
            return f"half done after a kill at write {at} of {writes}"
        apart(victim, step)
        use(victim)
        if everything() != after:
            return f"not the same after a kill at write {at} of {writes} and a second try"
    victim = copy(folder, base, "after")
    if apart(victim, step, at=AFTER) != signal.SIGKILL:
        return "the child was not killed after the step"
    use(victim)
    if everything() != after:
        return "what was done is not there after a kill just after it"
    apart(victim, step)
    use(victim)
    if everything() != after:
        return "doubled by a second try"
    print(f"{name}: {writes} writes, killed in the middle, at the last write and after")
    return ""


def copy(folder: Path, base: Path, name: str) -> Path:
    """A copy of the database that nobody has open."""
    from django.db import connection

    connection.close()
    target = folder / f"{name}.sqlite3"
    for suffix in ("", "-wal", "-shm"):
        Path(f"{target}{suffix}").unlink(missing_ok=True)
        if Path(f"{base}{suffix}").exists():
            shutil.copy(f"{base}{suffix}", f"{target}{suffix}")
    return target


class Counter:
    """Counts what is written; at the write `at` the process kills itself, as a power cut would."""

    def __init__(self, at: int = 0):
        self.at, self.writes = at, 0

    def __call__(self, execute, sql, params, many, context):
        done = execute(sql, params, many, context)
        if sql.lstrip().split(" ", 1)[0].upper() in ("INSERT", "UPDATE", "DELETE"):
            self.writes += 1
            if self.writes == self.at:
                os.kill(os.getpid(), signal.SIGKILL)
        return done


def counted(step) -> int:
    """Runs the step; how many writes it makes."""
    from django.db import connection

    counter = Counter()
    with connection.execute_wrapper(counter):
        step()
    return counter.writes


def apart(path: Path, step, *, at: int = 0) -> int:
    """Runs the step in a child of its own: papers are drawn there, so that no thread of theirs stands in the way of the
    next fork. It is killed at the write `at`, or AFTER the step. Gives the signal it died of, 0 when it lived.
    """
    from django.db import connection

    from danchu.core.errors import Stale

    connection.close()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        code = 3
        try:
            use(path)
            with connection.execute_wrapper(Counter(at)):
                step()
            if at == AFTER:
                os.kill(os.getpid(), signal.SIGKILL)
            code = 0
        except Stale:
            code = 0  # done before: the second try is told so
        finally:
            connection.close()
            os._exit(code)
    _pid, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"a step failed in its child ({os.WEXITSTATUS(status)})")
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


if __name__ == "__main__":
    django.setup()
    sys.exit(main(Path(sys.argv[1])))
