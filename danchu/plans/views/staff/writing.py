"""A plan is written: its outline, one thing to a page."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import at_once, sent, step
from danchu.core.text import whole_number
from danchu.organisation.policies import can
from danchu.plans import forms, policies, queries, services
from danchu.plans import messages as wording
from danchu.plans.models import Part, Plan, Seed, Task
from danchu.plans.states import PlanState
from danchu.plans.views.staff.loading import (
    home,
    nobody,
    of_the_law,
    part_to_manage,
    plan_to_manage,
    task_to_manage,
    told,
    units_and_people,
    written_to_manage,
)


@staff_page
@require_safe
def compose(request, pk):
    """The whole plan as it is being written: headings, texts, tasks, and what to do next."""
    plan = plan_to_manage(request, pk)
    if not plan.is_written or plan.state != PlanState.DRAFT:
        return redirect(home(plan))
    headings, loose = queries.outline(plan)
    tasks = [task for heading in headings for task in heading.tasks] + loose
    dropped = plan.tasks.filter(removed=True)
    return render(
        request,
        "plans/compose.html",
        {
            "plan": plan,
            "headings": [
                {
                    "heading": heading,
                    "lines": [_line(task) for task in heading.tasks],
                    "unseen": sum(not task.seen for task in heading.tasks),
                }
                for heading in headings
            ],
            "loose": [_line(task) for task in loose],
            "seen": sum(task.seen for task in tasks),
            "all": len(tasks),
            "unassigned": sum(nobody(task) for task in tasks if not task.is_mirror),
            "undated": sum(task.kind == "one_off" and task.due_on is None for task in tasks if not task.is_mirror),
            "removed": dropped,
            "seeds": [
                {"seed": seed, "form": forms.SeedForm(parts=[h.part for h in headings], prefix=f"s{seed.pk}")}
                for seed in queries.seeds_for(plan)
            ],
            "may_approve": plan.unit_id is not None and can(policies.check_approve, request.access, plan),
        },
    )


def _line(task: Task) -> dict:
    return {
        "task": task,
        "stated": wording.stated(task),
        "units": [unit.name for unit in task.lead_units.all()],
        "nobody": nobody(task) and not task.is_mirror,
    }


@staff_page
@form_page
def opening(request, pk):
    """The grounds, the first sentence, and whom the paper goes to."""
    plan = written_to_manage(request, pk)
    initial = {"opening": plan.opening, "recipients": "\n".join(plan.send_to), "version": plan.version}
    form = forms.OpeningForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.save_opening(
                plan=plan, opening=data["opening"], recipients=data["recipients"].splitlines(),
                version=data["version"], by=request.access.person, now=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            told(form, refusal, plan)
        else:
            messages.success(request, _("Đã lưu phần mở đầu và nơi nhận."))
            return redirect("plans:compose", pk=pk)
    return _form(request, plan, form, _("Mở đầu và nơi nhận"), _("Phần trước mục đầu tiên, và những nơi nhận văn bản."))


@staff_page
@form_page
def part_add(request, pk):
    """A heading, after another one or at the end."""
    plan = written_to_manage(request, pk)
    after = plan.parts.filter(pk=whole_number(request.GET.get("sau", "")) or 0).first()
    form = forms.PartForm(sent(request), initial={"level": after.level if after else 1})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            part = services.add_part(
                plan=plan, title=data["title"], text=data["text"], level=data["level"], after=after,
                by=request.access.person, now=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã thêm mục “%(title)s”.") % {"title": part.title})
            return redirect(_at(part))
    lede = _("Mục mới đứng sau “%(title)s”.") % {"title": after.title} if after else _("Mục mới đứng cuối kế hoạch.")
    return _form(request, plan, form, _("Thêm mục"), lede)


@staff_page
@form_page
def part(request, pk):
    """A heading and what stands under it."""
    part = part_to_manage(request, pk)
    initial = {name: getattr(part, name) for name in ("title", "text", "level", "version")}
    form = forms.PartForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_part(part=part, **form.cleaned_data, by=request.access.person, now=clock.now())
        except Refused as refusal:
            told(form, refusal, part)
        else:
            messages.success(request, _("Đã lưu mục."))
            return redirect(_at(part))
    return _form(request, part.plan, form, _("Sửa mục"), part.title)


@staff_page
@form_page
def part_remove(request, pk):
    """A heading without tasks is taken out, after asking."""
    part = part_to_manage(request, pk)
    return step(
        request, None, lambda _form: services.remove_part(part=part, by=request.access.person, now=clock.now()),
        then=reverse("plans:compose", args=[part.plan_id]),
        said=_("Đã bỏ mục “%(title)s”.") % {"title": part.title}, title=_("Bỏ mục này?"), lede=part.title, danger=True,
        action=_("Bỏ mục"), back_url=_at(part),
        consequences=[_("Tên mục và lời văn dưới mục không còn trong kế hoạch. Mục còn việc thì không bỏ được.")],
    )  # fmt: skip


@staff_page
@require_POST
def part_move(request, pk):
    """A heading changes places with its neighbour."""
    part = part_to_manage(request, pk)
    services.move_part(part=part, up="len" in request.POST, by=request.access.person, now=clock.now())
    return redirect(_at(part))


@staff_page
@require_POST
def task_move(request, pk):
    """A task changes places with its neighbour."""
    task = task_to_manage(request, pk)
    up, by = "len" in request.POST, request.access.person
    return at_once(
        request, lambda: services.move_task(task=task, up=up, by=by, now=clock.now()),
        then=f"{home(task.plan)}#viec-{task.pk}",
    )  # fmt: skip


@staff_page
@form_page
def task_write(request, pk):
    """A task of one's own words, under a heading."""
    plan = written_to_manage(request, pk)
    initial = {"part": whole_number(request.GET.get("muc", "")), "kind": "one_off"}
    if asked := request.GET.get("luat"):
        initial |= of_the_law(asked, units_and_people(plan.commune)[0])
    form = task_form(request, plan, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        try:
            task = services.write_task(
                plan=plan, part=values.pop("part"), values=values, by=request.access.person, now=clock.now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã thêm “%(title)s”.") % {"title": task.title})
            if "next" in request.POST:
                return redirect(f"{reverse('plans:task_write', args=[pk])}?muc={task.part_id or ''}")
            return redirect(f"{home(plan)}#viec-{task.pk}")
    return render(request, "plans/task_write.html", {"plan": plan, "form": form})


def task_form(request, plan: Plan, *, initial: dict):
    """The form of a task of a plan that is written here (4 queries)."""
    units, people = units_and_people(plan.commune)
    mirrors = plan.tasks.filter(is_mirror=True, removed=False).select_related("parent") if plan.unit_id else None
    return forms.TaskForm(
        sent(request), units=units, people=people, parts=list(plan.parts.all()),
        parents=[task.parent for task in mirrors] if mirrors is not None else None, initial=initial,
    )  # fmt: skip


def _form(request, plan: Plan, form, title: str, lede: str):
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "plans/one_form.html", {"plan": plan, "form": form, "title": title, "lede": lede,
                                                   "back": home(plan)}, status=status)  # fmt: skip


def _at(part: Part) -> str:
    return f"{reverse('plans:compose', args=[part.plan_id])}#muc-{part.pk}"


@staff_page
@require_POST
def seen(request, pk):
    """The tasks under a heading are right as they are."""
    plan = written_to_manage(request, pk)
    tasks = list(plan.tasks.filter(pk__in=filter(None, map(whole_number, request.POST.getlist("task")))))
    services.mark_seen(plan=plan, tasks=tasks, by=request.access.person, now=clock.now())
    return redirect(f"{home(plan)}#muc-{whole_number(request.POST.get('muc', '')) or ''}")


# -- what is proposed from above --------------------------------------------------------------------------------------
def _seed_or_404(request, pk: int, seed: int) -> tuple[Plan, Seed]:
    plan = written_to_manage(request, pk)
    return plan, get_object_or_404(Seed.objects.filter(commune=plan.commune, year=plan.year), pk=seed)


@staff_page
@form_page
def seed_take(request, pk, seed):
    """A proposal becomes a task of the plan."""
    plan, found = _seed_or_404(request, pk, seed)
    if request.method != "POST":
        return redirect("plans:compose", pk=pk)
    form = forms.SeedForm(request.POST, parts=list(plan.parts.all()), prefix=f"s{found.pk}")
    if not form.is_valid():
        raise Http404
    return at_once(
        request,
        lambda: services.take_seed(
            seed=found, plan=plan, part=form.chosen(), by=request.access.person, now=clock.now()
        ),
        then=lambda task: f"{home(plan)}#viec-{task.pk}", back=reverse("plans:compose", args=[pk]),
        said=_("Đã đưa vào kế hoạch. Hãy mở việc để ghi đơn vị và thời hạn."),
    )  # fmt: skip


@staff_page
@form_page
def seed_aside(request, pk, seed):
    """A proposal is not wanted this year."""
    plan, found = _seed_or_404(request, pk, seed)
    if request.method == "POST":
        services.set_seed_aside(seed=found, by=request.access.person, now=clock.now())
        messages.success(request, _("Đã gác đề xuất này lại."))
    return redirect("plans:compose", pk=plan.pk)
