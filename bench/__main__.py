"""`make bench`: pages as a ratio to a bare Django view that renders one row, in one run, with queries per page.

Requests go through the whole middleware into the WSGI application, in this process, one after another; rounds of all
pages are interleaved, so that a machine that slows down slows all of them. The figure is the median of the rounds.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS, SECONDS = 7, 0.5
# Whole sizes, an hour or so in all; each takes smaller ones by hand (`python -m bench.daily 100 1000`), and larger.
OTHERS = (
    ("bench.daily",),
    ("bench.register",),
    ("bench.disclosure", "1000", "10000", "100000"),
    ("bench.decisions",),
    ("bench.submissions",),
    ("bench.petitions", "10000", "100000"),
    ("bench.served",),
)


def main() -> int:
    """Prints a table; exit code 1 when a target is missed."""
    with tempfile.TemporaryDirectory(prefix="danchu-bench-") as folder:
        os.environ.update(DANCHU_DATA=folder, DEMO="1", DEBUG="0", DJANGO_SETTINGS_MODULE="config.settings")
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/danchu.sqlite3")
        import django

        django.setup()
        from config import serve

        serve.prepare()
        pages = _measure()
    return max([pages, *(_run(*other) for other in OTHERS)])


def _run(module: str, *sizes: str) -> int:
    return subprocess.run([sys.executable, "-m", module, *sizes], check=False).returncode


def _measure() -> int:
    from django.conf import settings
    from django.core.cache import cache
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connection
    from django.test import Client, RequestFactory
    from django.test.utils import CaptureQueriesContext
    from django.urls import clear_url_caches

    from danchu.organisation.models import Person
    from danchu.plans.queries import published_plans

    settings.ROOT_URLCONF = "bench.urls"
    clear_url_caches()
    application = WSGIHandler()
    client = Client()
    chair = Person.objects.get(account__username="chu-tich")
    client.force_login(chair.account, backend="allauth.account.auth_backends.AuthenticationBackend")
    cookie = "; ".join(f"{name}={value.value}" for name, value in client.cookies.items())
    plan = published_plans(chair.commune)[0]
    pages = {
        "bare view, one row": ("/bench-bare/", "", None),
        "public home": ("/ban-mau/", "", 0.5),
        "public plan": (f"/ban-mau/ke-hoach/{plan.pk}/", "", 0.5),
        "public reports": ("/ban-mau/bao-cao/", "", 0.5),
        "workspace": ("/lam-viec/", cookie, None),
        "plan, inside": (f"/lam-viec/ke-hoach/{plan.pk}/", cookie, None),
        "duties": ("/lam-viec/viec-phai-lam/", cookie, None),
    }

    def get(path: str, cookies: str) -> int:
        environ = RequestFactory(SERVER_NAME="localhost", HTTP_COOKIE=cookies).get(path).environ
        status = []
        response = application(environ, lambda line, headers: status.append(int(line[:3])))
        for _part in response:
            pass
        response.close()
        return status[0]

    queries, rates = {}, {name: [] for name in pages}
    for name, (path, cookies, _target) in pages.items():
        cache.clear()
        connection.force_debug_cursor = True
        with CaptureQueriesContext(connection) as captured:
            status = get(path, cookies)
        assert status == 200, f"{path}: {status}"
        queries[name] = len(captured)
    connection.force_debug_cursor = False
    for _round in range(ROUNDS):
        for name, (path, cookies, _target) in pages.items():
            count, start = 0, time.perf_counter()
            while time.perf_counter() - start < SECONDS:
                get(path, cookies)
                count += 1
            rates[name].append(count / (time.perf_counter() - start))
    base = statistics.median(rates["bare view, one row"])
    missed = False
    print(f"{'page':<22}{'queries (cold)':>15}{'pages/s':>10}{'ratio to bare':>15}{'target':>10}")
    for name, (_path, _cookies, target) in pages.items():
        rate = statistics.median(rates[name])
        missed |= queries[name] > 12 or (target is not None and rate / base < target)
        wanted = "" if target is None else f"≥ {target}"
        print(f"{name:<22}{queries[name]:>15}{rate:>10.0f}{rate / base:>15.2f}{wanted:>10}")
    print("targets: at most 12 queries a page; public pages at least half the bare view's rate")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
