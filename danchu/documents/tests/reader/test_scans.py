"""Scans, .doc files and old fonts: read where it can be, said where it cannot. Real tesseract, real antiword."""

import json
import shutil

import pytest

from danchu.documents.reader import Unreadable, as_json, as_reading, ocr, read_file, read_text
from danchu.documents.reader.old_fonts import OldFont, font_named, old_font_of, to_unicode
from danchu.documents.reader.scan import pictures_of_image
from danchu.documents.tests.reader import making
from danchu.documents.tests.reader.printing import printed
from danchu.documents.tests.reader.scoring import score
from danchu.documents.tests.reader.test_papers import PAPERS

needs_tesseract = pytest.mark.skipif(not ocr.is_available(), reason="tesseract with Vietnamese is not installed")
needs_antiword = pytest.mark.skipif(shutil.which("antiword") is None, reason="antiword is not installed")
LETTER = (PAPERS / "cong-van-xa.txt").read_text()


@needs_tesseract
@pytest.mark.parametrize(
    ("scan", "least"),
    [({"dpi": 300, "angle": 0.0, "noise": 0}, 0.85), ({"dpi": 200, "angle": 1.3, "noise": 25}, 0.8)],
)
def test_a_scan_gives_nearly_what_its_text_layer_gives(scan, least):
    wanted = json.loads((PAPERS / "cong-van-pdf.json").read_text())
    got = read_file("quet.pdf", making.scan_of(making.letter_as_pdf(), **scan))
    counts, faults = score(wanted, as_json(got))
    assert counts["right"] / counts.total() >= least, "\n".join(faults)
    assert (got.number, got.symbol, str(got.date)) == ("0771", "SGDĐT-VP", "2026-03-19")
    assert got.scanned


@needs_tesseract
def test_what_was_recognised_is_said_and_doubtful_words_are_named():
    got = read_file("quet.png", making.photo_of(making.letter_as_pdf(), "PNG"))
    assert as_json(got)["warnings"][0].startswith("Văn bản được đọc bằng máy từ bản quét, cần soát lại")
    for start, end in got.doubtful:
        assert got.text[start:end].isalnum()
    assert as_reading(got)["scanned"]


@needs_tesseract
@pytest.mark.parametrize("turn", [90, 180])
def test_a_page_laid_on_the_glass_the_wrong_way_is_set_upright(turn):
    page = making.pages_of(printed(LETTER), 200)[0].rotate(turn, expand=True)
    assert read_file("quet.png", making._picture(page, "PNG")).number == "47"


@needs_tesseract
def test_the_pages_of_a_tiff_are_read_one_after_the_other_and_progress_is_told():
    pages = making.pages_of(making.letter_as_pdf(), 150)
    tiff = making._picture(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    told = []
    got = read_file("quet.tif", tiff, progress=lambda done, count: told.append((done, count)))
    assert told == [(1, 2), (2, 2)]
    assert got.signature.post is not None
    assert read_file("quet.tif", tiff, first_pages=1).number == "0771"


def test_without_tesseract_a_clear_sentence(monkeypatch):
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    with pytest.raises(Unreadable, match="tesseract-ocr-vie"):
        read_file("quet.pdf", making.scan_as_pdf())


def test_too_many_pages_and_a_page_that_takes_too_long(monkeypatch):
    page = making.pages_of(making.scan_as_pdf(), 40)[0]
    many = making._picture(page, "TIFF", save_all=True, append_images=[page] * 40)
    monkeypatch.setattr(ocr, "is_available", lambda: True)
    with pytest.raises(Unreadable, match="40 trang"):
        read_file("quet.tif", many)

    def late(*_given, **_named):
        raise ocr.TooSlow

    monkeypatch.setattr(ocr, "words_in", late)
    with pytest.raises(Unreadable, match="quá nặng"):
        read_file("quet.png", making.photo_of(making.scan_as_pdf(), "PNG"))


def test_transparent_ground_is_white():
    picture = making.pages_of(making.scan_as_pdf(), 40)[0].convert("RGBA")
    picture.putalpha(0)
    _count, pages = pictures_of_image(making._picture(picture, "PNG"))
    assert next(pages).getpixel((0, 0)) == (255, 255, 255)


@needs_antiword
class TestOldWord:
    def test_a_doc_is_read_like_its_text(self):
        got, text = as_json(read_file("cv.doc", making.old_word(LETTER))), as_json(read_text(LETTER))
        for field in ("number", "symbol", "date", "kind", "title", "addressees", "recipients"):
            assert got[field] == text[field]
        assert len(got["tasks"]) == len(text["tasks"])

    def test_a_doc_typed_in_vntime_is_converted_and_said_so(self):
        got = read_file("cv.doc", making.old_word(making.in_tcvn3(LETTER)))
        assert (got.number, got.symbol) == ("47", "VHXH")
        assert got.title == read_text(LETTER).title
        assert got.warnings[0].code == "old_font"

    def test_another_ole_file_is_no_paper(self):
        with pytest.raises(Unreadable, match="docx"):
            read_file("bang.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_without_antiword_a_doc_is_to_be_saved_anew(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(Unreadable, match=r"Lưu thành \(Save As\) .docx"):
        read_file("cv.doc", making.old_word(LETTER))


class TestOldFonts:
    def test_a_text_file_of_one_byte_letters(self):
        got = read_file("cv.txt", making.in_tcvn3(LETTER).encode("latin-1"))
        assert got.title == read_text(LETTER).title

    def test_vni(self):
        words = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, ÑAÛNG UÛY xaõ, ñöôïc, "
        words += "Ngaøy 05 thaùng 3, quyù, thò xaõ, tæ leä, kyõ"
        assert to_unicode(words, OldFont.VNI) == (
            "Cộng hòa xã hội chủ nghĩa Việt Nam, ĐẢNG ỦY xã, được, Ngày 05 tháng 3, quý, thị xã, tỉ lệ, kỹ"
        )
        assert old_font_of(words) is OldFont.VNI

    def test_todays_text_and_other_languages_are_left_alone(self):
        assert old_font_of(LETTER) is None
        assert (
            old_font_of("Le comité populaire décidera après l'été, à l'unanimité et sans réserve aucune. " * 3) is None
        )

    @pytest.mark.parametrize(
        ("name", "font"),
        [(".VnTime", (OldFont.TCVN3, False)), (".VnTimeH", (OldFont.TCVN3, True)), ("VNI-Times", (OldFont.VNI, False)),
         ("Times New Roman", None)],
    )  # fmt: skip
    def test_fonts_are_told_by_name(self, name, font):
        assert font_named(name) == font

    def test_runs_of_a_docx_are_converted_by_their_own_font(self):
        got = read_file("cv.docx", making.docx_in_old_fonts())
        assert got.title == "Thực hiện dân chủ ở cơ sở năm 2026"
        assert "Công văn hay kế hoạch" in got.text
        assert got.kind == "Kế hoạch"
