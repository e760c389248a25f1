"""Web, worker and daily clock as one command, for one small computer; larger houses run them as services."""

import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.utils import timezone

from danchu.core import clock
from danchu.register import key

log = logging.getLogger(__name__)


def say(line: str) -> None:
    """One line to the person who started us."""
    print(f"· {line}", file=sys.stderr, flush=True)


def prepare() -> None:
    """Database, translations, static files, demo: each only when something changed."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Cập nhật cơ sở dữ liệu")
        call_command("migrate", verbosity=0, interactive=False)
    compile_translations()
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    newest = str(
        max((p.stat().st_mtime_ns for p in Path(settings.BASE_DIR, "danchu").glob("*/static/**/*")), default=0)
    )
    if not settings.DEBUG and (not stamp.exists() or stamp.read_text() != newest):
        say("Chuẩn bị tệp giao diện")
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(newest)
    key.current()  # made here, so that no page has to
    if settings.DEMO:
        from config.demo import load

        load(say=say)


def compile_translations() -> None:
    """The .mo files are made here, from the .po in the repository, without system tools."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in Path(settings.BASE_DIR, "locale").glob("*/LC_MESSAGES/django.po"):
        made = source.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
            say(f"Biên dịch bản dịch {source.parts[-3]}")
            with source.open("rb") as text, made.open("wb") as out:
                write_mo(out, read_po(text, locale=source.parts[-3]))


def serve() -> int:
    """Starts the three, waits, stops them together; returns the exit code. A port in use is said plainly."""
    port = os.environ.get("PORT", "8000")
    host = os.environ.get("HOST", "127.0.0.1")
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        say(f"PORT phải là một số từ 1 đến 65535, không phải “{port}”. Ví dụ: PORT=8001 ./run")
        return 2
    prepare()
    if not _free(host, int(port)):
        say(f"Cổng {port} đang có chương trình khác dùng. Hãy đặt cổng khác, ví dụ: PORT=8001 ./run")
        return 2
    python = sys.executable
    workers = os.environ.get("WEB_WORKERS", "2")
    children = [
        subprocess.Popen(
            [python, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", port, "--workers", workers,
             "--blocking-threads", "2", "--no-ws", "--log-level", "warning", "config.wsgi:application"],
        ),
        subprocess.Popen([python, "manage.py", "ox_worker", "--verbosity", "0"]),
        subprocess.Popen([python, "-m", "config.cli", "clock"]),
    ]  # fmt: skip
    _wait_for(host, int(port))
    say(f"Sẵn sàng: http://localhost:{port}/")
    if settings.DEMO:
        say(f"Đăng nhập thử: http://localhost:{port}/dang-nhap/ · mật khẩu chung: {settings.DEMO_PASSWORD}")
    stopping = False

    def stop(*_signal):
        nonlocal stopping
        stopping = True
        for child in children:
            child.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopping and all(child.poll() is None for child in children):
        time.sleep(0.5)
    stop()
    codes = [child.wait(timeout=30) for child in children]
    return 0 if stopping and not any(code > 0 for code in codes) else 1


def keep_time() -> None:
    """Runs the daily work at once, then every day from five in the morning; a commune that has just begun does not
    wait for the morning. A database that is away for a moment is asked again."""
    from config.daily import run, waiting

    ran_on, tried = None, set()
    while True:
        try:
            today = clock.today()
            if ran_on is None or (today != ran_on and timezone.localtime(clock.real_now()).hour >= 5):
                run(today)
                ran_on, tried = today, waiting(today)  # a commune that failed waits for tomorrow
            elif new := waiting(ran_on) - tried:
                tried |= new
                run(ran_on)
        except DatabaseError:
            log.exception("the daily clock could not reach the database; it tries again")
            connection.close()
        time.sleep(20)


def _free(host: str, port: int) -> bool:
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _wait_for(host: str, port: int) -> None:
    import socket

    for _attempt in range(200):
        try:
            socket.create_connection((host, port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
