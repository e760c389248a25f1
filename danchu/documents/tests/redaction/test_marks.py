"""The text of a published page says where words were taken out of it, on paper and on scans alike."""

import pymupdf
import pytest

from danchu.documents.reader import ocr
from danchu.documents.redaction import Decision, Region, find, publishable
from danchu.documents.redaction.layout import Sign
from danchu.documents.redaction.marks import MARK, Word, signs_of_marks, with_marks
from danchu.documents.tests.reader import making as reading
from danchu.documents.tests.redaction import making

IDENTITY = "012060001234"


def _published(data: bytes, **given) -> str:
    found = find(data)
    return publishable(data, [Decision(one.id, redact=True) for one in found], found=found, **given).text


def test_a_mark_stands_between_the_words_it_parted():
    words = [Word("số", 10, 5, 7, 0), Word("cấp", 40, 5, 7, 0), Word("Dòng", 10, 9, 11, 1), Word("hai", 20, 9, 11, 1)]
    gone = [Region(1, 15, 5.2, 8, 1.5), Region(1, 24, 5.2, 8, 1.5)]
    assert with_marks(words, gone) == f"số {MARK} cấp\nDòng hai"
    assert with_marks(words, [Region(1, 25, 9.2, 8, 1.5)]) == f"số cấp\nDòng hai {MARK}"
    assert with_marks(words, [Region(1, 10, 7.4, 8, 1.2)]) == f"số cấp\n{MARK}\nDòng hai"
    assert with_marks([], [Region(1, 10, 7, 8, 1)]) == MARK


def test_on_a_page_made_straight_the_mark_follows_its_nearest_letter():
    letter = Sign("a", 10, 20, 11, 22, place=(10, 23, 11, 25))
    marks = signs_of_marks([letter], [Region(1, 12, 23.2, 8, 1.6)])
    assert "".join(sign.char for sign in marks).replace("\u00a0", " ") == MARK
    assert {round(sign.middle, 6) for sign in marks} == {21.0}


def test_the_text_of_a_redacted_pdf_says_where_words_were_taken_out():
    text = _published(making.pdf(rows=()))
    assert IDENTITY not in text
    words = " ".join(text.split())
    assert f"CCCD số {MARK} cấp ngày 12/5/2021" in words
    assert f"; điện thoại {MARK}; số tiền 1.200.000.000 đồng" in words
    assert f"khoản {MARK} tại ngân hàng, thẻ BHYT {MARK}." in words


def test_what_a_person_covered_by_hand_is_marked_and_a_page_left_alone_is_not():
    plain = making.pdf(rows=(), paragraph="Xã họp dân vào sáng thứ bảy.")
    found = find(plain)
    kept = [Decision(one.id, redact=False, reason="của xã") for one in found]
    assert MARK not in publishable(plain, kept, found=found).text
    assert MARK in publishable(plain, kept, found=found, regions=[Region(1, 60, 80, 20, 8)]).text


@pytest.mark.skipif(not ocr.is_available(), reason="tesseract with Vietnamese is not installed")
def test_the_text_of_a_redacted_scan_says_so_too():
    with pymupdf.open(stream=making.pdf(rows=()), filetype="pdf") as document:
        scan = reading.scan_of(document.tobytes(), dpi=200, angle=0.8, noise=0)
    text = _published(scan)
    assert IDENTITY not in text
    assert MARK in text
    assert any(MARK in line and line.strip() != MARK for line in text.splitlines()), "within its line"
