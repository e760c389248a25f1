"""What the reports say to people."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danchu.core.text import plain_dashes
from danchu.reports import rules
from danchu.reports.states import RemarkKind


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


def why_later(cycle, extended_to: datetime.date) -> str:
    """Why the last day is later than the cycle's."""
    return _("%(citation)s: gửi báo cáo %(stated)s. Lãnh đạo xã gia hạn cho đơn vị đến hết ngày %(day)s.") % {
        "citation": cycle.citation, "stated": cycle.stated, "day": day_words(extended_to),
    }  # fmt: skip


def late_address(cycle) -> str:
    """The page of who is late."""
    return reverse("reports:late", args=[cycle.pk])


def to_the_chair(cycle, late) -> tuple[str, str]:
    """Title and body of the notice to the chair about units late beyond what the commune set itself."""
    n = len(late)
    names = {"n": n, "period": cycle.title, "days": cycle.chair_told_after}
    title = ngettext(
        "%(n)s đơn vị chưa gửi báo cáo %(period)s, quá hạn hơn %(days)s ngày làm việc",
        "%(n)s đơn vị chưa gửi báo cáo %(period)s, quá hạn hơn %(days)s ngày làm việc", n,
    ) % names  # fmt: skip
    body = "; ".join(who(report) for report in late) + ". "
    body += _("Mốc %(days)s ngày làm việc là cam kết của xã, không phải hạn của luật. Có thể gọi hoặc gia hạn.") % names
    return title[:200], body


def extended(report, reason: str) -> tuple[str, str]:
    """Title and body of the notice to a unit that was given a later day."""
    names = {"period": report.cycle.title, "day": day_words(report.extended_to), "reason": reason}
    return (
        (_("Gia hạn gửi báo cáo %(period)s") % names)[:200],
        _("Hạn mới: hết ngày %(day)s. Lý do: %(reason)s") % names,
    )


def unit_corrected(report) -> tuple[str, str]:
    """Title and body of the notice that a unit's report was corrected after the commune's was made of it."""
    names = {"unit": who(report), "period": report.cycle.title, "reason": report.corrected_because}
    title = _("%(unit)s đính chính báo cáo %(period)s") % names
    body = _("Lý do: %(reason)s Báo cáo của xã đã dùng số liệu cũ; nếu cần, hãy đính chính báo cáo của xã.") % names
    return title[:200], body


def weakness_title(weakness) -> str:
    """What a unit owes for a weakness: "Khắc phục hạn chế: …"."""
    return (_("Khắc phục hạn chế: %(text)s") % {"text": weakness.text})[:300]


def named_in(report) -> str:
    """In which report a weakness was named."""
    if report.unit_id:
        return _("Báo cáo %(period)s của %(unit)s") % {
            "period": report.cycle.title,
            "unit": plain_dashes(report.unit.name),
        }
    number = report.document.full_number if report.document_id and report.document.number else ""
    words = {"period": report.cycle.title, "number": number}
    if number:
        return _("Báo cáo số %(number)s về thực hiện dân chủ ở cơ sở %(period)s") % words
    return _("Báo cáo của xã %(period)s") % words


def reminder(report, today: datetime.date) -> tuple[str, str]:
    """Title and body of the reminder to a unit that has not handed in."""
    cycle = report.cycle
    title = _("Nhắc gửi báo cáo %(period)s") % {"period": cycle.title}
    body = _("%(unit)s chưa gửi báo cáo thực hiện dân chủ ở cơ sở %(period)s. Hạn: %(stated)s (hết ngày %(day)s).") % {
        "unit": who(report), "period": cycle.title, "stated": cycle.stated, "day": day_words(report.due_on),
    }  # fmt: skip
    if report.due_on < today:
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


def remark(found, outline) -> tuple[str, str]:
    """Title and sentence of a remark of rules/honesty.py: what was seen, for a person to judge."""
    values = [rules.shown_number(value) for value in found.values]
    first = values[0] if values else ""
    second = values[1] if len(values) > 1 else ""
    words = {
        "a": first, "b": second, "n": len(found.keys), "percent": found.percent, "whose": found.whose,
        "names": _names(found.keys, outline),
    }  # fmt: skip
    titles = {
        RemarkKind.EMPTY: _("Mục còn trống"),
        RemarkKind.CONTRADICTS: _("Lời văn và số liệu không khớp"),
        RemarkKind.COPIED_LAST: _("Đoạn văn giống kỳ trước"),
        RemarkKind.COPIED_UNIT: _("Đoạn văn giống đơn vị khác"),
        RemarkKind.DOES_NOT_MEET: _("Các phần cộng lại không khớp tổng"),
        RemarkKind.FAR_FROM_COUNTED: _("Số nhập tay khác xa số hệ thống đếm"),
        RemarkKind.ESTIMATE_BELOW: _("Ước cả kỳ nhỏ hơn số đã có"),
        RemarkKind.ALL_HUNDRED: _("Mọi tỷ lệ đều 100 %"),
        RemarkKind.ROUND: _("Hầu hết là số tròn chục"),
        RemarkKind.SAME_AS_LAST: _("Số liệu y như kỳ trước"),
    }
    sentences = {
        RemarkKind.EMPTY: _("Chưa có lời văn và chưa ghi “Không phát sinh”."),
        RemarkKind.CONTRADICTS: _("Lời văn ghi không phát sinh, nhưng %(names)s có số từ 1 trở lên."),
        RemarkKind.COPIED_LAST: _("Giống %(percent)s %% một đoạn trong %(whose)s. Việc kỳ này có khác không?"),
        RemarkKind.COPIED_UNIT: _("Giống %(percent)s %% một đoạn của %(whose)s. Việc của đơn vị mình có khác không?"),
        RemarkKind.DOES_NOT_MEET: _("Các phần cộng lại là %(a)s, tổng ghi %(b)s: %(names)s."),
        RemarkKind.FAR_FROM_COUNTED: _(
            "%(names)s: ghi %(a)s, hệ thống đếm được %(b)s. Nếu số ghi đúng, hãy ghi chú nguồn."
        ),
        RemarkKind.ESTIMATE_BELOW: _("%(names)s: đến ngày lấy số liệu đã có %(a)s, ước cả kỳ chỉ %(b)s."),
        RemarkKind.ALL_HUNDRED: _("%(n)s tỷ lệ đều bằng 100 %%: %(names)s."),
        RemarkKind.ROUND: _(
            "%(a)s trong %(b)s số nhập tay từ 10 trở lên là số tròn chục: %(names)s. Là số đếm hay số ước?"
        ),
        RemarkKind.SAME_AS_LAST: _("%(a)s trong %(b)s số nhập tay bằng đúng số kỳ trước: %(names)s."),
    }  # fmt: skip
    return titles[found.kind], sentences[found.kind] % words


def _names(keys, outline) -> str:
    """Numbers by name, the first six: "A4 đã tổ chức, G2 tiếp nhận …"."""
    named = [f"{part.indicator} {part.name}" for key in dict.fromkeys(keys) if (part := outline.parts.get(key))]
    return ", ".join(named[:6]) + (" …" if len(named) > 6 else "")
