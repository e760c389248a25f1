"""What stands above plans proposes tasks for a year's plan; whoever writes it takes them in or sets them aside."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.organisation.models import Commune, Unit
from danchu.plans import rules
from danchu.plans.models import Part, Plan, Seed, Task
from danchu.plans.services.writing import write_task
from danchu.plans.states import Bound, TaskKind


@transaction.atomic
def seed(
    *, commune: Commune, year: int, key: str, text: str, why: str = "", unit: Unit | None = None,
    due_on: datetime.date | None = None, now,
) -> Seed:  # fmt: skip
    """Proposes a task for the plan of `year`: the door for areas above, a report's named weakness say.

    `key` is a text reference of where it comes from ("reports.weakness:7"): given again it is brought up to date, and
    what was taken or set aside stays so. `why` says where it was said, for the person who decides.
    """
    values = {"text": text.strip(), "why": why[:300], "unit": unit, "due_on": due_on}
    made, is_new = Seed.objects.get_or_create(
        commune=commune, year=year, key=key, defaults=values | {"created_at": now}
    )
    if not is_new and any(getattr(made, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(made, name, value)
        made.save(update_fields=list(values))
    return made


@act(gettext_lazy("Đưa đề xuất vào kế hoạch"), on="result")
def take_seed(*, seed: Seed, plan: Plan, part: Part | None, by, now) -> Task:
    """The proposal becomes a task of the plan, under a heading. Taken already into this plan: that task.

    Raises Stale when it was set aside, or taken into another plan.
    """
    seed = locked(Seed.objects).select_related("unit", "task").get(pk=seed.pk)
    if seed.task_id and seed.task.plan_id == plan.pk:
        return seed.task
    if seed.task_id or seed.set_aside_at:
        raise Stale(_("Đề xuất này đã được xử lý. Hãy tải lại trang."))
    if (seed.commune_id, seed.year) != (plan.commune_id, plan.year) or plan.unit_id is not None:
        raise Refused(_("Đề xuất này dành cho kế hoạch năm %(year)s của xã.") % {"year": seed.year})
    values = {
        "text": seed.text, "title": rules.short_title(seed.text), "kind": TaskKind.ONE_OFF, "due_on": seed.due_on,
        "bound": Bound.BY, "lead_units": [seed.unit] if seed.unit else [], "remark": seed.why,
        "seeded_from": seed.key, "evidence": rules.evidence_for(seed.text),
    }  # fmt: skip
    seed.task = write_task(plan=plan, part=part, values=values, by=by, now=now)
    seed.save(update_fields=["task"])
    return seed.task


def take_back_seed(*, commune: Commune, key: str) -> None:
    """What stood behind a proposal is gone (the weakness was put right): nobody has to read it any more.

    What was taken into a plan or set aside stays as it is.
    """
    Seed.objects.filter(commune=commune, key=key, task=None, set_aside_at=None).delete()


@act(gettext_lazy("Gác đề xuất cho kế hoạch"), on="commune")
def set_seed_aside(*, seed: Seed, by, now) -> Seed:
    """Nobody wants it in this year's plan; set aside already: nothing."""
    seed = locked(Seed.objects).get(pk=seed.pk)
    if seed.task_id is None and seed.set_aside_at is None:
        seed.set_aside_at, seed.set_aside_by = now, by
        seed.save(update_fields=["set_aside_at", "set_aside_by"])
    return seed
