"""One task of a plan: righted beside its text, merged, split, dropped, added."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import sent
from danchu.core.text import whole_number
from danchu.plans import forms, rules, services
from danchu.plans import messages as wording
from danchu.plans.models import Task
from danchu.plans.states import PlanState
from danchu.plans.views.staff.loading import home, of_the_law, plan_to_manage, task_to_manage, told, units_and_people
from danchu.plans.views.staff.writing import task_form


def section_page(task: Task) -> str:
    """The review page opened at the section a task stands in."""
    if task.plan.is_written:
        return f"{reverse('plans:compose', args=[task.plan_id])}#viec-{task.pk}"
    names = []
    for name in task.plan.tasks.filter(removed=False).values_list("section", flat=True):
        if name not in names:
            names.append(name)
    at = names.index(task.section) if task.section in names else 0
    return f"{reverse('plans:review', args=[task.plan_id])}?muc={at}#viec-{task.pk}"


@staff_page
@form_page
def task(request, pk):
    """One task, beside the place it was read from."""
    task = task_to_manage(request, pk)
    plan = task.plan
    draft = plan.state == PlanState.DRAFT
    if task.removed:
        messages.info(request, _("Việc này đã được gộp hoặc bỏ."))
        return redirect(home(plan))
    if task.is_mirror:
        return redirect("plans:follow", pk=pk)
    if plan.state in (PlanState.SUBMITTED, PlanState.APPROVED, PlanState.SUPERSEDED):
        messages.info(request, _("Kế hoạch đang trình duyệt hoặc đã có bản thay thế, không sửa việc ở đây được."))
        return redirect(home(plan))
    if draft and plan.is_written:
        form = task_form(request, plan, initial=forms.TaskForm.initial_of(task))
    else:
        units, people = units_and_people(plan.commune)
        form = forms.TaskForm(
            sent(request), units=units, people=people, confirmed=not draft, initial=forms.TaskForm.initial_of(task)
        )
    if request.method == "POST" and form.is_valid():
        try:
            services.save_task(
                task=task, values=form.values(), version=form.cleaned_data["version"],
                reason=form.cleaned_data.get("reason", ""), by=request.access.person, now=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            told(form, refusal, task)
        else:
            return _after_task(request, task, draft)
    around = _around(task)
    return render(
        request,
        "plans/task.html",
        {"plan": plan, "task": task, "form": form, "passage": around, "draft": draft, "back": home(plan),
         "section_url": section_page(task) if draft else home(plan),
         "stated": wording.stated(task), "can_split": draft and bool(rules.split_places(task.text))},
    )  # fmt: skip


def _after_task(request, task: Task, draft: bool):
    if not draft:
        messages.success(request, _("Đã lưu. Việc của các đơn vị đã được cập nhật theo."))
        return redirect(f"{reverse('plans:detail', args=[task.plan_id])}#viec-{task.pk}")
    messages.success(request, _("Đã lưu “%(title)s”.") % {"title": task.title})
    if "next" in request.POST:
        unseen = task.plan.tasks.filter(removed=False, seen=False)
        following = unseen.filter(order__gt=task.order).first() or unseen.first()
        if following:
            return redirect("plans:task", pk=following.pk)
        return redirect(home(task.plan))
    return redirect(section_page(task))


def _around(task: Task) -> list[rules.Piece]:
    """The task's own words in the text, with the paragraph before and the one after."""
    if task.span_start is None:
        return []
    text = task.plan.source_text
    start = max(0, text.rfind("\n", 0, max(0, task.span_start - 2)) + 1)
    end = text.find("\n", min(len(text), task.span_end + 2))
    return rules.passage(text, start, len(text) if end < 0 else end, [(task.span_start, task.span_end, task.pk)])


@staff_page
@form_page
def task_add(request, pk):
    """A task the reader did not find."""
    plan = plan_to_manage(request, pk)
    if plan.state != PlanState.DRAFT:
        messages.error(request, _("Kế hoạch đã xác nhận, không thêm việc được nữa."))
        return redirect("plans:detail", pk=pk)
    if plan.is_written:
        return redirect(f"{reverse('plans:task_write', args=[pk])}?{request.GET.urlencode()}")
    units, people = units_and_people(plan.commune)
    sections = list(dict.fromkeys(plan.tasks.order_by("order").values_list("section", flat=True))) or [""]
    form = forms.TaskForm(
        sent(request), units=units, people=people, sections=sections, adding=True,
        initial={"section": request.GET.get("muc", ""), **of_the_law(request.GET.get("luat", ""), units)},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        after = plan.tasks.filter(removed=False, section=form.cleaned_data["section"]).last()
        try:
            added = services.add_task(
                plan=plan, values=form.values(), after=after, by=request.access.person, now=clock.now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã thêm việc."))
            added.plan = plan
            return redirect(section_page(added))
    return render(request, "plans/task_add.html", {"plan": plan, "form": form})


@staff_page
@form_page
def task_split(request, pk):
    """One task becomes two, at a chosen place."""
    task = task_to_manage(request, pk)
    places = [(at, _shortened(task.text[at:])) for at in rules.split_places(task.text)]
    if task.plan.state != PlanState.DRAFT or task.removed or not places:
        messages.error(request, _("Việc này không tách được."))
        return redirect(home(task.plan))
    form = forms.SplitForm(sent(request), places=places, initial={"version": task.version})
    if request.method == "POST" and form.is_valid():
        try:
            services.split_task(task=task, **form.cleaned_data, by=request.access.person, now=clock.now())
        except Refused as refusal:
            told(form, refusal, task)
        else:
            messages.success(request, _("Đã tách thành hai việc. Hãy xem lại từng việc."))
            return redirect(section_page(task))
    return render(request, "plans/task_split.html", {"task": task, "plan": task.plan, "form": form})


def _shortened(text: str) -> str:
    return text if len(text) <= 140 else text[:139].rsplit(" ", 1)[0] + "…"


@staff_page
@require_POST
def task_merge(request, pk):
    """The task joins the one before it."""
    task = task_to_manage(request, pk)
    version = whole_number(request.POST.get("version", ""))
    try:
        kept = services.merge_with_previous(task=task, version=version, by=request.access.person, now=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(home(task.plan))
    messages.success(request, _("Đã gộp vào “%(title)s”.") % {"title": kept.title})
    kept.plan = task.plan
    return redirect(section_page(kept))


@staff_page
@form_page
def task_drop(request, pk):
    """The task is not wanted; after confirmation that needs a reason and is asked on a page of its own."""
    task = task_to_manage(request, pk)
    draft = task.plan.state == PlanState.DRAFT
    form = None if draft else forms.ReasonForm(sent(request))
    if request.method == "POST" and (form is None or form.is_valid()):
        reason = form.cleaned_data["reason"] if form else ""
        try:
            services.drop_task(task=task, reason=reason, by=request.access.person, now=clock.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã bỏ “%(title)s”. Lấy lại được ở cuối trang.") % {"title": task.title})
        return redirect(section_page(task) if draft else home(task.plan))
    return render(
        request,
        "core/confirm.html",
        {
            "title": _("Bỏ việc này?"),
            "lede": task.title,
            "consequences": [_("Các đơn vị thôi phải làm việc này; phần đã báo cáo được giữ lại.")] if form else [],
            "action": _("Bỏ việc"),
            "danger": True,
            "back_url": home(task.plan),
            "form": form,
        },
    )


@staff_page
@require_POST
def task_restore(request, pk):
    """A dropped task is wanted after all."""
    task = task_to_manage(request, pk)
    services.restore_task(task=task, by=request.access.person, now=clock.now())
    messages.success(request, _("Đã lấy lại “%(title)s”.") % {"title": task.title})
    return redirect(section_page(task) if task.plan.state == PlanState.DRAFT else home(task.plan))
