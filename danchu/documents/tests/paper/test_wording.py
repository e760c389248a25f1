"""Decree 30/2020/NĐ-CP, Annex I: numbers, dates, lists and closing marks."""

from dataclasses import replace
from datetime import date

import pytest

from danchu.documents.paper import (
    Annex,
    Bullet,
    Column,
    ColumnGroup,
    Heading,
    Paper,
    Paragraph,
    Run,
    Table,
    plain,
    wording,
)

PAPER = Paper(issuing_body="Ủy ban nhân dân xã Bản Mẫu", kind="Báo cáo", title="Kết quả", symbol="BC-UBND")


@pytest.mark.parametrize(
    ("number", "symbol", "line"),
    [
        ("5", "BC-UBND", "Số: 05/BC-UBND"),
        ("09", "BC-UBND", "Số: 09/BC-UBND"),
        ("10", "BC-UBND", "Số: 10/BC-UBND"),
        ("363", "KH-UBND", "Số: 363/KH-UBND"),
        ("12a", "UBND-VHXH", "Số: 12a/UBND-VHXH"),
        ("", "BC-UBND", f"Số: {wording.ROOM_TO_WRITE}/BC-UBND"),
        ("7", "", "Số: 07"),
        ("", "", ""),
    ],
)
def test_annex_i_number_and_symbol(number, symbol, line):
    assert wording.number_line(replace(PAPER, number=number, symbol=symbol)) == line


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 1), "ngày 01 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 11, 10), "ngày 10 tháng 11 năm 2026"),
        (None, "ngày … tháng … năm …"),
    ],
)
def test_annex_i_date_pads_days_under_ten_and_the_months_one_and_two_only(day, words):
    assert wording.date_words(day) == words


def test_annex_i_legal_bases_end_with_semicolons_and_the_last_with_a_full_stop():
    paper = replace(
        PAPER, legal_bases=("Căn cứ Luật A;", "Căn cứ Luật B.", (Run("Theo đề nghị "), Run("của C", bold=True)))
    )
    assert [plain(base) for base in wording.bases(paper)] == ["Căn cứ Luật A;", "Căn cứ Luật B;", "Theo đề nghị của C."]


def test_annex_i_recipients_are_dashed_and_the_archive_line_is_last():
    paper = replace(PAPER, recipients=("Như trên;", " Sở Nội vụ", ""), archive="Lưu: VT, VHXH.", drafter="NVM (15b)")
    assert wording.recipients(paper) == ["- Như trên;", "- Sở Nội vụ;", "- Lưu: VT, VHXH. NVM (15b)"]


def test_annex_i_one_addressee_stands_alone_and_several_are_listed():
    assert wording.addressees(replace(PAPER, addressees=("Sở Nội vụ",))) == ["Sở Nội vụ"]
    assert wording.addressees(replace(PAPER, addressees=("A", "B;", "C"))) == ["- A;", "- B;", "- C."]


@pytest.mark.parametrize("end", ["", ".", ";", "./.", " "])
def test_the_body_is_closed_once(end):
    for block in (Paragraph(f"Trân trọng{end}"), Bullet((Run("Trân "), Run(f"trọng{end}")))):
        closed = wording.closed_body(replace(PAPER, body=(Heading("I"), block)))
        assert plain(closed[-1].text) == "Trân trọng./."
    untouched = replace(PAPER, body=(Paragraph("Hết"),), end_mark=False)
    assert wording.closed_body(untouched) == untouched.body


def test_annex_i_annexes_are_numbered_in_roman_only_when_there_are_several():
    annex = Annex("Biểu", ())
    assert wording.annex_labels(replace(PAPER, annexes=(annex,))) == ["Phụ lục"]
    labels = wording.annex_labels(replace(PAPER, annexes=(annex,) * 9))
    assert labels[3] == "Phụ lục IV"
    assert labels[8] == "Phụ lục IX"
    dated = replace(PAPER, number="5", date=date(2026, 5, 4))
    expected = "(Kèm theo Báo cáo số 05/BC-UBND ngày 04 tháng 5 năm 2026 của Ủy ban nhân dân xã Bản Mẫu)"
    assert wording.annex_reference(dated, annex) == expected
    assert wording.annex_reference(dated, Annex("Biểu", (), reference="")) == ""


def test_headings_of_the_first_level_are_capitals():
    assert wording.heading("Mục đích, yêu cầu", 1, "I.") == "I. MỤC ĐÍCH, YÊU CẦU"
    assert wording.heading("Mục đích", 2, "1.") == "1. Mục đích"


def test_a_letter_says_what_it_is_about_once():
    assert wording.subject(replace(PAPER, title="báo cáo")) == "V/v báo cáo"
    assert wording.subject(replace(PAPER, title="V/v báo cáo")) == "V/v báo cáo"


def test_clean_composes_letters_and_drops_what_no_file_may_hold():
    assert wording.clean("a\u0302\u0301\x00\x1b\ufffe\ud800\u202e\u200b") == "ấ"
    assert wording.clean("a\r\nb\rc\vd\u2028e\tf") == "a\nb\nc\nd\ne\tf"


def test_a_table_that_does_not_fit_its_columns_is_refused():
    columns = (Column("A"), Column("B"))
    with pytest.raises(ValueError, match="row 2 has 1 cells for 2 columns"):
        Table(columns, (("1", "2"), ("3",)))
    with pytest.raises(ValueError, match="groups"):
        Table(columns, (), groups=(ColumnGroup("G", 3),))
    with pytest.raises(ValueError, match="13 to 14"):
        replace(PAPER, body_size=12)
