"""What was public once is fixed in the database itself (danchu/core/sealed.py): a version's words and its papers.

Only that it was replaced or taken down, and why, is added to a version later; a salt is only ever erased (decision
0076). Rows of named lists are outside: they have to be erased when their window is over.
"""

from danchu.core.sealed import Seal

_ONCE_PUBLIC = "'public', 'replaced', 'withdrawn'"
_SALTED_ANEW = "(NEW.{0} <> OLD.{0} AND NEW.{0} <> '')"
_REASON = f"OLD.ground <> NEW.ground OR OLD.ground_why <> NEW.ground_why OR {_SALTED_ANEW.format('why_salt')}"
_MESSAGE = "Bản đã công khai không sửa được; hãy đính chính bằng bản mới"
SEALS = (
    Seal(
        "disclosure_version", _MESSAGE, f"OLD.state IN ({_ONCE_PUBLIC})",
        ("id", "item_id", "number", "summary", "what_changed", "extra_forms", "published_at", "published_by_id",
         "published_on", "line_sequence"),
        never=f"NEW.state NOT IN ({_ONCE_PUBLIC}) OR {_SALTED_ANEW.format('salt')} "
        f"OR (OLD.state = 'withdrawn' AND ({_REASON}))",
    ),
    Seal(
        "disclosure_paper", _MESSAGE,
        f"EXISTS (SELECT 1 FROM disclosure_version v WHERE v.id = OLD.version_id AND v.state IN ({_ONCE_PUBLIC}))",
        ("id", "version_id", "title", "original_id", "published_id", "document_id", "text", '"order"'),
    ),
)  # fmt: skip


def create(connection) -> None:
    """Creates the triggers that are missing."""
    for seal in SEALS:
        seal.create(connection)


def drop(connection) -> None:
    """Lifts the triggers. For test databases and for the way back of a migration only."""
    for seal in SEALS:
        seal.drop(connection)


def missing(connection) -> set[str]:
    """Names of our triggers that should stand and do not."""
    return set().union(*(seal.missing(connection) for seal in SEALS))
