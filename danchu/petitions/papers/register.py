"""The register of form 03/TCD as it is printed and taken out: twelve columns and a last one for remarks."""

import csv
import datetime
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from danchu.core.opendata import plain_cell
from danchu.core.sheets import write_table
from danchu.core.templatetags.vietnamese import day as written
from danchu.documents.paper.sheet import set_sheet
from danchu.petitions.messages import reception as words
from danchu.petitions.models import Visit
from danchu.petitions.queries.reception import Asked
from danchu.petitions.states import VisitState

_HERE = Path(__file__).parent
_WIDTHS = (9, 19, 30, 20, 38, 17, 13, 20, 13, 23, 23, 36, 18)  # millimetres of A4 across


def heads() -> list[str]:
    """The heads of form 03/TCD (Decree 154/2026): twelve columns that its notes explain, and one for remarks."""
    return [
        _("STT"), _("Ngày tiếp"), _("Họ tên, địa chỉ"), _("CCCD/CMND/Hộ chiếu"), _("Nội dung đơn"),
        _("Loại đơn (KN/TC/KN/PA)"), _("Số người cùng nội dung"), _("Cơ quan đã giải quyết"),
        _("Thuộc thẩm quyền (x)"), _("Hướng dẫn công dân đến cơ quan có thẩm quyền"), _("Cơ quan, đơn vị thụ lý"),
        _("Theo dõi kết quả giải quyết"), _("Ghi chú"),
    ]  # fmt: skip


def cells(visit: Visit, matter: str = "") -> list[str]:
    """One line in the order of the form (needs `notes`). `matter`: what it belongs to, for who may see that."""
    followed = "; ".join(f"{written(one.on)}: {one.text}" for one in visit.notes.all())
    if visit.replied_on:
        told = f"{written(visit.replied_on)}: {visit.get_reply_display()}"
        followed = "; ".join(filter(None, (told + (f". {visit.reply_words}" if visit.reply_words else ""), followed)))
    if matter:
        followed = "; ".join(filter(None, (_("Việc số %(name)s") % {"name": matter}, followed)))
    remark = ""
    if visit.state == VisitState.REFUSED:
        remark = _("Từ chối tiếp: %(ground)s") % {"ground": words.ground_words(visit)}
    elif visit.speakers:
        remark = _("Đại diện: %(who)s") % {"who": visit.speakers}
    return [
        visit.place, written(visit.on), f"{visit.name}, {visit.address}", visit.identity, visit.about,
        words.kind_words(visit.kind), str(visit.people), visit.settled_by, "x" if visit.is_ours else "",
        visit.guided_to, visit.passed_to, followed, remark,
    ]  # fmt: skip


def columns_of(visit: Visit, matter: str = "") -> list[dict]:
    """The line as pairs of a head and its words, for the page of one line."""
    return [{"key": head, "value": cell} for head, cell in zip(heads(), cells(visit, matter), strict=True) if cell]


def register_pdf(
    commune, rows: Sequence[Visit], asked: Asked, matters: Mapping[int, str], *, on: datetime.date
) -> bytes:
    """The register in the official form, A4 across, to print and sign. `matters`: by visit, what it belongs to."""
    span = ""
    if asked.first or asked.last:
        span = _("Từ ngày %(first)s đến ngày %(last)s") % {
            "first": written(asked.first) or "…", "last": written(asked.last) or "…",
        }  # fmt: skip
    data = {
        "commune": _("Ủy ban nhân dân %(commune)s") % {"commune": commune.name}, "title": _("Sổ tiếp công dân"),
        "form": _("Mẫu số 03/TCD, Nghị định 154/2026/NĐ-CP"), "span": span,
        "sample": _("DỮ LIỆU MẪU") if commune.is_sample else "", "page": _("trang"),
        "centre": [0, 6, 8], "columns": [[head, width] for head, width in zip(heads(), _WIDTHS, strict=True)],
        "rows": [cells(one, matters.get(one.pk, "")) for one in rows], "empty": _("Không có lượt tiếp nào."),
        "date": [on.year, on.month, on.day], "foot": _("Người tiếp công dân (ký, ghi rõ họ tên):"),
    }  # fmt: skip
    return set_sheet(_HERE / "register.typ", data, on=on)


def _notes() -> list[str]:
    return [
        _("Mười hai cột đầu theo Mẫu số 03/TCD của Nghị định 154/2026/NĐ-CP, cột cuối là Ghi chú của mẫu."),
        _("Cơ sở dữ liệu quốc gia về tiếp công dân: cấu trúc cột chưa tìm thấy văn bản công bố. Khi có, đối chiếu từng "
          "cột trước khi nạp; không tự đoán mã."),
        _("Tệp này có dữ liệu cá nhân: chỉ giao cho người có trách nhiệm tiếp công dân, không đưa lên mạng."),
    ]  # fmt: skip


def register_xlsx(rows: Sequence[Visit], matters: Mapping[int, str]) -> bytes:
    """The register as an .xlsx; the second sheet says what its columns are and what is not known of the national
    database's.
    """
    lines = [[plain_cell(cell) for cell in cells(one, matters.get(one.pk, ""))] for one in rows]
    return write_table(_("Sổ tiếp công dân"), heads(), lines, _notes())


def register_csv(rows: Sequence[Visit], matters: Mapping[int, str]) -> bytes:
    """The same as a .csv that spreadsheets read as UTF-8."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(heads())
    for one in rows:
        writer.writerow([plain_cell(cell) for cell in cells(one, matters.get(one.pk, ""))])
    return out.getvalue().encode()
