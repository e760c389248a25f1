"""The bytes of a register line. Pure: no Django, so that anyone can recompute them."""

import datetime
import hashlib
import json


def canonical(value) -> str:
    """Canonical JSON: keys sorted, no spaces, UTF-8 as it is, days and moments in ISO 8601 (after RFC 8785)."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def _plain(value):
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} không đưa được vào sổ công khai")


def line_digest(
    *, commune: str, sequence: int, event: str, subject: str, unit: str, happened_on: datetime.date,
    recorded_at: datetime.datetime, body: str, previous: str,
) -> str:  # fmt: skip
    """SHA-256 (hex) of a line's canonical bytes; `previous` is the digest of the line before ("" for the first).

    The moment is counted in whole microseconds of UTC, so that both databases give back the same bytes.
    """
    moment = recorded_at.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    content = canonical({
        "commune": commune, "sequence": sequence, "event": event, "subject": subject, "unit": unit,
        "happened_on": happened_on, "recorded_at": moment, "body": json.loads(body), "previous": previous,
    })  # fmt: skip
    return hashlib.sha256(content.encode()).hexdigest()
