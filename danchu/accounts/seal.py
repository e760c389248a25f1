"""Secrets of second factors, sealed with a key drawn from SECRET_KEY: a copy of the database alone opens no account."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def sealed(text: str) -> str:
    """The text, sealed under today's key."""
    return _seal().encrypt(text.encode()).decode()


def opened(text: str) -> str | None:
    """What was sealed under today's key or one of SECRET_KEY_FALLBACKS; None when it was under neither."""
    try:
        return _seal().decrypt(text.encode()).decode()
    except InvalidToken:
        return None


def _seal() -> MultiFernet:
    return MultiFernet([Fernet(_drawn_from(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _drawn_from(secret: str) -> bytes:
    drawn = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"danchu second factors").derive(secret.encode())
    return base64.urlsafe_b64encode(drawn)
