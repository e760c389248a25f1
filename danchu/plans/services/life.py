"""A plan is confirmed and becomes duties, and rolls on with the days."""

import datetime
from functools import cache

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.duties import queries as duties_queries
from danchu.duties import services as duties
from danchu.duties.states import Mode, Source
from danchu.organisation.models import Unit
from danchu.organisation.queries import predecessors
from danchu.plans import messages, rules
from danchu.plans.models import Occurrence, Plan, PlanRecipient
from danchu.plans.queries import is_to_come, occurrence_title, office_units, owing_units, turns_of, unit_names
from danchu.plans.services.carrying import by_law, carry
from danchu.plans.services.editions import take_place
from danchu.plans.services.locking import locked_plan, log, move
from danchu.plans.states import (
    Event,
    OccurrenceState,
    Origin,
    PlanState,
    TaskMode,
)  # fmt: skip
from danchu.register import services as register

_ANSWERED = (OccurrenceState.REPORTED, OccurrenceState.ACCEPTED)


@act(gettext_lazy("Xác nhận kế hoạch"))
def confirm(*, plan: Plan, version: int | None = None, by, now) -> Plan:
    """The tasks are right: they become what units owe, and duties. Confirmed again by the same person: nothing.

    `version` is the plan's version on the page the person saw. Raises Stale when someone else confirmed or changed
    it meanwhile; Refused when nobody has looked at some task, there is none, or the same paper is confirmed already.
    """
    plan = locked_plan(plan)
    if plan.state in (PlanState.CONFIRMED, PlanState.PUBLISHED):
        if plan.confirmed_by_id == (by and by.pk):
            return plan
        raise Stale(
            _("%(person)s đã xác nhận kế hoạch này rồi. Các việc đã được giao.") % {"person": plan.confirmed_by}
        )
    if plan.state != PlanState.DRAFT:
        raise Stale(_("Bản đọc này đã bị bỏ. Hãy mở lại danh sách kế hoạch."))
    if version is not None and version != plan.version:
        raise Stale(_("Có người vừa sửa các việc của kế hoạch này. Hãy xem lại danh sách dưới đây rồi xác nhận."))
    if plan.is_written:
        raise Refused(_("Kế hoạch soạn ở đây phải trình duyệt và phát hành trước khi giao việc."))
    check_ready(plan)
    put_in_force(plan, by=by, now=now)
    return plan


def put_in_force(plan: Plan, *, by, now) -> None:
    """The plan's tasks are owed from now on, in the place of the edition before; in the caller's transaction.

    Raises Refused when the same paper is in force already.
    """
    _check_new(plan)
    before = plan.state
    plan.state, plan.confirmed_by, plan.confirmed_at = PlanState.CONFIRMED, by, now
    plan.version += 1
    plan.save(update_fields=["state", "confirmed_by", "confirmed_at", "version"])
    today = timezone.localtime(now).date()
    _address(plan, today)
    take_place(plan, by=by, now=now)
    settle(plan, on=today, by=by, now=now)
    log(plan=plan, event=Event.CONFIRMED, from_state=before, to_state=plan.state, by=by, now=now)


def check_ready(plan: Plan) -> None:
    """Raises Refused when the plan has no task, or one that nobody has looked at."""
    living = plan.tasks.filter(removed=False)
    if not living.exists():
        raise Refused(_("Kế hoạch chưa có việc nào. Hãy thêm việc trước khi xác nhận."))
    unseen = living.filter(seen=False).count()
    if unseen:
        raise Refused(_("Còn %(count)s việc chưa ai xem. Hãy xem hết trước khi xác nhận.") % {"count": unseen})


def _check_new(plan: Plan) -> None:
    same = Plan.objects.in_force().filter(
        commune=plan.commune,
        unit=plan.unit,
        number=plan.number,
        symbol=plan.symbol,
        dated_on=plan.dated_on,
        origin=plan.origin,
    )
    if plan.number and same.exclude(pk=plan.pk).exists():
        raise Refused(_("%(plan)s đã được xác nhận từ trước. Hãy dùng bản đó.") % {"plan": plan})


def _address(plan: Plan, today: datetime.date) -> None:
    """The lines of "Nơi nhận" become recipients, one for each unit a line means."""
    units = unit_names(plan.commune, today)
    offices = [unit.pk for unit in office_units(plan.commune, today)]
    recipients = []
    for order, name in enumerate(plan.printed_recipients, 1):
        if rules.is_archive_line(name):
            continue
        match = rules.match_units(name, units)
        meant = [*(offices if match.every_office else []), *match.units]
        recipients += [PlanRecipient(plan=plan, order=order, name=name[:300], unit_id=pk) for pk in meant or [None]]
    PlanRecipient.objects.bulk_create(recipients, ignore_conflicts=True)


def settle(plan: Plan, *, on: datetime.date, by, now) -> int:
    """Brings what units owe, and the duties, into line with the plan's tasks on the day `on`; idempotent.

    Runs in the caller's transaction over a locked plan. Returns how many occurrences are new.
    """
    offices = office_units(plan.commune, on)
    have = {
        (found.task_id, found.unit_id, found.key): found
        for found in locked(Occurrence.objects).select_related("task__plan", "unit").filter(task__plan=plan)
    }
    wanted, new, carrying = set(), 0, []
    before = cache(lambda: predecessors(plan.commune))
    leads = Prefetch("lead_units", Unit.objects.order_by("order", "pk"))
    tasks = list(plan.tasks.filter(removed=False).prefetch_related(leads))
    law = _law(plan, {task.law for task in tasks if task.law})
    for task in tasks:
        task.plan = plan
        if task.law:
            carrying.append(task)
        turns = [by_law(turn, law.get(task.law, [])) for turn in turns_of(task, on)]
        for unit in owing_units(task, offices):
            for turn in turns:
                key = (task.pk, unit.pk, turn.key)
                # Older than the unit: nothing of its own; what it took over from another unit stays.
                early = unit.valid_from and turn.period_to < unit.valid_from
                if early and (key not in have or have[key].state == OccurrenceState.WITHDRAWN):
                    continue
                wanted.add(key)
                occurrence = have.get(key)
                if occurrence is None and is_to_come(task, turn, on):
                    continue
                if occurrence is None:
                    olds = ((task.pk, old, turn.key) for old in before().get(unit.pk, ()))
                    if any(old in have and have[old].state in _ANSWERED for old in olds):
                        continue  # answered already by a unit in whose place this one stands
                    occurrence = Occurrence.objects.create(task=task, unit=unit, key=turn.key, **_days(turn))
                    new += 1
                occurrence.task, occurrence.unit = task, unit
                _bring_up(occurrence, turn, by=by, now=now)
                owe(occurrence, on=on, now=now)
    for key, occurrence in have.items():
        if key not in wanted and occurrence.state in (OccurrenceState.OPEN, OccurrenceState.RETURNED):
            move(occurrence, OccurrenceState.WITHDRAWN, by=by, now=now)
            occurrence.save(update_fields=["state"])
            duties.withdraw(commune=plan.commune, subject=occurrence.subject)
    carry(carrying, commune=plan.commune, now=now)
    if plan.state == PlanState.PUBLISHED:
        register.touch(commune=plan.commune.slug)
    return new


def _law(plan: Plan, ids: set[str]) -> dict[str, list]:
    """The law's duties that the plan's tasks carry, by the rulebook's id (no query where there are none)."""
    found: dict[str, list] = {}
    for duty in duties_queries.law_duties_named(plan.commune, ids) if ids else ():
        found.setdefault(duty.key.split(":")[1], []).append(duty)
    return found


def _days(turn: rules.Turn) -> dict:
    return {"period_from": turn.period_from, "period_to": turn.period_to, "due_on": turn.last_day}


def _bring_up(occurrence: Occurrence, turn: rules.Turn, *, by, now) -> None:
    changed = [name for name, value in _days(turn).items() if getattr(occurrence, name) != value]
    for name in changed:
        setattr(occurrence, name, _days(turn)[name])
    if occurrence.state == OccurrenceState.WITHDRAWN:
        move(occurrence, OccurrenceState.OPEN, by=by, now=now)
        changed.append("state")
    if changed:
        occurrence.save(update_fields=changed)


def owe(occurrence: Occurrence, *, on: datetime.date, now) -> None:
    """The duty of an occurrence (with its task and plan loaded): at once where there is a day, else when its period
    begins.
    """
    task = occurrence.task
    if occurrence.handled_by:
        return
    if occurrence.due_on is None and occurrence.period_from > on:
        return
    plan = task.plan
    duties.owe(
        commune=plan.commune, unit=occurrence.unit, key=f"plans.task:{task.stem_pk}:{occurrence.key}",
        source=Source.PLAN if plan.origin == Origin.OWN else Source.DIRECTIVE,
        title=occurrence_title(occurrence), due_on=occurrence.due_on,
        mode=Mode.REQUEST if occurrence.is_request else Mode(TaskMode(task.mode).value),
        citation=task.citation[:200], subject=occurrence.subject,
        period=(occurrence.period_from, occurrence.period_to), never_late=occurrence.due_on is None,
        explanation=messages.explanation(occurrence), now=now,
    )  # fmt: skip
    if occurrence.state in _ANSWERED:
        duties.fulfil(
            commune=plan.commune, subject=occurrence.subject, by_what=occurrence.subject, on=occurrence.reported_on
        )


def roll_forward(*, commune, on: datetime.date, now) -> int:
    """The daily round: what came up since, for every confirmed plan of the commune; a missed week catches up.

    Returns how many occurrences are new. Run again on the same day it changes nothing.
    """
    new = 0
    for plan in Plan.objects.in_force().filter(commune=commune):
        with transaction.atomic():
            new += settle(locked_plan(plan), on=on, by=None, now=now)
    return new
