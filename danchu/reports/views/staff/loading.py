"""Loading: who holds a report or a cycle has passed the check of who may see it."""

from django.db.models import Count, OuterRef, Subquery
from django.shortcuts import get_object_or_404
from django.urls import reverse

from danchu.reports.models import Cycle, Report, Weakness
from danchu.reports.policies import check_gather

_RELATED = (
    "cycle__commune", "cycle__coordinator", "cycle__outline_version",
    "commune__province", "unit", "document", "recorded_by", "submitted_by",
    "approved_by", "corrects__document",
)  # fmt: skip


def report_or_404(request, pk: int) -> Report:
    """The report, for who may see it; everybody else's is not there (1 query). `named`: its weaknesses, counted."""
    named = Weakness.objects.filter(report=OuterRef("pk")).order_by().values("report").annotate(n=Count("pk"))
    rows = Report.objects.visible_to(request.access).select_related(*_RELATED)
    return get_object_or_404(rows.annotate(named=Subquery(named.values("n"))), pk=pk)


def cycle_or_404(request, pk: int) -> Cycle:
    """The cycle of the person's commune, for who gathers the reports or sees every unit (1 query)."""
    rows = Cycle.objects.filter(commune=request.access.commune, opened_at__isnull=False)
    cycle = get_object_or_404(rows.select_related("commune", "coordinator", "outline_version"), pk=pk)
    check_gather(request.access)
    return cycle


def page_of(report: Report) -> str:
    """The address of a report's own page."""
    return reverse("reports:merge" if report.is_communes else "reports:form", args=[report.pk])
