"""A request comes in: by the person, or written down for them; the person adds to it, or takes it back."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.disclosure.models import Item, Request, RequestEvent
from danchu.disclosure.queries.clock import reckon
from danchu.disclosure.rules.requests import may_move
from danchu.disclosure.states import ItemState, RequestEventKind, RequestKind, RequestState
from danchu.duties import queries as duty_queries
from danchu.duties import services as duties
from danchu.duties.messages import LANGUAGE
from danchu.duties.states import Source
from danchu.intake import services as intake
from danchu.intake.services import Issued
from danchu.intake.states import Way
from danchu.notifications.services import notify
from danchu.organisation.models import Unit
from danchu.organisation.policies import root_unit
from danchu.register import services as register

DESK = "information"  # the kind of its receipts
ADDRESS = "/lam-viec/yeu-cau-thong-tin/{pk}/"
AGAIN_WITHIN = datetime.timedelta(hours=1)


@act(gettext_lazy("Ghi giúp yêu cầu thông tin"), on="commune")
def ask(
    *, commune, text: str, way: Way, form_key: str, now, by=None, kind: RequestKind = RequestKind.INFORMATION,
    item: Item | None = None, wanted: str = "", contact: dict | None = None, read_back: str = "",
    village: Unit | None = None, given_at_once: str = "",
) -> Issued:  # fmt: skip
    """A request with its receipt and PIN; the same form sent again within the hour gives a new PIN of the same one.

    `by` is who wrote it down (None: the person, online). `given_at_once` says what was given at the desk there and
    then, which closes it. Raises Refused without words, for an item that is not public, or for a form sent again later.
    """
    before = Request.objects.filter(commune=commune, form_key=form_key).select_related("receipt__commune").first()
    if before:
        if now - before.receipt.received_at > AGAIN_WITHIN or not before.is_open:
            raise Refused(_("Yêu cầu này đã gửi rồi, mã %(code)s.") % {"code": before.receipt.code})
        return intake.renew_pin(receipt=before.receipt, by=by, now=now)
    if not text.strip():
        raise Refused(_("Hãy ghi bạn muốn biết điều gì."))
    if kind == RequestKind.WRONG and (item is None or item.commune_id != commune.pk or item.state != ItemState.PUBLIC):
        raise Refused(_("Nội dung này hiện không công khai nên không báo sai ở đây được."))
    issued = intake.receive(
        commune=commune, kind=DESK, way=way, now=now, contact=contact, written_by=by, village=village,
        read_back=read_back,
    )  # fmt: skip
    today = timezone.localdate(now)
    request = Request(
        commune=commune, unit=item.unit if item else root_unit(commune), receipt=issued.receipt, kind=kind, item=item,
        form_key=form_key, text=text.strip(), wanted=wanted.strip()[:200], received_on=today, valid_on=today,
    )  # fmt: skip
    settle_clock(request, now=now)
    register.touch(commune=commune.slug)
    if given_at_once.strip():
        request.at_once = True
        close(
            request, RequestState.ANSWERED, RequestEventKind.ANSWERED, said=given_at_once, answer=given_at_once.strip(),
            by=by, now=now,
        )  # fmt: skip
    else:
        _tell_handlers(request, _("Có yêu cầu mới: %(code)s"), now=now, key="new")
    return issued


@transaction.atomic
def add(*, request: Request, text: str, now) -> Request:
    """The person adds something; a request that waited for it is complete from today, and its clock begins anew."""
    request = held(request)
    if not request.is_open:
        raise Stale(_("Việc này đã xong. Cần nữa thì gửi yêu cầu mới."))
    if not text.strip():
        raise Refused(_("Hãy ghi điều bạn muốn bổ sung."))
    tell(request, RequestEventKind.ADDED, said=text.strip()[:4000], by=None, now=now)
    if request.state == RequestState.TO_COMPLETE:
        request.state, request.valid_on = RequestState.RECEIVED, timezone.localdate(now)
        settle_clock(request, now=now)
    _tell_handlers(request, _("Người dân vừa bổ sung: %(code)s"), now=now, key=f"added:{request.events.count()}")
    return request


@transaction.atomic
def take_back(*, request: Request, now) -> Request:
    """The person no longer asks."""
    request = held(request, RequestState.WITHDRAWN)
    close(request, RequestState.WITHDRAWN, RequestEventKind.WITHDRAWN, said="", by=None, now=now)
    return request


# -- parts of the acts ------------------------------------------------------------------------------------------------
def held(request: Request, to: RequestState | None = None) -> Request:
    """The request as it stands now, locked; raises Stale when it may not go to the state `to`."""
    rows = Request.objects.select_related("commune", "unit", "receipt__commune", "item")
    request = locked(rows).get(pk=request.pk)
    if to and not may_move(RequestKind(request.kind), RequestState(request.state), to):
        raise Stale(
            _("Yêu cầu đang ở bước “%(state)s”, không làm được việc này. Hãy tải lại trang.")
            % {"state": request.get_state_display()}
        )
    return request


def settle_clock(request: Request, *, now) -> None:
    """Works out the last day anew, saves the request, and has its unit owe the answer by it."""
    clock = reckon(
        request.commune, kind=RequestKind(request.kind), way=request.receipt.way, is_complex=request.is_complex,
        start=request.valid_on, extensions=request.extensions,
    )  # fmt: skip
    request.rule, request.due_on, request.never_late = clock.rule, clock.due_on, clock.own
    request.explanation = clock.explanation
    request.save()
    with override(LANGUAGE):
        title = (
            _("Trả lời yêu cầu cung cấp thông tin %(code)s")
            if request.kind == RequestKind.INFORMATION
            else _("Kiểm tra, trả lời về thông tin công khai bị báo sai %(code)s")
        )
    duties.owe(
        commune=request.commune, unit=request.unit, key=request.subject, source=Source.LAW,
        title=title % {"code": request.receipt.code}, due_on=request.due_on, rule=request.rule,
        citation=clock.citation, subject=request.subject, never_late=request.never_late,
        explanation=clock.explanation, now=now,
    )  # fmt: skip


def reckon_requests_anew(*, commune, now) -> int:
    """The commune's own days moved: requests that wait for an answer follow them; how many moved. Part of the day's
    round.
    """
    rows = Request.objects.open().exclude(state=RequestState.TO_COMPLETE).filter(commune=commune, due_on__isnull=False)
    moved = 0
    for request in locked(rows.select_related("commune", "unit", "receipt__commune")):
        before = request.due_on
        settle_clock(request, now=now)
        moved += request.due_on != before
    return moved


def tell(request: Request, kind: RequestEventKind, *, said: str, by, now) -> None:
    """Something happened to the request; `said` is for the person to read."""
    RequestEvent.objects.create(request=request, kind=kind, at=now, by=by, said=said)


def close(request: Request, to: RequestState, kind: RequestEventKind, *, said: str, by, now, **fields) -> None:
    """The request is closed: for the person, for its unit's duties, for the figures, for the time until erasure."""
    today = timezone.localdate(now)
    for name, value in fields.items():
        setattr(request, name, value)
    request.state, request.closed_at, request.closed_on = to, now, today
    request.save()
    tell(request, kind, said=said, by=by, now=now)
    intake.close(receipt=request.receipt, on=today)
    if to == RequestState.WITHDRAWN:
        duties.withdraw(commune=request.commune, subject=request.subject, now=now)
    else:
        duties.fulfil(
            commune=request.commune, subject=request.subject, by_what=request.subject, on=today, by=by, now=now
        )
    register.touch(commune=request.commune.slug)


def _tell_handlers(request: Request, title: str, *, now, key: str) -> None:
    """A notice without a word of what was asked, to who works in the unit."""
    today = timezone.localdate(now)
    people = duty_queries.workers(request.commune, {request.unit_id}, today).get(request.unit_id, [])
    with override(LANGUAGE):
        body = _("Mở để đọc và trả lời. Nội dung chỉ xem được trong hệ thống.")
    notify(
        recipients=people, key=f"disclosure.request:{request.pk}:{key}",
        title=title % {"code": request.receipt.code}, body=body, link=ADDRESS.format(pk=request.pk), now=now,
    )  # fmt: skip
