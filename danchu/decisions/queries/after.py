"""Decisions after the vote, as the workspace shows them: what stands where, and what comes next."""

import datetime
from dataclasses import dataclass

from django.db.models import Min, Q, QuerySet

from danchu.core.text import fold
from danchu.decisions.models import Matter, Recognition
from danchu.decisions.rules.after import is_late
from danchu.decisions.states import MatterState
from danchu.duties.queries import calendar_of
from danchu.duties.rules import days_left
from danchu.organisation.models import Commune

SHOWN = (
    MatterState.DECIDED, MatterState.SENT, MatterState.IN_FORCE, MatterState.REFUSED, MatterState.ANNULLED,
)  # fmt: skip


def decided_matters(commune: Commune, *, words: str = "", state: str = "", village: str = "") -> QuerySet[Matter]:
    """What the people of a commune decided, what waits longest first; `next_by`: the next open day."""
    rows = Matter.objects.filter(commune=commune, state__in=SHOWN).select_related("village", "commune")
    for word in fold(words).split():
        rows = rows.filter(folded__contains=word)
    if state in {one.value for one in SHOWN}:
        rows = rows.filter(state=state)
    if village.isdigit():
        rows = rows.filter(village=int(village))
    unsent = Min("recognitions__send_by", filter=Q(recognitions__sent_on=None))
    unanswered = Min(
        "recognitions__answer_by", filter=Q(recognitions__answered_at=None, recognitions__needs_answer=True)
    )
    return rows.annotate(next_send=unsent, next_answer=unanswered).order_by("-decided_on", "-pk")


@dataclass(frozen=True)
class Clock:
    """One last day as a page shows it."""

    due_on: datetime.date | None
    done_on: datetime.date | None
    days_left: int | None
    late: bool
    why: str


def sending_clock(one: Recognition, today: datetime.date) -> Clock:
    """By when the village sends (needs `matter.commune`)."""
    return _clock(one, one.send_by, one.sent_on, "send", today)


def answer_clock(one: Recognition, today: datetime.date) -> Clock:
    """By when it is recognised or refused (needs `matter.commune`)."""
    return _clock(one, one.answer_by, one.answered_on, "answer", today)


def _clock(one: Recognition, due_on, done_on, name: str, today: datetime.date) -> Clock:
    left = days_left(due_on, today, calendar_of(one.matter.commune)) if due_on and not done_on else None
    why = one.explanations.get(name, {}).get("explanation", "")
    return Clock(due_on, done_on, left, is_late(due_on, done_on, today), why)
