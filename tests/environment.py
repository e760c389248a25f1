"""The environment of the tests, set before Django reads its settings (`-p tests.environment` in pyproject.toml)."""

import os
import tempfile

os.environ.setdefault("DEBUG", "1")
os.environ.setdefault("EMAIL_URL", "memorymail://")
os.environ.setdefault("DANCHU_DATA", tempfile.mkdtemp(prefix="danchu-test-"))
os.environ.pop("DANCHU_TODAY", None)
os.environ["DEMO"] = "0"
os.environ.setdefault("SQLITE_SYNCHRONOUS", "OFF")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop and the ORM in one thread, in tests only
