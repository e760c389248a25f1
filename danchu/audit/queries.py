"""Reading the trail of staff acts."""

import datetime

from django.utils import timezone

from danchu.audit.models import Act
from danchu.audit.states import KINDS, words
from danchu.core.text import fold

ACCOUNT_AREAS = (
    "organisation.",
    "accounts.",
    "audit.",
    "keeping.",
)  # kinds an administrator reads; the chair reads all


def acts(commune: int, *, accounts_only: bool = False):
    """The commune's acts, newest first; `accounts_only`: of accounts, people, units, and readings of the trail."""
    rows = Act.objects.filter(commune=commune).order_by("-at", "-id")
    return rows.filter(kind__in=[kind for kind in KINDS if kind.startswith(ACCOUNT_AREAS)]) if accounts_only else rows


def narrowed(rows, *, first=None, last=None, person=None, unit=None, kind: str = "", text: str = ""):
    """`rows` between two days (both included), of a person, a unit, a kind; `text` as one types it, without marks."""
    if first:
        rows = rows.filter(at__gte=_midnight(first))
    if last:
        rows = rows.filter(at__lt=_midnight(last + datetime.timedelta(days=1)))
    if person:
        rows = rows.filter(person=person)
    if unit:
        rows = rows.filter(unit=unit)
    if kind:
        rows = rows.filter(kind=kind)
    for word in fold(text).split():
        kinds = [kind for kind in KINDS if word in fold(words(kind))]
        rows = rows.filter(folded__contains=word) | rows.filter(kind__in=kinds)
    return rows


def kinds_present(rows) -> list[tuple[str, str]]:
    """The kinds among `rows` with their words, in alphabetical order without marks."""
    present = rows.order_by().values_list("kind", flat=True).distinct()
    return sorted(((kind, words(kind)) for kind in present), key=lambda pair: fold(pair[1]))


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
