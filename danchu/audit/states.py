"""The kinds of act and their words. The services fill the table as they are imported (services.act)."""

KINDS: dict[str, object] = {}  # "plans.confirm" → its words, lazily translated


def words(kind: str) -> str:
    """A kind in words; the kind itself when its service is gone since."""
    return str(KINDS.get(kind, kind))
