"""Ten unlike papers, each described by hand beside it, and the demo's real plan."""

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import pytest

from danchu.documents.reader import as_json, read_file
from danchu.documents.tests.reader.making import letter_as_pdf, plan_with_task_table
from danchu.documents.tests.reader.scoring import score

PAPERS = Path(__file__).parent / "papers"
PLAN = Path(__file__).parents[2] / "data" / "363-KH-UBND.txt"
MADE = {"ke-hoach-bang": ("ke-hoach.docx", plan_with_task_table), "cong-van-pdf": ("cong-van.pdf", letter_as_pdf)}
NAMES = sorted(path.stem for path in PAPERS.glob("*.json"))
KEYS = {
    "number", "symbol", "issuer", "parent", "place", "date", "kind", "title", "addressees", "legal_bases", "citations",
    "sections", "tasks", "deadlines", "recipients", "signature", "signatures", "warnings", "not_found",
}  # fmt: skip


def paper_of(name):
    if name in MADE:
        file_name, make = MADE[name]
        return read_file(file_name, make())
    path = PAPERS / f"{name}.txt"
    return read_file(path.name, path.read_bytes())


@pytest.fixture(scope="module")
def plan():
    return read_file(PLAN.name, PLAN.read_bytes())


def test_there_are_ten_unlike_papers():
    assert len(NAMES) >= 10


@pytest.mark.parametrize("name", NAMES)
def test_head_and_foot_are_exact(name):
    wanted = json.loads((PAPERS / f"{name}.json").read_text())
    got = as_json(paper_of(name))
    for field in ("number", "symbol", "issuer", "parent", "place", "date", "kind", "title", "addressees"):
        assert got[field] == wanted[field], field
    assert got["recipients"] == wanted["recipients"]
    assert got["signature"] == wanted["signature"]
    assert got["signatures"] == wanted["signatures"]


@pytest.mark.parametrize("name", NAMES)
def test_deadlines_are_exact(name):
    wanted = json.loads((PAPERS / f"{name}.json").read_text())["deadlines"]
    got = as_json(paper_of(name))["deadlines"]
    assert [{k: d[k] for k in ("date", "bound", "recurrence")} for d in got] == wanted


@pytest.mark.parametrize("name", NAMES)
def test_json_is_whole_and_spans_point_at_their_words(name):
    paper = paper_of(name)
    got = as_json(paper)
    assert set(got) == KEYS
    json.dumps(got)
    for task in paper.tasks:
        assert paper.text[task.span.start : task.span.end] == task.text
    for deadline in paper.deadlines:
        assert " ".join(paper.text[deadline.span.start : deadline.span.end].split()) == deadline.text


def test_score_over_all_papers():
    total, faults = Counter(), []
    for name in NAMES:
        counts, found = score(json.loads((PAPERS / f"{name}.json").read_text()), as_json(paper_of(name)))
        total += counts
        faults += [f"{name}: {fault}" for fault in found]
    share = total["right"] / (total["right"] + total["wrong"] + total["missing"])
    assert share >= 0.98, "\n".join(faults)


class TestTheRealPlan:
    def test_head(self, plan):
        got = as_json(plan)
        assert (got["number"], got["symbol"], got["date"]) == ("363", "KH-UBND", "2026-03-09")
        assert (got["place"], got["kind"]) == ("Bình Lư", "Kế hoạch")
        assert got["title"] == "Thực hiện dân chủ ở cơ sở năm 2026"
        assert got["parent"] is None

    def test_issuer_is_inferred_and_said_so(self, plan):
        assert plan.issuer == "Ủy ban nhân dân xã Bình Lư"
        assert plan.inferred == {"issuer"}
        assert "issuer" in plan.not_found
        assert "issuer_inferred" in [w.code for w in plan.warnings]

    def test_legal_bases(self, plan):
        assert [(b.number, str(b.date)) for b in plan.legal_bases] == [
            (None, "2022-11-10"),
            ("59/2023/NĐ-CP", "2023-08-14"),
            ("75/NQ-HĐND", "2024-12-09"),
            ("709/UBND-TH", "2026-01-28"),
        ]
        assert ("61/2023/NĐ-CP", dt.date(2023, 8, 16)) in [(c.number, c.date) for c in plan.citations]

    def test_sections(self, plan):
        assert [(s.numbering, s.level) for s in plan.sections] == [
            ("I", 1), ("1", 2), ("2", 2),
            ("II", 1), ("1", 2), ("2", 2), ("3", 2),
            ("III", 1), ("1", 2), ("2", 2), ("3", 2),
        ]  # fmt: skip
        assert plan.sections[9].title == "Phòng Văn hóa – Xã hội"

    def test_the_two_reports(self, plan):
        (task,) = [t for t in plan.tasks if any(d.date for d in t.deadlines)]
        assert task.units == ("Các cơ quan, đơn vị thuộc UBND xã",)
        assert (task.kind, task.mode) == ("one_off", "assign")
        assert [(str(d.date), d.bound, d.recurrence) for d in task.deadlines] == [
            ("2026-05-05", "before", "half_yearly"),
            ("2026-11-05", "before", "yearly"),
        ]

    def test_most_instructions_go_on_without_a_day(self, plan):
        kinds = Counter(t.kind for t in plan.tasks)
        assert kinds["continuing"] > kinds["one_off"] + kinds["principle"]
        assert kinds["principle"] == 5
        assert len(plan.tasks) >= 30

    def test_the_front_is_asked(self, plan):
        (task,) = [t for t in plan.tasks if t.mode == "request"]
        assert task.units == ("Ủy Ban MTTQ", "các tổ chức đoàn thể")
        assert [t.units for t in plan.tasks if t.mode == "cooperate"] == [
            ("Ủy ban Mặt trận Tổ quốc", "các đoàn thể chính trị - xã hội của xã")
        ]

    def test_foot(self, plan):
        assert plan.recipients[0] == "Sở Nội vụ"
        assert plan.recipients[-1] == "Lưu: VT, VHXX"
        assert plan.signature.authority == ("TM. ỦY BAN NHÂN DÂN",)
        assert (plan.signature.post, plan.signature.name) == ("Q. CHỦ TỊCH", None)

    def test_what_looks_wrong(self, plan):
        codes = [w.code for w in plan.warnings]
        for code in (
            "national_motto_missing",
            "year_inferred",
            "body_no_longer_exists",
            "signature_blank",
            "abbreviation_odd",
        ):
            assert code in codes
        assert "citation_dates_differ" not in codes

    def test_a_sentence_cut_by_the_page_is_whole(self, plan):
        assert "kịp thời đấu tranh ngăn chặn" in plan.text
        assert "dân chủ ở cơ sở; nâng cao nhận thức, trách nhiệm" in plan.text
