"""Numbers of official papers for reports: only papers issued here are known. `FIGURES` as in core/figures.py."""

import datetime
from decimal import Decimal

from danchu.core.figures import Count, Figure, Row, once
from danchu.core.templatetags.vietnamese import day
from danchu.documents.models import Document
from danchu.documents.states import DocumentKind, DocumentState

_STEERING = (
    DocumentKind.PLAN, DocumentKind.LETTER, DocumentKind.NOTICE, DocumentKind.DECISION, DocumentKind.PROGRAMME,
    DocumentKind.RESOLUTION,
)  # fmt: skip


def steering_issued(*, commune, unit, period_from: datetime.date, period_to: datetime.date) -> Figure:
    """A1: papers that steer (plans, letters, notices, decisions, …) issued in the period, by their drafting unit."""

    def read() -> list[Document]:
        issued = Document.objects.filter(
            commune=commune, state=DocumentState.ISSUED, kind__in=_STEERING, dated_on__range=(period_from, period_to)
        )
        return list(issued.select_related("unit").order_by("dated_on", "number"))

    papers = once(("documents", commune.pk, period_from, period_to), read)
    rows = tuple(
        Row(f"{paper} – {paper.title}", f"{paper.unit} · {day(paper.dated_on)}")
        for paper in papers
        if unit is None or paper.unit_id == unit.pk
    )
    return Figure(Decimal(len(rows)), rows)


FIGURES: dict[str, Count] = {"A1": steering_issued}
