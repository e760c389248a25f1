"""An identity provider's word on who somebody is: fetched, and believed only after every check.

OpenID Connect Core 1.0, 3.1.3.7: signature by a key the provider publishes, issuer, audience, time, nonce. allauth's
code flow leaves the signature out, because the token came over TLS; we do not leave it out.
"""

import hmac
from urllib.parse import urlsplit

import jwt
from jwt.exceptions import InvalidSubjectError

# Only signatures by a private key: "none" and those by a shared secret are not the provider's hand.
ALGORITHMS = frozenset(
    "RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA".split()
)  # fmt: skip
KEY_TYPES = frozenset({"RSA", "EC", "OKP"})
LEEWAY = 60  # seconds two clocks may differ
LONGEST = 190  # letters of a subject; the specification allows 255 ASCII, our table 191


class Rejected(Exception):
    """The token is not believed; `reason` is one of the keys of `messages.REJECTED`."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def verified_subject(token, *, keys: dict, issuer: str, client_id: str, nonce: str) -> str:
    """The `sub` of an id_token that stood every check. `keys`: the provider's JWKS. Raises Rejected otherwise."""
    if not isinstance(token, str) or not token:
        raise Rejected("missing")
    try:
        header = jwt.get_unverified_header(token)
    except jwt.PyJWTError as error:
        raise Rejected("signature") from error
    algorithm = header.get("alg")
    if algorithm not in ALGORITHMS:
        raise Rejected("signature")
    claims = _read(token, _candidates(keys, header.get("kid")), algorithm, issuer, client_id)
    audience = claims["aud"]
    if isinstance(audience, list) and len(audience) > 1 and claims.get("azp") != client_id:
        raise Rejected("audience")
    if claims.get("azp") not in (None, client_id):
        raise Rejected("audience")
    given = claims.get("nonce")
    if not nonce or not isinstance(given, str) or not hmac.compare_digest(given.encode(), nonce.encode()):
        raise Rejected("nonce")
    subject = claims["sub"]
    if not isinstance(subject, str) or not subject.strip() or len(subject) > LONGEST:
        raise Rejected("subject")
    return subject


def _candidates(keys: dict, kid) -> list:
    """The published keys that may have signed: of the named id, or all when none is named."""
    found = []
    for row in keys.get("keys", []) if isinstance(keys, dict) else []:
        if not isinstance(row, dict) or row.get("kty") not in KEY_TYPES or row.get("use", "sig") != "sig":
            continue
        if kid is None or row.get("kid") == kid:
            found.append({name: value for name, value in row.items() if name != "alg"} | {"_alg": row.get("alg")})
    return found


def _read(token: str, candidates: list, algorithm: str, issuer: str, client_id: str) -> dict:
    for row in candidates:
        if row.pop("_alg") not in (None, algorithm):
            continue
        try:
            key = jwt.PyJWK(row, algorithm)
            return jwt.decode(
                token, key, algorithms=[algorithm], issuer=issuer, audience=client_id, leeway=LEEWAY,
                options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )  # fmt: skip
        except jwt.InvalidIssuerError as error:
            raise Rejected("issuer") from error
        except jwt.InvalidAudienceError as error:
            raise Rejected("audience") from error
        except (jwt.ExpiredSignatureError, jwt.ImmatureSignatureError) as error:
            raise Rejected("expired") from error
        except jwt.MissingRequiredClaimError as error:
            raise Rejected("incomplete") from error
        except InvalidSubjectError as error:
            raise Rejected("subject") from error
        except (jwt.PyJWTError, ValueError, TypeError, KeyError):
            continue  # not signed by this key; perhaps by the next
    raise Rejected("signature")


def checked_configuration(found: dict, *, issuer: str) -> dict:
    """The provider's own description, as it may be used: it names itself as we know it, and its doors are https.

    Raises Rejected otherwise (OpenID Connect Discovery 1.0, 4.3).
    """
    doors = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if not isinstance(found, dict) or found.get("issuer") != issuer:
        raise Rejected("provider")
    if not all(isinstance(found.get(door), str) and is_safe_door(found[door]) for door in doors):
        raise Rejected("provider")
    return found


def is_safe_door(url: str) -> bool:
    """https, or a provider on this very machine (tests, a local bridge)."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost", "::1"})
