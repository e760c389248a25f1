"""A plan becomes public, as issued, and a line of the register."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused
from danchu.documents import files
from danchu.documents.services import keep_upload
from danchu.plans import queries
from danchu.plans.models import Plan
from danchu.plans.services.approval import take_over_paper
from danchu.plans.services.locking import locked_plan, log
from danchu.plans.states import Change, Event, Origin, PlanState
from danchu.register import services as register


@act(gettext_lazy("Công khai kế hoạch"))
def publish(*, plan: Plan, by, now, upload=None, source_is_signed: bool = False, issued_outside: bool = False) -> Plan:
    """The plan becomes public as issued, and a line of the register. Published already: nothing.

    One that was written here and approved needs its paper issued; its tasks become duties in the same act. One that was
    read needs its number and date, and its signed copy: `upload`, or the file it was read from (`source_is_signed`,
    a PDF). `issued_outside` is for a plan issued before the system and known by its text alone; the text's digest is
    bound and the page says so. Raises Refused when something is missing.
    """
    plan = locked_plan(plan)
    if plan.state == PlanState.PUBLISHED:
        return plan
    if plan.unit_id is not None:
        raise Refused(_("Kế hoạch của đơn vị dùng trong cơ quan, không công khai."))
    if plan.state == PlanState.APPROVED:
        take_over_paper(plan, by=by, now=now)
    if plan.state != PlanState.CONFIRMED:
        raise Refused(_("Hãy xác nhận các việc của kế hoạch trước khi công khai."))
    if plan.origin != Origin.OWN:
        raise Refused(_("Văn bản của cấp trên do cấp trên công khai."))
    if not plan.number or not plan.dated_on:
        raise Refused(_("Kế hoạch chưa có số hoặc ngày ban hành. Hãy điền số và ngày trước khi công khai."))
    if upload is not None:
        only = frozenset({files.PDF, files.JPEG, files.PNG})
        plan.signed_copy = keep_upload(commune=plan.commune, upload=upload, by=by, now=now, only=only)
    elif (
        plan.signed_copy is None and source_is_signed and plan.source_file and plan.source_file.media_type == files.PDF
    ):
        plan.signed_copy = plan.source_file
    plan.issued_outside = issued_outside and plan.signed_copy is None
    if plan.signed_copy is None and not plan.issued_outside:
        raise Refused(_("Hãy đính kèm bản ký (bản quét có dấu, hoặc PDF ký số) để công khai."))
    plan.state, plan.published_by, plan.published_at = PlanState.PUBLISHED, by, now
    plan.save(update_fields=["signed_copy", "issued_outside", "state", "published_by", "published_at"])
    register.append(
        commune=plan.commune.slug, event="plans.published", subject=plan.subject, unit=plan.issuer or plan.commune.name,
        on=timezone.localtime(now).date(), public=_public(plan), files=_digests(plan),
    )  # fmt: skip
    log(plan=plan, event=Event.PUBLISHED, from_state=PlanState.CONFIRMED, to_state=plan.state, by=by, now=now)
    return plan


def _public(plan: Plan) -> dict:
    return {
        "kind": plan.kind, "title": plan.title, "number": plan.full_number, "dated_on": plan.dated_on,
        "year": plan.year, "issued_outside": plan.issued_outside, "text_sha256": plan.source_sha256,
        "tasks": plan.tasks.filter(removed=False).count(), **_edition(plan),
    }  # fmt: skip


def _edition(plan: Plan) -> dict:
    """Of a later edition: which it is, whose place it takes, how many tasks were added, dropped, changed, moved."""
    if plan.replaces is None:
        return {}
    _rows, counted = queries.compared(plan.replaces, plan)
    changes = {change.value: counted[change] for change in Change if change != Change.SAME}
    return {"edition": plan.edition, "replaces": plan.replaces.full_number, "changes": changes}


def _digests(plan: Plan) -> dict:
    return {plan.signed_copy.name: plan.signed_copy.sha256} if plan.signed_copy else {}
