"""A paper stamped MẬT is refused before anything of it is kept (Decree 30/2020, Art. 22.4), whatever it comes as."""

import hashlib
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as Docx
from PIL import Image

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.documents import files, services
from danchu.documents.models import StoredFile
from danchu.documents.reader import ocr
from danchu.documents.reader.secrecy import stamp_in_words, stamp_on_file
from danchu.documents.services import keeping
from danchu.documents.tests.reader import making

needs_tesseract = pytest.mark.skipif(not ocr.is_available(), reason="tesseract with Vietnamese is not installed")
HEAD = "ỦY BAN NHÂN DÂN\nXÃ NÀ THUNG\nSố: 12/KH-UBND\n{stamp}\nKẾ HOẠCH\nBảo vệ bí mật nhà nước\n"
BODY = "Cán bộ giữ bí mật công tác, quản lý tài liệu mật, không làm lộ tin mật.\nMẶT TRẬN TỔ QUỐC phối hợp.\n"


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("MẬT", "MẬT"), ("Mật", "MẬT"), ("[ MẬT ]", "MẬT"), ("│ TỐI MẬT │", "TỐI MẬT"), ("TUYỆT MẬT", "TUYỆT MẬT"),
        ("M Ậ T", "MẬT"), ("T Ố I M Ậ T", "TỐI MẬT"), ("Độ mật: Mật", "MẬT"), ("ĐỘ MẬT: TUYỆT MẬT", "TUYỆT MẬT"),
        ("Mức độ mật: Tối mật", "TỐI MẬT"), ("TÀI LIỆU MẬT", "MẬT"), ("MẬT – Bản số: 01", "MẬT"),
        ("TOI MAT", "TỐI MẬT"),
        ("Bí mật", None), ("BÍ MẬT NHÀ NƯỚC", None), ("mật", None), ("MẶT TRẬN", None), ("MẶT", None), ("MẤT", None),
        ("Độ mật: Không", None), ("Tài liệu mật", None), ("Quản lý tài liệu mật", None), ("Mật ong rừng", None),
        ("GIẢI MẬT", None), ("", None),
    ],
)  # fmt: skip
def test_what_is_a_stamp_and_what_is_a_word(words, level):
    assert stamp_in_words(words) == level


def _docx(*paragraphs, header="", box="", picture=None) -> bytes:
    document = Docx()
    for words in paragraphs:
        document.add_paragraph(words)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if picture:
        document.add_picture(io.BytesIO(picture))
    out = io.BytesIO()
    document.save(out)
    if not box:
        return out.getvalue()
    with zipfile.ZipFile(out) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    drawn = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r>'
        f"<w:t>{box}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p><w:sectPr"
    )
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:sectPr", drawn.encode(), 1)
    again = io.BytesIO()
    with zipfile.ZipFile(again, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return again.getvalue()


def _xlsx(*cells) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for at, words in enumerate(cells, 1):
        book.active.cell(at, 1, words)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


TEXTS = {
    "txt": (HEAD.format(stamp="MẬT") + BODY).encode(),
    "txt-utf16": (HEAD.format(stamp="TỐI MẬT") + BODY).encode("utf-16"),
    "docx": _docx("UBND XÃ NÀ THUNG", "TỐI MẬT", "KẾ HOẠCH", BODY),
    "docx-header": _docx("UBND XÃ NÀ THUNG", "KẾ HOẠCH", BODY, header="MẬT"),
    "docx-box": _docx("UBND XÃ NÀ THUNG", "KẾ HOẠCH", BODY, box="MẬT"),
    "doc": making.old_word(HEAD.format(stamp="TUYỆT MẬT") + BODY * 4),
    "pdf": making.stamped_pdf("MẬT"),
    "pdf-askew": making.stamped_pdf("TỐI MẬT", askew=True),
    "xlsx": _xlsx("UBND XÃ NÀ THUNG", "MẬT", "Danh sách"),
}
SCANS = {
    "png-red": lambda: making.photo_of(making.stamped_pdf("MẬT", red=True), "PNG"),
    "jpg-black": lambda: making.photo_of(making.stamped_pdf("TỐI MẬT"), "JPEG"),
    "tif": lambda: making.photo_of(making.stamped_pdf("MẬT"), "TIFF"),
    "pdf-scan": lambda: making.scan_of(making.stamped_pdf("TUYỆT MẬT")),
    "docx-picture": lambda: _docx("Gửi kèm", picture=making.photo_of(making.stamped_pdf("MẬT", red=True), "PNG")),
}


def _leaves_nothing(cast, settings, tmp_path, name, data, monkeypatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    upload = SimpleUploadedFile(name, data)
    with pytest.raises(Refused, match="MẬT"):
        services.keep_upload(commune=cast.commune, upload=upload, by=cast.clerk, now=clock.now())
    assert not StoredFile.objects.exists()
    assert not list(settings.FILES_DIR.glob("*/*"))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", TEXTS)
def test_nd30_a22_4_a_stamped_paper_is_refused_and_nothing_is_kept(name, cast, settings, tmp_path, monkeypatch):
    _leaves_nothing(cast, settings, tmp_path, name, TEXTS[name], monkeypatch)


@needs_tesseract
@pytest.mark.parametrize("name", SCANS)
def test_nd30_a22_4_so_is_a_scan(name, cast, settings, tmp_path, monkeypatch):
    _leaves_nothing(cast, settings, tmp_path, name, SCANS[name](), monkeypatch)


@pytest.mark.parametrize(
    "data",
    [(HEAD.format(stamp="") + BODY).encode(), _docx("KẾ HOẠCH", "Bảo vệ bí mật nhà nước", BODY), _xlsx("Tài liệu mật"),
     making.stamped_pdf("")],
)  # fmt: skip
def test_a_paper_about_secrets_is_none(data):
    assert stamp_on_file(data) is None


@needs_tesseract
def test_a_scan_about_secrets_is_none():
    assert stamp_on_file(making.photo_of(making.stamped_pdf(""), "PNG")) is None


def test_the_sentence_says_what_to_do():
    sentence = services.secret_sentence("TỐI MẬT")
    for words in ("TỐI MẬT", "chưa lưu gì", "sổ văn bản mật", "Điều 22 Nghị định 30/2020", "chưa đối chiếu"):
        assert words in sentence


def test_a_locked_file_is_refused_for_nobody_can_tell(cast):
    with pytest.raises(Refused, match="mật khẩu"):
        services.keep(commune=cast.commune, name="a.pdf", data=making.locked_pdf(), by=cast.clerk, now=clock.now())


def test_without_tesseract_pictures_are_kept_and_nothing_breaks(cast, monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    ocr.is_available.cache_clear()
    try:
        out = io.BytesIO()
        Image.new("RGB", (400, 300), "white").save(out, "PNG")
        keeping._looked_at.clear()
        kept = services.keep(commune=cast.commune, name="a.png", data=out.getvalue(), by=cast.clerk, now=clock.now())
        assert kept.media_type == files.JPEG
    finally:
        ocr.is_available.cache_clear()


def test_what_was_found_is_remembered_by_its_digest_alone(cast):
    data = TEXTS["txt"]
    services.look_at(SimpleUploadedFile("a.txt", data))
    assert keeping._looked_at[hashlib.sha256(data).digest()] == "MẬT"
    assert all(isinstance(level, str | None) for level in keeping._looked_at.values())


def test_a_scan_that_could_not_be_looked_at_is_not_kept(cast, monkeypatch):
    def late(*_given, **_named):
        raise ocr.TooSlow

    monkeypatch.setattr(ocr, "is_available", lambda: True)
    monkeypatch.setattr(ocr, "words_in", late)
    photo = making.photo_of(making.stamped_pdf("MẬT"), "JPEG")
    keeping._looked_at.clear()
    with pytest.raises(Refused, match="gửi lại sau ít phút"):
        services.keep(commune=cast.commune, name="a.jpg", data=photo, by=cast.clerk, now=clock.now())
    assert not StoredFile.objects.exists()
