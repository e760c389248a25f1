"""Writes of the workspace: units rearranged together with the work that is open in them."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.channels.services import passing as channels
from danchu.core.tables import locked
from danchu.core.templatetags.vietnamese import day
from danchu.disclosure.services import passing as disclosure
from danchu.duties.services import passing as duties
from danchu.organisation.models import Rearrangement
from danchu.organisation.queries import due_rearrangements
from danchu.organisation.services import passing as organisation
from danchu.organisation.services import rearranging
from danchu.organisation.states import Change
from danchu.petitions.services import passing as petitions
from danchu.plans.services import passing as plans
from danchu.reports.services import passing as reports

LANGUAGE = "vi"  # what is stored is stored in the law's own language, whoever asks


@act(gettext_lazy("Sắp xếp đơn vị theo quyết định"), on="result")
def rearrange(*, commune, by, now, **what) -> Rearrangement:
    """Units are renamed, merged, split or moved (`organisation.services.rearranging.rearrange` says with what).

    Where the day has come, their open work is passed on at once; else `pass_on_due` does it on the day.
    """
    row = rearranging.rearrange(commune=commune, by=by, now=now, **what)
    if row.on <= now.date():
        apply(rearrangement=row, now=now)
        row.refresh_from_db()
    return row


@transaction.atomic
def apply(*, rearrangement: Rearrangement, now: datetime.datetime) -> None:
    """The day has come: what is open in the old units goes to the successors. Applied already: nothing."""
    row = locked(Rearrangement.objects).get(pk=rearrangement.pk)
    if row.applied_at or row.undone_at:
        return
    work: dict[str, dict] = {}
    if row.change != Change.MOVE:
        for old, to in _pairs(row):
            with override(LANGUAGE):
                names = ", ".join(unit.name for unit in to)
                values = {"names": names, "old": old.name, "day": day(row.on), "decision": row.decision}
                note = _("Chuyển cho %(names)s từ ngày %(day)s (%(decision)s)") % values
                received = _("Nhận từ %(old)s khi sắp xếp ngày %(day)s (%(decision)s)") % values
            passing = {"unit": old, "to": to, "note": note, "by": row.made_by, "now": now}
            work[str(old.pk)] = {
                "duties": duties.pass_on(**passing, choices=row.choices, received=received),
                "plans": plans.pass_on(**passing, choices=row.choices),
                "households": organisation.pass_on(unit=old, to=to, on=row.on, by=row.made_by, now=now),
                "channels": channels.pass_on(unit=old, to=to, on=row.on),
                "disclosure": disclosure.pass_on(unit=old, to=to, on=row.on, choices=row.choices, note=note, now=now),
                "petitions": petitions.pass_on(unit=old, to=to, note=note, now=now),
                "reports": reports.pass_on(**passing, goes_on=row.change == Change.RENAME),
            }
    rearranging.note_applied(rearrangement=row, work=work, now=now)


def _pairs(row: Rearrangement) -> list[tuple]:
    """Each old unit with the units that follow it, in the order in which they were named."""
    pairs: dict = {}
    for succession in row.successions.select_related("predecessor__commune", "successor__commune").order_by("pk"):
        pairs.setdefault(succession.predecessor, []).append(succession.successor)
    return list(pairs.items())


def pass_on_due(*, commune, on: datetime.date, now: datetime.datetime) -> int:
    """The daily round: applies the rearrangements whose day has come (1 query when there is none). Returns how many."""
    due = due_rearrangements(commune, on)
    for row in due:
        apply(rearrangement=row, now=now)
    return len(due)


@act(gettext_lazy("Hoàn tác sắp xếp đơn vị"))
def undo(*, rearrangement: Rearrangement, by, now) -> Rearrangement:
    """Everything as before the rearrangement. Raises Refused when something was done in a successor since."""
    row = locked(Rearrangement.objects).select_related("commune").get(pk=rearrangement.pk)
    if row.applied_at and not row.undone_at:
        made = row.carried.get("made", [])
        with override(LANGUAGE):
            note = _("Hoàn tác việc sắp xếp (%(decision)s)") % {"decision": row.decision}
        for old, _to in _pairs(row):
            work = row.carried["work"][str(old.pk)]
            shared = {"made_units": made, "now": now}
            duties.give_back(passed=work["duties"], note=note, by=by, **shared)
            plans.take_back(unit=old, passed=work["plans"], note=note, by=by, **shared)
            organisation.take_back(unit=old, passed=work.get("households", {}), made_units=made, by=by, now=now)
            channels.take_back(unit=old, passed=work.get("channels", {}), made_units=made)
            disclosure.take_back(unit=old, passed=work.get("disclosure", {}), note=note, **shared)
            petitions.take_back(unit=old, passed=work.get("petitions", {}), note=note, **shared)
            reports.take_back(unit=old, passed=work["reports"], **shared)
    return rearranging.undo_rearrangement(rearrangement=row, by=by, now=now)
