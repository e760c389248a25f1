"""Scans and pictures: pixels are painted over, properties are gone, fingerprints are offered. Real tesseract."""

import io
import itertools

import pytest
from PIL import Image

from danchu.documents.reader import ocr
from danchu.documents.redaction import (
    Decision,
    Hint,
    Kind,
    Region,
    find,
    pages_as_pictures,
    problems,
    publishable,
    redact,
    text_of,
    verify,
)
from danchu.documents.redaction.boxes import pixels
from danchu.documents.redaction.fingerprints import prints_in
from danchu.documents.redaction.layout import Sign
from danchu.documents.redaction.values import bare
from danchu.documents.tests.redaction import making

needs_tesseract = pytest.mark.skipif(not ocr.is_available(), reason="tesseract with Vietnamese is not installed")
VALUES = {*making.IN_PARAGRAPH, *making.IN_TABLE}


@needs_tesseract
def test_a_scan_that_lies_askew_is_searched_and_painted_over():
    page = making.scan(making.page_of(making.pdf()), angle=1.1, noise=20)
    data = making.scanned_pdf(page)
    found = find(data)
    assert len(VALUES - {bare(one.text) for one in found}) <= 1
    out = publishable(data, [Decision(one.id, redact=True) for one in found], found=found)
    assert not [value for value in VALUES if len(value) > 6 and value in bare(out.text)]
    assert "Giàng A Mẫu" in out.text
    (before,), (after,) = pages_as_pictures(data, 900), pages_as_pictures(out.data, 900)
    assert before != after


@needs_tesseract
def test_a_photo_loses_its_place_and_its_numbers():
    page = making.scan(making.page_of(making.pdf(), 150))
    exif = Image.Exif()
    exif[0x010E] = "chup tai nha, CCCD 012060001234"
    exif[0x8825] = {1: "N", 2: (22.0, 20.0, 0.0)}
    data = making.picture(page, "JPEG", exif=exif, quality=92)
    found = find(data)
    kept = [one for one in found if bare(one.text) == "0912345678"]
    assert kept
    out = publishable(
        data, [Decision(one.id, one not in kept, "số của người bán") for one in found], found=found
    )  # fmt: skip
    assert out.media_type == "image/jpeg"
    assert not Image.open(io.BytesIO(out.data)).getexif()
    assert b"CCCD" not in out.data
    assert "0912345678" in bare(out.text)
    assert "012060001234" not in bare(out.text)
    assert verify(data, data, [one.id for one in found], found=found)


def test_a_region_is_black_to_the_last_pixel_and_a_tiff_comes_out_as_pdf():
    page = making.page_of(making.pdf(), 60)
    region = Region(1, 10, 20, 30, 15)
    out = Image.open(io.BytesIO(redact(making.picture(page), regions=[region])))
    assert out.crop(pixels(region, *out.size)).getextrema() == ((0, 0),) * 3
    assert out.getpixel((2, 2)) == (255, 255, 255)
    tiff = making.picture(page, "TIFF", save_all=True, append_images=[page])
    assert redact(tiff, regions=[region]).startswith(b"%PDF")
    assert len(pages_as_pictures(tiff, 300)) == 2
    assert len(pages_as_pictures(tiff, 300, most=1)) == 1


def test_where_no_letters_can_be_recognised_a_person_is_told(monkeypatch):
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    data = making.picture(making.page_of(making.pdf(), 60))
    assert find(data) == []
    assert "not_recognised" in [one.code for one in problems(data)]
    assert text_of(data) == ""
    scanned = making.scanned_pdf(making.page_of(making.pdf(), 60))
    assert "not_recognised" in [one.code for one in problems(scanned)]


INKS = {"red": (190, 30, 40), "blue": (40, 50, 150), "violet": (110, 40, 140)}


def _sheets():
    """Pages with a print each, in three inks, at two places; with a stamp and a signature beside them."""
    blank = making.page_of(making.pdf(), 200)
    for seed, (ink, colour) in enumerate(itertools.product(INKS, [0, 20])):
        page = blank.copy()
        at = (250 + 130 * (seed % 3), 1000 + 110 * (seed % 4))
        making.with_print(page, at, colour=INKS[ink], seed=seed)
        making.with_stamp(page, (1000, 950))
        making.with_signature(page, (1050, 1050), seed=seed)
        yield making.scan(page, angle=0.5 * (seed % 3 - 1), noise=colour), at


def test_coloured_fingerprints_are_offered_stamps_and_signatures_are_not():
    hit = besides = 0
    for page, at in _sheets():
        prints = prints_in(page, 1)
        middle = (100 * (at[0] + 65) / page.width, 100 * (at[1] + 85) / page.height)
        on = [
            one for one in prints
            if 0 < middle[0] - one.place.left < one.place.width and 0 < middle[1] - one.place.top < one.place.height
        ]  # fmt: skip
        hit += bool(on)
        besides += len(prints) - len(on)
    assert hit == 6
    assert besides == 0


def test_a_black_fingerprint_is_offered_only_beside_the_words():
    page = making.page_of(making.pdf(), 200)
    making.with_print(page, (400, 1200), colour=(40, 40, 40))
    assert prints_in(page, 1) == []
    words = [
        Sign(char, 24 + at, 48, 25 + at, 49) for at, char in enumerate("(điểm chỉ)") if char != " "
    ]  # fmt: skip
    (one,) = prints_in(page, 1, words)
    assert one.told


@needs_tesseract
def test_a_fingerprint_is_a_suggestion_that_can_be_taken_out():
    page = making.page_of(making.pdf(), 150)
    making.with_print(page, (300, 800), dpi=150)
    data = making.picture(page)
    (one,) = [one for one in find(data) if one.kind is Kind.FINGERPRINT]
    assert (one.sure, one.hint, one.text) == (False, Hint.PATTERN, "")
    out = redact(data, [one.id], found=[one])
    assert prints_in(Image.open(io.BytesIO(out)), 1) == []
    assert verify(data, out, [one.id], found=[one]) == []
