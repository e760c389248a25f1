"""Lists of households to be carried along: the route from door to door, and the attendance sheet of a meeting."""

import datetime
from collections.abc import Sequence
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from danchu.core.templatetags.vietnamese import moment
from danchu.decisions.models import Meeting
from danchu.decisions.queries.meetings import Row
from danchu.documents.paper.sheet import set_sheet

_HERE = Path(__file__).parent


def route_list_pdf(meeting: Meeting, rows: Sequence[Row], *, last_day: str, on: datetime.date) -> bytes:
    """Whom to tell on which way: households by cluster, how each is reached, a box to tick. `last_day`: a sentence."""
    columns = [
        [_("TT"), 9], [_("Mã hộ"), 17], [_("Đại diện hộ"), 46], [_("Đến bằng cách nào"), 50], [_("Đã báo"), 15],
        [_("Ngày, ký nhận"), 41],
    ]  # fmt: skip
    groups = [
        {"name": name or _("Không ghi cụm"), "rows": [
            [str(row.number), row.code, row.representative, _reach(row), "☐", ""] for row in members
        ]}
        for name, members in _by_cluster(rows)
    ]  # fmt: skip
    tell = [
        f"{meeting.title}.", _("Lúc %(when)s, tại %(where)s.") % {
            "when": moment(timezone.localtime(meeting.begins_at)), "where": meeting.place
        },
        _("Đưa giấy mời và tài liệu (nếu có), dặn người đi thay nếu bận."), last_day,
    ]  # fmt: skip
    return _set(meeting, _("Danh sách đi báo họp từng hộ"), tell, columns, groups, _foot_route(), on)


def attendance_sheet_pdf(meeting: Meeting, rows: Sequence[Row], *, on: datetime.date) -> bytes:
    """The sheet that is signed at the door: who came, whether for oneself, in place of, or with a mandate."""
    columns = [
        [_("TT"), 9], [_("Mã hộ"), 17], [_("Đại diện hộ"), 43], [_("Người đi thay"), 43], [_("Đại diện"), 12],
        [_("Đi thay"), 12], [_("Ủy quyền"), 13], [_("Ký tên"), 29],
    ]  # fmt: skip
    groups = [
        {"name": name or (_("Không ghi cụm") if any(row.cluster for row in rows) else ""), "rows": [
            [str(row.number), row.code, row.representative, row.substitute, "☐", "☐", "☐", ""] for row in members
        ]}
        for name, members in _by_cluster(rows)
    ]  # fmt: skip
    tell = [
        f"{meeting.title}.",
        _("Lúc %(when)s, tại %(where)s.") % {
            "when": moment(timezone.localtime(meeting.begins_at)), "where": meeting.place
        },
        _("Mỗi hộ chỉ một người ký. Đánh dấu một ô; người được ủy quyền nộp giấy ủy quyền."),
    ]  # fmt: skip
    foot = _("Tổng số hộ có mặt: ………  Trong đó nữ: ………  nam: ………   Người ghi (ký, ghi rõ họ tên):")
    return _set(meeting, _("Danh sách hộ dự họp"), tell, columns, groups, foot, on)


def _foot_route() -> str:
    return _(
        "Hộ vắng nhà: để giấy mời lại, ghi ngày, quay lại lần nữa. Người đi báo (ký, ghi rõ họ tên):"
    )  # fmt: skip


def _reach(row: Row) -> str:
    parts = [row.reach, row.phone, row.address, _("ở xa") if row.is_remote else ""]
    return " · ".join(part for part in parts if part)


def _by_cluster(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """Households by cluster, the remote ones of each last; clusters by name, those without one at the end."""
    names = sorted({row.cluster for row in rows}, key=lambda name: (not name, name))
    return [
        (name, sorted((row for row in rows if row.cluster == name), key=lambda row: (row.is_remote, row.number)))
        for name in names
    ]


def _set(meeting: Meeting, title: str, tell, columns, groups, foot: str, on: datetime.date) -> bytes:
    data = {
        "title": title, "village": meeting.village.name + (f" · {meeting.cluster}" if meeting.cluster else ""),
        "commune": _("Ủy ban nhân dân %(commune)s") % {"commune": meeting.commune.name},
        "sample": _("DỮ LIỆU MẪU") if meeting.commune.is_sample else "", "tell": [line for line in tell if line],
        "columns": columns, "groups": groups, "foot": foot, "page": _("trang"), "date": [on.year, on.month, on.day],
    }  # fmt: skip
    return set_sheet(_HERE / "household_list.typ", data, on=on)
