"""The tree: RFC 9162 at every size, pymerkle as the oracle, and that nothing changed passes."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree, verify_consistency, verify_inclusion

from danchu.register.rules import tree

SIZES = st.integers(1, 70)
ROOMY = st.integers(1, 10**9)


def _leaves(size: int) -> list[bytes]:
    return [f"dòng {number}".encode() for number in range(size)]


def _grown(size: int) -> dict[tree.Place, bytes]:
    """The stored nodes of a tree, grown leaf by leaf."""
    stored: dict[tree.Place, bytes] = {}
    for index, data in enumerate(_leaves(size)):
        stored.update(tree.grown(index, tree.leaf_hash(data), stored.__getitem__))
    return stored


def _hashes(ranges, stored) -> list[bytes]:
    return [tree.hash_of(leaves, stored.__getitem__) for leaves in ranges]


def _by_the_book(leaves: list[bytes]) -> bytes:
    """MTH as RFC 9162, 2.1.1, defines it."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\x01" + _by_the_book(leaves[:half]) + _by_the_book(leaves[half:])).digest()


@pytest.mark.parametrize("size", [*range(20), 31, 32, 33, 63, 64, 65])
def test_rfc9162_2_1_1_the_root_of_every_size_that_ever_was(size):
    stored = _grown(65)
    root = tree.hash_of((0, size), stored.__getitem__)
    assert root == _by_the_book(_leaves(size))
    oracle = InmemoryTree(algorithm="sha256")
    for data in _leaves(size):
        oracle.append_entry(data)
    assert root == oracle.get_root()


@given(SIZES)
def test_only_whole_nodes_are_stored_and_none_is_left_out(size):
    stored = _grown(size)
    assert set(stored) == {(level, at) for level in range(8) for at in range(size >> level)}
    assert len(stored) == tree.count(size)


@given(st.data(), SIZES)
def test_rfc9162_2_1_3_every_leaf_is_proved_and_nothing_else_is(data, size):
    index = data.draw(st.integers(0, size - 1))
    stored = _grown(size)
    root, leaf = tree.hash_of((0, size), stored.__getitem__), stored[0, index]
    path = _hashes(tree.inclusion(index, size), stored)
    proved = {"leaf": leaf, "index": index, "size": size, "path": path, "root": root}
    assert tree.includes(**proved)
    assert not tree.includes(**{**proved, "leaf": _flipped(leaf)})
    assert not tree.includes(**{**proved, "root": _flipped(root)})
    assert not tree.includes(**{**proved, "path": [*path, root]})
    assert not tree.includes(**{**proved, "index": size})
    if path:
        at = data.draw(st.integers(0, len(path) - 1))
        assert not tree.includes(**{**proved, "path": [*path[:at], _flipped(path[at]), *path[at + 1 :]]})
        assert not tree.includes(**{**proved, "path": path[:-1]})
        assert not tree.includes(**{**proved, "index": (index + 1) % size})


@given(st.data(), SIZES)
def test_rfc9162_2_1_4_every_beginning_is_proved_and_nothing_else_is(data, second):
    first = data.draw(st.integers(1, second))
    stored = _grown(second)
    roots = {size: tree.hash_of((0, size), stored.__getitem__) for size in (first, second)}
    path = _hashes(tree.consistency(first, second), stored)
    proved = {
        "first": first, "second": second, "first_root": roots[first], "second_root": roots[second], "path": path
    }  # fmt: skip
    assert tree.consistent(**proved)
    assert not tree.consistent(**{**proved, "first_root": _flipped(roots[first])})
    assert not tree.consistent(**{**proved, "second_root": _flipped(roots[second])})
    assert not tree.consistent(**{**proved, "path": [*path, roots[second]]})
    assert not tree.consistent(**{**proved, "first": 0})
    if path:
        at = data.draw(st.integers(0, len(path) - 1))
        assert not tree.consistent(**{**proved, "path": [*path[:at], _flipped(path[at]), *path[at + 1 :]]})
        assert not tree.consistent(**{**proved, "path": path[:-1]})


def test_a_tree_written_anew_does_not_continue_the_old_one():
    old, new = _grown(5), _grown(9)
    new_root = tree.hash_of((0, 9), new.__getitem__)
    old[0, 2] = tree.leaf_hash("dòng đã sửa".encode())
    other = {}
    for index in range(5):
        other.update(tree.grown(index, old[0, index], other.__getitem__))
    path = _hashes(tree.consistency(5, 9), new)
    first_root = tree.hash_of((0, 5), other.__getitem__)
    assert not tree.consistent(first=5, second=9, first_root=first_root, second_root=new_root, path=path)


@given(st.data(), st.integers(1, 40))
def test_pymerkle_makes_the_same_inclusion_proofs_and_accepts_our_roots(data, size):
    first, index = data.draw(st.integers(1, size)), data.draw(st.integers(0, size - 1))
    oracle = InmemoryTree(algorithm="sha256")
    for entry in _leaves(size):
        oracle.append_entry(entry)
    stored = _grown(size)
    theirs = oracle.prove_inclusion(index + 1, size)
    verify_inclusion(stored[0, index], oracle.get_root(size), theirs)
    ours = _hashes(tree.inclusion(index, size), stored)
    assert [step.hex() for step in ours] == theirs.serialize()["path"][1:]  # theirs starts with the leaf itself
    proof = oracle.prove_consistency(first, size)
    roots = [tree.hash_of((0, count), stored.__getitem__) for count in (first, size)]
    verify_consistency(*roots, proof)


@given(st.data(), ROOMY)
def test_paths_stay_short_whatever_the_size(data, size):
    index, first = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    for ranges in (tree.inclusion(index, size), tree.consistency(first, size)):
        assert len(ranges) <= size.bit_length() + 1
        assert sum(len(tree.whole(leaves)) for leaves in ranges) <= 2 * size.bit_length()
    for leaves in tree.inclusion(index, size):
        assert sum(1 << level for level, _number in tree.whole(leaves)) == leaves[1] - leaves[0]


@pytest.mark.parametrize("wrong", [(-1, 5), (5, 5), (0, 0)])
def test_there_is_no_proof_of_a_leaf_that_is_not_there(wrong):
    with pytest.raises(ValueError, match="no leaf"):
        tree.inclusion(*wrong)


@pytest.mark.parametrize("wrong", [(0, 5), (6, 5), (-1, 0)])
def test_there_is_no_consistency_with_nothing_or_backwards(wrong):
    with pytest.raises(ValueError, match="no consistency"):
        tree.consistency(*wrong)


def _flipped(digest: bytes) -> bytes:
    return bytes([digest[0] ^ 1]) + digest[1:]
