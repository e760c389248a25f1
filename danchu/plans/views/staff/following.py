"""One task followed: its duties and how they stand, the law it serves, its steps in units' plans, its editions."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu import rulebook
from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import sent
from danchu.duties import messages as law_words
from danchu.duties import queries as duties
from danchu.organisation.policies import can
from danchu.plans import forms, policies, queries, services
from danchu.plans import messages as wording
from danchu.plans.models import Occurrence
from danchu.plans.states import PlanState
from danchu.plans.views.staff.loading import shown, task_or_404


@staff_page
@require_safe
def task(request, pk):
    """The task with its duties both ways. An address kept from an earlier edition leads to the task as it stands."""
    task = task_or_404(request, pk)
    if task.plan.state == PlanState.SUPERSEDED:
        now_is = queries.latest(task)
        if now_is.pk != task.pk:
            return redirect("plans:follow", pk=now_is.pk)
    access, today = request.access, clock.today()
    where = task.parent if task.is_mirror and task.parent else task
    rows = Occurrence.objects.living().filter(task=where)
    if task.is_mirror:
        rows = rows.filter(unit=task.plan.unit)
    rows = list(rows.filter(unit__in=access.visible_units).select_related("unit", "task__plan__commune"))
    subjects = [row.subject for row in rows]
    owed = {duty.subject: duty for duty in duties.done_in(access.commune, [*subjects, f"plans.task:{where.stem_pk}"])}
    carried = [duties.line(duty, today) for duty in duties.done_in(access.commune, [f"plans.task:{where.stem_pk}"])]
    steps = list(
        Occurrence.objects.living()
        .filter(task__parent=task, task__is_mirror=False, task__removed=False, unit__in=access.visible_units)
        .select_related("unit", "task__plan__commune")
    )
    return render(
        request,
        "plans/follow.html",
        {
            "task": task,
            "plan": task.plan,
            "stated": wording.stated(task),
            "units": [unit.name for unit in task.lead_units.all()],
            "lines": [_line(row, owed.get(row.subject), today) for row in rows],
            "carried": carried,
            "law": wording.law_title(task.law) if task.law else "",
            "may_link": can(policies.check_link_law, access, task),
            "steps": [shown(row) for row in steps],
        },
    )


def _line(row, duty, today) -> dict:
    line = shown(row)
    line["duty_url"] = duties.line_address(duty.pk) if duty else ""
    line["duty"] = duties.line(duty, today) if duty else None
    return line


@staff_page
@form_page
def law(request, pk):
    """Which duty of the law the task fulfils as well."""
    task = task_or_404(request, pk)
    try:
        policies.check_link_law(request.access, task)
    except Refused as refusal:
        raise Http404(str(refusal)) from refusal
    this_year = {one.duty.id: one for one in rulebook.law_duties(task.plan.year)}
    choices = [(key, _named(one)) for key, one in this_year.items()]
    form = forms.LawForm(sent(request), duties=choices, initial={"law": task.law})
    if request.method == "POST" and form.is_valid():
        try:
            services.link_law(task=task, law=form.cleaned_data["law"], by=request.access.person, now=clock.now())
        except Refused as refusal:
            form.add_error("law", str(refusal))
        else:
            messages.success(request, _("Đã lưu. Làm việc này một lần là xong cả hai, không phải báo hai nơi."))
            return redirect("plans:follow", pk=pk)
    return render(
        request,
        "core/confirm.html",
        {
            "title": _("Gắn với việc luật giao"), "lede": task.title, "form": form, "action": _("Lưu"),
            "back_url": reverse("plans:follow", args=[pk]),
            "consequences": [
                _("Việc của luật không còn đứng riêng trong danh sách: phải làm ở đây, một lần."),
                _("Hạn của luật sớm hơn thì hạn của việc theo luật."),
                _("Đơn vị báo xong việc này thì việc của luật cũng xong; bị trả lại thì cả hai mở lại."),
            ],
        },
        status=422 if form.is_bound and form.errors else 200,
    )  # fmt: skip


def _named(one: rulebook.Occurrence) -> str:
    """A duty of the law with its article, and whether that was seen in a text."""
    words = f"{one.duty.title} ({law_words.cite(one.rule)})"
    return words if one.evidence == rulebook.Evidence.CONFIRMED else f"{words} · {_('chưa được xác nhận')}"
