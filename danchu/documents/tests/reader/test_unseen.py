"""Papers the reader had not met when they were written and described; how well it did then stands in its README."""

import json
from collections import Counter
from pathlib import Path

import pytest

from danchu.documents.reader import as_json, read_file, read_text
from danchu.documents.tests.reader.scoring import score

HERE = Path(__file__).parent


def _share(folder: str) -> tuple[float, list[str], int]:
    counts, faults, papers = Counter(), [], 0
    for described in sorted((HERE / folder).glob("*.json")):
        text = described.with_suffix(".txt")
        found, wrong = score(json.loads(described.read_text()), as_json(read_file(text.name, text.read_bytes())))
        counts, papers = counts + found, papers + 1
        faults += [f"{described.stem}: {fault}" for fault in wrong]
    return counts["right"] / counts.total(), faults, papers


@pytest.mark.parametrize(("folder", "least", "many"), [("unseen", 0.97, 9), ("later", 0.97, 2)])
def test_unlike_papers(folder, least, many):
    share, faults, papers = _share(folder)
    assert papers >= many
    assert share >= least, "\n".join(faults)


HEAD = (
    "ỦY BAN NHÂN DÂN\nXÃ NÀ THUNG\nSố: 5/KH-UBND\nNà Thung, ngày 02 tháng 3 năm 2026\nKẾ HOẠCH\nDân chủ năm 2026\n"
    "I. NỘI DUNG\n1. Phòng Kinh tế báo cáo kết quả trước ngày 10/6/2026.\n"
)
FOOT = "\nNơi nhận:\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n"


@pytest.mark.parametrize(
    ("closing", "tasks"),
    [
        ("Trên đây là Kế hoạch dân chủ năm 2026./.", 1),
        ("Trên đây là Kế hoạch, yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.", 1),
        ("Trên đây là Kế hoạch; đề nghị các cơ quan phối hợp thực hiện./.", 1),
        ("Trên đây là Kế hoạch, đề nghị các cơ quan gửi báo cáo trước ngày 15/6/2026./.", 2),
        ("Đề nghị các cơ quan quan tâm triển khai thực hiện./.", 2),
    ],
)
def test_the_closing_sentence_is_no_task_unless_it_names_a_day(closing, tasks):
    assert len(read_text(HEAD + closing + FOOT).tasks) == tasks


def test_a_missing_signatory_is_warned_of_once():
    joint = "\nNơi nhận:\n- Lưu: VT.\nTHƯ KÝ                              CHỦ TRÌ\n"
    codes = [remark.code for remark in read_text(HEAD + joint).warnings]
    assert codes.count("signature_blank") == 1


@pytest.mark.parametrize("folder", ["unseen", "later", "papers"])
def test_a_task_is_whole_sentences(folder):
    for text in (HERE / folder).glob("*.txt"):
        paper = read_file(text.name, text.read_bytes())
        for task in paper.tasks:
            before, after = paper.text[: task.span.start], paper.text[task.span.end :]
            assert not before or before.rstrip(" \n")[-1:] in ".;:/”|)\n-–" or before[-1:] in "\n ", task.text
            assert task.text[-1] in ".;:/!”)…" or after[:1] in ";\n |" or not after, task.text
