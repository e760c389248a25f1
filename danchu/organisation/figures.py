"""Numbers of organisation for reports: what there is on the last day counted. `FIGURES` as in core/figures.py."""

import datetime
from decimal import Decimal

from danchu.core.figures import Count, Figure, Row, once
from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind


def _of_kinds(*kinds: UnitKind) -> Count:
    def count(*, commune, unit, period_from: datetime.date, period_to: datetime.date) -> Figure:
        """Units of these kinds that exist on `period_to`. None at all may be a list not yet entered: no data."""
        units = once(("units", commune.pk, period_to), lambda: list(Unit.objects.on(period_to).filter(commune=commune)))
        rows = tuple(Row(each.name) for each in units if each.kind in kinds and (unit is None or each.pk == unit.pk))
        return Figure(Decimal(len(rows)) if rows else None, rows)

    return count


FIGURES: dict[str, Count] = {
    "C1": _of_kinds(UnitKind.VILLAGE),
    "E2": _of_kinds(UnitKind.INSPECTION_BOARD),
    "F1": _of_kinds(UnitKind.OFFICE, UnitKind.CENTRE, UnitKind.SCHOOL, UnitKind.HEALTH),
}
