"""Reads of the yearly disclosure plan."""

from danchu.disclosure import rules
from danchu.disclosure.models import DisclosurePlan, PlanLine
from danchu.documents.states import DocumentState


def plans_of(commune):
    """The commune's plans, newest first."""
    return DisclosurePlan.objects.filter(commune=commune).select_related("commune", "document")


def lines_of(plan: DisclosurePlan):
    """The plan's lines in its order, dropped ones included (1 query)."""
    return plan.lines.select_related("unit").order_by("clause", "order", "pk")


def as_values(line: PlanLine) -> rules.Line:
    """A line as the rules compare it (needs `unit` loaded)."""
    return rules.Line(
        line.kind, line.title, line.clause, line.forms, line.when, line.how_long, line.unit.name, line.kept,
        line.dropped_why,
    )  # fmt: skip


def year_before(plan: DisclosurePlan) -> DisclosurePlan | None:
    """The last plan before this one (1 query)."""
    return DisclosurePlan.objects.filter(commune=plan.commune_id, year__lt=plan.year).order_by("-year").first()


def changes_since(plan: DisclosurePlan, before: DisclosurePlan) -> tuple[rules.Change, ...]:
    """How the plan differs from an earlier one (2 queries)."""
    return rules.differences(map(as_values, lines_of(before)), map(as_values, lines_of(plan)))


def is_issued(plan: DisclosurePlan) -> bool:
    """Whether its paper has its number and signed copy (needs `document` loaded)."""
    return plan.document is not None and plan.document.state == DocumentState.ISSUED
