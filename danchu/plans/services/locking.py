"""Rows taken for the length of a transaction, checked for what changed meanwhile."""

from django.utils.translation import gettext as _

from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.plans.models import OCCURRENCE_STATE_LABELS, Occurrence, Plan, Task, Transition
from danchu.plans.states import OCCURRENCE_EVENT, OCCURRENCE_NEXT, OccurrenceState, PlanState


def locked_plan(plan: Plan, *, version: int | None = None) -> Plan:
    """The plan as it stands now. Raises Stale when `version` is not the one that stands."""
    plan = locked(Plan.objects).select_related("commune").get(pk=plan.pk)
    if version is not None and plan.version != version:
        raise Stale(
            _("Người khác vừa sửa bản đọc này. Những gì bạn viết vẫn còn ở dưới đây; hãy xem lại rồi gửi lần nữa.")
        )
    return plan


def locked_draft(plan: Plan) -> Plan:
    """The plan, still being read. Raises Stale when it was confirmed or thrown away."""
    plan = locked_plan(plan)
    if plan.state != PlanState.DRAFT:
        raise Stale(_("Kế hoạch này không còn ở bước đọc. Hãy tải lại trang để xem các việc đã xác nhận."))
    return plan


def locked_task(task: Task, *, version: int | None = None) -> Task:
    """The task as it stands now, its plan locked too. Raises Stale when `version` is not the one that stands."""
    plan = locked_plan(task.plan)
    task = locked(Task.objects).get(pk=task.pk)
    task.plan = plan
    if version is not None and task.version != version:
        raise Stale(
            _("Người khác vừa sửa việc này. Những gì bạn viết vẫn còn ở dưới đây; hãy xem lại rồi gửi lần nữa.")
        )
    return task


def moved_on(plan: Plan) -> None:
    """The draft changed: whoever holds an older page will be told."""
    plan.version += 1
    plan.save(update_fields=["version"])


def log(*, plan: Plan, event, by, now, task=None, occurrence=None, from_state="", to_state="", reason="") -> None:
    """One line of the log."""
    Transition.objects.create(
        plan=plan, task=task, occurrence=occurrence, event=event, from_state=from_state, to_state=to_state,
        reason=reason, at=now, by=by,
    )  # fmt: skip


def locked_occurrence(occurrence: Occurrence) -> Occurrence:
    """What the unit owes as it stands now, with its task, plan and unit."""
    return locked(Occurrence.objects).select_related("task__plan__commune", "unit").get(pk=occurrence.pk)


def move(occurrence: Occurrence, to: OccurrenceState, *, by, now, reason: str = "") -> None:
    """Brings a locked occurrence into its next state and logs it; the caller saves. Raises Stale out of order."""
    before = OccurrenceState(occurrence.state)
    if to not in OCCURRENCE_NEXT[before]:
        raise Stale(
            _("Việc này đang ở bước “%(state)s”, không làm được nữa. Hãy tải lại trang.")
            % {"state": OCCURRENCE_STATE_LABELS[before]}
        )
    occurrence.state = to
    log(
        plan=occurrence.task.plan, task=occurrence.task, occurrence=occurrence, event=OCCURRENCE_EVENT[to],
        from_state=before, to_state=to, reason=reason, by=by, now=now,
    )  # fmt: skip


def need(text: str, sentence: str) -> str:
    """The text without blanks at its ends. Raises Refused with the sentence when nothing is left."""
    text = text.strip()
    if not text:
        raise Refused(sentence)
    return text
