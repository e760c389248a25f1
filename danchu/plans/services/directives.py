"""A directive from the incoming register becomes tasks, and what became of it is told to the register.

The register lies below and knows no plans: it is handed `made_of` by config/urls.
"""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.templatetags.vietnamese import day
from danchu.documents import services as documents
from danchu.organisation.states import Permission
from danchu.plans.models import OCCURRENCE_STATE_LABELS, Occurrence, Plan
from danchu.plans.services.intake import take_in
from danchu.plans.services.scanning import begin_reading, kept_upload
from danchu.plans.states import OccurrenceState, Origin, PlanState, TaskKind

_CLOSED = (OccurrenceState.ACCEPTED, OccurrenceState.REPORTED)
_TAGS = {OccurrenceState.ACCEPTED: "done", OccurrenceState.REPORTED: "waiting", OccurrenceState.RETURNED: "soon"}


@dataclass
class Work:
    """One task as the register shows it."""

    title: str
    hint: str
    tag: str
    word: str
    question: str = ""


@dataclass
class Made:
    """What was made of an incoming paper: its plan, how its tasks stand, and what is still to be asked."""

    url: str = ""
    title: str = ""
    action_url: str = ""  # where its tasks can be given out, while none are
    tasks: list[Work] = field(default_factory=list)
    done: int = 0
    late: int = 0
    questions: list[str] = field(default_factory=list)

    @property
    def all(self) -> int:
        return len(self.tasks)


def take_up(*, line, text: str = "", upload_key: str, by, now):
    """The paper of a line of the register → a draft of its tasks, linked with the line. Done already: that draft.

    The file kept with the line is read unless a text is given; a long scan by the worker: then a `documents.Scan` is
    given. Raises what `take_in` raises.
    """
    made = _plans([line]).get(line.subject)
    if made:
        return made
    upload = None
    if not text.strip() and line.file:
        upload = kept_upload(line.file)
        scan = begin_reading(
            commune=line.commune,
            origin=Origin.DIRECTIVE,
            upload=upload,
            upload_key=upload_key,
            line=line,
            by=by,
            now=now,
        )
        if scan:
            return scan
    plan = take_in(
        commune=line.commune, origin=Origin.DIRECTIVE, upload=upload, text=text, upload_key=upload_key, by=by, now=now
    )
    documents.link(line=line, subject=plan.subject, by=by, now=now)
    return plan


def made_of(lines, access) -> dict[int, Made]:
    """Lines of the incoming register → what was made of each, by the line's key (3 queries whatever their number)."""
    manages = access.may(Permission.MANAGE_PLANS)
    plans = _plans(lines)
    tasks = _tasks(plans.values())
    found = {}
    for line in lines:
        plan = plans.get(line.subject)
        if plan is None:
            if manages:
                found[line.pk] = Made(action_url=reverse("plans:from_incoming", args=[line.pk]))
        elif plan.state != PlanState.DRAFT or manages:
            found[line.pk] = _made(plan, tasks.get(plan.pk, []))
    return found


def _plans(lines) -> dict[str, Plan]:
    keys = [line.subject.removeprefix("plans.plan:") for line in lines if line.subject.startswith("plans.plan:")]
    plans = Plan.objects.filter(pk__in=[key for key in keys if key.isdigit()]).exclude(state=PlanState.DISCARDED)
    return {plan.subject: plan for plan in plans}


def _tasks(plans) -> dict[int, list]:
    by_plan: dict[int, list] = {}
    for plan in plans:
        by_plan[plan.pk] = list(
            plan.tasks.filter(removed=False).exclude(kind=TaskKind.PRINCIPLE).prefetch_related("lead_units")
        )
    occurrences: dict[int, list] = {}
    for one in Occurrence.objects.filter(task__plan__in=list(by_plan)).exclude(state=OccurrenceState.WITHDRAWN):
        occurrences.setdefault(one.task_id, []).append(one)
    return {pk: [(task, occurrences.get(task.pk, [])) for task in tasks] for pk, tasks in by_plan.items()}


def _made(plan: Plan, tasks: list) -> Made:
    draft = plan.state == PlanState.DRAFT
    made = Made(url=reverse("plans:review" if draft else "plans:detail", args=[plan.pk]), title=plan.title)
    for task, occurrences in tasks:
        states = {OccurrenceState(one.state) for one in occurrences}
        is_done = bool(states) and states <= {OccurrenceState.ACCEPTED}
        is_late = any(one.bound_on and one.bound_on < clock.today() and one.state not in _CLOSED for one in occurrences)
        worst = next((state for state in OccurrenceState if state in states), None)
        word = str(OCCURRENCE_STATE_LABELS[worst]) if worst else _("Chưa giao")
        units = (
            _("mọi cơ quan, đơn vị") if task.every_office else ", ".join(unit.name for unit in task.lead_units.all())
        )
        due = _("hạn %(day)s") % {"day": day(task.due_on)} if task.due_on else _("không nêu ngày")
        made.done += is_done
        made.late += is_late
        if task.question:
            made.questions.append(task.question)
        tag = "done" if is_done else "late" if is_late else _TAGS.get(worst, "draft") if worst else "draft"
        made.tasks.append(Work(task.title, " · ".join(filter(None, [units, due])), tag, word, task.question))
    return made
