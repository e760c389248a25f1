"""How what the people decided is being carried out: its lines, and what they come to."""

import datetime

from django.db.models import Max, Q, QuerySet, Sum

from danchu.decisions.models import Contribution, Matter, Progress, Recognition, Spending
from danchu.decisions.queries.concluding import standing_results
from danchu.decisions.rules.after import CARRIED_OUT, Works, is_quiet, works
from danchu.decisions.states import MatterState
from danchu.organisation.models import Commune

STANDING = (MatterState.DECIDED, MatterState.SENT, MatterState.IN_FORCE)
LINES = {"contribution": Contribution, "spending": Spending, "progress": Progress}


def binds(matter: Matter, on: datetime.date) -> bool:
    """Whether a decision has taken effect by a day and still stands: not annulled, not refused."""
    return matter.state in STANDING and matter.effect_on is not None and matter.effect_on <= on


def lines(matter: Matter, kind: str) -> QuerySet:
    """The lines of one kind ("contribution", "spending", "progress") by day, those struck out among them."""
    return LINES[kind].objects.filter(matter=matter).select_related("file", "by", "struck_by").order_by("on", "pk")


def totals(matter: Matter) -> Works:
    """What the lines that stand come to, for staff and public alike (3 queries)."""
    kept = {kind: lines(matter, kind).filter(struck_at=None).order_by("on", "pk") for kind in LINES}
    given = kept["contribution"].values_list("kind", "amount", "measure", "what", "file")
    spent = kept["spending"].values_list("amount", "file")
    return works(
        contributions=[(kind, amount, measure, what, bool(file)) for kind, amount, measure, what, file in given],
        spendings=[(amount, bool(file)) for amount, file in spent],
        progress=list(kept["progress"].values_list("on", "per_cent")),
    )


def households_of(matter: Matter) -> int:
    """How many households the decision asks: those of the frozen rolls (1 query)."""
    return standing_results().filter(vote__matter=matter).aggregate(whole=Sum("households"))["whole"] or 0


def quiet_matters(commune: Commune, today: datetime.date) -> list[Matter]:
    """What binds, is carried out step by step and of which nobody has said anything for too long (2 queries)."""
    rows = Matter.objects.filter(
        commune=commune, state__in=STANDING, clause__in=CARRIED_OUT, effect_on__lte=today
    ).select_related("commune", "village")
    told = rows.annotate(last_on=Max("progress__on", filter=Q(progress__struck_at=None)))
    done = set(
        Progress.objects.filter(matter__in=rows, struck_at=None, per_cent=100).values_list("matter_id", flat=True)
    )
    return [
        one for one in told
        if one.effect_on and is_quiet(one.effect_on, one.last_on, 100 if one.pk in done else 0, today)
    ]  # fmt: skip


def recognitions(matter: Matter) -> QuerySet[Recognition]:
    """How the decision of each village was sent and answered, by village; the whole commune's day last."""
    rows = matter.recognitions.select_related(
        "vote__village", "vote__result", "file", "answered_by", "sent_by", "received_by"
    )
    return rows.prefetch_related("papers__file").order_by("vote__village__order", "pk")
