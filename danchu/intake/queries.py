"""Reads of intake."""

from danchu.intake.models import Contact, Receipt


def receipt_with(commune, body: str) -> Receipt | None:
    """The commune's receipt with this code (its body, as `rules.read_code` gives it)."""
    return Receipt.objects.filter(commune=commune, body=body).select_related("commune").first() if body else None


def name_kept(receipt: int) -> str:
    """The name a person left with a receipt (its key), as long as it is kept; else empty (1 query)."""
    return Contact.objects.filter(receipt=receipt).values_list("name", flat=True).first() or ""
