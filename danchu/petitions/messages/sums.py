"""The public numbers in words: names of dimensions and parts, periods, tables of them."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.petitions.models import SumSheet
from danchu.petitions.models.cases import KIND_LABELS, RATING_LABELS, TOPIC_LABELS
from danchu.petitions.rules.sums import NO_WORD, Fixed, Outcome

OUTCOME_LABELS = {
    Outcome.ON_TIME: gettext_lazy("Trả lời trong hạn, không gia hạn"),
    Outcome.EXTENDED: gettext_lazy("Trả lời trong hạn đã gia hạn"),
    Outcome.LATE: gettext_lazy("Trả lời sau hạn"),
    Outcome.AWAY: gettext_lazy("Chuyển hoặc hướng dẫn đến đúng nơi"),
    Outcome.REFUSED: gettext_lazy("Không xử lý, có nêu căn cứ"),
    Outcome.WITHDRAWN: gettext_lazy("Người gửi rút"),
    Outcome.WAITING: gettext_lazy("Chưa trả lời, còn trong hạn"),
    Outcome.OVERDUE_10: gettext_lazy("Chưa trả lời, quá hạn đến 10 ngày"),
    Outcome.OVERDUE_30: gettext_lazy("Chưa trả lời, quá hạn 11 đến 30 ngày"),
    Outcome.OVERDUE_MORE: gettext_lazy("Chưa trả lời, quá hạn hơn 30 ngày"),
}
FIXED_LABELS = {
    Fixed.FIXED: gettext_lazy("Người gửi nói đã được giải quyết"),
    Fixed.NOT_FIXED: gettext_lazy("Người gửi nói chưa được giải quyết"),
    Fixed.SILENT: gettext_lazy("Chưa trả lời, hoặc người gửi chưa nói gì"),
}
RATED_LABELS = {**RATING_LABELS, NO_WORD: gettext_lazy("Chưa trả lời, hoặc người gửi không đánh giá")}
DIMENSIONS = {
    "kind": (gettext_lazy("Theo loại"), KIND_LABELS),
    "outcome": (gettext_lazy("Trả lời thế nào"), OUTCOME_LABELS),
    "fixed": (gettext_lazy("Đã giải quyết chưa"), FIXED_LABELS),
    "rating": (gettext_lazy("Người gửi đánh giá câu trả lời"), RATED_LABELS),
    "topic": (gettext_lazy("Theo lĩnh vực"), TOPIC_LABELS),
    "village": (gettext_lazy("Theo thôn, bản"), {}),
}


def stretch(first: datetime.date, last: datetime.date) -> str:
    """A stretch of whole quarters as people call it: "Quý II/2026", else by its months."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months == 3:
        return _("Quý %(n)s/%(year)s") % {"n": ("I", "II", "III", "IV")[(last.month - 1) // 3], "year": last.year}
    if months == 6 and last.month in (6, 12):
        if last.month == 6:
            return _("6 tháng đầu năm %(year)s") % {"year": last.year}
        return _("6 tháng cuối năm %(year)s") % {"year": last.year}
    return _("Từ tháng %(first)s đến tháng %(last)s") % {"first": f"{first:%m/%Y}", "last": f"{last:%m/%Y}"}


def part_words(dimension: str, part: str, names: dict[str, str]) -> str:
    """What a part of a dimension is called; `names`: of villages."""
    if dimension == "village":
        return names.get(part, _("Không nêu thôn, bản")) if part else _("Không nêu thôn, bản")
    return str(DIMENSIONS[dimension][1].get(part, part))


def tables(sheet: SumSheet) -> list[dict]:
    """The sheet's tables: `title`, `rows` with `words`, `count`, `note`; `none` topics nothing came of, `hidden` the
    parts not told one by one, `told` whether anything is.

    A village nobody wrote from has not been heard, which is not the same as being content.
    """
    names = sheet.content.get("names", {})
    found = []
    for dimension, (title, labels) in DIMENSIONS.items():
        parts = sheet.content.get(dimension)
        if parts is None:
            continue
        order = [str(name) for name in labels if str(name) in parts]
        order += [name for name in sorted(parts, key=lambda key: names.get(key, "~")) if name not in order]
        rows = [
            {
                "words": part_words(dimension, part, names), "count": parts[part],
                "note": _("chưa nghe được ai") if dimension == "village" and part and parts[part] == 0 else "",
            }
            for part in order
        ]  # fmt: skip
        hidden = sum(1 for each in parts.values() if each is None)
        folded = [row for row in rows if dimension == "topic" and row["count"] == 0]  # a long list of nothing
        found.append({
            "key": dimension, "title": str(title), "none": [row["words"] for row in folded],
            "rows": [row for row in rows if row["count"] is not None and row not in folded],
            "hidden": [row["words"] for row in rows if row["count"] is None], "told": hidden < len(parts),
        })  # fmt: skip
    return found
