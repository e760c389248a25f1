"""What people typed enters the register by salted digests alone, and can be erased (decision 0076)."""

import secrets

from danchu.disclosure.models import Item, Version
from danchu.disclosure.queries.sealed import WHY_NAME, WORDS_NAME, why_bytes, words_bytes
from danchu.disclosure.states import ERASING
from danchu.register.rules import SALT, salted_digest


def sealed(data: bytes) -> tuple[str, str]:
    """A fresh salt (hex), to be kept beside the data, and the digest for the line."""
    salt = secrets.token_bytes(SALT)
    return salt.hex(), salted_digest(salt, data)


def seal_words(version: Version) -> dict[str, str]:
    """The words of a version that goes out, for its line's `erasable`; the salt is set on the version, not saved."""
    version.salt, digest = sealed(words_bytes(version))
    return {f"{WORDS_NAME}{version.number}": digest}


def seal_why(version: Version) -> dict[str, str]:
    """Why a version was taken down, likewise; {} where the ground has words erased: then it alone is in the line."""
    if version.ground in ERASING:
        return {}
    version.why_salt, digest = sealed(why_bytes(version))
    return {f"{WHY_NAME}{version.number}": digest}


def erase_salts(item: Item) -> None:
    """Nothing in the register tells any more what an item's versions said: those replaced carried the same words."""
    item.versions.exclude(salt="").update(salt="")
