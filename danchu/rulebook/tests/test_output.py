import json
from datetime import date
from pathlib import Path

from danchu.rulebook import all_rules, book, due, find
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


def test_the_catalogue_shows_validity_examples_and_what_is_not_computed():
    page = catalogue_markdown()
    lines = {line.split("`")[1]: line for line in page.splitlines() if line.startswith("| `")}
    assert "01/07/2012 – 30/06/2026" in lines["KN-27-old"]
    assert "≤ 7 ngày làm việc" in lines["KN-27-new"]
    assert "(complex=true) →" in lines["KN-28a"]
    assert "gia hạn 1 lần, mỗi lần 15 ngày" in lines["ATI-OLD-30-4"]
    assert "**chưa tìm thấy**" in lines["ATI-NEW-HAN"]
    assert "không tính: quyền, nghĩa vụ" in lines["TC-09-1b"]
    not_computed = page.split("## Không tính và vì sao")[1].split("## Lịch nghỉ")[0]
    for reason in book().not_computed:
        assert f"**{reason.name}** ({len(reason.rules)}). {reason.why}" in not_computed
        assert all(f"`{rule_id}`" in not_computed for rule_id in reason.rules)
    for one in book().outside:
        assert f"`{one.id}`: {one.text}. {one.why}" in not_computed


def test_a_rule_of_several_figures_gives_them_by_name():
    row = rule_as_json(find("DOC-02"))
    assert row["parts"] == {"trên": [20, 25], "dưới": [20, 25], "trái": [30, 35], "phải": [15, 20]}
    assert rule_as_json(find("KN-27-new"))["amends"] == "124/2020/NĐ-CP:16.1"
