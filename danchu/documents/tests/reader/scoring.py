"""Compares a read paper with one described by hand: per field right, wrong, missing (or invented)."""

from collections import Counter

SCALARS = ("number", "symbol", "issuer", "parent", "place", "date", "kind", "title")
LISTS = ("addressees", "legal_bases", "citations", "sections", "tasks", "deadlines", "recipients", "signatures")


def _same(wanted, got) -> bool:
    """Dictionaries are compared by the keys the description names; a task's text by how it begins."""
    if isinstance(wanted, dict):
        for key, value in wanted.items():
            if key == "text" and isinstance(value, str):
                if not str(got.get("text", "")).startswith(value):
                    return False
            elif key == "deadlines":
                if len(value) != len(got["deadlines"]) or not all(map(_same, value, got["deadlines"])):
                    return False
            elif got.get(key) != value:
                return False
        return True
    return wanted == got


def score(wanted: dict, got: dict) -> tuple[Counter, list[str]]:
    """→ (counts of right, wrong, missing; what is not right, one line each)."""
    counts: Counter = Counter()
    faults: list[str] = []
    for field in (*SCALARS, "signature"):
        if _same(wanted[field], got[field]):
            counts["right"] += 1
        else:
            kind = "missing" if got[field] is None else "wrong"
            counts[kind] += 1
            faults.append(f"{field}: {kind}: wanted {wanted[field]!r}, got {got[field]!r}")
    for field in LISTS:
        left = list(got[field])
        for item in wanted[field]:
            match = next((g for g in left if _same(item, g)), None)
            if match is None:
                counts["missing"] += 1
                faults.append(f"{field}: missing {item!r}")
            else:
                left.remove(match)
                counts["right"] += 1
        for item in left:
            counts["wrong"] += 1
            faults.append(f"{field}: invented {str(item)[:230]}")
    return counts, faults
