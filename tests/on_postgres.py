"""Runs a command against a real PostgreSQL started for it alone, and stops it afterwards.

    python tests/on_postgres.py pytest …
    python tests/on_postgres.py --durable …      a commit reaches the disk, as in real life: for what measures it

`initdb` refuses root: under root the server runs as `postgres`, in a folder of its own that this user can reach.
"""

import glob
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager


@contextmanager
def server(*, durable: bool = False):
    """A running server, its commits on the disk where `durable`; gives its address as `postgres://…`, over the
    socket as docs/operations.md has it.
    """
    binaries = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
    folder = tempfile.mkdtemp(prefix="danchu-pg-")
    as_user: dict = {}
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
        as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    quiet = {"stdout": subprocess.DEVNULL, "cwd": "/", **as_user}
    data = os.path.join(folder, "data")
    subprocess.run(
        [f"{binaries}/initdb", "-D", data, "-U", "danchu", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
        check=True, **quiet,
    )  # fmt: skip
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=60"
    options += "" if durable else " -c fsync=off"
    control = [f"{binaries}/pg_ctl", "-D", data, "-w"]
    subprocess.run([*control, "-o", options, "-l", os.path.join(folder, "log"), "start"], check=True, **quiet)
    try:
        yield f"postgres://danchu@/postgres?host={folder}&port={port}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, **quiet)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    durable = sys.argv[1:2] == ["--durable"]
    with server(durable=durable) as url:
        sys.exit(subprocess.run(sys.argv[1 + durable :], env={**os.environ, "DATABASE_URL": url}).returncode)
