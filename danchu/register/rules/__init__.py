"""The register's bytes, tree and signed heads. Pure: no Django; anyone can recompute them (docs/register.md)."""

from danchu.register.rules.lines import (
    SALT,
    Kept,
    canonical,
    digest_of,
    erasable_state,
    line_bytes,
    line_digest,
    salted_digest,
)

__all__ = [
    "SALT",
    "Kept",
    "canonical",
    "digest_of",
    "erasable_state",
    "line_bytes",
    "line_digest",
    "salted_digest",
]
