"""What strangers get: the register, its proofs and its heads as JSON documents (docs/register.md)."""

import json

from danchu.register.queries.lines import from_sequence
from danchu.register.queries.tree import Continuation, Inclusion, checkpoint, size_of, verifier_key

LINES_AT_ONCE = 100


def lines_document(commune: str, first: int) -> dict:
    """The lines from a number on, at most `LINES_AT_ONCE`: `{origin, size, from, next, lines: [{digest, line}]}`.

    `next` is the number to go on with, None at the end.
    """
    size = size_of(commune)
    rows = from_sequence(commune, first, LINES_AT_ONCE)
    following = first + LINES_AT_ONCE
    return {
        "origin": _origin(commune), "size": size, "from": first, "next": following if following <= size else None,
        "lines": [{"digest": row.digest, "line": json.loads(data)} for row, data in rows],
    }  # fmt: skip


def inclusion_document(commune: str, proof: Inclusion) -> dict:
    """`{origin, sequence, index, size, line, digest, leaf, path, root, checkpoint, key}`; hashes in hex digits."""
    return {
        "origin": _origin(commune), "sequence": proof.line.sequence, "index": proof.line.sequence - 1,
        "size": proof.size, "line": json.loads(proof.data), "digest": proof.line.digest, "leaf": proof.leaf.hex(),
        "path": [step.hex() for step in proof.path], "root": proof.root.hex(),
        "checkpoint": checkpoint(commune, proof.size), "key": verifier_key(commune),
    }  # fmt: skip


def continuation_document(commune: str, proof: Continuation) -> dict:
    """`{origin, first, second, first_root, second_root, path, checkpoint, key}`; hashes in hex digits."""
    return {
        "origin": _origin(commune), "first": proof.first, "second": proof.second,
        "first_root": proof.first_root.hex(), "second_root": proof.second_root.hex(),
        "path": [step.hex() for step in proof.path],
        "checkpoint": checkpoint(commune, proof.second), "key": verifier_key(commune),
    }  # fmt: skip


def _origin(commune: str) -> str:
    return verifier_key(commune).partition("+")[0]
