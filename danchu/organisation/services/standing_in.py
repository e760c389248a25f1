"""A colleague stands in for somebody who is away, from one day to another; ended early by a click."""

import datetime

from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.tables import locked
from danchu.organisation.models import Person, StandIn
from danchu.organisation.policies.standing_in import check_can_end, check_stand_in


@act(gettext_lazy("Ghi người làm thay khi vắng"), on="absent")
def set_stand_in(
    *, absent: Person, colleague: Person, starts_on: datetime.date, ends_on: datetime.date, by: Person, today, now
) -> StandIn:  # fmt: skip
    """`colleague` does the work of `absent` from `starts_on` to the end of `ends_on`, as far as it passes on
    (states.PASSES_ON). Raises Refused with the reason when they cannot (policies.check_stand_in).
    """
    list(locked(Person.objects).filter(pk__in=(absent.pk, colleague.pk)).order_by("pk"))  # two at once: one waits
    check_stand_in(absent=absent, colleague=colleague, starts_on=starts_on, ends_on=ends_on, by=by, today=today)
    return StandIn.objects.create(
        commune=absent.commune, absent=absent, colleague=colleague, starts_on=starts_on, ends_on=ends_on, made_at=now,
        made_by=by,
    )  # fmt: skip


@act(gettext_lazy("Kết thúc làm thay"), on="result")
def end_stand_in(*, row: StandIn, by: Person, today, now) -> StandIn:
    """Somebody is back, or does not go: from this moment nobody stands in. Raises Refused when it is over already."""
    row = locked(StandIn.objects.select_related("absent", "colleague")).get(pk=row.pk)
    check_can_end(row, today)
    row.ended_at, row.ended_by = now, by
    row.save(update_fields=["ended_at", "ended_by"])
    return row
