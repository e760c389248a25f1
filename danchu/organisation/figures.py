"""Numbers of organisation for reports: what there is on the last day counted. `FIGURES` as in core/figures.py."""

import datetime
from decimal import Decimal

from danchu.core.figures import Count, Figure, Row
from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind


def _of_kinds(*kinds: UnitKind) -> Count:
    def count(*, commune, unit, period_from: datetime.date, period_to: datetime.date) -> Figure:
        """Units of these kinds that exist on `period_to`. None at all may be a list not yet entered: no data."""
        found = Unit.objects.on(period_to).filter(commune=commune, kind__in=kinds)
        if unit is not None:
            found = found.filter(pk=unit.pk)
        rows = tuple(Row(each.name) for each in found)
        return Figure(Decimal(len(rows)) if rows else None, rows)

    return count


FIGURES: dict[str, Count] = {
    "C1": _of_kinds(UnitKind.VILLAGE),
    "E2": _of_kinds(UnitKind.INSPECTION_BOARD),
    "F1": _of_kinds(UnitKind.OFFICE, UnitKind.CENTRE, UnitKind.SCHOOL, UnitKind.HEALTH),
}
