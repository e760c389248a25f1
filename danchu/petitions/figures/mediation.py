"""Numbers of mediation of all villages together (G12 of the annex).

No list stands behind them and no unit has its own: who reads a report may not learn which village quarrels. What is no
matter of mediation by law is in neither. A commune whose villages keep no log here has no data, which is not zero.
"""

import datetime
from decimal import Decimal

from danchu.core.figures import Count, Figure
from danchu.petitions.models import Mediation
from danchu.petitions.queries.mediation import log_is_kept
from danchu.petitions.states import MediationState

type Day = datetime.date


def _brought(commune, start: Day, end: Day):
    rows = Mediation.objects.filter(commune=commune, received_on__range=(start, end))
    return rows.exclude(state=MediationState.OUTSIDE)


def _cases(*, commune, unit, period_from: Day, period_to: Day) -> Figure:
    """How many were brought to the mediators in the period."""
    if unit is not None or not log_is_kept(commune):
        return Figure(None)
    return Figure(Decimal(_brought(commune, period_from, period_to).count()))


def _settled(*, commune, unit, period_from: Day, period_to: Day) -> Figure:
    """How many of them were settled by its last day."""
    if unit is not None or not log_is_kept(commune):
        return Figure(None)
    rows = _brought(commune, period_from, period_to).filter(state=MediationState.SETTLED, ended_on__lte=period_to)
    return Figure(Decimal(rows.count()))


FIGURES: dict[str, Count] = {"G12_cases": _cases, "G12_settled": _settled}
