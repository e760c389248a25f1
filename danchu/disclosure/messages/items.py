"""How an item's last day is explained, and what its duty is called. What is stored speaks the law's own language."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from danchu.duties import messages
from danchu.duties.messages import LANGUAGE, cite
from danchu.rulebook import Due
from danchu.rulebook.output import due_as_json

__all__ = [
    "LANGUAGE", "article_11", "cite", "duty_title", "explained", "no_day_yet", "plan_summary",
    "standing_from_the_start",
]  # fmt: skip


def explained(due: Due) -> dict:
    """A last day as it is stored: values of the rulebook, and the sentence."""
    with override(LANGUAGE):
        return due_as_json(due, messages.explain(due))


def standing_from_the_start(due: Due) -> dict:
    """As `explained`, for what must hang at all times: the law names no first day, so the commune's own is counted."""
    with override(LANGUAGE):
        why = _("Luật đòi niêm yết thường xuyên, không nêu ngày đầu; tính từ ngày xã bắt đầu dùng hệ thống.")
        return due_as_json(due, f"{why} {messages.explain(due)}")


def no_day_yet() -> dict:
    """Why no day binds: the paper is not there."""
    with override(LANGUAGE):
        return {"explanation": _("Chưa có văn bản nên chưa có ngày hạn. Có văn bản thì mở ra ghi số, ngày.")}


def duty_title(item) -> str:
    """What the unit owes."""
    return _("Công khai: %(title)s") % {"title": item.title}


def article_11(clause: int) -> str:
    """The clause that asks for it: "khoản 2 Điều 11 Luật số 10/2022/QH15"."""
    return _("khoản %(clause)s Điều 11 Luật số 10/2022/QH15") % {"clause": clause}


def plan_summary(plan, lines: int) -> str:
    """The plan in plain words, for the board and the page."""
    said = _("Năm %(year)s xã sẽ công khai %(n)s nội dung. Kế hoạch ghi rõ từng nội dung công khai bằng cách nào, khi "
             "nào, trong bao lâu và đơn vị nào chịu trách nhiệm.") % {"year": plan.year, "n": lines}  # fmt: skip
    if plan.revision > 1:
        return f"{said} " + _("Bản này đã điều chỉnh. Lý do: %(why)s") % {"why": plan.changed_why}
    return said
