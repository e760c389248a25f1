"""Whether a register is what it was: every line, the tree over them and the head recomputed."""

from dataclasses import dataclass

from danchu.register.models import Head, Line
from danchu.register.rules import line_digest


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
