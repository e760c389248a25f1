"""Writes on duties. Areas above push what is owed and say what fulfilled it; nobody types a duty."""

from django.db import transaction

from danchu.duties.models import Duty
from danchu.duties.states import DutyState, Mode, Source


@transaction.atomic
def owe(
    *, commune, unit, key: str, source: Source, title: str, due_on=None, mode: Mode = Mode.ASSIGN, rule: str = "",
    citation: str = "", subject: str = "", period=(None, None), never_late: bool = False, explanation=None, now,
) -> Duty:  # fmt: skip
    """The unit owes this, once per `key`; asked for again it is brought up to date, and a fulfilled one stays so.

    `due_on` is the last day in time (None: no day is known, never late); `explanation` how it was worked out, as
    `rulebook.output.due_as_json` gives it; `subject` a text reference ("plans.occurrence:7") of where it is done.
    """
    wanted = {
        "source": source, "mode": mode, "title": title[:300], "rule": rule, "citation": citation, "subject": subject,
        "period_from": period[0], "period_to": period[1], "due_on": due_on, "never_late": never_late,
        "explanation": explanation or {},
    }  # fmt: skip
    duty, made = Duty.objects.get_or_create(
        commune=commune, unit=unit, key=key, defaults={**wanted, "created_at": now}
    )
    if not made:
        if duty.state == DutyState.WITHDRAWN:
            wanted["state"] = DutyState.OPEN
        changed = [name for name, value in wanted.items() if getattr(duty, name) != value]
        for name in changed:
            setattr(duty, name, wanted[name])
        if changed:
            duty.save(update_fields=changed)
    return duty


@transaction.atomic
def fulfil(*, commune, subject: str, by_what: str, on, note: str = "", unit=None) -> int:
    """What the duty asked for has happened (`by_what`, a text reference, on the day `on`). Returns how many rows."""
    rows = Duty.objects.filter(commune=commune, subject=subject, state=DutyState.OPEN)
    if unit is not None:
        rows = rows.filter(unit=unit)
    return rows.update(
        state=DutyState.FULFILLED, fulfilled_on=on, fulfilled_by=by_what[:120], fulfilled_note=note[:300]
    )


@transaction.atomic
def reopen(*, commune, subject: str, unit=None) -> int:
    """What was done came back (returned with reasons): the duty is owed again, by the same day."""
    rows = Duty.objects.filter(commune=commune, subject=subject, state=DutyState.FULFILLED)
    if unit is not None:
        rows = rows.filter(unit=unit)
    return rows.update(state=DutyState.OPEN, fulfilled_on=None, fulfilled_by="", fulfilled_note="")


@transaction.atomic
def withdraw(*, commune, subject: str) -> int:
    """The duty is no longer owed: its task was dropped or given to another unit."""
    return Duty.objects.filter(commune=commune, subject=subject, state=DutyState.OPEN).update(
        state=DutyState.WITHDRAWN
    )
