"""A plan is written on pages: begun empty, its parts and tasks put in, moved, taken out."""

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.plans import papers, queries, rules
from danchu.plans.models import Part, Plan, Task
from danchu.plans.services.composing import compose
from danchu.plans.services.locking import locked_draft, locked_task, log, moved_on, need
from danchu.plans.states import Basis, Event, Origin, PlanState

# The outline a plan of this kind mostly has: level and heading.
OUTLINE = (
    (1, "Mục đích, yêu cầu"), (2, "Mục đích"), (2, "Yêu cầu"),
    (1, "Nội dung thực hiện"),
    (1, "Tổ chức thực hiện"),
)  # fmt: skip
UNIT_OUTLINE = ((1, "Nhiệm vụ được giao"), (1, "Nhiệm vụ của đơn vị"), (1, "Tổ chức thực hiện"))


@act(gettext_lazy("Bắt đầu soạn kế hoạch"), on="result")
def begin(*, commune, year: int, title: str, unit=None, with_outline: bool = True, upload_key: str, by, now) -> Plan:
    """An empty plan of the commune, or of one of its units, to be written on pages.

    `with_outline` puts the usual headings in. `upload_key` belongs to the form: sent twice, it is one plan. Raises
    Refused without a title.
    """
    title = need(title, _("Hãy viết tên kế hoạch."))
    plan, is_new = new_plan(commune=commune, year=year, title=title, unit=unit, upload_key=upload_key, by=by, now=now)
    if is_new and with_outline:
        for order, (level, heading) in enumerate(UNIT_OUTLINE if unit else OUTLINE, 1):
            Part.objects.create(plan=plan, order=order * 10, level=level, title=heading)
    if is_new:
        compose(plan)
    return plan


def new_plan(*, commune, year: int, title: str, unit, upload_key: str, by, now, **more) -> tuple[Plan, bool]:
    """The row of a plan to be written, and whether it is new; in the caller's transaction."""
    today = now.date()
    desk = unit or queries.desk_of(by, commune, today)
    short = desk.short_name if desk else ""
    archive = [f"Lưu: {unit.short_name or unit.name}"] if unit else []
    values = {
        "basis": Basis.WRITTEN, "origin": Origin.OWN, "unit": unit, "year": year, "kind": "Kế hoạch",
        "title": title[:500], "symbol": f"KH-{unit.short_name}".rstrip("-") if unit else "KH-UBND",
        "issuer": (unit.name if unit else papers.committee(commune))[:200],
        "opening": papers.opening_for(commune) if unit is None else "",
        "send_to": [papers.committee(commune), *archive] if unit else papers.recipients_for(commune, short),
        "source_text": "", "source_sha256": "", "created_at": now, "created_by": by,
    } | more  # fmt: skip
    plan, is_new = Plan.objects.get_or_create(commune=commune, upload_key=upload_key, defaults=values)
    if is_new:
        log(plan=plan, event=Event.WRITTEN, to_state=PlanState.DRAFT, by=by, now=now)
    return plan, is_new


def _writable(plan: Plan) -> Plan:
    """The plan, still being written. Raises Stale when it went on or was thrown away, Refused when it was read."""
    plan = locked_draft(plan)
    if not plan.is_written:
        raise Refused(_("Kế hoạch này được đọc từ văn bản, lời văn không sửa ở đây."))
    return plan


def _changed(plan: Plan) -> None:
    compose(plan)
    moved_on(plan)


@act(gettext_lazy("Sửa lời mở đầu, nơi nhận"))
def save_opening(*, plan: Plan, opening: str, recipients: list[str], version: int | None = None, by, now) -> Plan:
    """The grounds and first sentence, and the lines of "Nơi nhận". Raises Stale for an older page."""
    plan = _writable(plan)
    lines = [line.strip().lstrip("-–").strip(" ;.") for line in recipients]
    values = opening.strip(), [line[:300] for line in lines if line]
    if (plan.opening, plan.send_to) == values:
        return plan  # a second click
    if version is not None and version != plan.version:
        raise Stale(
            _("Người khác vừa sửa kế hoạch này. Những gì bạn viết vẫn còn ở dưới đây; hãy xem lại rồi gửi lần nữa.")
        )
    plan.opening, plan.send_to = values
    plan.save(update_fields=["opening", "send_to"])
    _changed(plan)
    return plan


@act(gettext_lazy("Thêm mục của kế hoạch"), on="plan")
def add_part(*, plan: Plan, title: str, text: str = "", level: int = 1, after: Part | None = None, by, now) -> Part:
    """A heading after another one, or at the end. The same heading at the same place is a second click.

    Raises Refused without a title, Stale when the plan is no longer written.
    """
    plan = _writable(plan)
    title = need(title, _("Hãy viết tên mục."))[:200]
    last = plan.parts.order_by("-order").values_list("order", flat=True).first() or 0
    order = after.order + 1 if after else last + 10
    made = plan.parts.filter(title=title, text=text.strip(), level=level, order=order if after else last).first()
    if made:
        return made
    plan.parts.filter(order__gte=order).update(order=F("order") + 1)
    part = Part.objects.create(plan=plan, order=order, level=level, title=title, text=text.strip())
    _changed(plan)
    return part


@act(gettext_lazy("Sửa mục của kế hoạch"))
def save_part(*, part: Part, title: str, text: str, level: int, version: int | None = None, by, now) -> Part:
    """Rights a heading and what stands under it. Raises Stale for an older page, Refused without a title."""
    plan = _writable(part.plan)
    part = locked(Part.objects).get(pk=part.pk)
    part.plan = plan
    values = need(title, _("Hãy viết tên mục."))[:200], text.strip(), level
    if (part.title, part.text, part.level) == values:
        return part  # a second click
    if version is not None and version != part.version:
        raise Stale(_("Người khác vừa sửa mục này. Những gì bạn viết vẫn còn ở dưới đây; hãy xem lại rồi gửi lần nữa."))
    part.title, part.text, part.level = values
    part.version += 1
    part.save()
    _changed(plan)
    return part


@act(gettext_lazy("Bỏ mục của kế hoạch"))
def remove_part(*, part: Part, by, now) -> None:
    """Takes a heading out. Raises Refused while tasks stand under it. Gone already: nothing."""
    plan = _writable(part.plan)
    if part.tasks.filter(removed=False).exists():
        raise Refused(_("Mục này còn việc. Hãy chuyển các việc sang mục khác, hoặc bỏ từng việc trước."))
    plan.parts.filter(pk=part.pk).delete()
    _changed(plan)


@act(gettext_lazy("Dời mục của kế hoạch"))
def move_part(*, part: Part, up: bool, by, now) -> Part:
    """A heading changes places with the one before or after it; at the end nothing happens."""
    plan = _writable(part.plan)
    _swap(list(plan.parts.all()), part.pk, up)
    _changed(plan)
    return part


@act(gettext_lazy("Dời nhiệm vụ"))
def move_task(*, task: Task, up: bool, by, now) -> Task:
    """A task changes places with the one before or after it under its heading; at the end nothing happens."""
    plan = _writable(task.plan)
    _swap(list(plan.tasks.filter(removed=False, part=task.part_id)), task.pk, up)
    _changed(plan)
    return task


def _swap(rows: list, pk: int, up: bool) -> None:
    at = next((place for place, row in enumerate(rows) if row.pk == pk), None)
    other = None if at is None else at - 1 if up else at + 1
    if at is None or other is None or not 0 <= other < len(rows):
        return
    rows[at].order, rows[other].order = rows[other].order, rows[at].order
    for row in (rows[at], rows[other]):
        row.save(update_fields=["order"])


@act(gettext_lazy("Soạn nhiệm vụ"), on="result")
def write_task(*, plan: Plan, part: Part | None, values: dict, by, now) -> Task:
    """A task of one's own words under a heading, at its end; `values` as in `save_task`.

    In a unit's plan it is the unit's own, unless other units are named. The same words under the same heading are
    there already: a second click.
    """
    plan = _writable(plan)
    text = need(values.get("text", ""), _("Hãy viết nội dung việc."))
    if made := plan.tasks.filter(removed=False, part=part, text=text).first():
        return made
    last = plan.tasks.order_by("-order").values_list("order", flat=True).first() or 0
    plain = {name: values[name] for name in PLAIN if name in values}
    task = Task(plan=plan, part=part, order=last + 10, seen=True, **(plain | {"text": text}))
    task.title = (task.title or rules.short_title(text))[:200]
    task.save()
    units = list(values.get("lead_units", ()))
    task.lead_units.set(units or ([plan.unit] if plan.unit else []))
    task.cooperating_units.set(values.get("cooperating_units", ()))
    log(plan=plan, task=task, event=Event.TASK_ADDED, by=by, now=now)
    _changed(plan)
    return task


PLAIN = (
    "title", "text", "kind", "mode", "every_office", "officer", "due_on", "bound", "recurrence", "product", "evidence",
    "question", "parent", "remark", "seeded_from",
)  # fmt: skip


@act(gettext_lazy("Chuyển nhiệm vụ sang mục khác"), on="task")
def place_task(*, task: Task, part: Part | None, by, now) -> Task:
    """A task moves under another heading, to its end."""
    task = locked_task(task)
    plan = _writable(task.plan)
    if task.part_id != (part and part.pk):
        last = plan.tasks.order_by("-order").values_list("order", flat=True).first() or 0
        task.part, task.order = part, last + 10
        task.save(update_fields=["part", "order"])
        _changed(plan)
    return task
