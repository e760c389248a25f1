"""A plan written here on its way: put before who approves it, sent back, approved; then it is a paper to be issued."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.documents import services as documents
from danchu.documents.rules import number_text, signs_as
from danchu.documents.states import DocumentKind, DocumentState, SignedAs
from danchu.notifications.services import notify
from danchu.organisation.models import Post
from danchu.organisation.policies import root_unit
from danchu.plans import messages, papers, queries
from danchu.plans.models import PLAN_STATE_LABELS, Plan
from danchu.plans.services.composing import LANGUAGE, compose
from danchu.plans.services.life import check_ready, put_in_force
from danchu.plans.services.locking import locked_plan, log, need
from danchu.plans.states import PLAN_NEXT, Event, PlanState


@act(gettext_lazy("Trình kế hoạch"))
def submit(*, plan: Plan, version: int | None = None, by, now) -> Plan:
    """The plan is written: it goes before who approves it. Submitted already by an earlier click: nothing.

    Raises Refused when nobody has looked at some task or there is none, Stale when it changed meanwhile.
    """
    plan = locked_plan(plan)
    if plan.state == PlanState.SUBMITTED:
        return plan
    _check_written(plan, version)
    check_ready(plan)
    _step(plan, PlanState.SUBMITTED, by=by, now=now)
    people = [person for person in queries.approvers(plan, now.date()) if by is None or person.pk != by.pk]
    _tell(people, plan, "submitted", now=now)
    return plan


@act(gettext_lazy("Trả lại kế hoạch để sửa"))
def send_back(*, plan: Plan, reason: str, by, now) -> Plan:
    """It is not right yet: it can be written again, and whoever wrote it reads why. Raises Refused without a reason."""
    plan = locked_plan(plan)
    reason = need(reason, _("Hãy ghi lý do trả lại, để người soạn biết cần sửa gì."))
    if plan.state == PlanState.DRAFT and plan.returned_because == reason:
        return plan
    if plan.state != PlanState.SUBMITTED:
        raise Stale(_wrong(plan))
    plan.returned_because = reason
    plan.save(update_fields=["returned_because"])
    _step(plan, PlanState.DRAFT, event=Event.SENT_BACK, reason=reason, by=by, now=now)
    _tell([plan.created_by] if plan.created_by else [], plan, "sent_back", reason, now=now)
    return plan


def signed_as(post: Post) -> SignedAs:
    """By what right a post signs for the People's Committee (Decree 30/2020, Art. 13). Raises Refused for others."""
    if right := signs_as(post.role, is_acting=post.is_acting):
        return right
    raise Refused(_("Chỉ Chủ tịch hoặc Phó Chủ tịch ký kế hoạch của xã."))


@act(gettext_lazy("Phê duyệt kế hoạch"), on="plan")
def approve(*, plan: Plan, post: Post, version: int | None = None, by, now) -> Plan:
    """The chair, or a deputy for the chair, agrees to the commune's plan: a paper that waits for its number.

    `post` is the signer's. Approved already: nothing. Raises Refused when the post may not sign, Stale when the plan
    changed meanwhile or is not before them.
    """
    plan = locked_plan(plan)
    if plan.state == PlanState.APPROVED:
        return plan
    if plan.unit_id is not None:
        raise Refused(_("Kế hoạch của đơn vị do người đứng đầu đơn vị duyệt."))
    _check_version(plan, version)
    if plan.state != PlanState.SUBMITTED:
        raise Stale(_wrong(plan))
    right = signed_as(post)
    today = now.date()
    with override(LANGUAGE):
        paper = papers.of(plan, on=today, draft=False)
        document = documents.open_document(
            commune=plan.commune, unit=queries.desk_of(plan.created_by, plan.commune, today) or root_unit(plan.commune),
            kind=DocumentKind.PLAN, title=plan.title, subject=plan.subject, content=paper, now=now,
        )  # fmt: skip
        plan.document = documents.approve(document=document, content=paper, signed_as=right, by=by, post=post, now=now)
    plan.symbol = document.symbol
    plan.save(update_fields=["document", "symbol"])
    _step(plan, PlanState.APPROVED, by=by, now=now)
    _tell(queries.people_who_keep_records(plan.commune, today), plan, "to_number", now=now)
    return plan


@act(gettext_lazy("Duyệt kế hoạch của đơn vị"))
def approve_in_unit(*, plan: Plan, version: int | None = None, by, now) -> Plan:
    """The unit's head agrees to the unit's own plan: its steps are owed from now on. Approved already: nothing.

    Raises Refused for the commune's plan or one with unseen tasks, Stale when it changed meanwhile.
    """
    plan = locked_plan(plan)
    if plan.unit_id is None:
        raise Refused(_("Kế hoạch của xã do Chủ tịch hoặc Phó Chủ tịch duyệt."))
    if plan.state == PlanState.CONFIRMED:
        return plan
    _check_version(plan, version)
    if PlanState.CONFIRMED not in PLAN_NEXT[PlanState(plan.state)]:
        raise Stale(_wrong(plan))
    check_ready(plan)
    plan.dated_on = plan.dated_on or now.date()
    plan.save(update_fields=["dated_on"])
    compose(plan)
    put_in_force(plan, by=by, now=now)
    author = [plan.created_by] if plan.created_by and plan.created_by_id != (by and by.pk) else []
    _tell(author, plan, "approved", now=now)
    return plan


def take_over_paper(plan: Plan, *, by, now) -> None:
    """The approved paper was issued: its number, day and signed copy are the plan's, and its tasks are owed.

    Runs in the caller's transaction. Raises Refused while the paper has no number and signed copy (Decree 30/2020,
    Art. 18).
    """
    document = plan.document
    if document is None or document.state != DocumentState.ISSUED:
        raise Refused(_("Văn thư chưa cấp số và đính kèm bản đã ký. Công khai sau khi văn bản được phát hành."))
    plan.number, plan.symbol, plan.dated_on = number_text(document.number), document.symbol, document.dated_on
    plan.signed_copy = document.signed_copy
    plan.save(update_fields=["number", "symbol", "dated_on", "signed_copy"])
    compose(plan)
    put_in_force(plan, by=by, now=now)


def _check_written(plan: Plan, version: int | None) -> None:
    if not plan.is_written:
        raise Refused(_("Kế hoạch này được đọc từ văn bản đã ban hành, không cần trình duyệt."))
    _check_version(plan, version)
    if plan.state != PlanState.DRAFT:
        raise Stale(_wrong(plan))


def _check_version(plan: Plan, version: int | None) -> None:
    if version is not None and version != plan.version:
        raise Stale(_("Có người vừa sửa kế hoạch này. Hãy đọc lại rồi làm lần nữa."))


def _wrong(plan: Plan) -> str:
    state = PLAN_STATE_LABELS[PlanState(plan.state)]
    return _("Kế hoạch đang ở bước “%(state)s”, không làm được việc này. Hãy tải lại trang.") % {"state": state}


def _step(plan: Plan, to: PlanState, *, event: Event | None = None, reason: str = "", by, now) -> None:
    before = plan.state
    plan.state = to
    plan.version += 1
    plan.save(update_fields=["state", "version"])
    event = event or {PlanState.SUBMITTED: Event.SUBMITTED, PlanState.APPROVED: Event.APPROVED}[to]
    log(plan=plan, event=event, from_state=before, to_state=to, reason=reason, by=by, now=now)


def _tell(people, plan: Plan, what: str, reason: str = "", *, now) -> None:
    with override(LANGUAGE):
        title, body = messages.step(plan, what, reason)
    notify(
        recipients=people, key=f"plans.{what}:{plan.pk}:{plan.version}", title=title, body=body,
        link=messages.address(plan), now=now,
    )  # fmt: skip
