"""A page that is still arriving lacks what a test looks for: what is read at once fails by chance on a busy day."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Reads of a tab that do not wait. What waits is `expect(…)`.
READS = "count|is_visible|is_hidden|is_checked|is_enabled|all_inner_texts|title|content|inner_text|input_value"
AT_ONCE = re.compile(rf"assert .*\btab\..*\.?({READS})\(\)")


@pytest.mark.parametrize(
    "path",
    [
        each
        for each in (*ROOT.glob("danchu/**/test_*.py"), *ROOT.glob("tests/**/test_*.py"))
        if "mark.browser" in each.read_text(encoding="utf-8")
    ],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_nothing_is_read_at_once(path):
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    assert [number for number, line in lines if AT_ONCE.search(line)] == []
