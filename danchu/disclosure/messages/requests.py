"""How a request is told to the person and to who handles it."""

from django.utils.translation import gettext as _

from danchu.core.templatetags.vietnamese import day as written
from danchu.disclosure.models import Request
from danchu.disclosure.models.requests import REQUEST_EVENT_LABELS
from danchu.disclosure.states import CLOSED, RequestEventKind, RequestKind, RequestState

TAGS = {
    RequestState.RECEIVED: "waiting", RequestState.TO_COMPLETE: "soon", RequestState.ACCEPTED: "waiting",
    RequestState.EXTENDED: "waiting", RequestState.ANSWERED: "done", RequestState.REFUSED: "late",
    RequestState.PASSED_ON: "done", RequestState.WITHDRAWN: "draft",
}  # fmt: skip
_INNER = (RequestEventKind.HANDED, RequestEventKind.NEW_PIN)


def tag(request: Request) -> str:
    """The shape and colour of its state."""
    return TAGS[RequestState(request.state)]


def next_step(request: Request) -> str:
    """To the person: what happens next, by when, who."""
    words = {"unit": request.unit.name, "day": written(request.due_on)}
    if request.state == RequestState.TO_COMPLETE:
        return _("%(unit)s cần bạn bổ sung. Bổ sung xong thì thời hạn tính lại từ ngày ấy.") % words
    if request.state in CLOSED:
        return ""
    if request.never_late:
        return _("%(unit)s đang xử lý, cố gắng trả lời trước hết ngày %(day)s (mục tiêu của xã).") % words
    return _("%(unit)s đang xử lý, trả lời chậm nhất hết ngày %(day)s.") % words


def history(request: Request, *, inner: bool) -> list[dict]:
    """What happened, newest first, as the timeline shows it; `inner`: for who handles it, with names."""
    found = []
    for event in request.events.select_related("by"):
        if event.kind in _INNER and not inner:
            continue
        found.append({
            "title": REQUEST_EVENT_LABELS[RequestEventKind(event.kind)], "at": event.at, "text": event.said,
            "by": str(event.by) if inner and event.by else "",
        })  # fmt: skip
    received = _("Đã nhận yêu cầu") if request.kind == RequestKind.INFORMATION else _("Đã nhận báo sai")
    return [*found, {"title": received, "at": request.receipt.received_at}]


def how_to_complain(request: Request) -> str:
    """After a refusal: the way to be heard further."""
    return _(
        "Không đồng ý, bạn có quyền khiếu nại đến Chủ tịch Ủy ban nhân dân %(commune)s, hoặc khởi kiện tại tòa án, "
        "theo pháp luật về khiếu nại và tố tụng hành chính. Đến trụ sở vào ngày tiếp công dân hoặc gửi đơn; có người "
        "ghi giúp."
    ) % {"commune": request.commune.name}


HOW_WORDS = {
    "in_time": lambda: _("Trả lời đúng hạn"),
    "late": lambda: _("Trả lời muộn hạn"),
    "aimed": lambda: _("Trong mục tiêu của xã (luật mới chưa rõ hạn)"),
    "missed_aim": lambda: _("Quá mục tiêu của xã (luật mới chưa rõ hạn)"),
    "withdrawn": lambda: _("Người yêu cầu rút"),
    "open": lambda: _("Đang xử lý"),
}
