"""Where the lines break must not change what a paper says."""

import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danchu.documents.reader import read_text

PAPERS = Path(__file__).parent / "papers"
PLAN = (Path(__file__).parents[2] / "data" / "363-KH-UBND.txt").read_text(encoding="utf-8")


def facts(paper):
    deadlines = [(d.text, d.date, d.bound, d.recurrence) for d in paper.deadlines]
    citations = [(c.number, c.date) for c in paper.citations]
    return paper.number, paper.symbol, paper.date, paper.kind, deadlines, citations


def wrapped(text, width):
    lines = (textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in text.split("\n"))
    return "\n".join(lines)


@given(st.integers(min_value=34, max_value=140))
@settings(max_examples=30, deadline=None)
def test_the_real_plan_at_any_width(width):
    paper, whole = read_text(wrapped(PLAN, width)), read_text(PLAN)
    assert facts(paper) == facts(whole)
    assert paper.title == whole.title
    assert [s.numbering for s in paper.sections] == [s.numbering for s in whole.sections]


@given(st.integers(min_value=60, max_value=120))
@settings(max_examples=20, deadline=None)
def test_without_empty_lines_between_paragraphs(width):
    text = wrapped(PLAN, width).replace("\n\n", "\n").replace("\n\n", "\n")
    assert facts(read_text(text)) == facts(read_text(PLAN))


@pytest.mark.parametrize("name", ["ke-hoach-tinh", "thong-bao", "quyet-dinh"])
@given(width=st.integers(min_value=44, max_value=130))
@settings(max_examples=15, deadline=None)
def test_other_papers_at_any_width(name, width):
    text = (PAPERS / f"{name}.txt").read_text(encoding="utf-8").replace("\t", "\n")
    assert facts(read_text(wrapped(text, width))) == facts(read_text(text))


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_text_at_all_is_answered(text):
    paper = read_text(text)
    assert all(paper.text[t.span.start : t.span.end] == t.text for t in paper.tasks)


@given(st.lists(st.sampled_from(PLAN.split("\n")), max_size=60))
@settings(max_examples=40, deadline=None)
def test_lines_of_a_plan_in_any_order_are_answered(lines):
    paper = read_text("\n".join(lines))
    assert all(paper.text[t.span.start : t.span.end] == t.text for t in paper.tasks)
