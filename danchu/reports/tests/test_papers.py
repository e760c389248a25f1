"""The report as a paper: what stands in the PDF and in the .docx, what three kinds of emptiness look like."""

import io
import subprocess

import docx
import pytest

from danchu.core.errors import Refused
from danchu.reports import papers, services
from danchu.reports.tests.situations import (
    approved,
    every_key,
    hand_in,
    issue,
    merged,
    open_half_year,
    report_of,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2026-04-28")


def text_of(pdf: bytes, tmp_path) -> str:
    path = tmp_path / "bao-cao.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


def test_the_draft_of_the_commune_as_pdf(cast, tmp_path):
    merged(cast)
    text = text_of(services.render(commune=cast.commune, period_code="2026-H1", fmt="pdf"), tmp_path)
    words = " ".join(text.split())
    assert "ỦY BAN NHÂN DÂN XÃ BẢN MẪU" in words
    assert "BÁO CÁO" in words
    assert "Kết quả thực hiện dân chủ ở cơ sở 6 tháng đầu năm 2026" in words
    assert "DỰ THẢO" in words.upper()
    assert "DỮ LIỆU MẪU" in words
    assert "Sở Nội vụ tỉnh Mẫu" in words
    assert "I. CÔNG TÁC LÃNH ĐẠO" in words
    assert "8*" in words
    assert "KPS*" in words
    assert "chưa có" in words  # … nguồn: what no area counts yet, broken over two lines


def test_the_draft_of_the_commune_opens_as_docx(cast):
    _cycle, report = merged(cast)
    write(report, cast.culture_head, section="VI", text="Ưu điểm & <nhược> điểm")
    made = docx.Document(io.BytesIO(services.render(commune=cast.commune, period_code="2026-H1", fmt="docx")))
    paragraphs = [paragraph.text for paragraph in made.paragraphs]
    assert any("Ưu điểm & <nhược> điểm" in text for text in paragraphs)
    annex = max(made.tables, key=lambda table: len(table.rows))
    assert len(annex.rows) > len(every_key())
    cells = [[cell.text for cell in row.cells] for row in annex.rows]
    held = next(row for row in cells if row[0] == "A4")
    assert held[3] == "8*"
    assert held[4] == "11*"
    assert "2/3 đơn vị" in held[8]


def test_no_data_nothing_occurred_and_zero_are_three_things_on_paper(cast):
    report = report_of(open_half_year(cast), cast.economy)
    write(report, cast.economy_head, A4_held=0, A6_articles="KPS")
    hand_in(report, cast.economy_head)
    rows = {
        (row[0] or row[1]): row for row in _annex_rows(report_of(report.cycle, cast.economy)) if isinstance(row, tuple)
    }
    assert rows["A4"][3] == "0*"
    assert rows["- tin, bài"][3] == "KPS*"
    assert rows["- buổi phát thanh"][3] == "—"
    legend = " ".join(
        str(block.text) for block in papers.of(report, draft=True).annexes[0].blocks if hasattr(block, "text")
    )
    assert "không có dữ liệu (không phải bằng 0)" in legend
    assert "không phát sinh" in legend


def _annex_rows(report):
    return papers.of(report, draft=True).annexes[0].blocks[-1].rows


def test_the_annex_has_all_67_lines_in_groups(cast):
    _cycle, report = merged(cast)
    rows = _annex_rows(report)
    numbered = [row[0] for row in rows if isinstance(row, tuple) and row[0] and not row[0].startswith("P")]
    assert len(numbered) == 67
    groups = [row.text for row in rows if not isinstance(row, tuple)]
    assert [text[0] for text in groups] == list("ABCDEFGHP")


def test_a_typed_number_bears_its_mark_and_a_computed_one_does_not(cast):
    _cycle, report = merged(cast)
    villages = next(row for row in _annex_rows(report) if isinstance(row, tuple) and row[1].startswith("- thôn, bản"))
    assert villages[3] == "1"


def test_once_approved_and_numbered_the_paper_is_that_paper(cast, tmp_path):
    _cycle, report = approved(cast, "deputy")
    issue(report, cast.clerk)
    text = " ".join(text_of(services.render(commune=cast.commune, period_code="2026-H1", fmt="pdf"), tmp_path).split())
    assert "Số: 57/BC-UBND" in text
    assert "ngày 28 tháng 4 năm 2026" in text
    assert "KT. CHỦ TỊCH" in text
    assert "Ông Phó Chủ Tịch" in text
    assert "Lưu: VT, VHXH." in text
    assert "DỰ THẢO" not in text.upper()


def test_a_units_own_paper_stands_under_the_commune(cast):
    report = report_of(open_half_year(cast), cast.economy)
    paper = papers.of(report, draft=True)
    assert (paper.parent_body, paper.issuing_body) == ("Ủy ban nhân dân xã Bản Mẫu", "Phòng Kinh tế")
    assert paper.signatures[0].post == "Trưởng phòng"
    assert paper.addressees == ("Ủy ban nhân dân xã Bản Mẫu",)


def test_an_unknown_period_or_format_is_refused_with_a_sentence(cast):
    open_half_year(cast)
    with pytest.raises(Refused, match="2026-H1"):
        services.render(commune=cast.commune, period_code="2031-H1", fmt="pdf")
    with pytest.raises(Refused, match="docx"):
        services.render(commune=cast.commune, period_code="2026-H1", fmt="odt")
