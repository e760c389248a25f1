"""The instance's signing key: one Ed25519 key in a file of its own, never in the database, in a backup or in a log.

The text is one line, `PRIVATE+KEY+name+id+base64`, as Go's sumdb/note has it. The name is chosen once, when the key is
made, and every origin begins with it: an address that changes later changes no origin (docs/decisions/0052).
"""

import base64
import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from danchu.core.errors import Refused
from danchu.register.rules import notes

_MARK = "PRIVATE+KEY+"
NAME = re.compile(r"[a-z0-9]([a-z0-9.-]{0,98}[a-z0-9])?")


@dataclass(frozen=True)
class Key:
    """The key and the instance's name; it does not show itself."""

    name: str
    private: Ed25519PrivateKey = field(repr=False)

    @property
    def public(self) -> bytes:
        """The 32 bytes of the public key."""
        return self.private.public_key().public_bytes_raw()

    def origin(self, commune: str) -> str:
        """Whose register a head is of: the instance's name and the commune's slug, which never change."""
        return f"{self.name}/{commune}"

    def verifier(self, commune: str) -> str:
        """The public key as text for one commune's register; its name is the origin (C2SP tlog-checkpoint)."""
        return notes.verifier_key(self.origin(commune), self.public)

    def sign(self, head: notes.Checkpoint) -> str:
        """The signed note of a head, under its origin's name."""
        return notes.signed(head.text, name=head.origin, key=self.private)

    def text(self) -> str:
        """The private key as one line."""
        sealed = base64.b64encode(notes.ED25519 + self.private.private_bytes_raw()).decode()
        return f"{_MARK}{self.name}+{notes.key_id(self.name, self.public).hex()}+{sealed}\n"


def current() -> Key:
    """The key this instance signs with; made at its first use. Raises Refused when it cannot be read or made."""
    if settings.REGISTER_KEY:
        return _read(settings.REGISTER_KEY, "REGISTER_KEY")
    path = Path(settings.REGISTER_KEY_FILE)
    try:
        return _read(path.read_text(encoding="utf-8") if path.exists() else _make(path), str(path))
    except OSError as error:
        raise Refused(f"Không đọc hoặc không tạo được khóa ký của sổ công khai ({path}: {error.strerror}).") from error


def _read(text: str, where: str) -> Key:
    name, _plus, rest = text.strip().removeprefix(_MARK).partition("+")
    stated, _plus, sealed = rest.partition("+")
    try:
        data = base64.b64decode(sealed, validate=True)
        key = Key(name, Ed25519PrivateKey.from_private_bytes(data[1:]))
    except ValueError as error:
        raise _unreadable(where) from error
    if data[:1] != notes.ED25519 or not NAME.fullmatch(name) or notes.key_id(name, key.public).hex() != stated:
        raise _unreadable(where)
    return key


def _unreadable(where: str) -> Refused:
    return Refused(
        f"Khóa ký của sổ công khai không đọc được ({where}). Hãy lấy lại bản đã cất riêng; đừng tạo khóa mới."
    )


def _make(path: Path) -> str:
    """A new key into its file, readable by its owner only; of two processes the first one's stands."""
    private = Ed25519PrivateKey.generate()
    name = settings.REGISTER_NAME or f"dan-chu-{private.public_key().public_bytes_raw().hex()[:12]}"
    if not NAME.fullmatch(name):
        raise Refused(f"REGISTER_NAME chỉ gồm chữ thường không dấu, số, dấu chấm, gạch nối; không phải {name!r}.")
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(Key(name, private).text())
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    finally:
        part.unlink()
    return path.read_text(encoding="utf-8")
