"""What changed from one edition to the next; while the next is a draft, a person rights which task is which."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import at_once
from danchu.core.text import whole_number
from danchu.organisation.policies import can
from danchu.plans import policies, queries, services
from danchu.plans.models import CHANGE_LABELS
from danchu.plans.states import Change, PlanState
from danchu.plans.views.differing import CHANGE_TAGS, shown
from danchu.plans.views.staff.loading import home, plan_or_404, task_to_manage


@staff_page
@require_safe
def differences(request, pk):
    """Task by task, word by word: what this edition changes of the one before."""
    plan = plan_or_404(request, pk)
    if plan.replaces is None:
        raise Http404
    rows, counted = queries.compared(plan.replaces, plan)
    drafting = plan.state == PlanState.DRAFT and can(policies.check_write, request.access, plan)
    return render(
        request,
        "plans/differences.html",
        {
            "plan": plan,
            "before": plan.replaces,
            "rows": [shown(row) for row in rows if Change.SAME not in row.changes],
            "same": [row.task for row in rows if Change.SAME in row.changes],
            "counted": [
                {"label": CHANGE_LABELS[change], "value": counted[change], "tag": CHANGE_TAGS[change]}
                for change in Change
            ],
            "drafting": drafting,
            "dropped": [row.old for row in rows if row.new is None],
            "back": home(plan),
        },
    )


@staff_page
@form_page
def continue_from(request, pk):
    """Which task of the edition before this one goes on from."""
    task = task_to_manage(request, pk)
    plan = task.plan
    if plan.state != PlanState.DRAFT or plan.replaces_id is None:
        raise Http404
    back = reverse("plans:differences", args=[plan.pk])
    if request.method == "POST":
        wanted = whole_number(request.POST.get("viec_cu", ""))
        old = get_object_or_404(plan.replaces.tasks.all(), pk=wanted) if wanted else None
        return at_once(
            request, lambda: services.continue_from(task=task, old=old, by=request.access.person, now=clock.now()),
            then=back, said=_("Đã nối với việc cũ.") if old else _("Đã tách thành việc mới."),
        )  # fmt: skip
    return redirect(back)
