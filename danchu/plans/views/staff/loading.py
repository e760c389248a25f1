"""Loading is the proof of access: what belongs to another commune, or to units one does not see, is not there."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.errors import Refused, Stale
from danchu.duties import queries as duties
from danchu.duties.queries import calendar_of
from danchu.duties.rules import days_left
from danchu.organisation.models import Person, Unit
from danchu.plans import messages as wording
from danchu.plans import policies, queries, rules
from danchu.plans.models import OCCURRENCE_STATE_LABELS, Occurrence, Part, Plan, PlanRecipient, Task
from danchu.plans.scrutiny.gathering import wording_for
from danchu.plans.states import Event, OccurrenceState, PlanState, TaskKind, TaskMode

TAGS = {
    OccurrenceState.OPEN: "draft",
    OccurrenceState.REPORTED: "waiting",
    OccurrenceState.ACCEPTED: "done",
    OccurrenceState.RETURNED: "soon",
    OccurrenceState.WITHDRAWN: "draft",
}

EVENT_TAGS = {Event.ACCEPTED: "done", Event.RETURNED: "soon", Event.REPORTED: "waiting", Event.PUBLISHED: "done"}


def plan_or_404(request, pk: int) -> Plan:
    """A plan the person may see; drafts only for those who make plans."""
    plans = Plan.objects.visible_to(request.access, manages=policies.manages(request.access))
    return get_object_or_404(
        plans.select_related("commune", "source_file", "signed_copy", "unit", "parent", "replaces", "document").defer(
            "reading"
        ),
        pk=pk,
    )


def plan_to_manage(request, pk: int) -> Plan:
    """A plan of the person's commune, for whoever makes plans."""
    plan = get_object_or_404(_of_commune(request).select_related("source_file", "confirmed_by"), pk=pk)
    policies.check_write(request.access, plan)
    return plan


def written_to_manage(request, pk: int) -> Plan:
    """A plan that is still being written here, for whoever writes it; Raises Http404 for any other."""
    plan = plan_to_manage(request, pk)
    if not plan.is_written or plan.state != PlanState.DRAFT:
        raise Http404
    return plan


def part_to_manage(request, pk: int) -> Part:
    """A heading of a plan that is still being written, for whoever writes it."""
    plans = _of_commune(request).filter(state=PlanState.DRAFT)
    part = get_object_or_404(Part.objects.filter(plan__in=plans).select_related("plan__commune", "plan__unit"), pk=pk)
    policies.check_write(request.access, part.plan)
    return part


def _of_commune(request):
    """The commune's plans and those of the units whose work the person sees."""
    rows = Plan.objects.filter(commune=request.access.commune).exclude(state=PlanState.DISCARDED)
    rows = rows.filter(Q(unit=None) | Q(unit__in=request.access.visible_units))
    return rows.select_related("commune", "unit", "document__signed_copy")


def task_to_manage(request, pk: int) -> Task:
    """A task of a plan of the person's commune, for whoever makes plans."""
    rows = Task.objects.filter(plan__in=_of_commune(request))
    task = get_object_or_404(rows.select_related("plan__commune", "plan__unit"), pk=pk)
    policies.check_write(request.access, task.plan)
    return task


def task_or_404(request, pk: int) -> Task:
    """A task of a plan the person may see."""
    plans = Plan.objects.visible_to(request.access, manages=policies.manages(request.access))
    rows = Task.objects.filter(plan__in=plans).select_related("plan__commune", "plan__unit", "officer", "parent__plan")
    return get_object_or_404(rows, pk=pk)


def occurrence_or_404(request, pk: int) -> Occurrence:
    """What a unit owes, for those who see the unit's work or help with it."""
    rows = Occurrence.objects.visible_to(request.access).select_related(
        "task__plan__commune",
        "task__plan__unit",
        "task__officer",
        "task__parent__plan",
        "unit",
        "reported_by",
        "accepted_by",
    )
    return get_object_or_404(rows, pk=pk)


def recipient_or_404(request, pk: int) -> PlanRecipient:
    """A recipient of a confirmed plan of the person's commune."""
    rows = PlanRecipient.objects.filter(plan__in=Plan.objects.in_force().filter(commune=request.access.commune))
    return get_object_or_404(rows.select_related("plan"), pk=pk)


def units_and_people(commune) -> tuple[list[Unit], list[Person]]:
    """The commune's present units and the people who hold a post, for forms (2 queries)."""
    today = clock.today()
    units = list(Unit.objects.filter(commune=commune).on(today))
    holders = Person.objects.filter(commune=commune, posts__starts_on__lte=today).exclude(posts__ends_on__lt=today)
    return units, list(holders.distinct())


def shown(occurrence: Occurrence) -> dict:
    """An occurrence as lists and its own page show it (needs `task`, its `plan`, and `unit`)."""
    state = OccurrenceState(occurrence.state)
    bound, today = occurrence.bound_on, clock.today()
    finished = state in (OccurrenceState.ACCEPTED, OccurrenceState.REPORTED)
    commune = occurrence.task.plan.commune
    early = occurrence.due_on and occurrence.due_on < commune.begins_on
    word = str(OCCURRENCE_STATE_LABELS[state])
    if occurrence.was_late:
        word = _("%(state)s (muộn)") % {"state": word}
    elif early and not finished:
        word = _("Trước khi dùng hệ thống")
    return {
        "occurrence": occurrence,
        "title": queries.occurrence_title(occurrence),
        "url": reverse("plans:occurrence", args=[occurrence.pk]),
        "tag": TAGS[state],
        "word": word,
        "done": state == OccurrenceState.ACCEPTED,
        "period": "" if occurrence.key == "once" else duties.period_words(occurrence.period_from, occurrence.period_to),
        "days_left": days_left(bound, today, calendar_of(commune)) if bound and not finished and not early else None,
        "due_on": occurrence.due_on,
        "stated": wording.stated(occurrence.task) if occurrence.due_on else _("không có ngày, không tính trễ"),
        "why": wording.reasons(occurrence),
    }


def told(form, refusal: Refused, thing) -> None:
    """The refusal on the form; after "someone else changed it" the same page can be sent again, knowing that."""
    form.add_error(None, str(refusal))
    if isinstance(refusal, Stale) and "version" in form.fields:
        thing.refresh_from_db(fields=["version"])
        form.data = form.data.copy()
        form.data["version"] = thing.version


def home(plan) -> str:
    """The page of a plan for who makes plans: where it is read, or what it became."""
    if plan.state != PlanState.DRAFT:
        return reverse("plans:detail", args=[plan.pk])
    return reverse("plans:compose" if plan.is_written else "plans:review", args=[plan.pk])


def of_the_law(duty: str, units: list[Unit]) -> dict:
    """What the form of a new task begins with when it comes from a duty of the law that the plan forgot."""
    text, printed, request = wording_for(duty)
    if not text:
        return {}
    names = [rules.UnitName(unit.pk, unit.name, unit.short_name, unit.kind, not unit.is_asked) for unit in units]
    match = rules.match_units(printed, names)
    mode = TaskMode.REQUEST if request else TaskMode.ASSIGN
    return {"text": text, "title": rules.short_title(text), "lead_units": list(match.units), "mode": mode}


def nobody(task: Task) -> bool:
    """Whether a task that is to be done names nobody who does it."""
    return task.kind != TaskKind.PRINCIPLE and not task.every_office and not task.lead_units.all()
