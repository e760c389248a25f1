"""What the report to the People's Council says, read from what really happened since the last one (Art. 14.3)."""

import datetime

from danchu.disclosure.models import CouncilReport, CouncilSession, SessionReport
from danchu.disclosure.queries import lists
from danchu.disclosure.queries.requests import counted
from danchu.disclosure.rules import council as rules
from danchu.disclosure.states import ListState, SessionKind
from danchu.organisation.models import Commune

_RELATED = ("commune", "unit", "session", "document", "item")


def sessions(commune: Commune):
    """The sessions that were entered, the latest first."""
    return CouncilSession.objects.filter(commune=commune).select_related("report")


def next_regular(commune: Commune, today: datetime.date) -> CouncilSession | None:
    """The next regular session from today on."""
    rows = CouncilSession.objects.filter(commune=commune, kind=SessionKind.REGULAR, opens_on__gte=today)
    return rows.order_by("opens_on").first()


def reports_of(commune: Commune):
    """The commune's reports, the latest session first."""
    return CouncilReport.objects.filter(commune=commune).select_related(*_RELATED)


def published(commune: Commune):
    """Those that are public."""
    return reports_of(commune).filter(state=ListState.PUBLIC)


def begins_on(commune: Commune, session: CouncilSession, kind: type[SessionReport] = CouncilReport) -> datetime.date:
    """The first day a report covers: the day after the last of its kind ended, else when the commune's year began."""
    before = kind.objects.filter(commune=commune, session__opens_on__lt=session.opens_on)
    last = before.order_by("-session__opens_on").values_list("period_to", flat=True).first()
    if last:
        return last + datetime.timedelta(days=1)
    return max(commune.begins_on or session.opens_on, datetime.date(session.opens_on.year, 1, 1))


def facts(commune: Commune, first: datetime.date, last: datetime.date, today: datetime.date) -> dict:
    """The facts of a period: counts by clause, what was late, short, not public, taken down; requests (9 queries)."""
    found = lists.facts(commune, first, last, today)
    table = rules.by_clause(found["rows"], found["missing"])
    pick = ("title", "clause", "published_on", "due_on", "withdrawn_on", "ground", "ground_why", "corrected", "version")
    rows = [{name: row[name] for name in pick} for row in found["rows"]]
    return {
        "by_clause": table, "total": rules.total(table),
        "late": [row for row, whole in zip(rows, found["rows"], strict=True) if whole["late"]],
        "short": [
            {"title": row["title"], "clause": row["clause"], "places": form["short"]}
            for row in found["rows"] for form in row["forms"] if form.get("short")
        ],
        "missing": found["missing"], "none": found["none"],
        "corrected": [row for row in rows if row["version"] > 1],
        "withdrawn": [row for row in rows if row["withdrawn_on"]],
        "requests": counted(commune, first, last),
    }  # fmt: skip


def facts_of(report: CouncilReport, today: datetime.date) -> dict:
    """The facts of a report: frozen once it was approved, read anew while it is a draft."""
    if report.state != ListState.DRAFT:
        return report.facts
    return facts(report.commune, report.period_from, report.period_to, today)
