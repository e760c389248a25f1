"""The PDF: what is embedded, what can be read back, where pages turn."""

import io
import re
import shutil
import subprocess
from dataclasses import replace

import pdfplumber
import pytest
import typst

from danchu.documents.paper import Annex, Bullet, Heading, PageBreak, Paper, Paragraph, Run, render_pdf, unprintable
from danchu.documents.paper.glyphs import showable, width_of
from danchu.documents.tests.paper import samples

MM = 72 / 25.4


def pages_of(paper):
    with pdfplumber.open(io.BytesIO(render_pdf(paper))) as pdf:
        return [page.extract_text(x_tolerance=1.5) for page in pdf.pages]


def characters_of(paper):
    with pdfplumber.open(io.BytesIO(render_pdf(paper))) as pdf:
        return [(page, character) for page in pdf.pages for character in page.chars]


def paper_of(*body, **fields):
    return Paper(issuing_body="Ủy ban nhân dân xã Bản Mẫu", kind="Báo cáo", title="Kết quả", body=body, **fields)


@pytest.fixture(scope="module")
def report_pages():
    return pages_of(samples.report())


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="pdffonts (poppler-utils) is not installed")
def test_only_the_vendored_typeface_is_embedded(tmp_path):
    file = tmp_path / "report.pdf"
    nasty = Paragraph((Run(samples.NASTY), Run("đậm nghiêng", bold=True, italic=True)))
    file.write_bytes(render_pdf(replace(samples.report(), body=(nasty, *samples.report().body))))
    lines = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert {re.match(r"(?:[A-Z]{6}\+)?(\S+)", line)[1] for line in lines} == {
        "LiberationSerif",
        "LiberationSerif-Bold",
        "LiberationSerif-Italic",
        "LiberationSerif-BoldItalic",
    }
    for line in lines:
        assert re.search(r"yes yes yes\s+\d+\s+\d+$", line), line


def test_it_is_archivable_and_dated_by_the_paper():
    data = render_pdf(samples.report())
    assert b"pdfaid:part>2<" in data
    assert b"pdfaid:conformance>B<" in data
    assert b"2026-05-04" in data
    assert b"<rdf:li>vi</rdf:li>" in data
    for standard in ("a-2a", "a-3b", "ua-1"):
        assert render_pdf(samples.minutes(), tagged_standard=standard).startswith(b"%PDF-1.7")
    with pytest.raises((ValueError, typst.TypstError)):
        render_pdf(samples.minutes(), tagged_standard="x-9")


def test_every_vietnamese_letter_and_every_sign_can_be_read_back():
    paper = paper_of(
        Paragraph(samples.MARKED_LETTERS, align="left"),
        Paragraph((Run(samples.SIGNS, bold=True),), align="left"),
        Paragraph(samples.WORDS_OF_OTHERS, align="left"),
        Heading(samples.SIGNS, 2, "1."),
        end_mark=False,
    )
    text = "".join("".join(pages_of(paper)).split())
    assert len(samples.MARKED_LETTERS) == 134
    for part in (samples.MARKED_LETTERS, samples.WORDS_OF_OTHERS):
        assert "".join(part.split()) in text
    assert text.count("".join(samples.SIGNS.split())) == 2


def test_nasty_text_everywhere_is_shown_and_never_run():
    nasty = samples.NASTY
    paper = Paper(
        issuing_body=nasty,
        parent_body=nasty,
        kind=nasty,
        title=nasty,
        number=nasty,
        symbol=nasty,
        place=nasty,
        competence=nasty,
        addressees=(nasty, nasty),
        legal_bases=(nasty,),
        recipients=(nasty,),
        archive=nasty,
        draft="Dự thảo #1",
        sample="#pagebreak()",
        body=(Paragraph(nasty), Bullet(nasty), PageBreak(), samples.figures(2), Heading(nasty)),
        signatures=samples.minutes().signatures,
        annexes=(Annex(nasty, (Paragraph(nasty),), reference=nasty),),
    )
    text = "\n".join(pages_of(paper))
    assert "#pagebreak()" in text
    assert "#let" in text
    assert "□" in text
    assert "ấ" in text


def test_a_character_without_glyph_is_shown_as_a_box_and_told_beforehand():
    assert showable("Tốt 👍🏽 ☑ a\u2011b ﬁ Ⅳ") == "Tốt □ √ a-b ﬁ IV"
    assert unprintable(paper_of(Paragraph("Tốt 👍, chữ ꪎ"))) == ("ꪎ", "👍")
    assert unprintable(samples.report()) == ()
    assert "Tốt □" in pages_of(paper_of(Paragraph("Tốt 👍")))[0]


def test_words_longer_than_the_line_stay_inside_the_margins():
    long_row = samples.Table((samples.Column("TT", 1), samples.Column("Nội dung", 2)), (("1", samples.LONG_WORD),))
    paper = paper_of(Paragraph(samples.LONG_WORD), long_row, Paragraph("M" * 300), Bullet("W" * 90), end_mark=False)
    text = ""
    for page, character in characters_of(paper):
        assert character["x0"] >= 30 * MM - 1, character["text"]
        assert character["x1"] <= page.width - 15 * MM, character["text"]
        text += character["text"]
    assert samples.LONG_WORD in text
    assert "M" * 300 in text


def test_a_word_longer_than_a_pdf_string_may_be_is_no_error():
    assert render_pdf(paper_of(Paragraph("chữ" * 12_000))).startswith(b"%PDF")


def test_new_lines_and_tabs_are_kept():
    text = pages_of(paper_of(Paragraph("một\nhai\r\nba\tbốn"), end_mark=False))[0].split("\n")
    assert "một" in text
    assert "hai" in text
    assert any(re.fullmatch(r"ba\s+bốn", line) for line in text)


def test_annex_i_page_numbers_begin_anew_and_are_hidden_on_first_pages(report_pages):
    shown = [re.match(r"(\d+)\n", page) and re.match(r"(\d+)\n", page)[1] for page in report_pages]
    first_annex = next(place for place, page in enumerate(report_pages) if "Phụ lục I\n" in page)
    second_annex = next(place for place, page in enumerate(report_pages) if "Phụ lục II\n" in page)
    assert shown == [
        None, *map(str, range(2, first_annex + 1)),
        None, *map(str, range(2, second_annex - first_annex + 1)),
        None, *map(str, range(2, len(shown) - second_annex + 1)),
    ]  # fmt: skip
    assert len(shown) <= 9


def test_annex_i_page_number_is_centred_in_the_top_margin():
    for page, character in characters_of(samples.plan()):
        if page.page_number == 2 and character["top"] < 20 * MM:
            middle = (character["x0"] + character["x1"]) / 2
            text_middle = (30.5 + (210 - 16)) / 2 * MM
            assert character["text"] == "2"
            assert middle == pytest.approx(text_middle, abs=1)
            assert 13 <= character["size"] <= 14
            return
    pytest.fail("no page number on the second page")


def test_a_table_of_sixty_rows_repeats_its_header_and_loses_no_row():
    pages = pages_of(paper_of(annexes=(Annex("Biểu số liệu", (samples.figures(67),)),)))
    annex = [page for page in pages if "Chỉ tiêu" in page]
    assert len(annex) >= 3
    assert annex == pages[1:]
    numbers = [int(found) for page in annex for found in re.findall(r"^(\d+) \D", page, flags=re.MULTILINE)]
    assert set(range(1, 68)) <= set(numbers)
    for group in samples.GROUPS:
        assert sum(group in page for page in annex) == 1


def test_a_group_row_never_ends_a_page():
    for filler in range(0, 12, 3):
        body = [Paragraph("Đoạn.")] * filler
        for page in pages_of(paper_of(annexes=(Annex("Biểu", (*body, samples.figures(67))),))):
            assert page.strip().split("\n")[-1] not in samples.GROUPS


@pytest.mark.parametrize("lines", range(14, 32))
def test_the_signature_never_stands_alone_on_a_page(lines):
    body = [Paragraph(f"Đoạn văn số {place}.") for place in range(lines)]
    paper = paper_of(*body, Paragraph("Đoạn cuối cùng của văn bản"), signatures=samples.report().signatures)
    page = next(page for page in pages_of(paper) if "Người Ký Mẫu" in page)
    assert "Đoạn cuối cùng của văn bản./." in page
    assert "TM. ỦY BAN NHÂN DÂN" in page


def test_header_cells_keep_short_words_whole(report_pages):
    annex = next(page for page in report_pages if "Phụ lục I\n" in page)
    assert re.search(r"^TT\b.*Chỉ tiêu|\bTT Chỉ tiêu", annex, flags=re.MULTILINE)


def test_the_sample_mark_stands_on_every_page(report_pages):
    assert all("DỮ LIỆU MẪU" in page for page in report_pages)
    assert not any("DỮ LIỆU MẪU" in page for page in pages_of(samples.plan()))


def test_legal_bases_are_italic_and_names_of_bodies_bold():
    faces = {}
    for _, character in characters_of(samples.plan()):
        faces.setdefault(round(character["top"]), []).append(character)
    lines = {
        "".join(each["text"] for each in line): {each["fontname"].partition("-")[2] for each in line}
        for line in faces.values()
    }
    italic = next(fonts for line, fonts in lines.items() if line.startswith("Căn cứ Luật Thực hiện"))
    assert italic == {"Italic"}
    assert next(fonts for line, fonts in lines.items() if line.startswith("KẾ HOẠCH")) == {"Bold"}


def test_annex_i_widths_measured_for_rules_are_those_of_the_page():
    found = "".join(character["text"] for _, character in characters_of(samples.letter()))
    assert "Độc lập - Tự do - Hạnh phúc" in found
    line = [each for page, each in characters_of(samples.letter()) if each["size"] == 13 and "Bold" in each["fontname"]]
    assert (line[-1]["x1"] - line[0]["x0"]) / MM == pytest.approx(
        width_of("Độc lập - Tự do - Hạnh phúc", size=13, bold=True), abs=0.3
    )


def test_the_same_paper_gives_the_same_bytes():
    for sample in samples.SAMPLES.values():
        assert render_pdf(sample()) == render_pdf(sample())
    assert render_pdf(samples.plan()) != render_pdf(samples.letter())
