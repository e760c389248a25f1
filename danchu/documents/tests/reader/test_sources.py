"""Whatever is handed in: encodings, formats under a wrong name, empty, foreign, damaged, far too large."""

import io
import time
import unicodedata
from pathlib import Path

import docx
import pytest

from danchu.documents.reader import MAX_BYTES, Unreadable, as_json, read_file, read_text
from danchu.documents.tests.reader import making

PLAN = (Path(__file__).parents[2] / "data" / "363-KH-UBND.txt").read_text(encoding="utf-8")


def facts(paper):
    deadlines = [(d.text, d.date, d.bound, d.recurrence) for d in paper.deadlines]
    return (
        paper.number,
        paper.symbol,
        paper.date,
        paper.kind,
        paper.title,
        deadlines,
        len(paper.tasks),
        paper.recipients,
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings(encoding):
    assert facts(read_file("ke-hoach.txt", PLAN.encode(encoding))) == facts(read_text(PLAN))


def test_windows_1258():
    half = "".join(
        unicodedata.normalize("NFC", c[:2]) + c[2:] if len(c := unicodedata.normalize("NFD", x)) == 3 else x
        for x in PLAN
    )
    ready = "".join(c if _fits(c) else unicodedata.normalize("NFD", c) for c in _reordered(half))
    data = ready.encode("cp1258", errors="ignore")
    assert read_file("ke-hoach.txt", data).title == "Thực hiện dân chủ ở cơ sở năm 2026"


def _fits(c):
    try:
        c.encode("cp1258")
    except UnicodeEncodeError:
        return False
    return True


def _reordered(text):
    """Windows-1258 wants the vowel with its shape, then the tone."""
    out = []
    for c in unicodedata.normalize("NFC", text):
        if _fits(c):
            out.append(c)
            continue
        parts = unicodedata.normalize("NFD", c)
        tone = next((m for m in parts if m in "\u0300\u0301\u0303\u0309\u0323"), "")
        out.append(unicodedata.normalize("NFC", parts.replace(tone, "")) + tone if tone else c)
    return "".join(out)


def test_decomposed_letters_and_windows_line_ends():
    assert facts(read_text(unicodedata.normalize("NFD", PLAN))) == facts(read_text(PLAN))
    assert facts(read_text(PLAN.replace("\n", "\r\n"))) == facts(read_text(PLAN))


def test_page_numbers_between_the_pages():
    paged = PLAN.replace(
        "ý thức chấp hành pháp luật của Nhân dân, kịp\n\nthời",
        "ý thức chấp hành pháp luật của Nhân dân, kịp\n\n2\n\nthời",
    )
    assert paged != PLAN
    assert facts(read_text(paged)) == facts(read_text(PLAN))


@pytest.mark.parametrize("text", ["", "   \n\n \t\n", "\f\f"])
def test_an_empty_paper(text):
    paper = read_text(text)
    assert [w.code for w in paper.warnings] == ["empty"]
    assert paper.tasks == ()
    assert "number" in paper.not_found
    assert as_json(paper)["title"] is None


def test_english_invents_nothing():
    paper = read_text(
        "PEOPLE'S COMMITTEE\nNo. 12/KH-UBND\nPLAN\nThe offices shall report before 05/5/2026. 1. "
        "Department of Culture: report to the "
        "committee every month, and publish the results on the board of the village hall for thirty "
        "days.\nRecipients:\n- As above;"
    )
    assert [w.code for w in paper.warnings] == ["not_vietnamese"]
    assert (paper.tasks, paper.deadlines, paper.recipients, paper.number) == ((), (), (), None)


def test_vietnamese_without_marks():
    paper = read_text(
        "UY BAN NHAN DAN XA MUONG SAO\nKE HOACH\nThuc hien dan chu o co so nam 2026 cua xa, cac co "
        "quan, don vi va nhan dan thuc hien theo ke hoach nay"
    )
    assert [w.code for w in paper.warnings] == ["no_marks"]


def test_an_old_font():
    paper = read_text(
        "Uû ban nh©n d©n x· M­êng Sao x©y dùng kÕ ho¹ch thùc hiÖn d©n chñ ë c¬ së n¨m 2026 nh­ sau: "
        "t¨ng c­êng c«ng t¸c tuyªn truyÒn"
    )
    assert "old_font" in [w.code for w in paper.warnings]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("ke-hoach.docx", making.some_zip(), "gói nén"),
        ("ke-hoach.docx", making.bomb(), "quá lớn"),
        ("ke-hoach.docx", b"PK\x03\x04" + b"\x00" * 400, "hỏng"),
        ("ke-hoach.pdf", making.scan_as_pdf(), "bản quét"),
        ("ke-hoach.pdf", b"%PDF-1.7\nhu hong", "hỏng"),
        ("ke-hoach.pdf", b"khong phai pdf", "không phải định dạng"),
        ("ke-hoach.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, ".docx"),
        ("ke-hoach.rtf", b"{\\rtf1 abc}", "RTF"),
        ("anh.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 100, "ảnh"),
        ("ke-hoach.txt", bytes(range(256)) * 40, "văn bản chữ"),
        ("trang.html", "<!DOCTYPE html><p>Kế hoạch</p>".encode(), "trang web"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(name, data, says):
    with pytest.raises(Unreadable) as refused:
        read_file(name, data)
    assert says in str(refused.value)


def test_two_hundred_megabytes_are_refused_before_anything_is_parsed():
    data = bytes(200_000_000)
    assert len(data) > MAX_BYTES
    start = time.perf_counter()
    with pytest.raises(Unreadable, match="MB"):
        read_file("ke-hoach.docx", data)
    assert time.perf_counter() - start < 0.2


def test_the_name_does_not_decide_the_format():
    assert read_file("ke-hoach.txt", making.plan_with_task_table()).number == "205"
    assert read_file("khong-duoi", making.letter_as_pdf()).number == "0771"


def test_automatic_numbering_is_written_out():
    paper = read_file("ke-hoach.docx", making.plan_with_task_table())
    assert [s.numbering for s in paper.sections] == ["I", "1", "2", "II"]


def test_deleted_words_and_line_breaks_in_word():
    document = docx.Document()
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph("Thực hiện dân chủ\nở cơ sở năm 2026")
    document.add_paragraph("I. NỘI DUNG")
    document.add_paragraph("Tuyên truyền pháp luật trước ngày 05/5/2026.")
    out = io.BytesIO()
    document.save(out)
    paper = read_file("a.docx", out.getvalue())
    assert paper.title == "Thực hiện dân chủ ở cơ sở năm 2026"
    assert str(paper.tasks[0].deadlines[0].date) == "2026-05-05"


def test_a_ruled_table_in_a_pdf():
    paper = read_file("bang.pdf", making.table_as_pdf())
    assert [(t.units, str(t.deadlines[0].date), t.deadlines[0].bound) for t in paper.tasks] == [
        (("Ban Thanh tra nhân dân",), "2026-06-30", "before"),
        (("Văn phòng HĐND và UBND",), "2026-07-31", "in"),
    ]
    assert paper.tasks[0].text == "Kiểm tra hồ sơ niêm yết công khai tại các thôn trên địa bàn xã"


def test_a_table_flattened_to_one_cell_a_line():
    paper = read_text(
        "UBND XÃ ĐỒNG MẪU\nKẾ HOẠCH\nVệ sinh môi trường năm 2026\n\nSTT\nNội dung công việc\nĐơn vị "
        "thực hiện\nThời gian hoàn thành\n"
        "1\nThu gom rác thải\nTrưởng các thôn\nHằng tuần\n2\nTrồng cây xanh dọc tuyến\nđường liên "
        "xã\nPhòng Kinh tế\nTháng 3/2026\n"
        "Trên đây là Kế hoạch vệ sinh môi trường năm 2026./.\n"
    )
    assert [(t.text, t.units) for t in paper.tasks] == [
        ("Thu gom rác thải", ("Trưởng các thôn",)),
        ("Trồng cây xanh dọc tuyến đường liên xã", ("Phòng Kinh tế",)),
    ]


def test_forty_pages_in_two_seconds():
    body = PLAN.split("II. NỘI DUNG")[1].split("III. TỔ CHỨC")[0]
    long = PLAN.replace(body, body * 18)
    assert len(long) > 40 * 2500
    start = time.process_time()
    paper = read_text(long)
    assert time.process_time() - start < 2
    assert paper.number == "363"


@pytest.mark.parametrize(
    "body",
    [
        "Thực hiện tốt\n" * 8000,
        "Phòng Kinh tế, " * 6000,
        "số 1/A-" * 6000,
        "(" * 50_000,
        "x" + " " * 90_000 + "y",
        "ngày " * 9000,
    ],
    ids=["short lines", "units", "numbers", "brackets", "blanks", "days"],
)
def test_odd_texts_do_not_hold_it_up(body):
    start = time.process_time()
    read_text(f"UBND XÃ X\nSố: 5/KH-UBND\nKẾ HOẠCH\nA\n\nI. NỘI DUNG\n{body}")
    assert time.process_time() - start < 6
