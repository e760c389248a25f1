"""Duties of the law go to the units that stand in the place of another; what was done stays with the old unit."""

from django.db import transaction
from django.utils.translation import gettext as _

from danchu.core.errors import Refused
from danchu.core.tables import locked
from danchu.duties.models import Duty, DutyEvent
from danchu.duties.states import DutyState, EventKind, Source

_COPIED = (
    "commune_id", "key", "source", "mode", "title", "rule", "citation", "subject", "period_from", "period_to", "due_on",
    "never_late", "explanation",
)  # fmt: skip


def reference(duty: Duty) -> str:
    """How a choice about a duty names it."""
    return f"duties.duty:{duty.pk}"


@transaction.atomic
def pass_on(*, unit, to: list, choices: dict[str, list[int]], note: str, received: str, by, now) -> dict:
    """The open duties of the law of `unit` go to the units `to`, by `choices` (reference → numbers in `to`) or to all.

    The old row is withdrawn and says why (`note`); the new one says from whom it came (`received`). A successor that
    owes or has done the same keeps its own. Returns `{"withdrawn": [...], "made": [...]}`, for `give_back`.
    """
    old_rows = list(locked(Duty.objects).filter(unit=unit, source=Source.LAW, state=DutyState.OPEN))
    made: list[int] = []
    for old in old_rows:
        for number in choices.get(reference(old), range(len(to))):
            made += _take_over(old, to[number], received=received, now=now)
    Duty.objects.filter(pk__in=[old.pk for old in old_rows]).update(state=DutyState.WITHDRAWN)
    DutyEvent.objects.bulk_create(_event(old, EventKind.WITHDRAWN, note, by, now) for old in old_rows)
    return {"withdrawn": [old.pk for old in old_rows], "made": made}


def _take_over(old: Duty, unit, *, received: str, now) -> list[int]:
    values = {name: getattr(old, name) for name in _COPIED}
    if not old.subject.startswith("law:"):  # carried by a plan's task of the old unit: now owed by itself
        values["subject"] = old.key
    duty = Duty(**values, unit=unit, note=received[:300], created_at=now)
    same = Duty.objects.filter(commune=duty.commune_id, key=duty.key, unit=unit).first()
    if same is None:
        duty.folded = duty.searchable()
        duty.save()
        return [duty.pk]
    if same.state != DutyState.WITHDRAWN:
        return []
    same.state, same.note = DutyState.OPEN, received[:300]
    same.save(update_fields=["state", "note"])
    return [same.pk]


def _event(duty: Duty, kind: EventKind, note: str, by, now) -> DutyEvent:
    return DutyEvent(duty=duty, kind=kind, on=now.date(), at=now, by=by, note=note[:300])


@transaction.atomic
def give_back(*, passed: dict, made_units: list[int], note: str, by, now) -> None:
    """What `pass_on` did is undone, and what new units came to owe is forgotten. Raises Refused when some is done.

    `made_units`: keys of the units that exist only by the rearrangement.
    """
    made = Duty.objects.filter(pk__in=passed["made"]) | Duty.objects.filter(unit__in=made_units)
    if done := made.filter(state=DutyState.FULFILLED).select_related("unit").first():
        raise Refused(
            _("%(unit)s đã làm xong “%(duty)s” nên không hoàn tác được.") % {"unit": done.unit, "duty": done.title}
        )
    made.delete()
    back = list(locked(Duty.objects).filter(pk__in=passed["withdrawn"], state=DutyState.WITHDRAWN))
    Duty.objects.filter(pk__in=[duty.pk for duty in back]).update(state=DutyState.OPEN)
    DutyEvent.objects.bulk_create(_event(duty, EventKind.OWED_AGAIN, note, by, now) for duty in back)


@transaction.atomic
def forget(*, commune, subjects: list[str]) -> None:
    """The duties done in `subjects` (text references) never were: of what is taken back before anybody worked on it."""
    Duty.objects.filter(commune=commune, subject__in=subjects).exclude(state=DutyState.FULFILLED).delete()
