"""Loading is the proof of access: what belongs to another commune, or to units one does not see, is not there."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.errors import Refused, Stale
from danchu.duties.queries import calendar_of
from danchu.duties.rules import days_left
from danchu.organisation.models import Person, Unit
from danchu.plans import messages as wording
from danchu.plans import policies, queries
from danchu.plans.models import OCCURRENCE_STATE_LABELS, Occurrence, Plan, PlanRecipient, Task
from danchu.plans.states import OccurrenceState, PlanState, TaskKind

TAGS = {
    OccurrenceState.OPEN: "draft",
    OccurrenceState.REPORTED: "waiting",
    OccurrenceState.ACCEPTED: "done",
    OccurrenceState.RETURNED: "soon",
    OccurrenceState.WITHDRAWN: "draft",
}


def plan_or_404(request, pk: int) -> Plan:
    """A plan the person may see; drafts only for those who make plans."""
    plans = Plan.objects.visible_to(request.access, manages=policies.manages(request.access))
    return get_object_or_404(plans.select_related("commune", "source_file", "signed_copy"), pk=pk)


def plan_to_manage(request, pk: int) -> Plan:
    """A plan of the person's commune, for whoever makes plans."""
    rows = Plan.objects.filter(commune=request.access.commune).exclude(state=PlanState.DISCARDED)
    plan = get_object_or_404(rows.select_related("commune", "source_file", "confirmed_by"), pk=pk)
    policies.check_manage(request.access)
    return plan


def task_to_manage(request, pk: int) -> Task:
    """A task of a plan of the person's commune, for whoever makes plans."""
    rows = Task.objects.filter(plan__commune=request.access.commune).exclude(plan__state=PlanState.DISCARDED)
    task = get_object_or_404(rows.select_related("plan__commune"), pk=pk)
    policies.check_manage(request.access)
    return task


def occurrence_or_404(request, pk: int) -> Occurrence:
    """What a unit owes, for those who see the unit's work or help with it."""
    rows = Occurrence.objects.visible_to(request.access).select_related(
        "task__plan__commune", "task__officer", "unit", "reported_by", "accepted_by"
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
        "period": ""
        if occurrence.key == "once"
        else queries.period_words(occurrence.period_from, occurrence.period_to),
        "days_left": days_left(bound, today, calendar_of(commune)) if bound and not finished and not early else None,
        "due_on": occurrence.due_on,
        "stated": wording.stated(occurrence.task) if occurrence.due_on else _("không có ngày, không tính trễ"),
        "why": wording.reasons(occurrence),
    }


def sent(request):
    """What a form was sent with; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def told(form, refusal: Refused, thing) -> None:
    """The refusal on the form; after "someone else changed it" the same page can be sent again, knowing that."""
    form.add_error(None, str(refusal))
    if isinstance(refusal, Stale) and "version" in form.fields:
        thing.refresh_from_db(fields=["version"])
        form.data = form.data.copy()
        form.data["version"] = thing.version


def home(plan) -> str:
    """The page of a plan for who makes plans: where it is read, or what it became."""
    return reverse("plans:review" if plan.state == PlanState.DRAFT else "plans:detail", args=[plan.pk])


def nobody(task: Task) -> bool:
    """Whether a task that is to be done names nobody who does it."""
    return task.kind != TaskKind.PRINCIPLE and not task.every_office and not task.lead_units.all()
