"""The annex as a workbook: numbers are numbers, words stay words, every kind of emptiness is told apart."""

import datetime
import io
import zipfile

import openpyxl
import pytest

from danchu.reports import services
from danchu.reports.papers.workbook import workbook
from danchu.reports.tests.situations import (
    accept,
    every_key,
    hand_in,
    in_year,
    merged,
    open_half_year,
    published,
    report_of,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(on_day):
    on_day("2026-04-28")


def opened(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data))


def rows_of(data: bytes) -> dict[str, list]:
    """Rows by what stands in the first column, else the second: the cells of the line."""
    page = opened(data).worksheets[0]
    return {str(row[0].value or row[1].value): list(row) for row in page.iter_rows() if row[0].value or row[1].value}


def test_numbers_are_numbers_and_say_where_they_come_from(cast):
    merged(cast)
    rows = rows_of(services.render(commune=cast.commune, period_code="2026-H1", fmt="xlsx"))
    held = rows["A4"]
    assert (held[3].value, held[3].data_type, held[4].value) == (8, "n", 11)
    assert held[8].value.startswith("nhập tay")
    assert "2/3 đơn vị" in held[9].value
    assert rows["A7"][3].value == "KPS"
    assert rows["D5"][3].value == "—"
    assert rows["- thôn, bản, tổ dân phố"][8].value == "hệ thống đếm"
    assert rows["E7"][0].value == "E7"
    assert rows["- số phiếu"][8].value in ("chưa có nguồn", "không có dữ liệu")


def test_every_number_of_the_67_has_its_line(cast):
    merged(cast)
    page = opened(services.render(commune=cast.commune, period_code="2026-H1", fmt="xlsx")).worksheets[0]
    assert page.max_row > len(every_key())


def test_no_cell_is_ever_a_formula(cast):
    report = report_of(open_half_year(cast), cast.economy)
    evil = {"A4": '=HYPERLINK("http://x","y")', "A5": "+1+1", "A6": "-2", "A7": "@SUM(A1)", "D1": "\x07chuông"}
    for row in report.figures.all():
        row.note = evil.get(row.indicator, "=1+1")
        row.save()
    write(report, cast.economy_head, A4_held=3)
    for row in report.figures.filter(indicator="A4"):
        row.note = evil["A4"]
        row.save()
    cast.economy.name = "=cmd|' /C calc'!A0"
    cast.economy.save()
    data = workbook(report_of(report.cycle, cast.economy))
    book = opened(data)
    texts = [cell for page in book for row in page.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert any(cell.value == evil["A4"] for cell in texts)
    assert {cell.data_type for cell in texts} == {"s"}
    assert all(cell.quotePrefix for cell in texts if cell.value[0] in "=+-@")
    sheets = [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if name.startswith("xl/worksheets/sheet")]
    for name in sheets:
        assert b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read(name)


def test_last_year_the_difference_and_the_per_cent(cast, on_day):
    published(cast)
    cycle = in_year(cast, "2027-H1", on_day)
    culture = report_of(cycle, cast.culture)
    write(culture, cast.culture_head, text="Đã làm.", A4_held=9, A5_people=100)
    write(culture, cast.culture_head, section="I", text="Đã làm.", A7_held=2)
    accept(hand_in(culture, cast.culture_head), cast.culture_head)
    rows = rows_of(services.render(commune=cast.commune, period_code="2027-H1", fmt="xlsx"))
    assert [cell.value for cell in rows["A4"][3:8]] == [9, "—", 8, 1, 12.5]
    # Nothing occurred a year ago: the difference is known, a percentage of zero is not.
    assert [cell.value for cell in rows["A7"][5:8]] == [0, 2, "—"]
    assert [cell.value for cell in rows["D5"][3:8]] == ["—"] * 5  # no data is not zero


def test_a_merged_commune_is_not_compared(cast):
    cast.commune.merged_on = datetime.date(2025, 7, 1)
    cast.commune.save()
    merged(cast)
    data = services.render(commune=cast.commune, period_code="2026-H1", fmt="xlsx")
    texts = " ".join(str(cell.value) for row in opened(data).worksheets[0].iter_rows() for cell in row if cell.value)
    assert "không so sánh được: xã thành lập 01/7/2025" in texts
    assert "DỮ LIỆU MẪU" in texts
    assert "(Dự thảo)" in texts


def test_it_is_offered_beside_the_paper_and_on_the_console(cast, sign_in):
    _cycle, report = merged(cast)
    client = sign_in(cast.culture_head)
    assert "van-ban/xlsx/" in client.get(f"/lam-viec/bao-cao/{report.pk}/tong-hop/").content.decode()
    answer = client.get(f"/lam-viec/bao-cao/{report.pk}/van-ban/xlsx/")
    assert answer["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert 'filename="bao-cao-2026-H1-ban-mau.xlsx"' in answer["Content-Disposition"]
    assert opened(answer.content).sheetnames == ["Biểu số liệu", "Giải thích"]


def test_it_prints_on_a4_one_page_wide_with_its_head_on_every_page(cast):
    merged(cast)
    page = opened(services.render(commune=cast.commune, period_code="2026-H1", fmt="xlsx")).worksheets[0]
    assert (page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight) == ("landscape", 1, 0)
    assert page.print_title_rows
    assert page.freeze_panes
