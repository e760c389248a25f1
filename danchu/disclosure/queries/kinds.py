"""What the catalogue says of a kind of content, as far as publishing asks for it."""

# Kinds whose clause itself demands the list of names, full names on the web included. Empty until the catalogue says
# so: "masked" is what holds where nothing is known.
LISTED: frozenset[str] = frozenset()


def may_be_listed(kind: str) -> bool:
    """Whether the law demands the list of names for this kind (design.md, "Named lists")."""
    return kind in LISTED
