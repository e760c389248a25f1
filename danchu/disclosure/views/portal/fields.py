"""The fields of the open data: one table, of which the files, the JSON and the data dictionary are all made."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from danchu.core import opendata
from danchu.core.opendata import DAY, LIST, NUMBER, TEXT, YES_NO, Field
from danchu.disclosure.views.portal import words


@dataclass(frozen=True)
class Row:
    """What a row of data is made of."""

    item: object
    version: object
    url: str
    papers: list[dict]
    boards: tuple[int, int]
    today: object


def _in_time(row: Row) -> bool | None:
    tag, _words = words.in_time(row.item, row.today)
    return {"done": True, "late": False}.get(tag)


FIELDS = (
    Field("id", TEXT, _("Số của nội dung trong xã: năm/số. Không bao giờ đổi, không dùng lại."),
          lambda row: f"{row.item.year}/{row.item.number}"),
    Field("url", TEXT, _("Trang của nội dung, giữ mãi."), lambda row: row.url),
    Field("title", TEXT, _("Tên nội dung."), lambda row: row.item.title),
    Field("summary", TEXT, _("Tóm tắt bằng lời dễ hiểu."), lambda row: row.version.summary),
    Field("clause", NUMBER, _("Khoản của Điều 11 Luật số 10/2022/QH15 mà nội dung thuộc về."),
          lambda row: row.item.clause),
    Field("topic", TEXT, _("Chủ đề: khoản ấy nói bằng lời thường."), lambda row: words.topic(row.item.clause)),
    Field("unit", TEXT, _("Đơn vị chịu trách nhiệm công khai."), lambda row: row.item.unit.name),
    Field("period_from", DAY, _("Ngày đầu của kỳ mà nội dung nói tới."), lambda row: row.item.period_from),
    Field("period_to", DAY, _("Ngày cuối của kỳ mà nội dung nói tới."), lambda row: row.item.period_to),
    Field("source_number", TEXT, _("Số, ký hiệu văn bản được công khai."), lambda row: row.item.source_number),
    Field("source_on", DAY, _("Ngày văn bản, cũng là ngày bắt đầu tính hạn."), lambda row: row.item.source_on),
    Field("due_on", DAY, _("Ngày cuối phải công khai."), lambda row: row.item.due_on),
    Field("public_on", DAY, _("Ngày công khai lần đầu."), lambda row: row.item.public_on),
    Field("changed_on", DAY, _("Ngày công khai bản đang có hiệu lực."), lambda row: row.item.changed_on),
    Field("in_time", YES_NO, _("Công khai lần đầu có đúng hạn không. Hạn trước ngày xã dùng hệ thống thì không tính."),
          _in_time),
    Field("version", NUMBER, _("Bản thứ mấy; từ 2 trở đi là bản đã sửa."), lambda row: row.version.number),
    Field("boards_up", NUMBER, _("Số bảng có bằng chứng là đã dán."), lambda row: row.boards[0]),
    Field("boards_ordered", NUMBER, _("Số bảng phải dán."), lambda row: row.boards[1]),
    Field("register_line", NUMBER, _("Dòng của sổ công khai ghi bản này; dùng để kiểm chứng."),
          lambda row: row.version.line_sequence),
    Field("papers", LIST, _("Các văn bản: tên, địa chỉ tệp, loại, số byte, dấu băm SHA-256."), lambda row: row.papers),
)  # fmt: skip


def as_json(row: Row) -> dict:
    """The row as JSON-ready values."""
    return opendata.as_json(FIELDS, row)


def as_cells(row: Row) -> list[str]:
    """The row as cells of a CSV file, in the order of the fields."""
    return opendata.as_cells(FIELDS, row)
