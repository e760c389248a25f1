"""Lists that people bring in as .xlsx or .csv: read as plain cells, hostile or broken files refused in a sentence."""

import csv
import datetime
import io
import zipfile

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from danchu.core.errors import Refused
from danchu.core.text import composed, squeezed

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 1000
MOST_COLUMNS = 30
_UNPACKED = 80 * 1024 * 1024  # a small file that unpacks to more is a trap
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def read_table(name: str, upload) -> tuple[list[list[str]], list[str]]:
    """The filled rows of the first sheet as text cells, and what the reader should know: `read_lines` without lines."""
    lines, told = read_lines(name, upload)
    return [row for _line, row in lines], told


def read_lines(name: str, upload) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """(line of the file, its text cells) of every filled row of the first sheet; what the reader should know.

    The line is the one that the person's own program shows, empty rows counted. `upload` has `size` and `read()`. A day
    comes as ISO text, whole numbers without decimals; a formula comes as it was typed, beginning with "=". Raises
    Refused for what is no list, too large, or unreadable.
    """
    if upload.size > MOST_BYTES:
        raise Refused(_("Tệp quá lớn (hơn 5 MB). Một danh sách người hay đơn vị không lớn như vậy; hãy xem lại tệp."))
    data = upload.read()
    if not data.strip():
        raise Refused(_("Tệp trống. Hãy chọn tệp có danh sách."))
    if data.startswith(_OLD_EXCEL):
        raise Refused(_("Đây là tệp Excel kiểu cũ (.xls). Hãy mở bằng Excel, lưu thành .xlsx rồi chọn lại."))
    told: list[str] = []
    if data.startswith(b"PK"):
        rows = _workbook(data)
    else:
        text, note = _decoded(data)
        told += [note] if note else []
        rows = _separated(text)
    filled = [(line, row) for line, row in enumerate(rows, 1) if any(row)]
    if len(filled) > MOST_ROWS + 1:
        raise Refused(_("Danh sách dài hơn %(n)s dòng. Hãy chia thành nhiều tệp.") % {"n": MOST_ROWS})
    return filled, told


def _workbook(data: bytes) -> list[list[str]]:
    broken = _("Tệp không phải là bảng tính .xlsx, hoặc đã hỏng. Hãy mở bằng Excel, lưu lại thành .xlsx rồi chọn lại.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names:
                raise Refused(broken)
            if sum(part.file_size for part in parts) > _UNPACKED or len(parts) > 2000:
                raise Refused(_("Tệp này bung ra quá lớn nên không nhận. Hãy chép danh sách sang một tệp mới."))
            if "xl/vbaProject.bin" in names:
                raise Refused(_("Tệp có macro nên không nhận. Hãy lưu thành .xlsx thường rồi chọn lại."))
            if any(b"<!ENTITY" in archive.read(part) for part in parts if part.filename.endswith((".xml", ".rels"))):
                raise Refused(broken)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = []
        for row in sheet.iter_rows(max_row=5 * MOST_ROWS, max_col=MOST_COLUMNS, values_only=True):
            rows.append([_cell(value) for value in row])
        return rows
    except Refused:
        raise
    except Exception as error:  # a library's many ways to say that the file is broken
        raise Refused(broken) from error


def _cell(value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return squeezed(composed(str(value)))


def _decoded(data: bytes) -> tuple[str, str]:
    """The text of a .csv, and a sentence when its encoding had to be guessed."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = [("utf-16", "")]
    else:
        guess = _("Tệp không ghi theo UTF-8; đã đọc theo Windows-1258. Hãy xem kỹ các dấu trước khi xác nhận.")
        encodings = [("utf-8-sig", ""), ("cp1258", guess)]
    for encoding, note in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text, note
    raise Refused(_("Không đọc được chữ trong tệp. Hãy lưu thành .xlsx, hoặc .csv kiểu “CSV UTF-8”, rồi chọn lại."))


def _separated(text: str) -> list[list[str]]:
    head = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(";\t,", key=head.count)
    if not head.count(separator):
        raise Refused(_("Tệp không phải là danh sách có cột. Hãy dùng tệp mẫu .xlsx hoặc .csv."))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise Refused(_("Tệp .csv bị hỏng, không tách được cột. Hãy lưu lại thành .xlsx.")) from error
    return [[squeezed(composed(cell)) for cell in row[:MOST_COLUMNS]] for row in rows[: 5 * MOST_ROWS]]


def write_table(title: str, head: list[str], rows: list[list[str]], notes: list[str]) -> bytes:
    """An .xlsx with one sheet: a bold head, the rows as text (so that telephone numbers keep their zero), and a second
    sheet of notes.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = title[:31]
    sheet.append(head)
    for row in rows:
        sheet.append(row)
    for at, label in enumerate(head, 1):
        sheet.column_dimensions[get_column_letter(at)].width = max(16, len(label) + 4)
        for line in range(1, 400):
            sheet.cell(line, at).number_format = "@"
        sheet.cell(1, at).font = Font(bold=True)
        sheet.cell(1, at).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    told = book.create_sheet(_("Hướng dẫn")[:31])
    told.column_dimensions["A"].width = 110
    for note in notes:
        told.append([note])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
