"""The bytes of a frozen roll and of a question, and what must balance: pure, so that anyone can recompute them."""

import hashlib
import json
from collections.abc import Sequence


def roll_bytes(rows: Sequence[Sequence[str]]) -> bytes:
    """The canonical bytes of a roll, one JSON list a household.

    Number, code, cluster, representative, their sex, substitute, their sex; all of it text.
    """
    return "\n".join(json.dumps(list(row), ensure_ascii=False, separators=(",", ":")) for row in rows).encode()


def question_digest(*, clause: str, scope: str, question: str, candidates: Sequence[str] = ()) -> str:
    """SHA-256 (hex) of what is put to the vote, as the register and every ballot's QR code have it."""
    content = {"clause": clause, "scope": scope, "question": question.strip(), "candidates": list(candidates)}
    return hashlib.sha256(
        json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()


def public_path(matter) -> str:
    """Where a matter stands for everyone, for ever, below the commune's address: what its register lines name."""
    return f"dan-ban/{matter.year}/{matter.number}/"
