"""The bytes of a register line. Pure: no Django, so that anyone can recompute them."""

import datetime
import hashlib
import json
from enum import StrEnum

SALT = 32  # bytes of a salt; fresh for every digest


def canonical(value) -> str:
    """Canonical JSON: keys sorted, no spaces, UTF-8 as it is, days and moments in ISO 8601 (after RFC 8785)."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def _plain(value):
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} không đưa được vào sổ công khai")


def line_bytes(
    *, commune: str, sequence: int, event: str, subject: str, unit: str, happened_on: datetime.date,
    recorded_at: datetime.datetime, body: str, previous: str,
) -> bytes:  # fmt: skip
    """A line's canonical bytes: what its digest is of, and the data of its leaf in the tree.

    `previous` is the digest of the line before ("" for the first). The moment is counted in whole microseconds of
    UTC, so that both databases give back the same bytes.
    """
    moment = recorded_at.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    return canonical({
        "commune": commune, "sequence": sequence, "event": event, "subject": subject, "unit": unit,
        "happened_on": happened_on, "recorded_at": moment, "body": json.loads(body), "previous": previous,
    }).encode()  # fmt: skip


def line_digest(**values) -> str:
    """SHA-256 (hex) of a line's canonical bytes; takes what `line_bytes` takes."""
    return digest_of(line_bytes(**values))


def digest_of(data: bytes) -> str:
    """SHA-256 (hex) of a line's canonical bytes: the digest the next line carries."""
    return hashlib.sha256(data).hexdigest()


def salted_digest(salt: bytes, data: bytes) -> str:
    """SHA-256 (hex) of salt ‖ data, for what may have to be erased: without the salt nothing can be guessed back.

    The salt is `SALT` fresh random bytes for each digest, kept beside the erasable data and erased with it. Raises
    ValueError for a salt of another length: the border between salt and data must not move.
    """
    if len(salt) != SALT:
        raise ValueError(f"a salt has {SALT} bytes, not {len(salt)}")
    return hashlib.sha256(salt + data).hexdigest()


class Kept(StrEnum):
    """How something that a line names stands today."""

    WHOLE = "whole"
    MISSING = "missing"
    CHANGED = "changed"
    ERASED = "erased"  # lawfully: its salt is gone with it
    UNKNOWN = "unknown"  # nobody here knows where it lies


def erasable_state(digest: str, *, salt: bytes | None, data: bytes | None) -> Kept:
    """How something erasable stands: without its salt it is erased, not broken, for nothing can be said of it."""
    if salt is None:
        return Kept.ERASED
    if data is None:
        return Kept.MISSING
    return Kept.WHOLE if salted_digest(salt, data) == digest else Kept.CHANGED
