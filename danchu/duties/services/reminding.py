"""Reminders of what is owed: one digest a person, as often as `rules.reminder_due` says."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import override

from danchu.duties import messages, queries
from danchu.duties.models import Duty
from danchu.duties.rules import REMIND_FROM, reminder_due
from danchu.duties.states import Mode
from danchu.notifications.services import notify


@dataclass(frozen=True)
class Reminded:
    """What one run of reminders told: how many duties, to how many people, and which units nobody works in."""

    duties: int = 0
    people: int = 0
    units_without_people: tuple[str, ...] = ()


@transaction.atomic
def remind(*, commune, on: datetime.date, now) -> Reminded:
    """Puts one digest per person into the outbox: the duties of their units whose reminder has come (rules.py).

    After missed days only the latest reminder of each duty is given; the same day again tells nobody twice. A duty that
    reached nobody (no one works in the unit, or everyone has had the day's digest already) stays for the next day.
    """
    calendar = queries.calendar_of(commune)
    open_rows = Duty.objects.open().filter(
        commune=commune, never_late=False, due_on__range=(commune.begins_on, on + datetime.timedelta(REMIND_FROM))
    )
    due: list[Duty] = []
    for duty in open_rows.exclude(mode=Mode.REQUEST).select_related("unit").order_by("due_on", "pk"):
        duty.commune = commune
        standing = duty.standing_on(on)
        if reminder := reminder_due(
            due_on=duty.due_on, today=on, calendar=calendar, reminded_on=duty.reminded_on, standing=standing
        ):
            duty.reminded_on = reminder.on
            due.append(duty)
    if not due:
        return Reminded()
    workers = queries.workers(commune, {duty.unit_id for duty in due}, on)
    portions: dict = {}
    for duty in due:
        for person in workers.get(duty.unit_id, ()):
            portions.setdefault(person, []).append(duty)
    told: set[int] = set()
    people = 0
    for person, duties in portions.items():
        with override(messages.LANGUAGE):
            title, body = messages.digest(duties, today=on, calendar=calendar)
        if notify(recipients=[person], key=f"duties.digest:{on.isoformat()}", title=title, body=body,
                  link=messages.list_address(), now=now):  # fmt: skip
            people += 1
            told.update(duty.pk for duty in duties)
    Duty.objects.bulk_update([duty for duty in due if duty.pk in told], ["reminded_on"])
    empty = sorted({str(duty.unit) for duty in due if not workers.get(duty.unit_id)})
    return Reminded(len(told), people, tuple(empty))
