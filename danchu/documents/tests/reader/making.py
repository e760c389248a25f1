"""Word and PDF files for the tests, made at test time in the layout offices use."""

import io
import zipfile
from pathlib import Path

import docx
import typst
from docx.shared import Pt

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
        "Căn cứ Kế hoạch số 31/KH-UBND ngày 08/01/2026 của Ủy ban nhân dân thành phố, Ủy ban nhân dân phường Bến Thuyền "
        "xây dựng Kế hoạch như sau:"
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


_LETTER = """
#set page(paper: "a4", margin: (left: 3cm, right: 2cm, top: 2cm, bottom: 2cm),
  header: context { if counter(page).get().first() > 1 { align(center, counter(page).display()) } })
#set text(font: "Liberation Serif", size: 14pt, lang: "vi")
#grid(columns: (42%, 58%), align: center + top, row-gutter: 6pt,
  [#text(size: 13pt)[UBND TỈNH SƠN THỦY]\\ #text(size: 13pt, weight: "bold")[SỞ GIÁO DỤC VÀ ĐÀO TẠO]],
  [#text(size: 13pt, weight: "bold")[CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM]\\ *Độc lập - Tự do - Hạnh phúc*],
  [#text(size: 13pt)[Số: 0771/SGDĐT-VP]\\ #text(size: 12pt)[V/v công khai và thực hiện dân chủ trong các cơ sở giáo dục năm học 2025 - 2026]],
  [_Sơn Thủy, ngày 19 tháng 3 năm 2026_])
#v(8pt)
#align(center)[Kính gửi:]
#pad(left: 5cm)[\\- Ủy ban nhân dân các xã, phường;\\ \\- Các trường trung học phổ thông.]
#set par(justify: true, first-line-indent: (amount: 1cm, all: true), spacing: 10pt)

Căn cứ Thông tư số 09/2024/TT-BGDĐT ngày 03/6/2024 của Bộ trưởng Bộ Giáo dục và Đào tạo quy định về công khai trong hoạt động của các cơ sở giáo dục, Sở Giáo dục và Đào tạo yêu cầu các đơn vị thực hiện các nội dung sau:

1. Rà soát, công bố công khai trên trang thông tin điện tử các khoản thu, chi của đơn vị; hoàn thành trước ngày 30 tháng 4 năm 2026.

2. Tổ chức hội nghị cán bộ, viên chức, người lao động; lấy ý kiến về quy chế chi tiêu nội bộ, quy chế thi đua, khen thưởng; niêm yết kết quả tại trụ sở để mọi người được biết và theo dõi.

3. Gửi báo cáo về Sở (qua Văn phòng Sở) chậm nhất ngày 15/5/2026.

#for i in range(14) [Trong quá trình triển khai, Ủy ban nhân dân các xã, phường và các trường có thể trao đổi với Văn phòng Sở để được hướng dẫn, tháo gỡ những khó khăn, vướng mắc phát sinh từ thực tế của từng địa phương, đơn vị.

]
Yêu cầu Thủ trưởng các đơn vị nghiêm túc thực hiện./.

#v(8pt)
#set par(justify: false, first-line-indent: 0pt)
#grid(columns: (50%, 50%),
  text(size: 11pt)[#text(size: 12pt)[*_Nơi nhận:_*]\\ - Như trên;\\ - Bộ GDĐT (để b/c);\\ - Lãnh đạo Sở;\\ - Lưu: VT, VP.],
  align(center)[*KT. GIÁM ĐỐC\\ PHÓ GIÁM ĐỐC*\\ \\ \\ *Bùi Thị Minh Chứng*])
"""


def letter_as_pdf() -> bytes:
    """A department's letter on two pages: head and foot in two columns, subject under the number, page number above."""
    return _pdf(_LETTER)


_TABLE = """
#set page(paper: "a4", margin: 2cm)
#set text(font: "Liberation Serif", size: 13pt)
#align(center)[*KẾ HOẠCH*\\ *Kiểm tra việc thực hiện dân chủ*]

I. PHÂN CÔNG
#table(columns: (1cm, 6cm, 4cm, 4cm), [TT], [Nội dung], [Đơn vị thực hiện], [Thời gian],
  [1], [Kiểm tra hồ sơ niêm yết công khai tại các thôn trên địa bàn xã], [Ban Thanh tra nhân dân], [Trước 30/6/2026],
  [2], [Tổng hợp kết quả], [Văn phòng HĐND và UBND], [Tháng 7/2026])
"""


def table_as_pdf() -> bytes:
    return _pdf(_TABLE)


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
