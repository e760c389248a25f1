"""Word and Excel files: values cut into runs, in headers, in changes, in copies that nobody sees."""

import io
import re
import zipfile

import docx
import openpyxl
import pytest

from danchu.documents.reader import Unreadable
from danchu.documents.redaction import (
    BAR,
    Decision,
    Hint,
    Kind,
    Part,
    Region,
    find,
    pages_as_pictures,
    problems,
    publishable,
    redact,
    text_of,
    verify,
)
from danchu.documents.redaction.values import bare
from danchu.documents.tests.redaction import making

NUMBER = "012060001234"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def stranger(data: bytes) -> str:
    """All parts of a package, their tags taken out and their attributes kept; bare."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(name).decode("utf-8", errors="ignore") for name in archive.namelist()]
    return "\n".join(bare(re.sub(r"<[^>]*>", "", part)) + "\n" + bare(part) for part in parts)


def edited(data: bytes, parts: dict[str, tuple[str, str]]) -> bytes:
    """A package with a text in a part replaced; a new part where there was none."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            words = old.read(name)
            for part, (before, after) in parts.items():
                if name == part:
                    assert before.encode() in words, name
                    words = words.replace(before.encode(), after.encode(), 1)
            new.writestr(name, words)
        for part, (before, after) in parts.items():
            if not before:
                new.writestr(part, after)
    return out.getvalue()


def published(data: bytes):
    found = find(data)
    return publishable(data, [Decision(one.id, redact=True) for one in found], found=found)


def test_runs_tables_headers_and_the_author_of_a_word_file():
    data = making.word()
    found = find(data)
    assert set(making.IN_TABLE) | {"01021960", NUMBER} == {bare(one.text) for one in found}
    cell = next(one for one in found if one.text == "1961")
    assert (cell.place.part, cell.place.row, cell.place.column) == (Part.TABLE, 2, 3)
    assert cell.place.words == "bảng 1, dòng 2, cột 3"
    out = published(data)
    told = stranger(out.data)
    assert not [
        value for value in (*making.IN_TABLE, NUMBER, "0912345678", "nguoisoanthu") if len(value) > 6 and value in told
    ]
    paragraph = docx.Document(io.BytesIO(out.data)).paragraphs[0].text
    assert paragraph == f"Hỗ trợ ông Giàng A Mẫu, sinh ngày {BAR}, CCCD số {BAR} cấp ngày 12/5/2021."
    assert "Lò Thị Mẫu" in out.text
    assert verify(data, data, [one.id for one in found], found=found)


def test_tracked_deletions_comments_and_hidden_words_are_gone_and_told():
    document = docx.Document()
    document.add_paragraph("Danh sách hỗ trợ")
    shown = f"<w:p {_W}><w:r><w:t>Danh sách</w:t></w:r>"
    change = 'w:id="1" w:author="Người Soạn" w:date="2026-01-01T00:00:00Z"'
    body = (
        f"{shown}<w:del {change}><w:r><w:delText>CCCD {NUMBER}</w:delText></w:r></w:del>"
        f"<w:ins {change}><w:r><w:t> mới</w:t></w:r></w:ins>"
        f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>SĐT 0912345678</w:t></w:r>"
        f'<w:commentRangeStart w:id="1"/><w:commentRangeEnd w:id="1"/></w:p>'
    )
    comment = f"<w:comment><w:p><w:r><w:t>{NUMBER}</w:t></w:r></w:p></w:comment>"
    parts = {
        "word/document.xml": ("<w:sectPr", body.replace(_W, "") + "<w:sectPr"),
        "word/comments.xml": ("", f"<w:comments {_W}>{comment}</w:comments>"),
    }
    data = edited(making.saved(document), parts)
    assert {"tracked_changes", "comments", "hidden_text"} <= {one.code for one in problems(data)}
    out = published(data)
    told = stranger(out.data)
    assert NUMBER not in told
    assert "0912345678" not in told
    assert "nguoisoan" not in told
    assert "Danh sách mới" in out.text
    docx.Document(io.BytesIO(out.data))


def test_a_value_in_a_link_a_name_and_a_field_goes_too():
    document = docx.Document()
    paragraph = document.add_paragraph(f"Liên hệ CCCD {NUMBER}")
    document.part.relate_to(
        f"tel:{NUMBER}",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    paragraph.add_run("x")._r.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}rsidR", NUMBER)
    out = published(making.saved(document))
    assert NUMBER not in stranger(out.data)
    docx.Document(io.BytesIO(out.data))


def test_pictures_inside_can_be_looked_at_and_painted_over():
    document = docx.Document()
    page = making.page_of(making.pdf(), 72)
    document.add_picture(io.BytesIO(making.picture(page, "JPEG")))
    data = making.saved(document)
    assert "pictures_inside" in [one.code for one in problems(data)]
    (before,) = pages_as_pictures(data, 400)
    out = redact(data, regions=[Region(1, 0, 0, 100, 100)])
    (after,) = pages_as_pictures(out, 400)
    assert len(after) < len(before) / 4
    docx.Document(io.BytesIO(out))


def test_a_workbook_with_numbers_hidden_sheets_and_remarks():
    data = making.workbook()
    found = find(data)
    texts = {bare(one.text) for one in found}
    assert {*making.IN_TABLE, "0912345678"} - texts == {"0987654321"}, "Excel lost its nought"
    assert "987654321" in texts
    assert [one.hint for one in found if one.place.sheet == "Nháp"] == [Hint.HIDDEN_SHEET]
    assert {one.code for one in problems(data)} == {"hidden_sheet", "comments"}
    out = published(data)
    told = stranger(out.data)
    assert not [
        one for one in (*making.IN_TABLE, "987654321", "012345678", "nguoisoan") if len(one) > 6 and one in told
    ]
    book = openpyxl.load_workbook(io.BytesIO(out.data))
    assert book["Danh sách"]["D3"].value == BAR
    assert book["Danh sách"]["B3"].value == "Lò Thị Mẫu"
    assert "Nháp" not in out.text


def test_shared_strings_that_no_cell_uses_any_more_are_emptied():
    data = making.workbook()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    strings: list[str] = []

    def shared(m: re.Match) -> str:
        strings.append(m[2])
        return f'<c{m[1]}t="s"><v>{len(strings) - 1}</v></c>'

    moved = re.sub(r'<c([^>]*)t="inlineStr"[^>]*><is><t[^>]*>(.*?)</t></is></c>', shared, sheet)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    table = f'<sst xmlns="{space}">' + "".join(f"<si><t>{words}</t></si>" for words in strings) + "</sst>"
    data = edited(data, {"xl/worksheets/sheet1.xml": (sheet, moved), "xl/sharedStrings.xml": ("", table)})
    assert len(strings) > 10
    assert set(making.IN_TABLE) - {bare(one.text) for one in find(data)} == {"0987654321"}
    out = published(data).data
    told = stranger(out)
    assert not [one for one in making.IN_TABLE if len(one) > 6 and one in told]
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        assert "12/03/1975" not in archive.read("xl/sharedStrings.xml").decode()


def test_a_day_that_excel_keeps_as_a_number_is_a_day():
    book = openpyxl.Workbook()
    book.active.append(["STT", "Họ và tên", "Ngày sinh", "Kinh phí"])
    book.active.append([1, "Lò Thị Mẫu", 21947, 21947])
    (one,) = find(making.saved(book))
    assert (one.kind, one.text, one.place.column) == (Kind.BIRTH_DATE, "01/02/1960", 3)


def test_what_is_embedded_goes_and_nothing_points_to_it_any_more():
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    document = docx.Document()
    document.add_paragraph("Văn bản")
    body = f'<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:o" xmlns:r="{kind}" r:id="rId99"/></w:object></w:r></w:p>'
    relation = f'<Relationship Id="rId99" Type="{kind}/oleObject" Target="embeddings/oleObject1.bin"/></Relationships>'
    data = edited(
        making.saved(document),
        {
            "word/document.xml": ("<w:sectPr", body + "<w:sectPr"),
            "word/_rels/document.xml.rels": ("</Relationships>", relation),
            "word/embeddings/oleObject1.bin": ("", f"CCCD {NUMBER}"),
        },
    )
    assert [one.code for one in problems(data)] == ["embedded"]
    out = redact(data)
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        assert not [name for name in archive.namelist() if "embeddings" in name]
        assert b"rId99" not in archive.read("word/document.xml") + archive.read("word/_rels/document.xml.rels")
    docx.Document(io.BytesIO(out))


@pytest.mark.parametrize("name", ["word", "workbook"])
def test_ids_are_stable_and_nothing_undone_changes_the_words(name):
    data = getattr(making, name)()
    assert [one.id for one in find(data)] == [one.id for one in find(data)]
    again = redact(data)
    assert text_of(again) == text_of(data)


def test_a_broken_package_is_refused():
    with pytest.raises(Unreadable, match="hỏng"):
        find(b"PK\x03\x04" + bytes(40))
    with pytest.raises(Unreadable, match="hỏng"):
        find(edited(making.word(), {"word/document.xml": ("<w:body>", "<w:body")}))
