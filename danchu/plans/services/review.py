"""A person rights what the reader proposed: text, kind, units, days; merges, splits, drops, adds."""

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.duties import services as duties
from danchu.plans import rules
from danchu.plans.models import Plan, Task
from danchu.plans.services.composing import compose
from danchu.plans.services.life import settle
from danchu.plans.services.locking import locked_draft, locked_plan, locked_task, log, moved_on, need
from danchu.plans.states import Event, PlanState, TaskKind

_HEAD = ("origin", "year", "kind", "title", "number", "symbol", "dated_on", "issuer")
_PLAIN = (
    "section", "title", "text", "kind", "mode", "every_office", "officer", "due_on", "bound", "recurrence",
    "product", "evidence", "question",
)  # fmt: skip
# Once confirmed the words of the plan stand; who does it and by when may still change, with a reason.
_AFTER = ("mode", "every_office", "officer", "due_on", "bound", "recurrence", "product", "evidence", "question")


@act(gettext_lazy("Sửa thông tin chung của kế hoạch"))
def save_head(*, plan: Plan, values: dict, version: int | None = None, by, now) -> Plan:
    """Rights number, date, title and the like; what is so already stays, whichever page it was sent from.

    Raises Stale for an older page or a published plan.
    """
    now_is = locked_plan(plan)
    if (
        version is not None
        and version != now_is.version
        and all(getattr(now_is, name) == values[name] for name in _HEAD if name in values)
    ):
        return now_is  # a second click
    plan = locked_plan(plan, version=version)
    if plan.is_written and plan.state != PlanState.DRAFT:
        raise Stale(_("Kế hoạch soạn ở đây chỉ sửa được khi chưa trình duyệt; số và ngày do văn thư cấp."))
    if plan.state not in (PlanState.DRAFT, PlanState.CONFIRMED):
        raise Stale(_("Kế hoạch đã công khai thì không sửa được số, ngày và trích yếu nữa."))
    fields = [name for name in _HEAD if name in values and (plan.state == PlanState.DRAFT or name != "origin")]
    for name in fields:
        setattr(plan, name, values[name])
    plan.save(update_fields=fields)
    compose(plan)
    moved_on(plan)
    return plan


@act(gettext_lazy("Sửa nhiệm vụ"))
def save_task(*, task: Task, values: dict, version: int | None = None, reason: str = "", by, now) -> Task:
    """Rights one task; `values` has field names and, where given, `lead_units` and `cooperating_units` (units).

    After confirmation only who, how and by when can change, a `reason` is needed, and what units owe follows at once.
    Raises Stale for an older page, Refused without a reason.
    """
    now_is = locked_task(task)
    if version is not None and version != now_is.version and _is_already(now_is, values):
        return now_is  # a second click
    task = locked_task(task, version=version)
    plan = task.plan
    confirmed = plan.state != PlanState.DRAFT
    if plan.state == PlanState.DISCARDED:
        raise Stale(_("Bản đọc này đã bị bỏ. Hãy mở lại danh sách kế hoạch."))
    if plan.state in (PlanState.SUBMITTED, PlanState.APPROVED, PlanState.SUPERSEDED):
        raise Stale(_("Kế hoạch đang trình duyệt hoặc đã có bản thay thế, không sửa việc ở đây được."))
    if task.is_mirror:
        raise Refused(_("Việc này của kế hoạch xã: đơn vị thêm các bước của mình, không sửa việc của xã."))
    if confirmed:
        reason = need(reason, _("Kế hoạch đã xác nhận. Hãy viết vì sao thay đổi việc này."))
    day_changed = any(name in values and values[name] != getattr(task, name) for name in ("due_on", "bound"))
    for name in _AFTER if confirmed else _PLAIN:
        if name in values:
            setattr(task, name, values[name])
    if day_changed:
        task.printed_deadline = ""  # the paper's words no longer tell the day
    if not confirmed:
        task.seen = True
        if "part" in values and plan.is_written:
            task.part = values["part"]
        if "parent" in values and plan.unit_id:
            task.parent = values["parent"]
    task.version += 1
    task.save()
    for name in ("lead_units", "cooperating_units"):
        if name in values:
            getattr(task, name).set(values[name])
    if not confirmed:
        compose(plan)
    moved_on(plan)
    if confirmed:
        log(plan=plan, task=task, event=Event.TASK_CHANGED, reason=reason, by=by, now=now)
        settle(plan, on=timezone.localtime(now).date(), by=by, now=now)
    return task


def _is_already(task: Task, values: dict) -> bool:
    """Whether a person's answers are what stands in the task."""
    names = (*_PLAIN, "part", "parent") if task.plan.state == PlanState.DRAFT else _AFTER
    units = [name for name in ("lead_units", "cooperating_units") if name in values]
    return all(getattr(task, name) == values[name] for name in names if name in values) and all(
        {unit.pk for unit in getattr(task, name).all()} == {getattr(unit, "pk", unit) for unit in values[name]}
        for name in units
    )


@act(gettext_lazy("Đánh dấu đã soát nhiệm vụ"))
def mark_seen(*, plan: Plan, tasks=None, by, now) -> int:
    """A person looked at these tasks and leaves them as proposed (all of the plan when none are named)."""
    plan = locked_draft(plan)
    rows = plan.tasks.filter(removed=False, seen=False)
    if tasks is not None:
        rows = rows.filter(pk__in=[task.pk for task in tasks])
    marked = rows.update(seen=True)
    if marked:
        moved_on(plan)
    return marked


@act(gettext_lazy("Giao nhiệm vụ chưa có đơn vị"), on="plan")
def assign_unassigned(*, plan: Plan, tasks, units=(), every_office: bool = False, by, now) -> int:
    """Gives those of the tasks that name nobody to the units (or to every office), as many plans leave it unsaid.

    Returns how many were given. Raises Refused when no unit is chosen.
    """
    plan = locked_draft(plan)
    units = list(units)
    if not units and not every_office:
        raise Refused(_("Hãy chọn đơn vị."))
    named = Task.lead_units.through.objects.values("task_id")
    rows = plan.tasks.filter(pk__in=[task.pk for task in tasks], removed=False, every_office=False)
    given = list(rows.exclude(pk__in=named).exclude(kind=TaskKind.PRINCIPLE))
    for task in given:
        task.every_office, task.version = every_office, task.version + 1
        task.save(update_fields=["every_office", "version"])
        task.lead_units.set(units)
    if given:
        compose(plan)
        moved_on(plan)
    return len(given)


@act(gettext_lazy("Thêm nhiệm vụ"), on="result")
def add_task(*, plan: Plan, values: dict, after: Task | None = None, by, now) -> Task:
    """A task the reader did not find, after another one or at the end; `values` as in `save_task`.

    The same words in the same section are there already: a second click.
    """
    plan = locked_draft(plan)
    same = {name: values[name] for name in ("section", "title", "text", "due_on") if name in values}
    if made := plan.tasks.filter(removed=False, **same).first():
        return made
    last = plan.tasks.order_by("-order").values_list("order", flat=True).first() or 0
    order = after.order + 1 if after else last + 10
    plan.tasks.filter(order__gte=order).update(order=F("order") + 1)
    task = Task(plan=plan, order=order, numbering=after.numbering if after else "", seen=True)
    for name in _PLAIN:
        if name in values:
            setattr(task, name, values[name])
    task.title = task.title or rules.short_title(task.text)
    task.save()
    for name in ("lead_units", "cooperating_units"):
        getattr(task, name).set(values.get(name, ()))
    log(plan=plan, task=task, event=Event.TASK_ADDED, by=by, now=now)
    moved_on(plan)
    return task


@act(gettext_lazy("Bỏ nhiệm vụ"))
def drop_task(*, task: Task, reason: str = "", by, now) -> Task:
    """The task is not wanted. After confirmation a reason is needed and what units still owe is withdrawn."""
    task = locked_task(task)
    if task.removed:
        return task
    plan = task.plan
    if plan.state in (PlanState.SUBMITTED, PlanState.APPROVED, PlanState.SUPERSEDED):
        raise Stale(_("Kế hoạch đang trình duyệt hoặc đã có bản thay thế, không sửa việc ở đây được."))
    if plan.state != PlanState.DRAFT:
        reason = need(reason, _("Kế hoạch đã xác nhận. Hãy viết vì sao bỏ việc này."))
    task.removed = True
    task.version += 1
    task.save(update_fields=["removed", "version"])
    log(plan=plan, task=task, event=Event.TASK_DROPPED, reason=reason, by=by, now=now)
    if plan.state == PlanState.DRAFT:
        compose(plan)
    moved_on(plan)
    if plan.state != PlanState.DRAFT:
        if task.law:  # owed by the law alone again
            duties.release(commune=plan.commune, by_what=f"plans.task:{task.stem_pk}", now=now)
        settle(plan, on=timezone.localtime(now).date(), by=by, now=now)
    return task


@act(gettext_lazy("Lấy lại nhiệm vụ"))
def restore_task(*, task: Task, by, now) -> Task:
    """A dropped task is wanted after all."""
    task = locked_task(task)
    if not task.removed:
        return task
    if task.plan.tasks.filter(removed=False, continues=task.continues_id).exclude(continues=None).exists():
        task.continues = None  # another task has gone on from the old one meanwhile
    task.removed = False
    task.version += 1
    task.save(update_fields=["removed", "version", "continues"])
    if task.plan.state == PlanState.DRAFT:
        compose(task.plan)
    log(plan=task.plan, task=task, event=Event.TASK_RESTORED, by=by, now=now)
    moved_on(task.plan)
    if task.plan.state != PlanState.DRAFT:
        settle(task.plan, on=timezone.localtime(now).date(), by=by, now=now)
    return task


@act(gettext_lazy("Gộp nhiệm vụ"))
def merge_with_previous(*, task: Task, version: int | None = None, by, now) -> Task:
    """Two tasks are one: the text joins the one before it, which keeps its own answers and takes what it lacks.

    Returns the task that stays. Raises Refused for the first task, Stale for an older page.
    """
    task = locked_task(task, version=version)
    locked_draft(task.plan)
    if task.removed:
        raise Stale(_("Việc này đã được gộp hoặc bỏ rồi. Hãy tải lại trang."))
    before = task.plan.tasks.filter(removed=False, order__lt=task.order).order_by("order").last()
    if before is None:
        raise Refused(_("Đây là việc đầu tiên, không có việc trước để gộp vào."))
    if task.text.strip() not in before.text:
        before.text = f"{before.text.rstrip()}\n{task.text.lstrip()}"
    if task.span_start is not None and before.span_start is not None:
        before.span_start = min(before.span_start, task.span_start)
        before.span_end = max(before.span_end, task.span_end)
    if before.due_on is None and task.due_on is not None:
        for name in ("due_on", "bound", "recurrence", "printed_deadline"):
            setattr(before, name, getattr(task, name))
    if before.kind == TaskKind.PRINCIPLE:
        before.kind = task.kind
    before.every_office = before.every_office or task.every_office
    before.product = before.product or task.product
    before.question = before.question or task.question
    before.version += 1
    before.save()
    before.lead_units.add(*task.lead_units.all())
    before.cooperating_units.add(*task.cooperating_units.all())
    task.removed = True
    task.version += 1
    task.save(update_fields=["removed", "version"])
    log(plan=task.plan, task=before, event=Event.TASK_MERGED, reason=task.title, by=by, now=now)
    compose(task.plan)
    moved_on(task.plan)
    return before


@act(gettext_lazy("Tách nhiệm vụ"))
def split_task(*, task: Task, at: int, version: int | None = None, by, now) -> Task:
    """One task is two: what stands from the offset `at` of its text becomes the next task, answered the same way.

    The deadline goes with the half that names it. Returns the new task. Raises Refused for a place where it cannot
    be cut (`rules.split_places`), Stale for an older page.
    """
    task = locked_task(task, version=version)
    locked_draft(task.plan)
    if at not in rules.split_places(task.text):
        raise Refused(_("Không tách được ở chỗ này. Hãy chọn một chỗ trong danh sách."))
    first, second = task.text[:at].rstrip(), task.text[at:].lstrip()
    leads, helpers = list(task.lead_units.all()), list(task.cooperating_units.all())
    task.plan.tasks.filter(order__gt=task.order).update(order=F("order") + 1)
    names = {name: getattr(task, name) for name in _PLAIN}
    new = Task(
        plan=task.plan, numbering=task.numbering, printed_units=task.printed_units, order=task.order + 1, **names
    )
    new.printed_deadline, new.part, new.parent = task.printed_deadline, task.part, task.parent
    new.text, new.title, new.evidence = second, rules.short_title(second), rules.evidence_for(second)
    _share_span(task, new, at)
    _share_deadline(task, new, first, second)
    task.text, task.title = first, rules.short_title(first)
    task.version += 1
    task.save()
    new.save()
    new.lead_units.set(leads)
    new.cooperating_units.set(helpers)
    log(plan=task.plan, task=task, event=Event.TASK_SPLIT, reason=new.title, by=by, now=now)
    compose(task.plan)
    moved_on(task.plan)
    return new


def _share_span(task: Task, new: Task, at: int) -> None:
    start, end = task.span_start, task.span_end
    if start is None:
        return
    if task.plan.source_text[start:end] == task.text:
        task.span_end, new.span_start, new.span_end = start + at, start + at, end
    else:
        new.span_start, new.span_end = start, end


def _share_deadline(task: Task, new: Task, first: str, second: str) -> None:
    said = task.printed_deadline
    if not said:
        return
    bare = new if said in first and said not in second else task if said in second and said not in first else None
    if bare is not None:
        bare.due_on, bare.printed_deadline, bare.recurrence, bare.question = None, "", "none", ""
        if bare.kind == TaskKind.ONE_OFF:
            bare.kind = TaskKind.CONTINUING
