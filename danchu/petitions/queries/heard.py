"""Reads of what binds a line of the reception register and a matter: each shown to who may see it."""

from collections.abc import Iterable

from django.db.models import F

from danchu.intake.queries import receipt_with
from danchu.intake.rules import read_code
from danchu.petitions.models import Case, Visit
from danchu.petitions.queries.cases import cases_of


def case_of(visit: Visit, access) -> Case | None:
    """The matter that a line of the register belongs to, for who may see it (1 query)."""
    return cases_of(access).filter(heard__visit=visit).first()


def names_of(visits: Iterable[Visit], access) -> dict[int, str]:
    """Visit → the matter it belongs to, by name, as far as the person may see it (1 query)."""
    keys = [visit.pk for visit in visits]
    rows = cases_of(access).filter(heard__visit__in=keys).annotate(heard_at=F("heard__visit"))
    return {case.heard_at: case.name for case in rows}


def visits_of(case: Case, access):
    """The lines of the register that belong to a matter, as far as the person may read them (1 query)."""
    return Visit.objects.visible_to(access).filter(heard__case=case).select_related("received_by")


def cases_with(access, code: str) -> list[Case]:
    """The matters of the receipt with this code that the person may see; none for a code that is none (2 queries)."""
    receipt = receipt_with(access.commune, read_code(code))
    return list(cases_of(access).filter(submission__receipt=receipt, sealed=False).order_by("part")) if receipt else []
