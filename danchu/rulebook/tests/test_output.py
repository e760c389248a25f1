import json
from datetime import date
from pathlib import Path

from danchu.rulebook import all_rules, due, find
from danchu.rulebook.catalogue import catalogue_markdown
from danchu.rulebook.output import due_as_json, rule_as_json

LAW_PAGE = Path(__file__).parents[3] / "docs" / "law.md"


def test_every_rule_is_plain_json():
    for rule in all_rules():
        assert json.loads(json.dumps(rule_as_json(rule)))["id"] == rule.id


def test_a_due_date_has_the_agreed_shape():
    answer = due_as_json(due(find("L10-A40-1c"), date(2026, 4, 16)), "vì …")
    assert answer == {
        "rule": "L10-A40-1c",
        "citation": "10/2022/QH15:40.1.c",
        "start": "2026-04-16",
        "due": "2026-05-04",
        "unit": "calendar_days",
        "amount": 15,
        "skipped": [
            {"date": "2026-05-01", "why": "Quốc tế Lao động 1/5"},
            {"date": "2026-05-02", "why": "Thứ Bảy"},
            {"date": "2026-05-03", "why": "Chủ nhật"},
        ],
        "explanation": "vì …",
        "evidence": "confirmed",
    }


def test_the_law_page_is_the_catalogue():
    assert LAW_PAGE.read_text(encoding="utf-8") == catalogue_markdown(), (
        "docs/law.md is stale: write danchu.rulebook.catalogue.catalogue_markdown() into it"
    )


def test_the_catalogue_lists_every_rule_and_marks_what_is_unsure():
    page = catalogue_markdown()
    lines = {line.split("`")[1]: line for line in page.splitlines() if line.startswith("| `")}
    assert {rule.id for rule in all_rules()} <= set(lines)
    assert "**chưa xác nhận**" in lines["L10-A51-1"]
    assert "`10/2022/QH15:12.3`" in lines["L10-A12-3"]
