"""The .docx measured against the ranges of Decree 30/2020/NĐ-CP, Annex I."""

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from danchu.documents.paper import (
    Annex,
    Bullet,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Run,
    Urgency,
    render_docx,
    wording,
)
from danchu.documents.paper.glyphs import width_of
from danchu.documents.tests.paper import samples

LEFT, CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY

# text begins with → least size, greatest size, bold, italic, alignment
REPORT_FORM = {
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": (12, 13, True, False, CENTER),
    "Độc lập - Tự do - Hạnh phúc": (13, 14, True, False, CENTER),
    "ỦY BAN NHÂN DÂN XÃ BẢN MẪU": (12, 13, True, False, CENTER),
    "Số: 05/BC-UBND": (13, 13, False, False, CENTER),
    "Bản Mẫu, ngày 04 tháng 5 năm 2026": (13, 14, False, True, CENTER),
    "BÁO CÁO": (13, 14, True, False, CENTER),
    "Kết quả thực hiện dân chủ": (13, 14, True, False, CENTER),
    "Kính gửi: Sở Nội vụ tỉnh": (13, 14, False, False, CENTER),
    "I. CÔNG TÁC LÃNH ĐẠO": (13, 14, True, False, LEFT),
    "1. Thực hiện dân chủ": (13, 14, True, False, LEFT),
    "a) Công khai": (13, 14, False, False, LEFT),
    "Thực hiện chỉ đạo": (13, 14, False, False, JUSTIFY),
    "- Niêm yết tại trụ sở": (13, 14, False, False, JUSTIFY),
    "Nơi nhận:": (12, 12, True, True, LEFT),
    "- Như trên;": (11, 11, False, False, LEFT),
    "- Lưu: VT, VHXH.": (11, 11, False, False, LEFT),
    "TM. ỦY BAN NHÂN DÂN": (13, 14, True, False, CENTER),
    "KT. CHỦ TỊCH": (13, 14, True, False, CENTER),
    "PHÓ CHỦ TỊCH": (13, 14, True, False, CENTER),
    "Người Ký Mẫu": (13, 14, True, False, CENTER),
    "Phụ lục I": (14, 14, True, False, CENTER),
    "BIỂU SỐ LIỆU": (13, 14, True, False, CENTER),
    "(Kèm theo Báo cáo số 05/BC-UBND": (13, 14, False, True, CENTER),
}
OTHER_FORMS = {
    "letter": {
        "ỦY BAN NHÂN DÂN XÃ BẢN MẪU": (12, 13, False, False, CENTER),
        "PHÒNG VĂN HÓA - XÃ HỘI": (12, 13, True, False, CENTER),
        "V/v báo cáo": (12, 13, False, False, CENTER),
        "Kính gửi:": (13, 14, False, False, LEFT),
        "- Trưởng các thôn, bản.": (13, 14, False, False, LEFT),
        "- Lưu: VHXH. NVM (15b)": (11, 11, False, False, LEFT),
    },
    "plan": {
        "Căn cứ Luật Thực hiện": (13, 14, False, True, JUSTIFY),
        "KHẨN": (13, 14, True, False, CENTER),
        "DỰ THẢO 2": (13, 14, True, False, CENTER),
        "Bản Mẫu, ngày … tháng … năm …": (13, 14, False, True, CENTER),
    },
    "minutes": {
        "THƯ KÝ": (13, 14, True, False, CENTER),
        "CHỦ TỌA": (13, 14, True, False, CENTER),
        "Trưởng Thôn Mẫu": (13, 14, True, False, CENTER),
    },
}


def opened(paper):
    return docx.Document(io.BytesIO(render_docx(paper)))


def paragraphs(document):
    """Every paragraph of the body and of its tables, in order."""
    for block in document.element.body.iter(qn("w:p")):
        yield docx.text.paragraph.Paragraph(block, document._body)


def text_of(document):
    return "\n".join(paragraph.text for paragraph in paragraphs(document))


def effective(paragraph):
    style, run = paragraph.style, paragraph.runs[0]
    return (
        (run.font.size or style.font.size).pt,
        bool(style.font.bold if run.bold is None else run.bold),
        bool(style.font.italic if run.italic is None else run.italic),
        style.paragraph_format.alignment if paragraph.alignment is None else paragraph.alignment,
    )


@pytest.fixture(scope="module")
def report():
    return opened(samples.report())


def test_annex_i_page_is_a4_within_the_margins(report):
    for section in report.sections:
        sides = sorted((section.page_width.mm, section.page_height.mm))
        assert sides == pytest.approx([210, 297], abs=0.1)
        assert 20 <= section.top_margin.mm <= 25
        assert 20 <= section.bottom_margin.mm <= 25
        assert 30 <= section.left_margin.mm <= 35
        assert 15 <= section.right_margin.mm <= 20
    assert [section.orientation for section in report.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
    ]


@pytest.mark.parametrize(
    ("sample", "start", "form"),
    [("report", *item) for item in REPORT_FORM.items()]
    + [(sample, *item) for sample, forms in OTHER_FORMS.items() for item in forms.items()],
)
def test_annex_i_letters_of_each_element(sample, start, form, report):
    document = report if sample == "report" else opened(samples.SAMPLES[sample]())
    paragraph = next(each for each in paragraphs(document) if each.text.startswith(start))
    least, greatest, *rest = form
    size, *found = effective(paragraph)
    assert least <= size <= greatest
    assert found == rest


def test_annex_i_everything_is_times_new_roman_black_and_vietnamese(report):
    for style in report.styles:
        if style.type == 1:
            assert style.font.name == "Times New Roman", style.name
    defaults = report.styles.element.find(qn("w:docDefaults"))
    fonts = defaults.find(f".//{qn('w:rFonts')}")
    assert {fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}
    assert defaults.find(f".//{qn('w:lang')}").get(qn("w:val")) == "vi-VN"
    assert not report.element.body.findall(f".//{qn('w:shd')}")


def test_annex_i_body_paragraphs(report):
    for paragraph in paragraphs(report):
        if paragraph.style.style_id == "BodyText":
            form = paragraph.style.paragraph_format
            assert form.first_line_indent.cm == pytest.approx(1.27, abs=0.01)
            assert form.space_after.pt >= 6
            assert 1 <= form.line_spacing <= 1.5


def test_annex_i_page_number_is_centred_and_not_on_a_first_page(report):
    for section in report.sections:
        assert section.different_first_page_header_footer
        number = section.header.paragraphs[0]
        assert " PAGE " in [each.text for each in number._p.iter(qn("w:instrText"))]
        assert number.style.paragraph_format.alignment == CENTER
        assert 13 <= number.style.font.size.pt <= 14
        assert not list(section.first_page_header._element.iter(qn("w:instrText")))
    starts = [section._sectPr.find(qn("w:pgNumType")) for section in report.sections]
    assert [start is not None and start.get(qn("w:start")) for start in starts] == [False, "1", "1"]


def test_the_sample_mark_stands_on_every_page(report):
    for section in report.sections:
        for header in (section.header, section.first_page_header):
            assert "DỮ LIỆU MẪU" in "\n".join(paragraph.text for paragraph in header.paragraphs)
    assert "DỮ LIỆU MẪU" not in "".join(
        paragraph.text for paragraph in opened(samples.letter()).sections[0].header.paragraphs
    )


def test_annex_i_urgency_marks_have_their_frame():
    for mark, width, height in ((Urgency.EXPRESS, 30, 8), (Urgency.VERY_URGENT, 40, 8), (Urgency.URGENT, 20, 8)):
        document = opened(replace(samples.plan(), urgency=mark))
        paragraph = next(each for each in paragraphs(document) if each.text == mark.value)
        form = paragraph.paragraph_format
        room = document.tables[0].columns[0].width.mm
        assert room - form.left_indent.mm - form.right_indent.mm == pytest.approx(width, abs=0.1)
        assert form.line_spacing.mm == pytest.approx(height, abs=0.1)


def test_annex_i_rules_are_as_long_as_they_must_be(report):
    tables = report.tables[0]
    rules = [each for each in paragraphs(report) if each.style.style_id == "KeNgang"]
    lengths = []
    for rule, room in zip(rules, (tables.columns[0].width.mm, tables.columns[1].width.mm, 163.5), strict=True):
        form = rule.paragraph_format
        lengths.append(room - form.left_indent.mm - form.right_indent.mm)
    issuer = width_of("ỦY BAN NHÂN DÂN XÃ BẢN MẪU", size=12, bold=True)
    title = width_of(samples.report().title, size=14, bold=True)
    assert issuer / 3 <= lengths[0] <= issuer / 2
    assert lengths[1] == pytest.approx(width_of(wording.MOTTO, size=13, bold=True), abs=0.3)
    assert title / 3 <= lengths[2] <= title / 2


def test_tables_repeat_their_header_and_keep_rows_whole(report):
    annex = report.tables[-2]
    rows = annex._tbl.tr_lst
    assert len(rows) == 1 + 67 + 8
    assert rows[0].trPr.find(qn("w:tblHeader")) is not None
    assert all(row.trPr.find(qn("w:tblHeader")) is None for row in rows[1:])
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    body = report.tables[1]
    assert [row.trPr.find(qn("w:tblHeader")) is not None for row in body._tbl.tr_lst] == [True, True, False, False]


def test_the_signature_stays_with_the_last_paragraph(report):
    last = next(each for each in paragraphs(report) if each.text.startswith("Trên đây là"))
    assert last.paragraph_format.keep_with_next
    assert last.text.endswith("./.")


def test_properties_name_the_paper_and_its_issuer(report):
    properties = report.core_properties
    assert properties.title == "Báo cáo Kết quả thực hiện dân chủ ở cơ sở 6 tháng đầu năm 2026"
    assert properties.author == "Ủy ban nhân dân xã Bản Mẫu"
    assert properties.language == "vi-VN"
    assert str(properties.created.date()) == "2026-05-04"


def test_every_sign_comes_out_as_it_went_in():
    paper = Paper(
        issuing_body=f"Ủy ban {samples.SIGNS}",
        kind="Báo cáo",
        title=samples.NASTY,
        body=(
            Heading(samples.NASTY, 2, "1."),
            Paragraph(
                (Run(samples.NASTY, bold=True), Run(samples.MARKED_LETTERS, italic=True), Run(samples.LONG_WORD))
            ),
            Bullet(samples.NASTY),
            PageBreak(),
            samples.figures(3),
        ),
        annexes=(Annex(samples.NASTY, (Paragraph(samples.NASTY),)),),
    )
    text = text_of(opened(paper))
    for part in (samples.SIGNS, samples.MARKED_LETTERS, samples.LONG_WORD, samples.WORDS_OF_OTHERS, "👍🏽 ꪎꪱ"):
        assert part in text
    assert "dấu\ttab và\ndòng mới\nnữa" in text
    assert "ấ" in text
    assert not set(text) & set(map(chr, (0, 7, 11, 27, 0xFFFE, 0x202E)))


def test_the_same_paper_gives_the_same_bytes_in_another_process():
    here = render_docx(samples.report())
    assert here == render_docx(samples.report())
    code = (
        "import hashlib; from danchu.documents.paper import render_docx; "
        "from danchu.documents.tests.paper import samples; "
        "print(hashlib.sha256(render_docx(samples.report())).hexdigest())"
    )
    there = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_the_package_carries_no_hour_and_nothing_of_the_template():
    with zipfile.ZipFile(io.BytesIO(render_docx(samples.letter()))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = package.namelist()
        assert not [name for name in names if "thumbnail" in name or "customXml" in name or "Effects" in name]
        assert b"Macintosh" not in package.read("docProps/app.xml")
