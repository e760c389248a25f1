"""A task and a duty of the law that one act fulfils: tied together, owed once, in the plan."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu import rulebook
from danchu.audit.services import act
from danchu.core.errors import Refused
from danchu.duties import queries as duties_queries
from danchu.duties import services as duties
from danchu.plans import messages
from danchu.plans.models import Task
from danchu.plans.queries import turns_of
from danchu.plans.services.life import settle
from danchu.plans.services.locking import locked_task, log
from danchu.plans.states import IN_FORCE, Event, TaskKind


@act(gettext_lazy("Gắn nhiệm vụ với việc theo luật"))
def link_law(*, task: Task, law: str, by, now) -> Task:
    """The task fulfils the duty of the law with this id of the rulebook as well; "" unties it.

    Owed once: the law's duty is owed in the plan, by the law's last day where that comes first, is done when the plan's
    part is reported, and open again when it is returned. Raises Refused where the task and the law do not come round
    alike, so that one act could not fulfil both.
    """
    task = locked_task(task)
    if task.law == law:
        return task
    plan = task.plan
    if plan.state not in IN_FORCE or plan.unit_id is not None:
        raise Refused(_("Chỉ gắn được việc của kế hoạch xã đang thực hiện."))
    if law:
        _check(task, law, timezone.localtime(now).date())
    if task.law:
        duties.release(commune=plan.commune, by_what=f"plans.task:{task.stem_pk}", now=now)
    was, task.law = task.law, law
    task.version += 1
    task.save(update_fields=["law", "version"])
    event = Event.LAW_LINKED if law else Event.LAW_UNLINKED
    log(plan=plan, task=task, event=event, reason=messages.law_title(law or was), by=by, now=now)
    settle(plan, on=timezone.localtime(now).date(), by=by, now=now)
    return task


def _check(task: Task, law: str, on) -> None:
    duty = next((each for each in rulebook.recurring_duties() if each.id == law), None)
    if duty is None:
        raise Refused(_("Không có việc này trong các việc luật giao định kỳ."))
    if task.kind == TaskKind.PRINCIPLE:
        raise Refused(_("Nguyên tắc chung không phải việc để làm xong."))
    if Task.objects.filter(plan=task.plan, law=law, removed=False).exclude(pk=task.pk).exists():
        raise Refused(_("Việc này của luật đã gắn với một việc khác trong kế hoạch."))
    rows = duties_queries.law_duties_named(task.plan.commune, [law])
    turns = turns_of(task, on)
    periods = {
        (row.period_from, max(row.period_to, row.due_on)) for row in rows if row.period_from.year == task.plan.year
    }
    counts = [
        sum(first <= (turn.last_day or turn.period_to) <= last for turn in turns) for first, last in sorted(periods)
    ]
    if not any(counts):
        raise Refused(_("Không lần nào của việc này rơi vào kỳ luật quy định, nên làm xong vẫn còn việc luật giao."))
    if max(counts) > 1:
        raise Refused(
            _("Việc này lặp lại nhiều lần trong một kỳ của luật. Hãy tách riêng lần làm xong việc luật giao rồi gắn.")
        )
