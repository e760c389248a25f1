"""Signed heads: the checkpoint of C2SP (tlog-checkpoint) in a signed note (C2SP signed-note), under Ed25519."""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"  # the signature type of C2SP signed-note
_SIGNATURE = re.compile(r"— (\S+) (\S+)")
_NAME = re.compile(r"[^\s+]+")


@dataclass(frozen=True)
class Checkpoint:
    """The head of a tree: whose, how many leaves, its root (32 bytes)."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The three lines that are signed, each with its newline."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def key_id(name: str, public: bytes) -> bytes:
    """Four bytes that say which key signed: SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key), cut."""
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


def verifier_key(name: str, public: bytes) -> str:
    """A public key as text, `name+id+base64`: what a stranger keeps to check our heads. ValueError: no such name."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} cannot name a key")
    return f"{name}+{key_id(name, public).hex()}+{base64.b64encode(ED25519 + public).decode()}"


def read_verifier_key(text: str) -> tuple[str, bytes]:
    """The name and the 32 bytes of a public key from its text. Raises ValueError when it is none."""
    name, _plus, rest = text.strip().partition("+")
    stated, _plus, encoded = rest.partition("+")
    data = _decoded(encoded)
    if len(data) != 33 or data[:1] != ED25519 or key_id(name, data[1:]).hex() != stated:
        raise ValueError("not an Ed25519 verifier key")
    return name, data[1:]


def signed(text: str, *, name: str, key: Ed25519PrivateKey) -> str:
    """The text, a blank line and its signature. The same text under the same key is the same note."""
    mark = key_id(name, key.public_key().public_bytes_raw()) + key.sign(text.encode())
    return f"{text}\n— {name} {base64.b64encode(mark).decode()}\n"


def opened(note: str, verifier: str) -> str:
    """The text of a note signed by the given key. Raises ValueError when that key did not sign it."""
    name, public = read_verifier_key(verifier)
    text, blank, signatures = note.rpartition("\n\n")
    if not blank:
        raise ValueError("no signature")
    text += "\n"
    for line in signatures.splitlines():
        found = _SIGNATURE.fullmatch(line)
        if not found or found[1] != name:
            continue
        mark = _decoded(found[2])
        if mark[:4] == key_id(name, public):
            try:
                Ed25519PublicKey.from_public_bytes(public).verify(mark[4:], text.encode())
            except InvalidSignature as error:
                raise ValueError("the signature is wrong") from error
            return text
    raise ValueError("not signed by this key")


def read_checkpoint(text: str) -> Checkpoint:
    """The head a checkpoint's text states (lines after the third are none of ours). Raises ValueError."""
    lines = text.split("\n")
    if len(lines) < 4 or not lines[0] or not re.fullmatch(r"0|[1-9][0-9]*", lines[1]):
        raise ValueError("not a checkpoint")
    root = _decoded(lines[2])
    if len(root) != hashlib.sha256().digest_size:
        raise ValueError("not a root")
    return Checkpoint(lines[0], int(lines[1]), root)


def _decoded(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    if base64.b64encode(data).decode() != text:  # one text for one value: RFC 4648, 3.5
        raise ValueError("not canonical base64")
    return data
