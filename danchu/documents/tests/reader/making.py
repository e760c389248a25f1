"""Word and PDF files for the tests, made at test time in the layout offices use."""

import io
import random
import struct
import zipfile
from pathlib import Path

import docx
import pypdfium2
import typst
from docx.shared import Pt
from PIL import Image, ImageChops, ImageFilter

from danchu.documents.reader import old_fonts

_PAPERS = Path(__file__).parent / "papers"
FONTS = str(Path(__file__).parents[2] / "fonts")


def _pdf(source: str) -> bytes:
    return typst.compile(source.encode(), font_paths=[FONTS], ignore_system_fonts=True)


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


_STAMPED = """
#set page(paper: "a4", margin: (left: 3cm, right: 2cm, y: 2cm)); #set text(font: "Liberation Serif", size: 13pt)
#grid(columns: (1fr, 1.2fr),
  align(center)[ỦY BAN NHÂN DÂN\\ *XÃ NÀ THUNG* \\ Số: 12/KH-UBND \\ STAMP],
  align(center)[*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*\\ *Độc lập - Tự do - Hạnh phúc* \\
    _Nà Thung, ngày 3 tháng 3 năm 2026_])
#align(center)[*KẾ HOẠCH* \\ *Bảo vệ bí mật nhà nước năm 2026*]
Căn cứ quy định về bảo vệ bí mật nhà nước, Ủy ban nhân dân xã xây dựng kế hoạch. Cán bộ không để lộ, lọt tài liệu mật.
ỦY BAN MẶT TRẬN TỔ QUỐC phối hợp thực hiện. 1. Tuyên truyền Luật Bảo vệ bí mật nhà nước đến công chức.
"""


def stamped_pdf(stamp: str, *, red: bool = False, askew: bool = False) -> bytes:
    """A plan about keeping secrets with a stamp in a box under its number, or without one."""
    ink = "rgb(200, 20, 20)" if red else "black"
    drawn = f"#text(fill: {ink}, size: 14pt)[#box(stroke: 1.5pt + {ink}, inset: 5pt)[*{stamp}*]]" if stamp else ""
    return _pdf(_STAMPED.replace("STAMP", f"#rotate(-7deg)[{drawn}]" if askew else drawn))


def pages_of(pdf: bytes, dpi: int = 200) -> list[Image.Image]:
    """The pages of a PDF as pictures."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]


def photo_of(pdf: bytes, kind: str) -> bytes:
    """A PDF's first page as a picture file, a little askew."""
    return _picture(pages_of(pdf)[0].rotate(1.2, Image.Resampling.BICUBIC, expand=True, fillcolor="white"), kind)


def _grain(size: tuple[int, int], noise: float) -> Image.Image:
    """Grey grain around 128 with the standard deviation `noise`: the same at every run, so that a reading is too."""
    even = Image.frombytes("L", size, random.Random(7).randbytes(size[0] * size[1]))
    return even.point([max(0, min(255, round(128 + (level - 127.5) / 255 * noise * 12**0.5))) for level in range(256)])


def scan_of(pdf: bytes, *, dpi: int = 200, angle: float = 0.8, noise: float = 25) -> bytes:
    """A PDF as a scanner makes it of the printed paper: grey pictures, askew, with grain, no text layer."""
    pages = []
    for page in pages_of(pdf, dpi):
        grey = page.convert("L").rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
        grain = ImageChops.add(grey, _grain(grey.size, noise), offset=-128) if noise else grey
        pages.append(grain.filter(ImageFilter.GaussianBlur(0.6)))
    return _picture(pages[0], "PDF", save_all=True, append_images=pages[1:], resolution=dpi)


def _picture(picture: Image.Image, kind: str, **options) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def locked_pdf() -> bytes:
    """A PDF that asks for a password: the least that says so."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"3 0 obj<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -4>>endobj\n"
        b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<01><01>]>>\n%%EOF"
    )


def old_word(text: str) -> bytes:
    """A Word 97 file in the least form that holds a text: an OLE file with its two streams (MS-CFB, MS-DOC)."""
    starts_at = 0x800
    letters = text.replace("\n", "\r").encode("utf-16-le")
    count = len(letters) // 2
    pieces = struct.pack("<II", 0, count) + struct.pack("<HIH", 0, starts_at, 0)
    styles = struct.pack("<HHH", 18, 0, 10).ljust(64, b"\0")  # a style sheet without a style
    table = b"\x02" + struct.pack("<I", len(pieces)) + pieces + styles
    head = bytearray(starts_at)
    struct.pack_into("<HHHH", head, 0, 0xA5EC, 0x00C1, 0, 0x042A)
    struct.pack_into("<HH", head, 0x0A, 0x1200, 0x00BF)
    struct.pack_into("<II", head, 0x18, starts_at, starts_at + len(letters))
    struct.pack_into("<H", head, 0x20, 14)
    struct.pack_into("<HI", head, 0x3E, 22, starts_at + len(letters))
    struct.pack_into("<I", head, 0x4C, count)
    struct.pack_into("<H", head, 0x98, 0x5D)
    struct.pack_into("<II", head, 0xA2, len(table) - len(styles), len(styles))
    struct.pack_into("<II", head, 0x1A2, 0, len(table) - len(styles))
    return _ole({"WordDocument": bytes(head) + letters, "1Table": table})


def _ole(streams: dict[str, bytes]) -> bytes:
    sector, free, end = 512, 0xFFFFFFFF, 0xFFFFFFFE
    sectors: list[bytes] = []
    chain: list[int] = []

    def add(data: bytes) -> int:
        first = len(sectors)
        for at in range(0, len(data), sector):
            sectors.append(data[at : at + sector].ljust(sector, b"\0"))
            chain.append(len(sectors))
        chain[-1] = end
        return first

    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    starts = {name: add(data) for name, data in padded.items()}

    def entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
        words = (name + "\0").encode("utf-16-le")
        links = struct.pack("<HBBIII", len(words), kind, 1, free, right, child)
        return words.ljust(64, b"\0") + links + bytes(36) + struct.pack("<III", start, size, 0)

    first_of_directory = add(
        entry("Root Entry", 5, free, 2, end, 0)
        + entry("WordDocument", 2, free, free, starts["WordDocument"], len(padded["WordDocument"]))
        + entry("1Table", 2, 1, free, starts["1Table"], len(padded["1Table"]))
        + bytes(128)
    )
    count = 1
    while len(sectors) + count > count * 128:
        count += 1
    place = len(sectors)
    table = chain + [0xFFFFFFFD] * count
    table += [free] * (count * 128 - len(table))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9I", 0, count, first_of_directory, 0, 4096, end, 0, end, 0)
    head += struct.pack("<109I", *[place + at for at in range(count)], *[free] * (109 - count))
    return head + b"".join(sectors) + struct.pack(f"<{len(table)}I", *table)


def long_plan() -> bytes:
    """A commune's plan on three pages, as a PDF."""
    tasks = "\n\n".join(
        f"{number}. Phòng Văn hóa - Xã hội báo cáo kết quả đợt {number} trước ngày {number:02d}/6/2026."
        for number in range(1, 4)
    )
    head = _STAMPED.replace("STAMP", "").replace("12/KH-UBND", "15/KH-UBND")
    pages = "\n#pagebreak()\n".join(f"{tasks}\n\nPhần này nói về việc thực hiện dân chủ ở thôn, bản." for _ in range(2))
    return _pdf(f"{head}\n#pagebreak()\n{pages}")


def in_tcvn3(text: str) -> str:
    """A text as it shows when it was typed for .VnTime: capitals with marks have small letters' codes."""
    codes = {letter: code for code, letter in old_fonts.TCVN3.items()}
    return "".join(codes.get(c, codes.get(c.lower(), c)) for c in text)


def docx_in_old_fonts() -> bytes:
    """A Word file whose head is set in .VnTimeH, its body in .VnTime, one line in a font of today."""
    document = docx.Document()
    for words, font in (
        ("ủy ban nhân dân", ".VnTimeH"), ("xã nà thung", ".VnTimeH"), ("Số: 5/KH-UBND", "Times New Roman"),
        ("kế hoạch", ".VnTimeH"), ("Thực hiện dân chủ ở cơ sở năm 2026", ".VnTime"),
        ("I. NỘI DUNG", "Times New Roman"), ("1. Phòng Kinh tế báo cáo kết quả trước ngày 10/6/2026.", ".VnTime"),
        ("Công văn hay kế hoạch", "Times New Roman"),
    ):  # fmt: skip
        run = document.add_paragraph().add_run(in_tcvn3(words) if font.startswith(".Vn") else words)
        run.font.name = font
    return _saved(document)
