"""Files with personal data of people who do not exist, in every format, some of them badly redacted."""

import io
import random

import docx
import openpyxl
import pymupdf
import typst
from PIL import Image, ImageDraw, ImageFilter

from danchu.documents.tests.reader.making import FONTS

HEAD = """#set page(paper: "a4", margin: (left: 3cm, right: 2cm, y: 2cm))
#set text(font: "Liberation Serif", size: 13pt)
#set par(justify: true)
#grid(columns: (1fr, 1.2fr),
align(center)[*ỦY BAN NHÂN DÂN* \\ *XÃ BẢN MẪU* \\ ĐT: 0213.3876.543 \\ Số: 45/TB-UBND],
align(center)[*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ *Độc lập - Tự do - Hạnh phúc* \\
_Bản Mẫu, ngày 10 tháng 02 năm 2026_])
"""
PARAGRAPH = (
    "Căn cứ Quyết định số 123/QĐ-UBND ngày 05/01/2026, hỗ trợ ông Giàng A Mẫu, sinh ngày 01/02/1960, CCCD số "
    "012060001234 cấp ngày 12/5/2021, thường trú tại số nhà 12, ngõ 3, bản Mới; điện thoại 0912 345 678; số tiền "
    "1.200.000.000 đồng, nhận qua tài khoản 3713 2050 1234 tại ngân hàng, thẻ BHYT DN4010123456789."
)
ROWS = (
    ("1", "Lò Thị Mẫu", "1961", "012161000123", "0987654321", "500.000"),
    ("2", "Vàng Văn Thử", "12/03/1975", "012075000456", "0356 789 012", "1.250.000"),
    ("3", "Tẩn Thị Ví Dụ", "1988", "012188000789", "+84 912 000 111", "700.000"),
)
HEADING = ("STT", "Họ và tên", "Ngày, tháng, năm sinh", "Số CCCD", "Điện thoại", "Số tiền (đồng)")
IN_PARAGRAPH = ("01021960", "012060001234", "0912345678", "371320501234", "dn4010123456789")
IN_TABLE = ("1961", "012161000123", "0987654321", "12031975", "012075000456", "0356789012", "1988", "012188000789",
            "84912000111")  # fmt: skip


def pdf(*, rows=ROWS, paragraph: str = PARAGRAPH) -> bytes:
    """A notice with a list, as an office would export it."""
    cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
    heads = ", ".join(f"[*{cell}*]" for cell in HEADING)
    columns = "(auto, 1.4fr, 1.1fr, 1.3fr, 1.3fr, 1fr)"
    table = f"#set text(size: 11pt)\n#set par(justify: false)\n#table(columns: {columns}, {heads}, {cells})"
    return typst.compile(
        (HEAD + "\n\n" + paragraph.replace("@", "\\@") + "\n\n" + table).encode(),
        font_paths=[FONTS],
        ignore_system_fonts=True,
    )


def page_of(data: bytes, dpi: int = 200) -> Image.Image:
    with pymupdf.open(stream=data, filetype="pdf") as document:
        drawn = document[0].get_pixmap(dpi=dpi)
        return Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples)


def picture(page: Image.Image, kind: str = "PNG", **options) -> bytes:
    out = io.BytesIO()
    page.save(out, kind, **options)
    return out.getvalue()


def scan(page: Image.Image, *, angle: float = 0.0, noise: int = 0, seed: int = 7) -> Image.Image:
    """A page as a scanner gives it: askew, grainy, a little soft."""
    page = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor="white").filter(ImageFilter.GaussianBlur(0.6))
    if noise:
        grain = Image.frombytes("L", page.size, random.Random(seed).randbytes(page.width * page.height))
        page = Image.blend(page, grain.convert("RGB"), noise / 255)
    return page


def scanned_pdf(page: Image.Image, dpi: int = 200) -> bytes:
    return picture(page, "PDF", resolution=dpi)


def with_print(page: Image.Image, at: tuple[int, int], *, colour=(190, 30, 40), seed: int = 1, dpi: int = 200) -> None:
    """Presses a made-up fingerprint onto a page: an oval of curved lines half a millimetre apart, unevenly inked."""
    chance = random.Random(seed)
    mm = dpi / 25.4
    wide, high = chance.uniform(14, 19) * mm, chance.uniform(19, 26) * mm
    tile = Image.new("L", (round(wide), round(high)), 0)
    brush = ImageDraw.Draw(tile)
    centre = (wide * chance.uniform(0.4, 0.6), high * chance.uniform(0.45, 0.7))
    step, radius = 0.5 * mm, 0.5 * mm
    while radius < high * 1.2:
        box = (centre[0] - radius, centre[1] - 1.35 * radius, centre[0] + radius, centre[1] + 1.35 * radius)
        brush.ellipse(box, outline=chance.randint(150, 255), width=max(1, round(0.27 * mm)))
        radius += step
    oval = Image.new("L", tile.size, 0)
    ImageDraw.Draw(oval).ellipse((0, 0, wide - 1, high - 1), fill=255)
    oval = oval.filter(ImageFilter.GaussianBlur(mm * 0.8))
    grain = Image.frombytes("L", (16, 16), chance.randbytes(256)).resize(tile.size, Image.Resampling.BICUBIC)
    grain = grain.point(lambda v: 255 if v > 60 else 120)
    from PIL import ImageChops

    mask = ImageChops.multiply(ImageChops.multiply(tile, oval), grain).rotate(chance.uniform(-25, 25), expand=True)
    page.paste(Image.new("RGB", mask.size, colour), at, mask)


def with_stamp(page: Image.Image, at: tuple[int, int], dpi: int = 200) -> None:
    """The round red stamp of an office, 36 mm."""
    size = round(36 * dpi / 25.4)
    brush = ImageDraw.Draw(page)
    for inset in (0, 10):
        brush.ellipse(
            (at[0] + inset, at[1] + inset, at[0] + size - inset, at[1] + size - inset), outline=(200, 20, 30), width=4
        )
    brush.regular_polygon((at[0] + size / 2, at[1] + size / 2, size / 6), 5, fill=(200, 20, 30))
    for step in range(8):
        x, y = at[0] + 55 + step * 20, at[1] + 45 + (step % 4) * 12
        brush.text((x, y), "BM", fill=(200, 20, 30))


def with_signature(page: Image.Image, at: tuple[int, int], colour=(30, 40, 160), seed: int = 1) -> None:
    """A signature in blue ink: one thin winding line."""
    chance = random.Random(seed)
    x, y = at
    points = [(x + step * 9 + chance.randint(-25, 25), y + chance.randint(0, 110)) for step in range(26)]
    ImageDraw.Draw(page).line(points, fill=colour, width=4, joint="curve")


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word() -> bytes:
    """A Word file: a number cut into runs, a list, a header, and an author who is named."""
    document = docx.Document()
    document.core_properties.author = "Người Soạn Thử 0912345678"
    document.sections[0].header.paragraphs[0].text = "Liên hệ ông Mẫu, CCCD 012060001234"
    paragraph = document.add_paragraph("Hỗ trợ ông Giàng A Mẫu, sinh ngày ")
    for piece in ("01/0", "2/19", "60", ", CCCD số 0120", "6000", "1234", " cấp ngày 12/5/2021."):
        paragraph.add_run(piece).bold = piece == "6000"
    table = document.add_table(rows=1, cols=len(HEADING))
    for cell, words in zip(table.rows[0].cells, HEADING, strict=True):
        cell.text = words
    for row in ROWS:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    return saved(document)


def workbook() -> bytes:
    """A workbook: a list with numbers stored as numbers, a hidden sheet, a comment."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    sheet.append(["DANH SÁCH HỘ ĐƯỢC HỖ TRỢ"])
    sheet.append(list(HEADING))
    for row in ROWS:
        sheet.append([int(row[0]), row[1], int(row[2]) if row[2].isdigit() else row[2], row[3], row[4], row[5]])
    sheet["E3"] = 987654321  # the nought before it is lost, as happens
    sheet["B3"].comment = openpyxl.comments.Comment("CMND cũ: 012345678", "Người Soạn")
    hidden = book.create_sheet("Nháp")
    hidden["A1"] = "SĐT 0912 345 678"
    hidden.sheet_state = "hidden"
    book.properties.creator = "Người Soạn Thử"
    return saved(book)
