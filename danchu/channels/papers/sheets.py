"""Sheets to be filled in by hand: the log of a board, and the list by which a village head tells households."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from danchu.documents.paper.sheet import set_sheet

_HERE = Path(__file__).parent

_LOG_LINES = 14
_ROUTE_LINES = 36  # two pages


@dataclass(frozen=True)
class LogSheet:
    """The paper log of a board: `titles` of what is to hang there, lines to write on below."""

    commune: str
    board: str
    where: str
    titles: list[tuple[str, str]]  # (title, "dán chậm nhất …")
    sample: bool = False


@dataclass(frozen=True)
class RouteList:
    """What a village head is to tell, and lines for the households. There is no list of households yet (issue 5)."""

    commune: str
    village: str
    title: str
    summary: str
    short: str  # the address one types
    sample: bool = False


def log_sheet_pdf(sheets: list[LogSheet], *, on: datetime.date) -> bytes:
    """The log of each board on a page of its own, landscape A4."""
    data = {
        "words": {
            **_common(), "title": _("Sổ theo dõi niêm yết"), "board": _("Bảng:"),
            "columns": [
                _("TT"), _("Nội dung dán"), _("Ngày dán"), _("Người dán (ký)"), _("Ngày gỡ"), _("Người gỡ (ký)"),
                _("Ghi chú (rách, mất, dán lại…)"),
            ],
            "foot": _(
                "Mỗi tờ một dòng. Ngày dán không tính; phải treo đủ 30 ngày liên tục sau đó mới gỡ (khoản 2 Điều 13 "
                "Luật Thực hiện dân chủ ở cơ sở 2022). Chụp hoặc nộp tờ này cho văn thư xã để ghi vào hệ thống."
            ),
        },
        "sheets": [{**vars(sheet), "blank": max(_LOG_LINES - len(sheet.titles), 4)} for sheet in sheets],
        "date": [on.year, on.month, on.day],
    }  # fmt: skip
    return set_sheet(_HERE / "log_sheet.typ", data, on=on)


def route_list_pdf(route: RouteList, *, on: datetime.date) -> bytes:
    """The route list of a village, portrait A4: what to say, then lines for clusters and households."""
    data = {
        "words": {
            **_common(), "title": _("Danh sách đi báo tin"), "village": _("Thôn, bản:"), "tell": _("Nội dung cần báo"),
            "see": _("Xem đầy đủ tại"), "head": _("Người đi báo (ký, ghi rõ họ tên):"),
            "columns": [
                _("TT"), _("Cụm, xóm"), _("Đại diện hộ"), _("Ngày báo"), _("Cách báo"), _("Ký nhận hoặc ghi chú"),
            ],
            "ways": _("Cách báo: H = tại cuộc họp · Đ = tại buổi sinh hoạt đoàn thể · N = đến nhà · G = gửi giấy · "
                      "T = nhắn tin · M = mạng xã hội thôn đã thống nhất (khoản 4 Điều 13 Luật Thực hiện dân chủ ở cơ "
                      "sở 2022)."),
        },
        "route": vars(route), "blank": _ROUTE_LINES, "date": [on.year, on.month, on.day],
    }  # fmt: skip
    return set_sheet(_HERE / "route_list.typ", data, on=on)


def _common() -> dict:
    return {"committee": _("Ủy ban nhân dân"), "sample": _("DỮ LIỆU MẪU"), "page": _("trang")}
