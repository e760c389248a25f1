"""PDFs: what is taken out is in no byte any more, and what was only hidden is found and told."""

import re

import pymupdf
import pytest

from danchu.documents.reader import Unreadable
from danchu.documents.redaction import (
    BAR,
    Decision,
    Hint,
    Kind,
    Part,
    Region,
    Remains,
    Undecided,
    find,
    pages_as_pictures,
    pdf_strings,
    problems,
    publishable,
    redact,
    text_of,
    verify,
)
from danchu.documents.redaction.values import bare
from danchu.documents.tests.redaction import making

NUMBER, SPELLED = "012060001234", "012 060 001 234"


def stranger(data: bytes) -> str:
    """Everything that can be got out of a PDF: raw bytes, objects, decompressed streams, text, properties; bare."""
    got = [data.decode("latin-1"), data.decode("utf-16-be", errors="ignore")]
    with pymupdf.open(stream=data, filetype="pdf") as document:
        got += [str(document.metadata), document.get_xml_metadata(), str(document.get_toc())]
        got += [page.get_text() for page in document]
        for xref in range(1, document.xref_length()):
            got.append(document.xref_object(xref))
            got += [
                bytes.fromhex(m + "0" * (len(m) % 2)).decode("utf-16-be", errors="ignore")
                for m in re.findall(r"<([0-9A-Fa-f]{8,})>", document.xref_object(xref))
            ]
            if document.xref_is_stream(xref) and "/Image" not in document.xref_object(xref):
                stream = document.xref_stream(xref)
                got += [stream.decode("latin-1"), stream.decode("utf-16-be", errors="ignore")]
    return "\n".join(bare(piece) for piece in got)


def decided(data: bytes) -> list[Decision]:
    return [Decision(one.id, redact=True) for one in find(data)]


def published(data: bytes):
    return publishable(data, decided(data))


def page_with(*, text: str = f"CCCD {SPELLED} cua ong Mau", **options) -> pymupdf.Document:
    document = pymupdf.open()
    document.new_page().insert_text((72, 100), text, fontsize=12, **options)
    return document


def test_everything_is_found_and_nothing_of_it_is_left():
    data = making.pdf()
    assert {*making.IN_PARAGRAPH, *making.IN_TABLE} <= {bare(one.text) for one in find(data)}
    out = published(data)
    told = stranger(out.data)
    assert [value for value in (*making.IN_PARAGRAPH, *making.IN_TABLE) if len(value) > 6 and value in told] == []
    for kept in ("1.200.000.000", "123/QĐ-UBND", "05/01/2026", "12/5/2021", "Lò Thị Mẫu", "500.000"):
        assert kept in out.text
    assert out.media_type == "application/pdf"


def test_what_follows_on_the_line_stays_where_it_was():
    """MuPDF alone would let it slide under the bar."""
    data = making.pdf()
    before, after = (
        {(word[4], round(word[0]), round(word[1])) for word in pymupdf.open(stream=pdf)[0].get_text("words")}
        for pdf in (data, published(data).data)
    )
    moved = {word for word, _, _ in after - before}
    assert moved <= {",", ";", "."}  # what was one word with what is gone
    assert any(word == "BHYT" for word, _, _ in after & before)


def test_bars_are_drawn_where_the_words_were():
    data = making.pdf()
    found = find(data)
    page = pymupdf.open(stream=redact(data, [one.id for one in found]))[0]
    for one in found:
        for box in one.place.boxes:
            x = (box.left + box.width / 2) * page.rect.width / 100
            y = (box.top + box.height / 2) * page.rect.height / 100
            drawn = page.get_pixmap(clip=pymupdf.Rect(x, y, x + 1, y + 1))
            assert max(drawn.samples) == 0, one.kind


def test_one_may_be_kept_and_the_others_go():
    data = making.pdf()
    found = find(data)
    office = next(one for one in found if one.hint is Hint.OFFICE)
    out = publishable(data, [Decision(one.id, one.id != office.id, "số cơ quan") for one in found], found=found)
    assert "0213.3876.543" in out.text
    assert NUMBER not in bare(out.text)


def test_nothing_goes_out_undecided_and_ids_are_the_same_for_the_same_bytes():
    data = making.pdf()
    first, second = find(data), find(data)
    assert [one.id for one in first] == [one.id for one in second]
    assert len({one.id for one in first}) == len(first)
    assert not set(re.findall(r"\d{6,}", "".join(one.id for one in first))) & {bare(one.text) for one in first}
    with pytest.raises(Undecided) as undecided:
        publishable(data, [Decision(one.id, redact=True) for one in first[:-1]])
    assert undecided.value.findings == (first[-1],)
    with pytest.raises(ValueError, match="no finding"):
        redact(data, ["of another file"])


def test_verify_tells_what_is_left_without_its_value():
    data = making.pdf()
    found = find(data)
    told = verify(data, data, [one.id for one in found], found=found)
    assert len(told) > 10
    assert not any(value in bare(" ".join(told)) for value in making.IN_TABLE if len(value) > 6)


def test_a_publication_with_something_left_is_refused(monkeypatch):
    data = making.pdf()
    found = find(data)
    monkeypatch.setattr("danchu.documents.redaction.pdf.Pdf.redact", lambda _self, data, *_given: data)
    with pytest.raises(Remains) as refused:
        publishable(data, [Decision(one.id, redact=True) for one in found], found=found)
    assert NUMBER not in bare(str(refused.value))


def test_an_earlier_revision_is_gone(tmp_path):
    path = tmp_path / "sua.pdf"
    page_with().save(path)
    document = pymupdf.open(path)
    page = document[0]
    page.add_redact_annot(page.rect)
    page.apply_redactions()
    page.insert_text((72, 100), "Danh sach da sua", fontsize=12)
    document.saveIncr()
    data = path.read_bytes()
    assert data.count(b"%%EOF") == 2
    assert NUMBER in stranger(data[: data.index(b"%%EOF") + 6])
    assert [one.code for one in problems(data)] == ["earlier_revision"]
    out = published(data).data
    assert out.count(b"%%EOF") == 1
    assert b"/Prev" not in out
    assert NUMBER not in stranger(out)
    assert "Danh sach da sua" in text_of(out)


@pytest.mark.parametrize("fill", [(0, 0, 0), (1, 1, 1)])
def test_words_under_a_drawn_bar_are_found_and_told(fill):
    document = page_with()
    document[0].draw_rect(pymupdf.Rect(100, 85, 300, 110), color=None, fill=fill)
    document[0].insert_text((72, 200), "Ho ten: Lo Van Bi Che", fontsize=12)
    document[0].draw_rect(pymupdf.Rect(110, 188, 300, 204), color=None, fill=fill)
    data = document.tobytes()
    found = find(data)
    number = next(one for one in found if one.kind is Kind.IDENTITY_NUMBER)
    assert (number.hint, bare(number.text)) == (Hint.COVERED, NUMBER)
    assert any(one.kind is Kind.CONCEALED and "Bi Che" in one.text for one in found)
    told = stranger(published(data).data)
    assert NUMBER not in told
    assert "biche" not in told


def test_invisible_words_are_found():
    document = page_with(color=(1, 1, 1))
    document[0].insert_text((72, 140), "SDT 0912 345 678", render_mode=3)
    document[0].insert_text((72, 180), "binh thuong 2026")
    data = document.tobytes()
    found = {bare(one.text): one.hint for one in find(data) if one.kind is not Kind.CONCEALED}
    assert found == {NUMBER: Hint.INVISIBLE, "0912345678": Hint.INVISIBLE}
    out = published(data)
    assert "binh thuong 2026" in out.text
    assert "0912345678" not in stranger(out.data)


def test_a_layer_switched_off_is_looked_at_and_stays_off():
    document = page_with(text="Thong bao")
    layer = document.add_ocg("Nhap", on=False)
    document[0].insert_text((72, 200), f"CCCD {NUMBER}", oc=layer)
    data = document.tobytes()
    assert "layer_off" in [one.code for one in problems(data)]
    found = find(data)
    assert [one.hint for one in found if one.kind is Kind.IDENTITY_NUMBER] == [Hint.INVISIBLE]
    shown = redact(data)
    assert NUMBER not in text_of(shown), "out of sight is out of the search"
    out = published(data).data
    assert NUMBER not in stranger(out)
    assert not any(layer["on"] for layer in pymupdf.open(stream=out).get_ocgs().values())


def test_forms_remarks_links_bookmarks_properties_attachments_and_scripts():
    document = page_with(text="Thong bao ve viec ho tro")
    page = document[0]
    field = pymupdf.Widget()
    field.field_name, field.field_type = "cccd", pymupdf.PDF_WIDGET_TYPE_TEXT
    field.rect, field.field_value = pymupdf.Rect(72, 150, 300, 170), NUMBER
    page.add_widget(field)
    page.add_text_annot((72, 300), f"goi lai {NUMBER}")
    page.add_freetext_annot(pymupdf.Rect(72, 350, 300, 380), f"CCCD {NUMBER}")
    page.insert_link({"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(72, 400, 200, 420), "uri": f"tel:{NUMBER}"})
    document.set_toc([[1, f"CCCD {NUMBER}", 1]])
    document.set_metadata({"author": f"Nguoi Soan {NUMBER}", "title": "x"})
    document.set_xml_metadata(f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><a>{NUMBER}</a></x:xmpmeta>")
    document.embfile_add("danh-sach.txt", f"CCCD {NUMBER}".encode())
    script = document.get_new_xref()
    document.update_object(script, f"<</S/JavaScript/JS(var so = '{NUMBER}';)>>")
    document.xref_set_key(document.pdf_catalog(), "OpenAction", f"{script} 0 R")
    data = document.tobytes()
    assert {one.code for one in problems(data)} >= {"attachment", "form"}
    out = published(data).data
    assert NUMBER not in stranger(out)
    clean = pymupdf.open(stream=out)
    assert clean.embfile_count() == 0
    assert not clean.is_form_pdf
    assert not clean.metadata["author"]
    assert not clean.metadata["title"]
    assert b"JavaScript" not in out
    assert "Thong bao ve viec ho tro" in text_of(out)


def test_words_for_screen_readers_are_no_hiding_place():
    document = page_with()
    page = document[0]
    page.clean_contents()
    spoken = NUMBER.encode("utf-16-be").hex().upper()
    content = page.read_contents().replace(b"BT", f"/Span<</ActualText<FEFF{spoken}>>>BDC BT".encode())
    document.update_stream(page.get_contents()[0], content.replace(b"ET", b"ET EMC"))
    data = document.tobytes()
    assert NUMBER in stranger(data)
    out = published(data)
    assert NUMBER not in stranger(out.data)
    assert "cua ong Mau" in out.text


def test_where_bytes_cannot_be_cleaned_the_page_becomes_a_picture(monkeypatch):
    monkeypatch.setattr("danchu.documents.redaction.pdf_gaps._SPOKEN", re.compile(b"/Nothing"))
    data = making.pdf()
    with pymupdf.open(stream=data) as document:
        page = document[0]
        page.clean_contents()
        spoken = NUMBER.encode("utf-16-be").hex().upper()
        content = page.read_contents().replace(b"BT", f"/Span<</ActualText<FEFF{spoken}>>>BDC BT".encode(), 1)
        document.update_stream(page.get_contents()[0], content.replace(b"ET", b"ET EMC", 1))
        data = document.tobytes()
    out = redact(data, [one.id for one in find(data)])
    assert NUMBER not in stranger(out)
    assert not pymupdf.open(stream=out)[0].get_text().strip()


def test_pages_on_their_side_and_an_odd_crop():
    document = page_with()
    document[0].set_rotation(90)
    page = document.new_page()
    page.insert_text((200, 300), "SDT 0912 345 678")
    page.set_cropbox(pymupdf.Rect(100, 200, 500, 600))
    data = document.tobytes()
    out = published(data).data
    told = stranger(out)
    assert NUMBER not in told
    assert "0912345678" not in told


def test_a_region_takes_out_all_that_lies_under_it():
    data = making.pdf()
    out = redact(data, regions=[Region(1, 0, 0, 100, 14)])
    assert "BẢN MẪU" not in text_of(out)
    assert "Giàng A Mẫu" in text_of(out)
    assert "Giàng A Mẫu" in publishable(data, decided(data), regions=[Region(1, 0, 0, 100, 14)]).text
    with pytest.raises(Remains, match="trang 9"):
        publishable(data, decided(data), regions=[Region(9, 0, 0, 10, 10)])
    with pytest.raises(ValueError, match="page"):
        Region(0, 0, 0, 10, 10)


def test_where_it_stands_and_how_pages_look():
    found = find(making.pdf())
    one = next(one for one in found if bare(one.text) == NUMBER)
    assert (one.place.part, one.place.number, one.place.words) == (Part.PAGE, 1, "trang 1")
    assert one.before.endswith("CCCD số")
    assert one.after.startswith("cấp ngày")
    assert one.masked == "0…4"
    pictures = pages_as_pictures(making.pdf(), width=800)
    assert [picture[:3] for picture in pictures] == [b"\xff\xd8\xff"]
    assert BAR not in one.before


def test_a_file_that_may_be_read_but_not_changed_comes_out_open():
    data = page_with().tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="y")
    out = published(data).data
    assert NUMBER not in stranger(out)
    assert b"/Encrypt" not in out


def test_a_scan_of_black_and_white_only_stays_one():
    page = making.page_of(making.pdf(), 100).convert("1")
    data = making.picture(page, "PDF", resolution=100)
    assert b"CCITT" in data
    out = redact(data, regions=[Region(1, 20, 20, 30, 10)])
    drawn = pymupdf.open(stream=out)[0].get_pixmap(dpi=50)
    assert set(drawn.pixel(drawn.width * 35 // 100, drawn.height * 25 // 100)) == {0}
    assert len(out) < 2 * len(data)


def test_a_damaged_or_locked_file_is_refused_with_a_sentence():
    with pytest.raises(Unreadable, match="hỏng"):
        find(b"%PDF-1.7\nnothing")
    locked = page_with().tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="x", owner_pw="y")
    with pytest.raises(Unreadable, match="mật khẩu"):
        find(locked)


def test_bytes_that_only_look_like_a_string_break_nothing():
    """An embedded font is full of brackets and backslashes; a backslash before 8 or 9 is no octal number."""
    assert pdf_strings.strings_in(b"(a\\9b\\8)(\\101\\7)") == ["a9b8", "A\x07"]
