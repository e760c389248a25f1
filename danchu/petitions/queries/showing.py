"""Reads of what is shown: lists, one of them, and the words proposed before it is."""

import datetime
from dataclasses import dataclass

from danchu.intake.queries import name_kept
from danchu.petitions.models import Answer, Case, CaseEvent, Showing
from danchu.petitions.states import EventKind

_SHORTEST = 4  # letters; a shorter name is looked for by a person


@dataclass(frozen=True)
class Asked:
    """What a reader looks for."""

    words: str = ""
    topic: str = ""
    village: int | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None


def shown(commune, asked: Asked | None = None):
    """What is shown now and fits, newest first; never what came to be hidden from somebody since."""
    asked = asked or Asked()
    rows = Showing.objects.up().filter(commune=commune, case__sealed=False, case__abouts__isnull=True)
    rows = rows.select_related("village", "case")
    if asked.words:
        rows = rows.with_words(commune, asked.words)
    if asked.topic:
        rows = rows.filter(topic=asked.topic)
    if asked.village:
        rows = rows.filter(village=asked.village)
    if asked.since:
        rows = rows.filter(answered_on__gte=asked.since)
    if asked.until:
        rows = rows.filter(answered_on__lte=asked.until)
    return rows


def taken_down(commune) -> list[Showing]:
    """What was shown and is no longer, newest first: counted and told in public."""
    return list(Showing.objects.down().filter(commune=commune).order_by("-down_on", "-pk"))


def last_answer(case: Case) -> Answer:
    """The answer that stands, of a matter that has one (1 query)."""
    return case.answers.order_by("-at", "-pk")[0]


def said_fixed(showings) -> dict[int, bool]:
    """Case → whether the person said it is put right, as they said last; absent where they said nothing (1 query)."""
    keys = [showing.case_id for showing in showings]
    kinds = (EventKind.FIXED, EventKind.NOT_FIXED)
    events = CaseEvent.objects.filter(case__in=keys, kind__in=kinds).order_by("at", "pk")
    return {case: kind == EventKind.FIXED for case, kind in events.values_list("case", "kind")}


def names_in(case: Case) -> list[str]:
    """Names of who sent it, as far as they are kept: none of them may stand in what is shown (2 queries)."""
    submission = case.submission
    found = [name_kept(submission.receipt_id), *submission.representatives.values_list("name", flat=True)]
    return [name.strip() for name in found if len(name.strip()) >= _SHORTEST]
