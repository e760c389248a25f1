"""What was put to the whole commune, for the report to the People's Council (Law 10/2022, Art. 23.1)."""

import datetime

from django.db.models import Count, Q, Sum

from danchu.decisions.models import DecisionsReport, Matter
from danchu.decisions.queries.concluding import standing_results
from danchu.decisions.states import MatterState
from danchu.disclosure.models import CouncilSession
from danchu.organisation.models import Commune
from danchu.rulebook.voting import Outcome


def sessions(commune: Commune):
    """The sessions that were entered, the latest first, with this report."""
    return CouncilSession.objects.filter(commune=commune).select_related("decisions_report")


def reports_of(commune: Commune):
    """The commune's reports, the latest session first."""
    related = ("commune", "unit", "session", "document")
    return DecisionsReport.objects.filter(commune=commune).select_related(*related)


def whole_commune(commune: Commune, first: datetime.date, last: datetime.date) -> list[dict]:
    """What was put to every village: decided from `first` to `last`, or still being voted on (2 queries).

    `{title, clause, state, decided_on, villages, passing, households, yes}`; sums of the results there are.
    """
    of_period = Q(decided_on__range=(first, last)) | Q(state=MatterState.VOTING, proposed_on__lte=last)
    matters = list(Matter.objects.filter(of_period, commune=commune, village=None).order_by("year", "number"))
    results = standing_results().filter(vote__matter__in=matters).order_by()
    sums = {
        row["vote__matter"]: row
        for row in results.values("vote__matter").annotate(
            villages=Count("pk"), passing=Count("pk", filter=Q(outcome=Outcome.PASSED)),
            households=Sum("households"), in_favour=Sum("yes"),
        )
    }  # fmt: skip
    return [
        {
            "title": one.title, "clause": one.clause, "state": one.state,
            "decided_on": one.decided_on and one.decided_on.isoformat(),
            **{name: (sums.get(one.pk) or {}).get(name) or 0 for name in ("villages", "passing", "households")},
            "yes": (sums.get(one.pk) or {}).get("in_favour") or 0,
        }
        for one in matters
    ]  # fmt: skip
