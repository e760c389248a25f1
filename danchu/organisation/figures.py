"""Numbers of organisation for reports: what there is on the last day counted."""

from danchu.core.figures import Counted, Figure, FigureRow, table
from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind

_OFFICES = (UnitKind.OFFICE, UnitKind.CENTRE, UnitKind.SCHOOL, UnitKind.HEALTH)


def _of_kinds(*kinds: UnitKind):
    def count(*, commune, units, start, end) -> Counted:
        """Units of these kinds that exist on `end`; a number without any row may be a list not yet entered: no data."""
        found = Unit.objects.on(end).filter(commune=commune, kind__in=kinds)
        if units is not None:
            found = found.filter(pk__in=units)
        rows = tuple(FigureRow(text=unit.name, on=unit.valid_from) for unit in found)
        return Counted(len(rows) or None, rows)

    return count


FIGURES = table(
    Figure("organisation.villages", "Thôn, bản, tổ dân phố", "thôn", _of_kinds(UnitKind.VILLAGE)),
    Figure("organisation.offices", "Cơ quan, đơn vị thuộc xã", "đơn vị", _of_kinds(*_OFFICES)),
    Figure("organisation.inspection_boards", "Ban Thanh tra nhân dân", "ban", _of_kinds(UnitKind.INSPECTION_BOARD)),
)
