"""Reading the public register."""

from dataclasses import dataclass

from django.db.models import Sum

from danchu.register.models import Head, Line
from danchu.register.rules import line_digest


def revision(commune: str) -> int:
    """The commune's public revision: moves with everything public, so that it can stand in a cache key."""
    return Head.objects.filter(commune=commune).values_list("revision", flat=True).first() or 0


def lines(commune: str):
    """The commune's lines, newest first."""
    return Line.objects.filter(commune=commune).order_by("-sequence")


@dataclass(frozen=True)
class Finding:
    """The first thing wrong in a register: the line's sequence and what differs."""

    commune: str
    sequence: int
    what: str


def first_difference(commune: str) -> Finding | None:
    """Recomputes every line of a commune and the head; None when all agree."""
    previous, expected = "", 1
    for line in Line.objects.filter(commune=commune).order_by("sequence").iterator(chunk_size=2000):
        if line.sequence != expected:
            return Finding(commune, expected, "dòng này bị thiếu")
        digest = line_digest(
            commune=line.commune, sequence=line.sequence, event=line.event, subject=line.subject, unit=line.unit,
            happened_on=line.happened_on, recorded_at=line.recorded_at, body=line.body, previous=previous,
        )  # fmt: skip
        if digest != line.digest:
            return Finding(commune, line.sequence, "nội dung dòng không khớp với dấu băm")
        previous, expected = digest, expected + 1
    head = Head.objects.filter(commune=commune).first()
    if head and (head.sequence, head.digest) != (expected - 1, previous):
        return Finding(commune, expected - 1, "đầu sổ không khớp với dòng cuối")
    return None


def communes() -> list[str]:
    """Slugs of the communes that have a register."""
    return list(Head.objects.order_by("commune").values_list("commune", flat=True))


def revisions() -> int:
    """The sum of all communes' revisions: moves with anything public anywhere, for pages that list communes."""
    return Head.objects.aggregate(total=Sum("revision"))["total"] or 0
