"""The tree: its head at any size there ever was, signed; proofs of a line, and that the register only grew."""

import datetime
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from danchu.core.errors import Refused
from danchu.register import key
from danchu.register.models import Line, Node
from danchu.register.queries.lines import from_sequence
from danchu.register.rules import notes, tree


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


def size_of(commune: str) -> int:
    """How many lines a register has."""
    return Line.objects.filter(commune=commune).order_by("-sequence").values_list("sequence", flat=True).first() or 0


def checkpoint(commune: str, size: int) -> str:
    """The signed head of the register's first `size` lines, a C2SP checkpoint; the same each time it is asked for.

    Signed on demand: Ed25519 is deterministic, so nothing about heads needs to be stored. Raises Broken.
    """
    signer = key.current()
    return signer.sign(notes.Checkpoint(signer.origin(commune), size, root(commune, size)))


def verifier_key(commune: str) -> str:
    """The public key of a commune's heads, as text."""
    return key.current().verifier(commune)


@dataclass(frozen=True)
class Inclusion:
    """That a line stands in the register of `size` lines: the line's own bytes, its path, the root."""

    line: Line
    data: bytes
    size: int
    path: list[bytes]
    root: bytes

    @property
    def leaf(self) -> bytes:
        """The leaf's hash, from the line as it stands today."""
        return tree.leaf_hash(self.data)

    @property
    def holds(self) -> bool:
        """Whether the line as it stands today is the one that was written."""
        index = self.line.sequence - 1
        return tree.includes(leaf=self.leaf, index=index, size=self.size, path=self.path, root=self.root)


@dataclass(frozen=True)
class Continuation:
    """That the register of `first` lines is the beginning of that of `second`."""

    first: int
    second: int
    first_root: bytes
    second_root: bytes
    path: list[bytes]

    @property
    def holds(self) -> bool:
        """Whether it is so; nothing comes before the empty register."""
        return self.first == 0 or tree.consistent(
            first=self.first, second=self.second, first_root=self.first_root, second_root=self.second_root,
            path=self.path,
        )  # fmt: skip


def inclusion(commune: str, sequence: int, size: int) -> Inclusion | None:
    """The proof of one line in the register of `size` lines; None when there is no such line (2 queries)."""
    found = from_sequence(commune, sequence, 1) if 0 < sequence <= size else []
    if not found:
        return None
    line, data = found[0]
    *path, head = _hashes(commune, [*tree.inclusion(sequence - 1, size), (0, size)])
    return Inclusion(line=line, data=data, size=size, path=path, root=head)


def continuation(commune: str, first: int, second: int) -> Continuation:
    """The proof that nothing of the first lines changed (1 query). ValueError unless 0 <= first <= second."""
    path = tree.consistency(first, second) if first else []
    *steps, old, new = _hashes(commune, [*path, (0, first), (0, second)])
    return Continuation(first=first, second=second, first_root=old, second_root=new, path=steps)


def _hashes(commune: str, ranges: list[tree.Range]) -> list[bytes]:
    """The hashes of ranges, in one query."""
    stored = nodes(commune, list({place for leaves in ranges for place in tree.whole(leaves)}))
    return [tree.hash_of(leaves, stored.__getitem__) for leaves in ranges]
