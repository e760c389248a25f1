"""A plan is confirmed and becomes duties, rolls on with the days, and is published."""

import datetime

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.documents import files
from danchu.documents.services import keep_upload
from danchu.duties import services as duties
from danchu.duties.states import Mode, Source
from danchu.organisation.models import Unit
from danchu.plans import messages, rules
from danchu.plans.models import Occurrence, Plan, PlanRecipient
from danchu.plans.queries import occurrence_title, office_units, owing_units, turns_of, unit_names
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


@transaction.atomic
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
    _check_ready(plan)
    plan.state, plan.confirmed_by, plan.confirmed_at = PlanState.CONFIRMED, by, now
    plan.version += 1
    plan.save(update_fields=["state", "confirmed_by", "confirmed_at", "version"])
    today = timezone.localtime(now).date()
    _address(plan, today)
    settle(plan, on=today, by=by, now=now)
    log(plan=plan, event=Event.CONFIRMED, from_state=PlanState.DRAFT, to_state=plan.state, by=by, now=now)
    return plan


def _check_ready(plan: Plan) -> None:
    living = plan.tasks.filter(removed=False)
    if not living.exists():
        raise Refused(_("Kế hoạch chưa có việc nào. Hãy thêm việc trước khi xác nhận."))
    unseen = living.filter(seen=False).count()
    if unseen:
        raise Refused(_("Còn %(count)s việc chưa ai xem. Hãy xem hết trước khi xác nhận.") % {"count": unseen})
    same = Plan.objects.in_force().filter(
        commune=plan.commune, number=plan.number, symbol=plan.symbol, dated_on=plan.dated_on, origin=plan.origin
    )
    if plan.number and same.exclude(pk=plan.pk).exists():
        raise Refused(_("%(plan)s đã được xác nhận từ trước. Hãy dùng bản đó.") % {"plan": plan})


def _address(plan: Plan, today: datetime.date) -> None:
    """The lines of "Nơi nhận" become recipients, one for each unit a line means."""
    units = unit_names(plan.commune, today)
    offices = [unit.pk for unit in office_units(plan.commune, today)]
    recipients = []
    for order, name in enumerate(plan.reading.get("recipients") or [], 1):
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
    wanted, new = set(), 0
    leads = Prefetch("lead_units", Unit.objects.order_by("order", "pk"))
    for task in plan.tasks.filter(removed=False).prefetch_related(leads):
        task.plan = plan
        for unit in owing_units(task, offices):
            for turn in turns_of(task, on):
                if unit.valid_from and turn.period_to < unit.valid_from:
                    continue
                key = (task.pk, unit.pk, turn.key)
                wanted.add(key)
                occurrence = have.get(key)
                if occurrence is None:
                    occurrence = Occurrence.objects.create(task=task, unit=unit, key=turn.key, **_days(turn))
                    new += 1
                occurrence.task, occurrence.unit = task, unit
                _bring_up(occurrence, turn, by=by, now=now)
                _owe(occurrence, on=on, now=now)
    for key, occurrence in have.items():
        if key not in wanted and occurrence.state in (OccurrenceState.OPEN, OccurrenceState.RETURNED):
            move(occurrence, OccurrenceState.WITHDRAWN, by=by, now=now)
            occurrence.save(update_fields=["state"])
            duties.withdraw(commune=plan.commune, subject=occurrence.subject)
    if plan.state == PlanState.PUBLISHED:
        register.touch(commune=plan.commune.slug)
    return new


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


def _owe(occurrence: Occurrence, *, on: datetime.date, now) -> None:
    """The duty: at once where there is a day, else when its period begins."""
    task = occurrence.task
    if occurrence.handled_by:
        return
    if occurrence.due_on is None and occurrence.period_from > on:
        return
    plan = task.plan
    duties.owe(
        commune=plan.commune, unit=occurrence.unit, key=f"plans.task:{task.pk}:{occurrence.key}",
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


@transaction.atomic
def publish(*, plan: Plan, by, now, upload=None, source_is_signed: bool = False, issued_outside: bool = False) -> Plan:
    """The plan becomes public as issued, and a line of the register. Published already: nothing.

    It needs its number and date, and its signed copy: `upload`, or the file it was read from (`source_is_signed`, a
    PDF). `issued_outside` is for a plan issued before the system and known by its text alone; the text's digest is
    bound and the page says so. Raises Refused when something is missing.
    """
    plan = locked_plan(plan)
    if plan.state == PlanState.PUBLISHED:
        return plan
    if plan.state != PlanState.CONFIRMED:
        raise Refused(_("Hãy xác nhận các việc của kế hoạch trước khi công khai."))
    if plan.origin != Origin.OWN:
        raise Refused(_("Văn bản của cấp trên do cấp trên công khai."))
    if not plan.number or not plan.dated_on:
        raise Refused(_("Kế hoạch chưa có số hoặc ngày ban hành. Hãy điền số và ngày trước khi công khai."))
    if upload is not None:
        only = frozenset({files.PDF, files.JPEG, files.PNG})
        plan.signed_copy = keep_upload(commune=plan.commune, upload=upload, by=by, now=now, only=only)
    elif source_is_signed and plan.source_file and plan.source_file.media_type == files.PDF:
        plan.signed_copy = plan.source_file
    plan.issued_outside = issued_outside and plan.signed_copy is None
    if plan.signed_copy is None and not plan.issued_outside:
        raise Refused(_("Hãy đính kèm bản ký (bản quét có dấu, hoặc PDF ký số) để công khai."))
    plan.state, plan.published_by, plan.published_at = PlanState.PUBLISHED, by, now
    plan.save(update_fields=["signed_copy", "issued_outside", "state", "published_by", "published_at"])
    register.append(
        commune=plan.commune.slug, event="plans.published", subject=plan.subject, unit=plan.issuer or plan.commune.name,
        on=timezone.localtime(now).date(), public=_public(plan), files=_digests(plan),
    )  # fmt: skip
    log(plan=plan, event=Event.PUBLISHED, from_state=PlanState.CONFIRMED, to_state=plan.state, by=by, now=now)
    return plan


def _public(plan: Plan) -> dict:
    return {
        "kind": plan.kind, "title": plan.title, "number": plan.full_number, "dated_on": plan.dated_on,
        "year": plan.year, "issued_outside": plan.issued_outside, "text_sha256": plan.source_sha256,
        "tasks": plan.tasks.filter(removed=False).count(),
    }  # fmt: skip


def _digests(plan: Plan) -> dict:
    return {plan.signed_copy.name: plan.signed_copy.sha256} if plan.signed_copy else {}
