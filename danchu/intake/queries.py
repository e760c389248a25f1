"""Reads of intake."""

from danchu.intake.models import Receipt


def receipt_with(commune, body: str) -> Receipt | None:
    """The commune's receipt with this code (its body, as `rules.read_code` gives it)."""
    return Receipt.objects.filter(commune=commune, body=body).select_related("commune").first() if body else None
