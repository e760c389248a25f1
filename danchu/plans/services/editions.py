"""A later edition takes a plan's place: what was owed goes on, what was done stays done, nothing is owed twice."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.duties import services as duties
from danchu.plans.models import Occurrence, Plan, Task
from danchu.plans.services.locking import locked_draft, locked_task, log, move, moved_on
from danchu.plans.states import IN_FORCE, Event, OccurrenceState, PlanState


def take_place(plan: Plan, *, by, now) -> None:
    """What was owed under the edition before goes on under this one, in the caller's transaction.

    Each occurrence of a task that goes on moves to it, with its answer, its notes and its duty; what is still open
    under a task that was dropped is withdrawn. Units' own plans follow. Raises Stale when something else took the
    place meanwhile.
    """
    if plan.replaces_id is None:
        return
    old = locked(Plan.objects).select_related("commune").get(pk=plan.replaces_id)
    if old.state not in IN_FORCE:
        raise Stale(_("%(plan)s không còn là bản đang thực hiện. Hãy mở bản mới nhất.") % {"plan": old})
    going_on = plan.tasks.filter(removed=False, continues__plan=old).select_related("continues")
    confirmed_on = old.confirmed_at and timezone.localdate(old.confirmed_at)
    for task in going_on:
        was = task.continues
        task.stem, task.since = was.stem_pk, was.since or old.dated_on or confirmed_on
        task.law = task.law or was.law
        task.save(update_fields=["stem", "since", "law"])
        Occurrence.objects.filter(task=was).update(task=task)
        Task.objects.filter(parent=was).update(parent=task)
    left = locked(Occurrence.objects).select_related("task__plan").filter(task__plan=old)
    for occurrence in left.filter(state__in=(OccurrenceState.OPEN, OccurrenceState.RETURNED)):
        move(occurrence, OccurrenceState.WITHDRAWN, by=by, now=now)
        occurrence.save(update_fields=["state"])
        duties.withdraw(commune=plan.commune, subject=occurrence.subject)
    for task in old.tasks.exclude(law="").exclude(continued_by__in=going_on):
        duties.release(commune=plan.commune, by_what=f"plans.task:{task.stem_pk}", now=now)
    Plan.objects.filter(parent=old).update(parent=plan)
    before = old.state
    old.state = PlanState.SUPERSEDED
    old.save(update_fields=["state"])
    log(plan=old, event=Event.SUPERSEDED, from_state=before, to_state=old.state, reason=str(plan), by=by, now=now)


@act(gettext_lazy("Nối nhiệm vụ với bản trước"), on="task")
def continue_from(*, task: Task, old: Task | None, by, now) -> Task:
    """A person says which task of the edition before this one goes on from; None: it is new.

    Raises Refused for a task of another plan, or one that another task goes on from already; Stale once confirmed.
    """
    task = locked_task(task)
    plan = locked_draft(task.plan)
    if old is not None and (plan.replaces_id is None or old.plan_id != plan.replaces_id):
        raise Refused(_("Việc này không nằm trong bản trước."))
    if old is not None and plan.tasks.filter(removed=False, continues=old).exclude(pk=task.pk).exists():
        raise Refused(_("Việc cũ này đã nối với một việc khác. Hãy gỡ ở việc đó trước."))
    if task.continues_id != (old and old.pk):
        task.continues = old
        task.version += 1
        task.save(update_fields=["continues", "version"])
        moved_on(plan)
    return task
