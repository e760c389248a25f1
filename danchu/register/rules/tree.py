"""The Merkle tree over a register's lines: RFC 9162, section 2.1, with SHA-256 (hashes as in RFC 6962).

Only whole nodes are ever stored: the node `(level, number)` covers the 2^level leaves from number·2^level on and
never changes. Every other hash of the RFC (roots, proofs) is folded from a few of them. Leaves count from 0: the line
of sequence n is leaf n - 1.
"""

import hashlib
from collections.abc import Callable

type Place = tuple[int, int]  # (level, number) of a whole node
type Range = tuple[int, int]  # leaves from … until, the end exclusive
type Lookup = Callable[[Place], bytes]

EMPTY = hashlib.sha256().digest()  # the root of a tree without leaves


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf: SHA-256(0x00 ‖ data)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


# -- growing ----------------------------------------------------------------------------------------------------------
def siblings(index: int) -> list[Place]:
    """The stored nodes that the leaf `index` (from 0) completes with: one for each level it closes, upwards."""
    found, level = [], 0
    while index & 1:
        found.append((level, index - 1))
        index, level = index >> 1, level + 1
    return found


def grown(index: int, leaf: bytes, lookup: Lookup) -> list[tuple[Place, bytes]]:
    """The nodes that come to be with the leaf `index`: itself, then every node it makes whole, upwards."""
    made = [((0, index), leaf)]
    for level, left in siblings(index):
        leaf = node_hash(lookup((level, left)), leaf)
        made.append(((level + 1, left >> 1), leaf))
    return made


def count(size: int) -> int:
    """How many nodes a tree of `size` leaves stores."""
    return sum(size >> level for level in range(size.bit_length()))


# -- hashes of ranges -------------------------------------------------------------------------------------------------
def whole(leaves: Range) -> list[Place]:
    """The whole nodes that make up a range of the RFC's tree, from left to right, the largest first."""
    start, end = leaves
    found = []
    while start < end:
        level = (end - start).bit_length() - 1
        found.append((level, start >> level))
        start += 1 << level
    return found


def hash_of(leaves: Range, lookup: Lookup) -> bytes:
    """MTH of a range (RFC 9162, 2.1.1), folded from whole nodes; of nothing: `EMPTY`."""
    hashes = [lookup(place) for place in whole(leaves)]
    if not hashes:
        return EMPTY
    result = hashes.pop()
    while hashes:
        result = node_hash(hashes.pop(), result)
    return result


# -- proofs: the ranges whose hashes they are made of -----------------------------------------------------------------
def inclusion(index: int, size: int) -> list[Range]:
    """The path of the leaf `index` in a tree of `size` (RFC 9162, 2.1.3.1). ValueError when there is no such leaf."""
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    path, start, end = [], 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return path[::-1]


def consistency(first: int, second: int) -> list[Range]:
    """That the tree of `first` is the beginning of that of `second` (RFC 9162, 2.1.4.1); nothing for equal sizes.

    Raises ValueError unless 0 < first <= second.
    """
    if not 0 < first <= second:
        raise ValueError(f"no consistency from {first} to {second}")
    path, start, end, is_start = [], 0, second, True
    while first != end:
        middle = start + _split(end - start)
        if first <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start, is_start = middle, False
    return ([] if is_start else [(start, end)]) + path[::-1]


def _split(width: int) -> int:
    """The largest power of two smaller than `width`, which is at least 2."""
    return 1 << ((width - 1).bit_length() - 1)


# -- checking ---------------------------------------------------------------------------------------------------------
def includes(*, leaf: bytes, index: int, size: int, path: list[bytes], root: bytes) -> bool:
    """Whether the path proves the leaf hash at `index` under the root of a tree of `size` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, result = index, size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            result = node_hash(step, result)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            result = node_hash(result, step)
        at, last = at >> 1, last >> 1
    return last == 0 and result == root


def consistent(*, first: int, second: int, first_root: bytes, second_root: bytes, path: list[bytes]) -> bool:
    """Whether the path proves that the second tree continues the first (RFC 9162, 2.1.4.2)."""
    if not 0 < first <= second:
        return False
    if first == second:
        return not path and first_root == second_root
    steps = [first_root, *path] if first & (first - 1) == 0 else list(path)
    if not steps:
        return False
    at, last = first - 1, second - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, step)
        at, last = at >> 1, last >> 1
    return last == 0 and (old, new) == (first_root, second_root)
