"""Numbers of official papers for reports: only papers issued here are known. `FIGURES` as in core/figures.py."""

import datetime
from decimal import Decimal

from danchu.core.figures import Count, Figure, Row
from danchu.core.templatetags.vietnamese import day
from danchu.documents.models import Document
from danchu.documents.states import DocumentKind, DocumentState

_STEERING = (
    DocumentKind.PLAN, DocumentKind.LETTER, DocumentKind.NOTICE, DocumentKind.DECISION, DocumentKind.PROGRAMME,
    DocumentKind.RESOLUTION,
)  # fmt: skip


def _issued(*kinds: DocumentKind) -> Count:
    """Papers of these kinds issued in the period, by their drafting unit."""

    def count(*, commune, unit, period_from: datetime.date, period_to: datetime.date) -> Figure:
        found = Document.objects.filter(
            commune=commune, state=DocumentState.ISSUED, kind__in=kinds, dated_on__range=(period_from, period_to)
        )
        if unit is not None:
            found = found.filter(unit=unit)
        rows = tuple(
            Row(f"{paper} – {paper.title}", f"{paper.unit} · {day(paper.dated_on)}")
            for paper in found.select_related("unit").order_by("dated_on", "number")
        )
        return Figure(Decimal(len(rows)), rows)

    return count


# A1: papers that steer, and the same by kind.
FIGURES: dict[str, Count] = {
    "A1": _issued(*_STEERING),
    "A1.plans": _issued(DocumentKind.PLAN, DocumentKind.PROGRAMME),
    "A1.decisions": _issued(DocumentKind.DECISION, DocumentKind.RESOLUTION),
    "A1.letters": _issued(DocumentKind.LETTER),
    "A1.notices": _issued(DocumentKind.NOTICE),
}
