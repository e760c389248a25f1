"""What is public, and what a person finds on the list of cycles."""

from danchu.reports.models import Cycle, Report


def published(commune):
    """The commune's public reports with their papers, newest first (1 query)."""
    rows = Report.objects.published().filter(commune=commune)
    return rows.select_related("cycle", "document__pdf", "document__signed_copy").order_by("-published_at")


def reports_of(access) -> list[tuple[Cycle, list[Report]]]:
    """The open cycles with the reports that a person sees and works on, the one due last first (2 queries)."""
    cycles = list(Cycle.objects.filter(commune=access.commune, opened_at__isnull=False))
    seen = Report.objects.visible_to(access).filter(cycle__in=cycles).select_related("unit")
    by_cycle: dict[int, list[Report]] = {}
    for report in seen.order_by("unit__order", "unit__name"):
        by_cycle.setdefault(report.cycle_id, []).append(report)
    for cycle in cycles:
        cycle.commune = access.commune
        for report in by_cycle.get(cycle.pk, ()):
            report.cycle = cycle
    return [(cycle, by_cycle.get(cycle.pk, [])) for cycle in cycles]
