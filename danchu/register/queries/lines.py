"""The lines and the public revision."""

from django.db.models import Sum

from danchu.register.models import Head, Line


def revision(commune: str) -> int:
    """The commune's public revision: moves with everything public, so that it can stand in a cache key."""
    return Head.objects.filter(commune=commune).values_list("revision", flat=True).first() or 0


def revisions() -> int:
    """The sum of all communes' revisions: moves with anything public anywhere, for pages that list communes."""
    return Head.objects.aggregate(total=Sum("revision"))["total"] or 0


def communes() -> list[str]:
    """Slugs of the communes that have a register."""
    return list(Head.objects.order_by("commune").values_list("commune", flat=True))


def lines(commune: str):
    """The commune's lines, newest first."""
    return Line.objects.filter(commune=commune).order_by("-sequence")


def line(commune: str, sequence: int) -> Line | None:
    """One line of a commune's register; None when there is no such."""
    return Line.objects.filter(commune=commune, sequence=sequence).first()
