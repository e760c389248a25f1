"""A request is handled: more is asked, the time is said or extended, it is answered, refused, or passed on."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused
from danchu.core.templatetags.vietnamese import day as written
from danchu.disclosure.models import Item, Request, RequestFile
from danchu.disclosure.models.requests import REFUSAL_LABELS
from danchu.disclosure.services.publishing import correct
from danchu.disclosure.services.requests.receiving import close, held, settle_clock, tell
from danchu.disclosure.states import (
    ItemState,
    Outcome,
    Refusal,
    RequestEventKind,
    RequestKind,
    RequestState,
    VersionState,
)
from danchu.documents.services import keep_upload
from danchu.duties import services as duties
from danchu.duties.messages import LANGUAGE
from danchu.intake import services as intake
from danchu.intake.services import Issued
from danchu.organisation.models import Unit
from danchu.rulebook import RulebookError


@act(gettext_lazy("Đề nghị bổ sung yêu cầu thông tin"), on="request")
def ask_to_complete(*, request: Request, what: str, by, now) -> Request:
    """The person is asked to say more; until then the clock waits and the answer is not owed (Art. 26.2 of 2016)."""
    request = held(request, RequestState.TO_COMPLETE)
    _need(what, _("Hãy ghi cần bổ sung điều gì."))
    request.state = RequestState.TO_COMPLETE
    request.save(update_fields=["state"])
    tell(request, RequestEventKind.ASKED_MORE, said=what.strip(), by=by, now=now)
    duties.withdraw(commune=request.commune, subject=request.subject, by=by, now=now)
    return request


@act(gettext_lazy("Báo thời hạn cung cấp thông tin"), on="request")
def accept(*, request: Request, why: str, by, now) -> Request:
    """It has to be gathered: the longer time of the law runs from the day it was complete, and the person is told."""
    request = held(request, RequestState.ACCEPTED)
    _need(why, _("Hãy ghi vì sao cần thêm thời gian."))
    request.state, request.is_complex = RequestState.ACCEPTED, True
    settle_clock(request, now=now)
    with override(LANGUAGE):
        said = _("%(why)s Trả lời chậm nhất ngày %(day)s.") % {"why": why.strip(), "day": written(request.due_on)}
    tell(request, RequestEventKind.ACCEPTED, said=said, by=by, now=now)
    return request


@act(gettext_lazy("Gia hạn trả lời yêu cầu thông tin"), on="request")
def extend(*, request: Request, why: str, by, now) -> Request:
    """Once, by as much as the law lets, told within the time (Art. 29.2, 30.4, 31 of 2016).

    Raises Refused without a reason, when the time has run out already, or when the law knows no extension here.
    """
    request = held(request, RequestState.EXTENDED)
    _need(why, _("Hãy ghi lý do gia hạn."))
    if request.due_on and timezone.localdate(now) > request.due_on:
        raise Refused(_("Đã quá hạn nên không gia hạn được; phải báo gia hạn trong thời hạn. Hãy trả lời ngay."))
    request.state, request.is_complex, request.extensions = RequestState.EXTENDED, True, request.extensions + 1
    try:
        settle_clock(request, now=now)
    except RulebookError as error:
        raise Refused(_("Luật không cho gia hạn trong trường hợp này. %(why)s") % {"why": error}) from error
    with override(LANGUAGE):
        said = _("%(why)s Thời hạn mới: ngày %(day)s.") % {"why": why.strip(), "day": written(request.due_on)}
    tell(request, RequestEventKind.EXTENDED, said=said, by=by, now=now)
    return request


@act(gettext_lazy("Trả lời yêu cầu thông tin"), on="request")
def answer(
    *, request: Request, text: str, by, now, item: Item | None = None, files=(), fee: int | None = None,
    fee_basis: str = "", outcome: Outcome | str = "",
) -> Request:  # fmt: skip
    """The answer: words, a public item that holds it, files, what printing or sending costs (no more than that).

    For a report of something wrong `outcome` says whether it was; if it was, a correction is begun where none is under
    way (ATI-NEW-22). Raises Refused without words, for a cost without its basis, or an item that is not public.
    """
    request = held(request, RequestState.ANSWERED)
    _need(text, _("Hãy viết câu trả lời."))
    if fee and not fee_basis.strip():
        raise Refused(_("Có chi phí thì phải ghi chi phí gồm những gì (in, sao, gửi)."))
    if item and (item.commune_id != request.commune_id or item.state != ItemState.PUBLIC):
        raise Refused(_("Nội dung được dẫn không còn công khai. Hãy chọn nội dung khác."))
    if request.kind == RequestKind.WRONG:
        if not outcome:
            raise Refused(_("Hãy chọn kết quả kiểm tra."))
        if outcome == Outcome.CORRECTED:
            _begin_correction(request, by=by, now=now)
    for upload in files:
        kept = keep_upload(commune=request.commune, upload=upload, by=by, now=now)
        RequestFile.objects.create(request=request, file=kept, added_at=now, added_by=by)
    close(
        request, RequestState.ANSWERED, RequestEventKind.ANSWERED, said=text.strip(), answer=text.strip(),
        answer_item=item, fee=fee or None, fee_basis=fee_basis.strip()[:200], outcome=outcome, by=by, now=now,
    )  # fmt: skip
    return request


def _begin_correction(request: Request, *, by, now) -> None:
    """Unless a newer version is public or under way. What becomes public of it holds nobody's words."""
    item = request.item
    since = item.versions.filter(made_at__gte=request.receipt.received_at).exclude(state=VersionState.WITHDRAWN)
    if since.exists() or item.state != ItemState.PUBLIC:
        return
    with override(LANGUAGE):
        correct(item=item, what_changed=_("Đính chính sau khi kiểm tra thông tin người dân báo."), by=by, now=now)


@act(gettext_lazy("Từ chối yêu cầu thông tin"), on="request")
def refuse(*, request: Request, ground: Refusal, reasons: str, by, now) -> Request:
    """Only for a ground of the closed list, with the reasons; the person is told how to complain."""
    request = held(request, RequestState.REFUSED)
    _need(reasons, _("Hãy ghi lý do từ chối, bằng lời người dân hiểu được."))
    with override(LANGUAGE):
        said = f"{REFUSAL_LABELS[Refusal(ground)]}. {reasons.strip()}"
    close(
        request, RequestState.REFUSED, RequestEventKind.REFUSED, said=said, answer=reasons.strip(), ground=ground,
        by=by, now=now,
    )  # fmt: skip
    return request


@act(gettext_lazy("Hướng dẫn yêu cầu thông tin đến nơi khác"), on="request")
def pass_on_with_guidance(*, request: Request, where: str, by, now) -> Request:
    """Another body holds it: the person is told which, and how to reach it (Art. 26.3 of 2016)."""
    request = held(request, RequestState.PASSED_ON)
    _need(where, _("Hãy ghi cơ quan nào giữ thông tin này, địa chỉ hoặc điện thoại."))
    close(
        request, RequestState.PASSED_ON, RequestEventKind.PASSED_ON, said=where.strip(), answer=where.strip(), by=by,
        now=now,
    )  # fmt: skip
    return request


@act(gettext_lazy("Chuyển đơn vị xử lý yêu cầu thông tin"), on="request")
def hand_over(*, request: Request, unit: Unit, by, now) -> Request:
    """Another unit of the commune handles it, by the same day."""
    request = held(request)
    if not request.is_open or unit.commune_id != request.commune_id:
        raise Refused(_("Yêu cầu này không chuyển được."))
    if unit.pk == request.unit_id:
        return request
    duties.withdraw(commune=request.commune, subject=request.subject, note=unit.name, by=by, now=now)
    request.unit = unit
    if request.state == RequestState.TO_COMPLETE:
        request.save(update_fields=["unit"])
    else:
        settle_clock(request, now=now)
    tell(request, RequestEventKind.HANDED, said="", by=by, now=now)
    return request


@act(gettext_lazy("Cấp lại số PIN cho người yêu cầu"), on="request")
def new_pin(*, request: Request, by, now) -> Issued:
    """For the person who lost theirs and stands at the desk; the old one no longer opens anything."""
    request = held(request)
    tell(request, RequestEventKind.NEW_PIN, said="", by=by, now=now)
    return intake.renew_pin(receipt=request.receipt, by=by, now=now)


def _need(words: str, sentence: str) -> None:
    if not words.strip():
        raise Refused(sentence)
