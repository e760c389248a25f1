"""What is let in is told from the bytes; photos lose their hidden data; bytes lie under their digest."""

import hashlib
import io
import zipfile

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as Docx
from PIL import Image

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.uploads import InMemory
from danchu.documents import files, queries, services


def _jpeg_with_place() -> bytes:
    image = Image.new("RGB", (3000, 1000), "red")
    exif = image.getexif()
    exif[0x010E] = "Nhà ông A"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def _docx() -> bytes:
    out = io.BytesIO()
    Docx().save(out)
    return out.getvalue()


def _zip(name="a.txt") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"%PDF-1.7 ...", files.PDF), (_docx(), files.DOCX), (_jpeg_with_place(), files.JPEG),
     ("Kế hoạch".encode(), files.TEXT), ("Kế hoạch".encode("utf-16"), files.TEXT)],
)  # fmt: skip
def test_the_type_is_told_from_the_bytes(data, kind):
    assert files.media_type(data) == kind


@pytest.mark.parametrize("data", [_zip(), b"PK\x03\x04 broken", b"MZ\x00\x90", b"\x00\x01\x02", b"GIF89a\x00\x00"])
def test_a_renamed_zip_and_other_strangers_are_refused(data):
    with pytest.raises(Refused, match="Không nhận loại tệp này"):
        files.media_type(data)


def test_a_packed_bomb_and_macros_are_refused():
    from danchu.documents.tests.reader.making import bomb

    for data, says in ((bomb(), "quá lớn"), (_zip("word/vbaProject.bin"), "macro")):
        with pytest.raises(Refused, match=says):
            files.media_type(data)


def test_a_picture_that_unpacks_to_billions_of_points_is_refused_unopened():
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000
    with pytest.raises(Refused, match="quá lớn"):
        files.clean_image(out.getvalue())


def test_a_picture_with_something_behind_it_loses_that(cast):
    polyglot = _jpeg_with_place() + _zip("evil.html") + b"<script>alert(1)</script>"
    kept = services.keep(commune=cast.commune, name="anh.jpg", data=polyglot, by=cast.chair, now=clock.now())
    stored = files.path_of(kept.sha256).read_bytes()
    assert b"script" not in stored
    assert b"PK\x03\x04" not in stored


def test_a_tiff_becomes_a_pdf_of_its_pages(cast):
    out = io.BytesIO()
    Image.new("L", (600, 800), "white").save(out, "TIFF", save_all=True, append_images=[Image.new("L", (600, 800))])
    kept = services.keep(commune=cast.commune, name="quet.tif", data=out.getvalue(), by=cast.chair, now=clock.now())
    stored = files.path_of(kept.sha256).read_bytes()
    assert (kept.media_type, kept.name) == (files.PDF, "quet.tif.pdf")
    assert len(pypdfium2.PdfDocument(stored)) == 2


def test_200_megabytes_are_cut_off_in_memory_and_refused(cast, settings):
    handler = InMemory()
    handler.new_file("file", "to.pdf", "application/pdf", None)
    for at in range(200):
        assert handler.receive_data_chunk(b"x" * 1024 * 1024, at << 20) is None
    upload = handler.file_complete(200 << 20)
    assert upload.size == 200 << 20
    assert len(upload.read()) <= settings.UPLOAD_LIMIT + 1
    with pytest.raises(Refused, match="lớn hơn 20 MB"):
        services.keep_upload(commune=cast.commune, upload=upload, by=cast.chair, now=clock.now())


def test_many_files_at_once_take_no_more_memory_than_a_few(settings):
    handler = InMemory()
    uploads = []
    for number in range(10):
        handler.new_file("file", f"{number}.pdf", "application/pdf", None)
        for at in range(20):
            handler.receive_data_chunk(b"x" * 1024 * 1024, at << 20)
        uploads.append(handler.file_complete(20 << 20))
    assert sum(len(upload.read()) for upload in uploads) <= 6 * settings.UPLOAD_LIMIT
    assert uploads[-1].size > settings.UPLOAD_LIMIT, "its form says it is too large, rather than keep half of it"


def test_a_kept_photo_says_nothing_of_where_it_was_taken(cast):
    kept = services.keep(commune=cast.commune, name="anh.jpg", data=_jpeg_with_place(), by=cast.chair, now=clock.now())
    stored = files.path_of(kept.sha256).read_bytes()
    with Image.open(io.BytesIO(stored)) as image:
        assert not image.getexif()
        assert max(image.size) == 2400
    assert "Nhà ông A".encode() not in stored


def test_a_broken_picture_is_refused(cast):
    with pytest.raises(Refused, match="không mở được"):
        services.keep(commune=cast.commune, name="a.jpg", data=b"\xff\xd8\xff broken", by=cast.chair, now=clock.now())


def test_too_large_is_said_with_the_limit_and_nothing_is_kept(cast, settings):
    settings.UPLOAD_LIMIT = 1024 * 1024
    upload = SimpleUploadedFile("to.pdf", b"%PDF-" + b"0" * (1024 * 1024))
    with pytest.raises(Refused, match="lớn hơn 1 MB"):
        services.keep_upload(commune=cast.commune, upload=upload, by=cast.chair, now=clock.now())
    assert not list(settings.FILES_DIR.glob("*/*"))


def test_empty_is_refused(cast):
    with pytest.raises(Refused, match="trống"):
        services.keep(commune=cast.commune, name="a.txt", data=b"", by=cast.chair, now=clock.now())


def test_the_same_bytes_lie_once_under_their_digest(cast):
    one, two = (
        services.keep(commune=cast.commune, name=name, data="xin chào".encode(), by=cast.chair, now=clock.now())
        for name in ("a.txt", "../../etc/b.txt")
    )
    assert one.sha256 == two.sha256 == hashlib.sha256("xin chào".encode()).hexdigest()
    assert two.name == "b.txt"
    assert not list(queries.damaged_files())


def test_a_changed_or_missing_file_is_found(cast):
    kept = services.keep(commune=cast.commune, name="a.txt", data=b"mot", by=cast.chair, now=clock.now())
    files.path_of(kept.sha256).write_bytes(b"hai")
    assert [what for _file, what in queries.damaged_files("ban-mau")] == ["changed"]
    files.path_of(kept.sha256).unlink()
    assert [what for _file, what in queries.damaged_files("ban-mau")] == ["missing"]
