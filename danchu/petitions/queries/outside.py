"""Reads of what came from the national portal's list."""

from collections.abc import Iterable

from danchu.petitions.models import PortalCode


def known_codes(commune, codes: Iterable[str]) -> set[str]:
    """Which of the codes are here already (1 query)."""
    return set(PortalCode.objects.filter(commune=commune, code__in=list(codes)).values_list("code", flat=True))
