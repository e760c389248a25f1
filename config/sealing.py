"""A file under a key: authenticated encryption in chunks, so that a backup of any size needs little memory.

STREAM after Hoang, Reyhanitabar, Rogaway, Vizár (2015) over AES-256-GCM: each chunk's nonce holds its number and
whether it is the last, so chunks cannot be changed, left out, swapped or cut off. The key is made from a passphrase
by scrypt (RFC 7914). Layout: mark, salt, prefix of the nonces, a check of the key; then the chunks.
"""

import hashlib
import secrets
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from danchu.core.errors import Refused

MARK = b"DANCHU-SEALED-1\n"
CHUNK = 256 * 1024
SHORTEST = 16  # characters of a passphrase
_TAG, _SALT, _PREFIX, _CHECK = 16, 16, 7, 16
_HEAD = len(MARK) + _SALT + _PREFIX + _CHECK


class Sealer:
    """A file to write to: what is written is encrypted into `out`. Without `close` the file is not whole."""

    def __init__(self, out: BinaryIO, passphrase: str):
        self._out, self._waiting, self._number = out, bytearray(), 0
        salt, self._prefix = secrets.token_bytes(_SALT), secrets.token_bytes(_PREFIX)
        self._cipher, check = _keyed(passphrase, salt)
        self._head = MARK + salt + self._prefix + check
        out.write(self._head)

    def write(self, data: bytes) -> int:
        """Takes bytes; a chunk goes out once it is full and more follows."""
        self._waiting += data
        while len(self._waiting) > CHUNK:
            self._chunk(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def close(self) -> None:
        """Writes the last chunk, marked as such."""
        self._chunk(bytes(self._waiting), last=True)

    def _chunk(self, data: bytes, *, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._prefix, self._number, last), data, self._head))
        self._number += 1


def is_sealed(source: BinaryIO) -> bool:
    """Whether a file begins as a sealed one; the file is left at its start."""
    source.seek(0)
    found = source.read(len(MARK)) == MARK
    source.seek(0)
    return found


def unseal(source: BinaryIO, out: BinaryIO, passphrase: str) -> None:
    """Decrypts all of `source` into `out`. Raises Refused for a wrong key, or anything changed, missing or added."""
    head = source.read(_HEAD)
    if len(head) < _HEAD:
        raise Refused("Bản sao lưu bị cắt cụt; chưa khôi phục gì.")
    salt = head[len(MARK) : len(MARK) + _SALT]
    prefix = head[len(MARK) + _SALT : -_CHECK]
    cipher, check = _keyed(passphrase, salt)
    if not secrets.compare_digest(check, head[-_CHECK:]):
        raise Refused("Khóa không đúng với bản sao lưu này; chưa khôi phục gì.")
    number, sealed = 0, source.read(CHUNK + _TAG)
    while True:
        following = source.read(CHUNK + _TAG)
        try:
            out.write(cipher.decrypt(_nonce(prefix, number, not following), sealed, head))
        except InvalidTag as error:
            raise Refused("Bản sao lưu đã bị thay đổi hoặc bị cắt cụt; chưa khôi phục gì.") from error
        if not following:
            return
        number, sealed = number + 1, following


def check_passphrase(passphrase: str) -> str:
    """The passphrase without the line's end. Raises Refused when it is too short to keep anything."""
    passphrase = passphrase.strip()
    if len(passphrase) < SHORTEST:
        raise Refused(
            f"Khóa phải dài ít nhất {SHORTEST} ký tự. Tạo một khóa: head -c 32 /dev/urandom | base64 > khoa.txt"
        )
    return passphrase


def _keyed(passphrase: str, salt: bytes) -> tuple[AESGCM, bytes]:
    made = hashlib.scrypt(passphrase.encode(), salt=salt, n=2**15, r=8, p=1, maxmem=2**26, dklen=64)
    return AESGCM(made[:32]), hashlib.sha256(made[32:]).digest()[:_CHECK]


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])
