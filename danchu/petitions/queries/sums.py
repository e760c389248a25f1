"""Reads of what people bring as it is counted in public; nothing hidden from anybody is ever among it."""

import datetime

from danchu.petitions.models import Case, CaseEvent, SumSheet
from danchu.petitions.rules.sums import Counted, Fixed, Span
from danchu.petitions.states import ORDINARY, CaseState, EventKind

_WORDS = {EventKind.FIXED: Fixed.FIXED, EventKind.NOT_FIXED: Fixed.NOT_FIXED}


def to_count(commune, last: datetime.date):
    """The matters that came by a day, may be counted in public and are in no sheet yet: also one of an earlier time
    that was sorted since, so that each is counted once and waiting unsorted hides nothing.

    Never a complaint or a denunciation, sealed or not sorted yet (it may turn out to be one), and none that is hidden
    from somebody of the commune: whoever may not know of it would find it as the difference to what they do see (Law
    25/2018, Art. 9, 56; Law 42/2013, Art. 3).
    """
    rows = Case.objects.filter(commune=commune, received_on__lte=last, kind__in=ORDINARY, sealed=False)
    rows = rows.filter(abouts__isnull=True).exclude(state=CaseState.RECEIVED)
    return rows.exclude(pk__in=SumSheet.cases.through.objects.filter(sumsheet__commune=commune).values("case"))


def counted(rows) -> list[Counted]:
    """Matters as the rules count them (2 queries)."""
    said: dict[int, Fixed] = {}
    told = CaseEvent.objects.filter(case__in=rows.values("pk"), kind__in=_WORDS).order_by("at", "pk")
    for pk, kind in told.values_list("case", "kind"):
        said[pk] = _WORDS[EventKind(kind)]
    values = rows.values(
        "pk", "kind", "topic", "submission__village", "state", "received_on", "due_on", "answered_on", "extensions",
        "rating",
    )  # fmt: skip
    return [
        Counted(
            pk=row["pk"], kind=row["kind"], topic=row["topic"], village=str(row["submission__village"] or ""),
            state=CaseState(row["state"]), received_on=row["received_on"], due_on=row["due_on"],
            answered_on=row["answered_on"], extensions=row["extensions"], rating=row["rating"],
            fixed=said.get(row["pk"], Fixed.SILENT),
        )
        for row in values.order_by("pk").iterator()
    ]  # fmt: skip


def some_unsorted(commune, last: datetime.date) -> bool:
    """Whether something of the time waits to be sorted and is in no number yet: said, never how much."""
    waiting = Case.objects.filter(commune=commune, received_on__lte=last, state=CaseState.RECEIVED)
    return waiting.not_over().exists()


def sheets(commune, span: Span):
    """The published sheets of a span, newest first."""
    return SumSheet.objects.filter(commune=commune, span=span).order_by("-last_on")


def fixed_to(commune) -> datetime.date | None:
    """The last day that stands in a published quarter's sheet."""
    newest = sheets(commune, Span.QUARTER).first()
    return newest.last_on if newest else None
