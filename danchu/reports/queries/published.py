"""What is public, and what a person finds on the list of cycles."""

from danchu.organisation.models import Unit
from danchu.organisation.states import UnitKind
from danchu.reports import outline
from danchu.reports.models import Cycle, OutlineVersion, Report
from danchu.reports.states import ReportState


def published(commune, *, corrected: bool = False):
    """The commune's public reports with their papers, newest first (1 query); `corrected`: with what they correct."""
    rows = Report.objects.published().filter(commune=commune)
    if not corrected:
        rows = rows.filter(stands=True)
    related = ("cycle", "document__pdf", "document__signed_copy", "corrects__document")
    return rows.select_related(*related).order_by("-published_at")


def outline_in_use(commune):
    """The outline that a cycle opened now would have (1 query)."""
    own = OutlineVersion.objects.filter(commune=commune, number__isnull=False).order_by("-number").first()
    return own.outline if own else outline.shipped()


def may_be_asked(commune, on):
    """The units an ad hoc report may ask: all in force but the People's Committee itself (1 query)."""
    rows = Unit.objects.on(on).filter(commune=commune).exclude(kind=UnitKind.COMMITTEE)
    return rows.order_by("-reports", "order", "name")


def reports_of(access) -> list[tuple[Cycle, list[Report]]]:
    """The open cycles with the reports that a person sees and works on, the one due last first (2 queries)."""
    cycles = list(Cycle.objects.filter(commune=access.commune, opened_at__isnull=False))
    seen = Report.objects.visible_to(access).filter(cycle__in=cycles).select_related("unit")
    seen = seen.exclude(stands=False, state=ReportState.LOCKED)  # what was corrected is found beside its correction
    by_cycle: dict[int, list[Report]] = {}
    for report in seen.order_by("unit__order", "unit__name"):
        by_cycle.setdefault(report.cycle_id, []).append(report)
    for cycle in cycles:
        cycle.commune = access.commune
        for report in by_cycle.get(cycle.pk, ()):
            report.cycle = cycle
    return [(cycle, by_cycle.get(cycle.pk, [])) for cycle in cycles]
