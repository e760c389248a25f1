"""The plans of the commune: the list, one plan with its tasks, its log and files."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.pages import staff_page
from danchu.core.text import fold
from danchu.documents import files
from danchu.documents.states import DocumentState
from danchu.organisation.models import Unit
from danchu.organisation.policies import can
from danchu.organisation.states import Permission
from danchu.plans import forms, policies, queries
from danchu.plans import messages as wording
from danchu.plans.models import EVENT_LABELS, KIND_LABELS, MODE_LABELS, PROGRESS_LABELS, Plan
from danchu.plans.states import IN_FORCE, Event, Origin, PlanState, Progress, TaskKind, TaskMode
from danchu.plans.views.staff.loading import EVENT_TAGS, home, plan_or_404, shown

PLAN_TAGS = {
    PlanState.DRAFT: "draft",
    PlanState.SUBMITTED: "waiting",
    PlanState.APPROVED: "waiting",
    PlanState.CONFIRMED: "waiting",
    PlanState.PUBLISHED: "done",
    PlanState.SUPERSEDED: "draft",
}
PROGRESS_TAGS = {
    Progress.DONE: "done",
    Progress.DOING: "waiting",
    Progress.NOT_YET: "draft",
    Progress.UNASSIGNED: "soon",
    Progress.GENERAL: "",
}
PER_PAGE = 30


@staff_page
@require_safe
def plan_list(request):
    """Plans of the commune and papers from above, and what waits for the person."""
    manages = policies.manages(request.access)
    today = clock.today()
    waiting = queries.for_workspace(request.access, today)
    visible = Plan.objects.visible_to(request.access, manages=manages)
    years = visible.order_by("-year").values_list("year", flat=True).distinct()
    form = forms.PlanListForm(request.GET, years=years)
    rows = _chosen(visible, form.chosen).select_related("unit", "replaces").defer("source_text", "reading")
    page = Paginator(queries.with_progress(rows), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "plans/list.html",
        {
            "manages": manages,
            "may_start": manages or bool(request.access.units(Permission.WORK)),
            "filter": form,
            "filtered": bool(form.chosen),
            "page": page,
            "plans": [{"plan": plan, "tag": PLAN_TAGS[PlanState(plan.state)]} for plan in page],
            "groups": [
                (_("Trả lại để bổ sung"), [shown(found) for found in waiting.returned]),
                (_("Chờ tôi nghiệm thu"), [shown(found) for found in waiting.to_accept]),
                (_("Đơn vị tôi phải làm"), [shown(found) for found in waiting.to_answer]),
            ],
            "receipts": waiting.receipts,
            "to_approve": [
                plan
                for plan in visible.filter(state=PlanState.SUBMITTED)
                .select_related("unit")
                .defer("source_text", "reading")
                if can(policies.check_approve, request.access, plan)
            ],
        },
    )


def _chosen(plans, chosen: dict):
    """The plans that the filter bar asks for."""
    if year := chosen.get("nam"):
        plans = plans.filter(year=year)
    if kind := chosen.get("loai"):
        plans = plans.filter(
            {
                "xa": Q(unit=None, origin=Origin.OWN),
                "don-vi": Q(unit__isnull=False),
                "cap-tren": Q(origin=Origin.DIRECTIVE),
            }[kind]
        )
    if words := fold(chosen.get("tim", "")).split():
        told = plans.values_list("pk", "title", "number", "symbol")
        plans = plans.filter(pk__in=[row[0] for row in told if all(w in fold(" ".join(row[1:])) for w in words)])
    return plans


@staff_page
@require_safe
def detail(request, pk):
    """The plan: every task, how far it is, who owes it."""
    plan = plan_or_404(request, pk)
    if plan.state == PlanState.DRAFT:
        return redirect(home(plan))
    access = request.access
    everything = queries.task_rows(plan, access=access, today=clock.today())
    units = _units_in(everything)
    form = forms.FilterForm(request.GET or None, units=units)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = [row for row in everything if _matches(row, wanted)]
    counted = queries.tally(everything)
    manages = can(policies.check_write, access, plan)
    return render(
        request,
        "plans/detail.html",
        {
            "plan": plan,
            "manages": manages,
            **_steps_on(plan, access, everything),
            "may_publish": (plan.state == PlanState.CONFIRMED or _is_issued(plan))
            and plan.unit_id is None
            and plan.origin == Origin.OWN
            and can(policies.check_publish, access),
            "sections": [(name, [_line(row, wanted) for row in group]) for name, group in queries.by_section(rows)],
            "filter": form,
            "filtered": any(wanted.values()),
            "found": len(rows),
            "tally": [
                {"label": PROGRESS_LABELS[how_far], "value": count, "url": f"?tien_do={how_far}"}
                for how_far, count in counted.items()
            ],
            "recipients": [
                {"row": row, "may": row.received_at is None and can(policies.check_receipt, access, row)}
                for row in plan.recipients.select_related("unit", "received_by")
            ],
            "questions": [row.task for row in everything if row.task.question],
        },
    )


def _is_issued(plan) -> bool:
    return plan.state == PlanState.APPROVED and bool(plan.document and plan.document.state == DocumentState.ISSUED)


def _steps_on(plan, access, rows) -> dict:
    """What may be done with the plan now, and where it stands among its editions and the units' own plans."""
    in_force = plan.state in IN_FORCE
    mine = access.units(Permission.WORK)
    owes = any(found.unit_id in mine for row in rows for found in row.occurrences)
    visible = Plan.objects.visible_to(access, manages=policies.manages(access))
    around = list(
        visible.filter(Q(parent=plan) | Q(replaces=plan)).select_related("unit").defer("source_text", "reading")
    )
    return {
        "in_force": in_force,
        "may_approve": plan.state == PlanState.SUBMITTED and can(policies.check_approve, access, plan),
        "waits_for_paper": plan.state == PlanState.APPROVED and not _is_issued(plan),
        "may_amend": can(policies.check_amend, access, plan),
        "may_copy": plan.unit_id is None and plan.origin == Origin.OWN and policies.manages(access)
        and plan.state in (*IN_FORCE, PlanState.SUPERSEDED),
        "may_derive": in_force and plan.unit_id is None and owes,
        "derived": [each for each in around if each.parent_id == plan.pk and each.state != PlanState.SUPERSEDED],
        "replaced_by": next((each for each in around if each.replaces_id == plan.pk), None),
    }  # fmt: skip


def _units_in(rows) -> list[Unit]:
    units = {}
    for row in rows:
        for found in row.occurrences:
            units[found.unit_id] = found.unit
    return sorted(units.values(), key=lambda unit: (unit.order, unit.name))


def _matches(row: queries.TaskRow, wanted: dict) -> bool:
    unit, kind, how_far = wanted.get("don_vi"), wanted.get("loai"), wanted.get("tien_do")
    return (
        (not unit or any(str(found.unit_id) == unit for found in row.occurrences))
        and (not kind or row.task.kind == kind)
        and (not how_far or row.progress == how_far)
    )


def _word(row: queries.TaskRow) -> str:
    if row.task.plan.state == PlanState.SUPERSEDED and row.progress == Progress.UNASSIGNED:
        return _("Xem ở bản mới")  # what was owed under it went on there
    return str(PROGRESS_LABELS[row.progress])


def _line(row: queries.TaskRow, wanted: dict) -> dict:
    task = row.task
    unit = wanted.get("don_vi")
    mine = [shown(found) for found in row.occurrences if not unit or str(found.unit_id) == unit]
    return {
        "task": task,
        "row": row,
        "kind": KIND_LABELS[TaskKind(task.kind)],
        "steps": [found for found in row.occurrences if getattr(found, "steps", None)],
        "mode": MODE_LABELS[TaskMode(task.mode)] if task.mode != TaskMode.ASSIGN else "",
        "units": [each.name for each in task.lead_units.all()],
        "stated": wording.stated(task),
        "tag": PROGRESS_TAGS[row.progress],
        "word": _word(row),
        "occurrences": mine,
    }


@staff_page
@require_safe
def log(request, pk):
    """What was done to the plan and its tasks, by whom and why."""
    plan = plan_or_404(request, pk)
    events = [
        {
            "title": str(EVENT_LABELS[Event(each.event)]) + (f": {each.task.title}" if each.task else ""),
            "at": each.at,
            "by": each.by,
            "text": each.reason,
            "state": EVENT_TAGS.get(Event(each.event), ""),
        }
        for each in plan.log.filter(occurrence=None).select_related("task", "by")[:300]
    ]
    return render(request, "plans/log.html", {"plan": plan, "events": events})


@staff_page
@require_safe
def plan_file(request, pk, copy):
    """The file the plan was read from, or its signed copy."""
    plan = plan_or_404(request, pk)
    file = {"goc": plan.source_file, "ky": plan.signed_copy}.get(copy)
    if file is None:
        raise Http404
    return files.deliver(file)
