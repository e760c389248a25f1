"""Word and PDF files for the tests, made at test time in the layout offices use."""

import io
import zipfile
from pathlib import Path

import docx
import typst
from docx.shared import Pt

_PAPERS = Path(__file__).parent / "papers"
_FONTS = str(Path(__file__).parents[2] / "fonts")


def _pdf(source: str) -> bytes:
    return typst.compile(source.encode(), font_paths=[_FONTS], ignore_system_fonts=True)


def _cell(cell, *paragraphs: str) -> None:
    cell.paragraphs[0].text = paragraphs[0]
    for words in paragraphs[1:]:
        cell.add_paragraph(words)


def _saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def plan_with_task_table() -> bytes:
    """A commune's plan: head and foot in tables without borders, tasks in a table with borders, numbered by Word."""
    document = docx.Document()
    head = document.add_table(rows=2, cols=2)
    _cell(head.cell(0, 0), "ỦY BAN NHÂN DÂN", "PHƯỜNG BẾN THUYỀN", "_______")
    _cell(head.cell(0, 1), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "______________")
    _cell(head.cell(1, 0), "Số: 205/KH-UBND")
    _cell(head.cell(1, 1), "Bến Thuyền, ngày 16 tháng 01 năm 2026")
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph("Tuyên truyền Luật Thực hiện dân chủ ở cơ sở năm 2026")
    document.add_paragraph(
        "Căn cứ Kế hoạch số 31/KH-UBND ngày 08/01/2026 của Ủy ban nhân dân thành phố, Ủy ban nhân dân phường "
        "Bến Thuyền xây dựng Kế hoạch như sau:"
    )
    document.add_paragraph("I. NỘI DUNG")
    for words in ("Phát tờ rơi đến từng hộ gia đình.", "Phát thanh trên loa mỗi tuần một lần."):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("II. PHÂN CÔNG NHIỆM VỤ")
    table = document.add_table(rows=1, cols=5)
    table.style = "Table Grid"
    for cell, words in zip(
        table.rows[0].cells,
        ("STT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành"),
        strict=True,
    ):
        cell.text = words
    for row in (
        ("1", "Biên soạn tài liệu hỏi đáp", "Phòng Tư pháp", "Phòng Văn hóa - Xã hội", "Trước ngày 15/02/2026"),
        (
            "2",
            "Tổ chức hội nghị tại các tổ dân phố",
            "Tổ trưởng tổ dân phố",
            "Ủy ban MTTQ Việt Nam phường",
            "Quý I/2026",
        ),
        ("3", "Báo cáo kết quả", "Phòng Tư pháp, Công an phường", "", "Trước ngày 20 hằng tháng"),
        ("4", "Thi tìm hiểu pháp luật", "Đoàn Thanh niên phường", "Các trường học", "Tháng 3, tháng 10/2026"),
    ):
        cells = table.add_row().cells
        for cell, words in zip(cells, row, strict=True):
            cell.text = words
    document.add_paragraph("Trên đây là Kế hoạch, yêu cầu các đơn vị nghiêm túc thực hiện./.")
    foot = document.add_table(rows=1, cols=2)
    _cell(foot.cell(0, 0), "Nơi nhận:", "- UBND thành phố;", "- Các đơn vị thuộc phường;", "- Lưu: VT, TP.")
    _cell(foot.cell(0, 1), "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "", "Đỗ Thị Thí Nghiệm")
    document.styles["Normal"].font.size = Pt(14)
    return _saved(document)


def letter_as_pdf() -> bytes:
    """A department's letter on two pages: head and foot in two columns, subject under the number, page number above."""
    return _pdf((_PAPERS / "cong-van-pdf.typ").read_text(encoding="utf-8"))


def table_as_pdf() -> bytes:
    return _pdf((_PAPERS / "bang.typ").read_text(encoding="utf-8"))


def scan_as_pdf() -> bytes:
    """A page with a picture of nothing: no text layer."""
    return _pdf('#set page(paper: "a4")\n#rect(width: 10cm, height: 10cm, fill: gray)')


def some_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("ghi-chu.txt", "không phải văn bản Word")
    return out.getvalue()


def bomb() -> bytes:
    """A Word file in name whose document unpacks to far more than any paper needs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(60):
                part.write(b" " * 1_000_000)
    return out.getvalue()
