"""A plan made from another: next year's from this year's, a later edition, a unit's own from the commune's."""

import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused
from danchu.core.text import squeezed
from danchu.organisation.models import Unit
from danchu.organisation.queries import lineage
from danchu.plans import papers, queries, rules
from danchu.plans.models import Occurrence, Part, Plan, Task
from danchu.plans.services.composing import LANGUAGE, compose
from danchu.plans.services.locking import locked_plan
from danchu.plans.services.writing import UNIT_OUTLINE, new_plan
from danchu.plans.states import IN_FORCE, OccurrenceState, Origin, PlanState, TaskKind

_COPIED = ("title", "text", "kind", "mode", "every_office", "due_on", "bound", "recurrence", "product", "evidence",
           "printed_units", "printed_deadline")  # fmt: skip


# -- next year's -----------------------------------------------------------------------------------------------------
@act(gettext_lazy("Lập kế hoạch từ năm trước"), on="result")
def copy_forward(*, plan: Plan, year: int, upload_key: str, by, now) -> Plan:
    """Next year's plan from one of before: headings and tasks, every day moved by the years between.

    A unit that is gone is replaced by the one that took its place, or left open and said so; what was never done, or
    not everywhere, is marked. Nothing is taken as seen: somebody looks at each task. `upload_key` belongs to the form:
    sent twice, it is one plan. Raises Refused for a draft, a unit's plan, or a year that is not later.
    """
    if plan.unit_id is not None or plan.origin != Origin.OWN or plan.state not in (*IN_FORCE, PlanState.SUPERSEDED):
        raise Refused(_("Chỉ lấy được từ kế hoạch của xã đã xác nhận."))
    if year <= plan.year:
        raise Refused(_("Năm của kế hoạch mới phải sau năm %(year)s.") % {"year": plan.year})
    new, is_new = new_plan(
        commune=plan.commune, year=year, title=rules.named_for(plan.title, plan.year, year), unit=None,
        upload_key=upload_key, by=by, now=now, **_opening(plan, year),
    )  # fmt: skip
    if not is_new:
        return new
    parts = _copy_parts(plan, new, lambda text: rules.named_for(text, plan.year, year))
    done = _done(plan)
    present = _Present(plan.commune, max(now.date(), datetime.date(year, 1, 1)))
    with override(LANGUAGE):
        for task in _tasks(plan):
            values = {name: getattr(task, name) for name in _COPIED}
            values["due_on"] = rules.moved_a_year(task.due_on, year - plan.year)
            for name in ("title", "text", "product"):
                values[name] = rules.named_for(values[name], plan.year, year)
            if str(plan.year) in task.printed_deadline:
                values["printed_deadline"] = ""  # the day is said anew
            leads, helpers = present.of(task.lead_units.all()), present.of(task.cooperating_units.all())
            remarks = [_not_done(task, plan.year, done), present.gone(task)]
            _add(new, task, parts, values, leads, helpers, remark=" ".join(filter(None, remarks))[:300],
                 seeded_from=f"plans.task:{task.pk}")  # fmt: skip
    compose(new)
    return new


def _opening(plan: Plan, year: int) -> dict:
    if plan.is_written:
        return {"opening": rules.named_for(plan.opening, plan.year, year), "send_to": plan.send_to}
    grounds = [squeezed(each.get("text") or "") for each in plan.reading.get("legal_bases") or []]
    grounds = [text.rstrip(" ;.") for text in grounds if text.startswith("Căn cứ")]
    usual = papers.opening_for(plan.commune)
    lead = usual.splitlines()[-1]
    lines = [squeezed(line) for line in plan.reading.get("recipients") or []]
    return {
        "opening": "\n".join([*(f"{text};" for text in grounds), lead]) if grounds else usual,
        **({"send_to": lines} if lines else {}),
    }


def _not_done(task: Task, year: int, done: dict[int, tuple[int, int]]) -> str:
    accepted, owed = done.get(task.pk, (0, 0))
    if task.kind == TaskKind.PRINCIPLE or (owed and accepted == owed):
        return ""
    if not owed:
        return _("Năm %(year)s không giao đơn vị nào.") % {"year": year}
    if not accepted:
        return _("Năm %(year)s chưa làm xong ở nơi nào (0/%(owed)s).") % {"year": year, "owed": owed}
    return _("Năm %(year)s mới xong %(done)s/%(owed)s phần việc.") % {"year": year, "done": accepted, "owed": owed}


def _done(plan: Plan) -> dict[int, tuple[int, int]]:
    """Task → (parts accepted, parts owed)."""
    rows = Occurrence.objects.living().filter(task__plan=plan).order_by().values("task")
    counted = rows.annotate(owed=Count("pk"), done=Count("pk", filter=Q(state=OccurrenceState.ACCEPTED)))
    return {row["task"]: (row["done"], row["owed"]) for row in counted}


class _Present:
    """Which unit does today what a unit of then did: itself, or the one that took its place."""

    def __init__(self, commune, on: datetime.date):
        self.living = {unit.pk: unit for unit in Unit.objects.filter(commune=commune).on(on)}
        self.heirs: dict[int, list[Unit]] = {}

    def of(self, units) -> list[Unit]:
        """The present units for those of then, each once; one without a successor is left out."""
        found: dict[int, Unit] = {}
        for unit in units:
            for each in self._now(unit):
                found[each.pk] = each
        return list(found.values())

    def _now(self, unit: Unit) -> list[Unit]:
        if unit.pk in self.living:
            return [unit]
        if unit.pk not in self.heirs:
            self.heirs[unit.pk] = [each for each in successors(unit) if each.pk in self.living]
        return self.heirs[unit.pk]

    def gone(self, task: Task) -> str:
        """Said of a task whose units are gone without one in their place."""
        names = [unit.name for unit in (*task.lead_units.all(), *task.cooperating_units.all()) if not self._now(unit)]
        return _("%(units)s không còn, hãy chọn đơn vị khác.") % {"units": ", ".join(names)} if names else ""


def successors(unit: Unit) -> list[Unit]:
    """The units that stand in a unit's place, over all generations, nearest first (1 query)."""
    return [each for each, _on in lineage(unit).successors]


# -- what copies share -----------------------------------------------------------------------------------------------
def _tasks(plan: Plan):
    return plan.tasks.filter(removed=False).prefetch_related("lead_units", "cooperating_units")


def _add(plan: Plan, task: Task, parts: dict, values: dict, leads, helpers, **more) -> Task:
    """One task of the new plan, in the place of the old one's heading."""
    part = parts.get(task.part_id) or parts.get(task.section)
    made = Task.objects.create(plan=plan, order=task.order, part=part, **(values | more))
    made.lead_units.set(leads)
    made.cooperating_units.set(helpers)
    return made


def _copy_parts(old: Plan, new: Plan, words) -> dict:
    """The headings of the old plan as parts of the new; old part's key, or old section's words → part."""
    if old.is_written:
        made = {}
        for part in old.parts.all():
            made[part.pk] = Part.objects.create(
                plan=new, order=part.order, level=part.level, title=words(part.title), text=words(part.text)
            )
        return made
    return _parts_read(old, new, words)


def _parts_read(old: Plan, new: Plan, words) -> dict:
    """The headings of a plan that was read; what stood under them and became no task stays their text."""
    taken: dict[str, list[str]] = {}
    for section, text in old.tasks.values_list("section", "text"):
        taken.setdefault(section, []).append(text)
    made: dict = {}
    path: list[dict] = []
    texts: dict[int, list[str]] = {}
    here = None
    for order, section in enumerate(old.reading.get("sections") or [], 1):
        path = [above for above in path if above["level"] < section["level"]] + [section]
        titled = [each for each in path if each["title"]]
        name = " › ".join(squeezed(f"{each['numbering']}. {each['title']}") for each in titled)[:300]
        if section["title"]:
            title = squeezed(words(section["title"]))[:200]
            here = Part.objects.create(plan=new, order=order * 10, level=min(len(titled), 3), title=title)
            made[name] = here
        if here is not None:
            left = rules.without(section["text"], taken.get(name, ()))
            texts.setdefault(here.pk, []).append(words(left))
    for part in made.values():
        part.text = "\n".join(filter(None, texts.get(part.pk, ())))
        part.save(update_fields=["text"])
    return made


# -- a later edition -------------------------------------------------------------------------------------------------
@act(gettext_lazy("Soạn bản sửa đổi kế hoạch"), on="result")
def amend_here(*, plan: Plan, upload_key: str, by, now) -> Plan:
    """A later edition of a plan, to be written here: it begins as the plan stands, each task going on from its own.

    One is open already: that one. Raises Refused for a plan that is not in force or came from above.
    """
    plan = locked_plan(plan)
    if open_one := being_amended(plan):
        return open_one
    check_can_be_amended(plan)
    if plan.origin != Origin.OWN:
        raise Refused(_("Văn bản của cấp trên do cấp trên sửa. Hãy đưa văn bản sửa đổi vào."))
    opening = {"opening": plan.opening, "send_to": plan.send_to} if plan.is_written else _opening(plan, plan.year)
    new, is_new = new_plan(
        commune=plan.commune, year=plan.year, title=plan.title, unit=plan.unit, upload_key=upload_key, by=by, now=now,
        parent=plan.parent, **later(plan), **opening,
    )  # fmt: skip
    if not is_new:
        return new
    parts = _copy_parts(plan, new, lambda text: text)
    for task in _tasks(plan):
        _keep(new, task, parts)
    compose(new)
    return new


def later(plan: Plan) -> dict:
    """What makes a plan the next edition of another."""
    return {"replaces": plan, "series_id": plan.series_pk, "edition": plan.edition + 1}


def being_amended(plan: Plan) -> Plan | None:
    """The edition that takes the plan's place, or is about to."""
    return plan.replaced_by.exclude(state=PlanState.DISCARDED).first()


def check_can_be_amended(plan: Plan) -> None:
    """Raises Refused unless the plan is in force and nothing takes its place yet."""
    if plan.state not in IN_FORCE:
        raise Refused(_("Chỉ sửa đổi được kế hoạch đang thực hiện. Hãy mở bản mới nhất."))
    if being_amended(plan):
        raise Refused(_("Kế hoạch này đang có một bản sửa đổi. Hãy mở bản đó."))


def _keep(plan: Plan, task: Task, parts: dict, **more) -> Task:
    """A task goes on unchanged in the next edition."""
    values = {name: getattr(task, name) for name in (*_COPIED, "officer", "question", "parent", "is_mirror", "law")}
    return _add(
        plan, task, parts, values, task.lead_units.all(), task.cooperating_units.all(),
        **({"seen": True, "continues": task, "numbering": task.numbering, "section": task.section} | more),
    )  # fmt: skip


def join(plan: Plan, old: Plan, *, whole: bool) -> None:
    """Finds which task of a paper just read is which of the edition before, in the caller's transaction.

    The paper takes the whole plan's place, or (`whole` False) changes only what it names: the other tasks then go on
    as they are, and stand in the draft to be seen or dropped. Where the paper names nobody, those who did it stay.
    """
    before = {task.pk: task for task in _tasks(old)}
    after = {task.pk: task for task in _tasks(plan)}
    found = rules.matched([queries.item_of(t) for t in before.values()], [queries.item_of(t) for t in after.values()])
    for new, its in found.items():
        task, was = after[new], before[its]
        task.continues, task.law = was, was.law
        if not task.every_office and not task.lead_units.all():
            task.every_office = was.every_office
            task.lead_units.set(was.lead_units.all())
        if not task.cooperating_units.all():
            task.cooperating_units.set(was.cooperating_units.all())
        task.officer = was.officer
        task.save()
    if whole:
        return
    last = max((task.order for task in after.values()), default=0)
    with override(LANGUAGE):
        for place, task in enumerate((t for t in before.values() if t.pk not in set(found.values())), 1):
            remark = _("Giữ nguyên theo %(plan)s.") % {"plan": old}
            kept = _keep(plan, task, {}, remark=remark[:300])
            kept.order = last + place * 10
            kept.save(update_fields=["order"])


# -- a unit's own ----------------------------------------------------------------------------------------------------
@act(gettext_lazy("Lập kế hoạch của đơn vị"), on="result")
def derive(*, plan: Plan, unit: Unit, upload_key: str, by, now) -> Plan:
    """A unit's own plan from the commune's: the tasks the unit owes stand in it, to be divided into steps.

    What the commune's plan orders is owed there and only shown here. One was derived already: that one. Raises Refused
    when the plan is not in force or the unit owes nothing under it.
    """
    plan = locked_plan(plan)
    if made := plan.derived.filter(unit=unit).exclude(state__in=(PlanState.DISCARDED, PlanState.SUPERSEDED)).first():
        return made
    if plan.unit_id is not None or plan.state not in IN_FORCE:
        raise Refused(_("Kế hoạch của đơn vị lập từ kế hoạch của xã đang thực hiện."))
    owed = set(Occurrence.objects.living().filter(task__plan=plan, unit=unit).values_list("task", flat=True))
    if not owed:
        raise Refused(_("Kế hoạch này không giao việc nào cho %(unit)s.") % {"unit": unit})
    lead = f"Thực hiện {plan} của {plan.issuer or papers.committee(plan.commune)}, {unit} xây dựng Kế hoạch như sau:"
    new, is_new = new_plan(
        commune=plan.commune, year=plan.year, title=plan.title, unit=unit, upload_key=upload_key, by=by, now=now,
        parent=plan, opening=lead,
    )  # fmt: skip
    if not is_new:
        return new
    parts = [
        Part.objects.create(plan=new, order=order * 10, level=level, title=title)
        for order, (level, title) in enumerate(UNIT_OUTLINE, 1)
    ]
    for task in _tasks(plan).filter(pk__in=owed):
        values = {name: getattr(task, name) for name in _COPIED if name != "every_office"}
        made = Task.objects.create(
            plan=new, order=task.order, part=parts[0], parent=task, is_mirror=True, seen=True,
            seeded_from=f"plans.task:{task.pk}", **values,
        )  # fmt: skip
        made.lead_units.set([unit])
    compose(new)
    return new
