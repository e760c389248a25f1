"""A stranger checks the register: an implementation of its own, written from docs/register.md and nothing else.

Nothing of `danchu` is used to check, only to make what is checked.
"""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.test import Client

from danchu.core import clock
from danchu.register import services

PAGE = (Path(settings.BASE_DIR) / "docs" / "register.md").read_text(encoding="utf-8")


# -- the stranger -----------------------------------------------------------------------------------------------------
def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def bytes_of(line: dict) -> bytes:
    """§1"""
    return json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def leaf_of(line: dict) -> bytes:
    """§3"""
    return sha(b"\x00" + bytes_of(line))


def node(left: bytes, right: bytes) -> bytes:
    """§3"""
    return sha(b"\x01" + left + right)


def root_of(leaves: list[bytes]) -> bytes:
    """§3"""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha(b"")
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return node(root_of(leaves[:k]), root_of(leaves[k:]))


def open_head(note: str, key: str) -> tuple[str, int, bytes]:
    """§4: origin, size and root, or an exception."""
    name, key_id, encoded = key.strip().split("+", 2)
    public = base64.b64decode(encoded)[1:]
    assert sha(name.encode() + b"\n\x01" + public)[:4].hex() == key_id
    text, signature = note.split("\n\n")
    dash, signer, mark = signature.rstrip("\n").split(" ")
    assert (dash, signer) == ("\u2014", name)
    raw = base64.b64decode(mark)
    assert raw[:4].hex() == key_id
    Ed25519PublicKey.from_public_bytes(public).verify(raw[4:], (text + "\n").encode())
    origin, size, root = text.split("\n")
    assert origin == name
    return origin, int(size), base64.b64decode(root)


def fold_inclusion(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """RFC 9162, 2.1.3.2: from the whole downwards, unlike the product's own."""
    if size == 1:
        assert not path
        return leaf
    k = 1
    while 2 * k < size:
        k *= 2
    *below, last = path
    if index < k:
        return node(fold_inclusion(leaf, index, k, below), last)
    return node(last, fold_inclusion(leaf, index - k, size - k, below))


def fold_consistency(first: int, second: int, path: list[bytes], first_root: bytes, whole=True) -> tuple[bytes, bytes]:
    """RFC 9162, 2.1.4: the two roots that the path gives."""
    if first == second:
        if whole:
            assert not path
            return first_root, first_root
        (only,) = path
        return only, only
    k = 1
    while 2 * k < second:
        k *= 2
    *below, last = path
    if first <= k:
        old, new = fold_consistency(first, k, below, first_root, whole)
        return old, node(new, last)
    old, new = fold_consistency(first - k, second - k, below, first_root, False)
    return node(last, old), node(last, new)


# -- the page's own numbers -------------------------------------------------------------------------------------------
LINES = [json.loads(found) for found in re.findall(r"^    (\{.*\})$", PAGE, re.MULTILINE)]
TABLE = dict(re.findall(r"^\| ([a-z ]+ \d) \| `([0-9a-f]{64})` \|$", PAGE, re.MULTILINE))
LEAVES = [leaf_of(line) for line in LINES]


def test_the_worked_example_is_right():
    assert len(LINES) == 3
    assert set(TABLE) == {f"{what} {at}" for what, at in [
        ("digest", 1), ("digest", 2), ("digest", 3), ("leaf", 0), ("leaf", 1), ("leaf", 2),
        ("root of", 0), ("root of", 1), ("root of", 2), ("root of", 3),
    ]}  # fmt: skip
    for at, line in enumerate(LINES, 1):
        assert sha(bytes_of(line)).hex() == TABLE[f"digest {at}"]
        assert line["previous"] == TABLE.get(f"digest {at - 1}", "")
        assert LEAVES[at - 1].hex() == TABLE[f"leaf {at - 1}"]
    for size in range(4):
        assert root_of(LEAVES[:size]).hex() == TABLE[f"root of {size}"]
    assert LINES[0]["body"]["files"]["ke-hoach.pdf"] == sha("tệp 1".encode()).hex()
    assert LINES[1]["body"]["erasable"]["anh.jpg"] == sha(bytes(range(32)) + "ảnh".encode()).hex()


def test_the_worked_examples_head_is_signed():
    block = re.search(r"((?:    [^\n]+\n){3}\n    — [^\n]+\n)", PAGE)[1]
    note = re.sub(r"^    ", "", block, flags=re.MULTILINE)
    key = re.search(r"^    (\S+\+[0-9a-f]{8}\+\S+)$", PAGE, re.MULTILINE)[1]
    assert open_head(note, key) == ("dan-chu.example/ban-mau", 3, root_of(LEAVES))
    example = Ed25519PrivateKey.from_private_bytes(bytes(range(32))).public_key().public_bytes_raw()
    assert base64.b64decode(key.split("+", 2)[2])[1:] == example


def test_the_worked_examples_proofs_hold():
    root = root_of(LEAVES)
    assert fold_inclusion(LEAVES[1], 1, 3, [LEAVES[0], LEAVES[2]]) == root
    assert fold_consistency(2, 3, [LEAVES[2]], root_of(LEAVES[:2])) == (root_of(LEAVES[:2]), root)
    assert fold_consistency(1, 3, [LEAVES[1], LEAVES[2]], LEAVES[0]) == (LEAVES[0], root)


# -- a real register, by its addresses only ---------------------------------------------------------------------------
@pytest.fixture
def register(cast):
    """Twelve lines; reads an address as a stranger's program does."""
    for at in range(12):
        services.append(
            commune="ban-mau", event="plans.published", subject=f"plans.plan:{at}", unit="UBND", on=clock.today(),
            public={"title": f"Kế hoạch “số {at}”\n", "năm": 2026, "kỳ": [None, True]}, files={"a.pdf": "ab" * 32},
        )  # fmt: skip

    def read(path: str):
        answer = Client().get(f"/ban-mau/so-cong-khai/{path}")
        assert answer.status_code == 200
        return answer.json() if answer.headers["Content-Type"].startswith("application/json") else answer.text

    return read


def test_a_stranger_checks_every_line(register):
    key = register("khoa.txt")
    for number in range(1, 13):
        for size in sorted({number, 12}):
            proof = register(f"{number}/chung-minh.json?so-dong={size}")
            _origin, signed_size, root = open_head(proof["checkpoint"], key)
            path = [bytes.fromhex(step) for step in proof["path"]]
            assert (proof["size"], signed_size, proof["line"]["sequence"]) == (size, size, number)
            assert fold_inclusion(leaf_of(proof["line"]), number - 1, size, path) == root
            changed = {**proof["line"], "unit": "UBMD"}
            assert fold_inclusion(leaf_of(changed), number - 1, size, path) != root


def test_a_stranger_checks_that_the_register_only_grew(register):
    key = register("khoa.txt")
    for first in range(1, 13):
        _origin, _size, kept = open_head(register(f"checkpoint?so-dong={first}"), key)
        proof = register(f"noi-tiep.json?tu={first}")
        _origin, second, new = open_head(proof["checkpoint"], key)
        path = [bytes.fromhex(step) for step in proof["path"]]
        assert fold_consistency(first, second, path, kept) == (kept, new)


def test_a_stranger_recomputes_all_of_it(register):
    everything = register("dong.json?tu=1")
    lines = [each["line"] for each in everything["lines"]]
    assert (len(lines), everything["size"], everything["next"]) == (12, 12, None)
    for at, each in enumerate(everything["lines"], 1):
        raw = Client().get(f"/ban-mau/so-cong-khai/{at}/dong.json").content
        assert raw == bytes_of(each["line"])
        assert sha(raw).hex() == each["digest"]
    origin, size, root = open_head(register("checkpoint"), register("khoa.txt"))
    assert (origin, size, root) == (everything["origin"], 12, root_of([leaf_of(line) for line in lines]))


def test_a_forged_head_is_seen(register):
    key, note = register("khoa.txt"), register("checkpoint")
    with pytest.raises(InvalidSignature):
        open_head(note.replace("\n12\n", "\n13\n"), key)


def test_long_registers_come_in_pages(cast):
    for at in range(103):
        services.append(
            commune="ban-mau", event="plans.published", subject=f"plans.plan:{at}", unit="UBND", on=clock.today(),
            public={"title": "K"},
        )  # fmt: skip
    read = Client().get("/ban-mau/so-cong-khai/dong.json").json()
    assert (len(read["lines"]), read["next"]) == (100, 101)
    rest = Client().get("/ban-mau/so-cong-khai/dong.json?tu=101").json()
    assert [each["line"]["sequence"] for each in rest["lines"]] == [101, 102, 103]
    assert rest["next"] is None
    assert rest["lines"][0]["line"]["previous"] == read["lines"][-1]["digest"]
