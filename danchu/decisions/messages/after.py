"""What people are told of a decision after the vote."""

from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core.templatetags.vietnamese import day


def after_address(matter) -> str:
    """Where a decision is sent, answered and carried out."""
    return reverse("after:matter", args=[matter.pk])


def decided(matter, sentence: str, *, ballots: bool) -> tuple[str, str]:
    """Title and body: what the villages decided; with the day by which they have to send it, or that ballots may go
    out."""
    if matter.state == "decided":
        return (
            _("Dân đã quyết định: %(title)s") % {"title": matter.title},
            f"{sentence} " + _("Việc tiếp theo: ký quyết định của cộng đồng dân cư và gửi đi."),
        )
    body = sentence
    if ballots:
        body += " " + _("Cuộc họp có ít hộ quá nên có thể phát phiếu đến từng hộ.")
    return _("Không được thông qua: %(title)s") % {"title": matter.title}, body


def sent(recognition) -> tuple[str, str]:
    """Title and body: a village sent its decision; who has to answer by when."""
    matter, village = recognition.matter, recognition.vote.village
    said = _("%(village)s gửi quyết định của cộng đồng dân cư ngày %(day)s: “%(title)s”.") % {
        "village": village.name, "day": day(recognition.sent_on), "title": matter.title,
    }  # fmt: skip
    if recognition.answer_by:
        who = _("Ủy ban Mặt trận Tổ quốc xã") if recognition.by_front else _("Ủy ban nhân dân xã")
        said += " " + _(
            "%(who)s công nhận, hoặc trả lời bằng văn bản có lý do, trước hết ngày %(day)s (5 ngày làm việc từ ngày "
            "nhận; khoản 2 Điều 21)."
        ) % {"who": who, "day": day(recognition.answer_by)}  # fmt: skip
    return _("Đã nhận quyết định của dân: %(title)s") % {"title": matter.title}, said


def answered(recognition) -> tuple[str, str]:
    """Title and body: recognised, or not and why."""
    matter = recognition.matter
    values = {"title": matter.title, "number": recognition.number, "day": day(recognition.answered_on)}
    if recognition.recognised:
        return (
            _("Đã được công nhận: %(title)s") % values,
            _("Văn bản số %(number)s ngày %(day)s công nhận. Có hiệu lực từ ngày này.") % values,
        )
    return (
        _("Không được công nhận: %(title)s") % values,
        _("Văn bản số %(number)s ngày %(day)s. Lý do: %(why)s") % {**values, "why": recognition.reasons},
    )


def effect_set(matter, number: str) -> tuple[str, str]:
    """Title and body: from which day what the whole commune decided binds."""
    values = {"title": matter.title, "number": number, "day": day(matter.effect_on)}
    return (
        _("Đã định ngày có hiệu lực: %(title)s") % values,
        _("Theo văn bản số %(number)s, quyết định có hiệu lực từ ngày %(day)s.") % values,
    )


def annulled(annulment) -> tuple[str, str]:
    """Title and body: the People's Committee annulled it, and why; the head tells the people (Art. 22.2)."""
    values = {
        "title": annulment.matter.title, "number": annulment.number, "day": day(annulment.decided_on),
        "why": annulment.reasons,
    }  # fmt: skip
    return (
        _("Quyết định của dân bị bãi bỏ: %(title)s") % values,
        _("Quyết định số %(number)s ngày %(day)s. Lý do: %(why)s Trưởng thôn thông báo đến Nhân dân (khoản 2 Điều 22).")
        % values,
    )


def amendment_asked(asked) -> tuple[str, str]:
    """Title and body: the People's Committee asks to amend a decision, and what the head does now (Art. 22.2, 22.3)."""
    values = {
        "title": asked.matter.title, "number": asked.number, "day": day(asked.requested_on), "why": asked.reasons,
    }  # fmt: skip
    return (
        _("Đề nghị dân sửa đổi quyết định: %(title)s") % values,
        _(
            "Văn bản số %(number)s ngày %(day)s của Ủy ban nhân dân xã: %(why)s Trưởng thôn thông báo đến Nhân dân, "
            "rồi đưa ra bàn lại (khoản 2, khoản 3 Điều 22). Chưa bàn lại thì quyết định vẫn giữ nguyên."
        )
        % values,
    )


def quiet(matter) -> tuple[str, str]:
    """What is owed, and why: the commune's own promise, said to be such."""
    return (
        _("Cho dân biết tiến độ: %(title)s") % {"title": matter.title},
        _(
            "Đã quá 92 ngày không có dòng tiến độ nào. Luật giao Trưởng thôn báo cáo kết quả thực hiện đến Nhân dân "
            "(khoản 2 Điều 23) nhưng không ấn định số ngày; mỗi quý một lần là cam kết của xã, không phải hạn của luật."
        ),
    )
