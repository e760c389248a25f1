"""`make bench`, fifth part: a kept public page against a static file of its size, both from the one running server.

The server is the real one (Granian, one worker); requests go over real connections that stay open. Rounds of both
alternate, so that a machine that slows down slows both; the figure is the median of the rounds' ratios.
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS, SECONDS = 15, 0.4
LEAST = 0.6  # of the static file's rate
PAGE = "/ban-mau/"


def main() -> int:
    """Prints both rates; exit code 1 when the page is too slow."""
    with tempfile.TemporaryDirectory(prefix="danchu-bench-") as folder:
        os.environ.update(DANCHU_DATA=folder, DEMO="1", DEBUG="0", DJANGO_SETTINGS_MODULE="config.settings")
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/danchu.sqlite3")
        import django

        django.setup()
        from django.db import connection
        from django.test import Client

        from config import serve

        serve.prepare()
        size = len(Client(SERVER_NAME="localhost").get(PAGE).content)
        (Path(folder) / "static" / "do.css").write_bytes(b"a{}\n" * (size // 4) + b"\n" * (size % 4))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
                   "--workers", "1", "--blocking-threads", "2", "--no-ws", "--log-level", "warning",
                   "config.wsgi:application"]  # fmt: skip
        server = subprocess.Popen(command)
        try:
            return int(not _measure(port, size, connection.vendor))
        finally:
            server.terminate()
            server.wait()


def _measure(port: int, size: int, vendor: str) -> bool:
    _wait(port)
    paths = {"page": PAGE, "static": "/static/do.css"}
    rates = {name: [] for name in paths}
    for path in paths.values():
        _rate(port, path, size, 0.3)
    for _round in range(ROUNDS):
        for name, path in paths.items():
            rates[name].append(_rate(port, path, size, SECONDS))
    ratio = statistics.median(page / static for page, static in zip(rates["page"], rates["static"], strict=True))
    page, static = (statistics.median(rates[name]) for name in paths)
    print(
        f"\nserved over {vendor}: a kept page of {size:,} bytes {page:.0f}/s, a static file of as many {static:.0f}/s"
    )
    print(f"ratio {ratio:.2f} (target: at least {LEAST})")
    return ratio >= LEAST


def _wait(port: int) -> None:
    for _attempt in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)


def _rate(port: int, path: str, size: int, seconds: float) -> float:
    """Requests answered in a second over one connection that stays open."""
    with socket.create_connection(("127.0.0.1", port)) as link, link.makefile("rb") as answers:
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        request = f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode()
        count, start = 0, time.perf_counter()
        while time.perf_counter() - start < seconds:
            link.sendall(request)
            status, length = answers.readline(), 0
            if b" 200 " not in status:
                raise SystemExit(f"{path}: {status!r}")
            while (line := answers.readline()) != b"\r\n":
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if abs(length - size) > 200:  # the page names its own host
                raise SystemExit(f"{path}: {length} bytes, not {size}")
            answers.read(length)
            count += 1
        return count / (time.perf_counter() - start)


if __name__ == "__main__":
    sys.exit(main())
