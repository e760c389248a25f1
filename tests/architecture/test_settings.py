"""Outside debug and demo the settings refuse unsafe defaults, with a sentence that says what to do."""

import os
import subprocess
import sys

import pytest

from tests.architecture import house

SAFE = {"SECRET_KEY": "k" * 60, "ALLOWED_HOSTS": "danchu.xa.gov.vn", "DEBUG": "0", "DEMO": "0"}


def _start(tmp_path, **environment):
    """The console started for real in a bare environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "config.cli", "rule", "list"], cwd=house.ROOT, capture_output=True, text=True,
        env={**kept, "DANCHU_DATA": str(tmp_path), "PYTHONUTF8": "1", **environment}, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SECRET_KEY": ""}, "Thiếu SECRET_KEY"),
        ({"SECRET_KEY": "ngan"}, "SECRET_KEY quá ngắn"),
        ({"ALLOWED_HOSTS": ""}, "Thiếu ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS không được là *"),
        ({"OIDC_ISSUER": "https://dinh-danh.example"}, "phải có cả OIDC_CLIENT_ID và OIDC_CLIENT_SECRET"),
        ({"OIDC_ISSUER": "http://a.example", "OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "b"}, "https://"),
        ({"TRUSTED_PROXIES": "proxy.local"}, "TRUSTED_PROXIES phải là địa chỉ"),
        ({"SITE_URL": "danchu.xa.gov.vn"}, "SITE_URL phải dạng https://"),
        ({"SITE_URL": "https://danchu.xa.gov.vn/lam-viec"}, "SITE_URL phải dạng https://"),
        ({"DANCHU_TODAY": "2026-02-30"}, "DANCHU_TODAY phải là một ngày"),
    ],
)
def test_an_unsafe_start_is_refused_in_one_sentence(tmp_path, change, sentence):
    started = _start(tmp_path, **{**SAFE, **change})
    assert started.returncode == 2
    assert sentence in started.stderr
    assert "Traceback" not in started.stderr


def test_a_safe_start_starts(tmp_path):
    assert _start(tmp_path, **SAFE).returncode == 0
