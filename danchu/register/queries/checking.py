"""Whether a register is what it was: every line, every node of the tree over them and the head recomputed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from danchu.register.models import Head, Line, Node
from danchu.register.queries.lines import bytes_of
from danchu.register.queries.tree import root
from danchu.register.rules import notes, tree
from danchu.register.rules.lines import digest_of

CHUNK = 1024  # lines looked at together; a power of two, so that a chunk closes whole nodes


@dataclass(frozen=True)
class Finding:
    """The first thing wrong in a register: the line's sequence and what differs."""

    commune: str
    sequence: int
    what: str


def first_difference(commune: str) -> Finding | None:
    """Recomputes every line of a commune, the tree and the head; None when all agree.

    A line is checked three times over: its bytes against its digest, its digest within the next line's, its leaf and
    the nodes above against those stored when it was written.
    """
    previous, size, edge = "", 0, {}
    for chunk in _chunks(commune):
        stored = _stored(commune, size, size + len(chunk))
        for line in chunk:
            if line.sequence != size + 1:
                return Finding(commune, size + 1, "dòng này bị thiếu")
            data = bytes_of(line, previous)
            if digest_of(data) != line.digest:
                return Finding(commune, line.sequence, "nội dung dòng không khớp với dấu băm")
            made = tree.grown(size, tree.leaf_hash(data), edge.__getitem__)
            for place, expected in made:
                if stored.get(place) != expected:
                    return Finding(commune, line.sequence, _differs(place, stored))
            for place in tree.siblings(size):
                del edge[place]
            edge[made[-1][0]] = made[-1][1]
            previous, size = line.digest, size + 1
    head = Head.objects.filter(commune=commune).first()
    if (head.sequence, head.digest) != (size, previous) if head else size:
        return Finding(commune, size, "đầu sổ không khớp với dòng cuối")
    if Node.objects.filter(commune=commune).count() != tree.count(size):
        return Finding(commune, size, "cây kiểm chứng có nút không thuộc dòng nào: có dòng cuối bị lấy đi")
    return None


def _chunks(commune: str) -> Iterator[list[Line]]:
    chunk = []
    for line in Line.objects.filter(commune=commune).order_by("sequence").iterator(chunk_size=CHUNK):
        chunk.append(line)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _stored(commune: str, start: int, end: int) -> dict[tree.Place, bytes]:
    """The nodes that the leaves from `start` until `end` complete, as they are stored (1 query)."""
    spans = [(level, start >> level, end >> level) for level in range(end.bit_length())]
    closed = [Q(level=level, number__gte=first, number__lt=last) for level, first, last in spans if first < last]
    rows = Node.objects.filter(reduce(or_, closed), commune=commune).values_list("level", "number", "hash")
    return {(level, number): bytes(stored) for level, number, stored in rows}


def _differs(place: tree.Place, stored: dict) -> str:
    state = "khác" if place in stored else "thiếu"
    if place[0] == 0:
        return f"dấu của dòng trong cây kiểm chứng {state}"
    return f"nút {place[0]}/{place[1]} của cây kiểm chứng, khép lại ở dòng này, {state}"


def agrees_with(commune: str, kept: notes.Checkpoint) -> bool:
    """Whether the register still begins as a head says that somebody kept: there are that many lines, and its root."""
    size = Line.objects.filter(commune=commune).count()
    return kept.size <= size and root(commune, kept.size) == kept.root
