"""What the reports say to people."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core.text import plain_dashes


def day_words(day: datetime.date) -> str:
    """A day as papers write it: "04/5/2026" (Decree 30/2020, Annex I)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def why_due(stated: str, due_on: datetime.date, citation: str) -> str:
    """Why the last day is the one it is, as a sentence."""
    return _(
        "%(citation)s: gửi báo cáo %(stated)s. Ngày cuối còn kịp là %(day)s; hạn này không lùi khi gặp ngày nghỉ."
    ) % {"citation": citation, "stated": stated, "day": day_words(due_on)}


def addressees(commune) -> list[str]:
    """Whom the commune's report goes to unless a person writes others: the province, its Department of Home Affairs."""
    names = {"province": commune.province.name}
    return [_("Ủy ban nhân dân %(province)s") % names, _("Sở Nội vụ %(province)s") % names]


def address(report) -> str:
    """The page of a report in the workspace."""
    return reverse("reports:merge" if report.is_communes else "reports:form", args=[report.pk])


def who(report) -> str:
    """Whose report it is, as a person reads it."""
    return plain_dashes(report.unit.name) if report.unit_id else report.commune.title


def reminder(report, today: datetime.date) -> tuple[str, str]:
    """Title and body of the reminder to a unit that has not handed in."""
    cycle = report.cycle
    title = _("Nhắc gửi báo cáo %(period)s") % {"period": cycle.title}
    body = _("%(unit)s chưa gửi báo cáo thực hiện dân chủ ở cơ sở %(period)s. Hạn: %(stated)s (hết ngày %(day)s).") % {
        "unit": who(report), "period": cycle.title, "stated": cycle.stated, "day": day_words(cycle.due_on),
    }  # fmt: skip
    if cycle.due_on < today:
        body += " " + _("Hạn đã qua; đơn vị gửi sớm để xã kịp tổng hợp.")
    return title, body


def step(report, what: str, reasons: str = "") -> tuple[str, str]:
    """Title and body of the notice about a step: submitted, returned, approved, to_number."""
    names = {"who": who(report), "period": report.cycle.title}
    titles = {
        "submitted": _("%(who)s đã gửi báo cáo %(period)s"),
        "returned": _("Báo cáo %(period)s được trả lại"),
        "approved": _("Báo cáo %(period)s của %(who)s đã được duyệt"),
        "to_number": _("Báo cáo %(period)s chờ cấp số"),
    }
    bodies = {
        "submitted": _("Mời xem và duyệt, hoặc trả lại kèm lý do."),
        "returned": _("Lý do: %(reasons)s") % {"reasons": reasons},
        "approved": _("Số liệu của đơn vị được tính vào báo cáo của xã."),
        "to_number": _("Lãnh đạo đã duyệt. Hãy cấp số, in ký, rồi đính kèm bản đã ký."),
    }
    return (titles[what] % names)[:200], bodies[what]
