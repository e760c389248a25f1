"""The tree and its head: roots of any size there ever was."""

import datetime
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from danchu.core.errors import Refused
from danchu.register.models import Line, Node
from danchu.register.rules import tree


class Broken(Refused):
    """A node of the tree is not there: the register was tampered with."""


@dataclass(frozen=True)
class Stamp:
    """A register's head as papers print it: how many lines, the root (64 hex digits), the moment of the last line."""

    size: int
    root: str
    at: datetime.datetime | None


def nodes(commune: str, places: list[tree.Place]) -> dict[tree.Place, bytes]:
    """The stored hashes of whole nodes, in one query. Raises Broken when one is missing."""
    if not places:
        return {}
    wanted = reduce(or_, (Q(level=level, number=number) for level, number in places))
    rows = Node.objects.filter(wanted, commune=commune).values_list("level", "number", "hash")
    found = {(level, number): bytes(stored) for level, number, stored in rows}
    if lost := next((place for place in places if place not in found), None):
        raise Broken(
            f"Cây kiểm chứng của sổ công khai {commune} thiếu nút {lost[0]}/{lost[1]}. Hãy chạy: "
            f"danchu register verify --commune {commune}"
        )
    return found


def root(commune: str, size: int) -> bytes:
    """The root of the register's first `size` lines (1 query)."""
    leaves = (0, size)
    return tree.hash_of(leaves, nodes(commune, tree.whole(leaves)).__getitem__)


def stamp(commune: str) -> Stamp:
    """The head of a commune's register as it stands, for papers that print it (2 queries).

    Inside a transaction that has appended a line, that line is counted already.
    """
    last = Line.objects.filter(commune=commune).order_by("-sequence").values_list("sequence", "recorded_at").first()
    size, at = last or (0, None)
    return Stamp(size=size, root=root(commune, size).hex(), at=at)
