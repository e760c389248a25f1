"""The head of the public register, for papers that print it."""

from danchu.register import queries as register


def stamp(commune: str) -> dict:
    """`{size, root, at}` of a commune's register as it stands; the root in hexadecimal digits."""
    found = register.stamp(commune)
    return {"size": found.size, "root": found.root, "at": found.at.isoformat() if found.at else None}
