"""Pure rules of signing in: codes by the clock, the end of a session, the address behind a proxy. No Django."""

import base64
import binascii
import datetime
import hashlib
import hmac
import ipaddress
import re

STEP = 30  # seconds a code of an authenticator app stands for (RFC 6238, the default of every app)
DRIFT = 1  # steps a telephone's clock may be early or late
DIGITS = 6

SHARED_IDLE = datetime.timedelta(minutes=15)  # without use, on a computer several people share
OWN_IDLE = datetime.timedelta(hours=8)
NOTED_EVERY = datetime.timedelta(minutes=1)  # use is noted no oftener than this


def code_at(secret: str, step: int) -> str:
    """The code of an authenticator app in a step of 30 seconds since 1970 (RFC 6238 over RFC 4226, SHA-1, 6 digits).

    `secret` in Base32. Raises ValueError when it is not.
    """
    try:
        key = base64.b32decode(secret, casefold=True)
    except binascii.Error as error:
        raise ValueError("not Base32") from error
    digest = hmac.new(key, step.to_bytes(8, "big"), hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def matching_step(secret: str, code: str, at: float, used: int | None = None) -> int | None:
    """The step whose code was typed, or None. `at`: seconds since 1970; `used`: the last step that was accepted.

    A code is taken once: neither it nor an earlier one opens again (RFC 6238, section 5.2).
    """
    typed = only_digits(code)
    now = int(at) // STEP
    fitting = None
    for step in range(now - DRIFT, now + DRIFT + 1):
        same = hmac.compare_digest(code_at(secret, step), typed)
        if same and (used is None or step > used):
            fitting = step
    return fitting


def only_digits(code: str) -> str:
    """A code as people type it ("123 456", "1234-5678") without what stands between the digits."""
    return re.sub(r"[^0-9]", "", code)[:20] if code.isascii() else ""


def in_groups(secret: str) -> str:
    """A secret in groups of four, to be read and typed."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def idle_limit(is_shared: bool) -> datetime.timedelta:
    """How long a session lives without use."""
    return SHARED_IDLE if is_shared else OWN_IDLE


def has_ended(seen_at: datetime.datetime, now: datetime.datetime, *, is_shared: bool) -> bool:
    """Whether a session last used at `seen_at` has ended by `now`."""
    return now - seen_at > idle_limit(is_shared)


def device_words(user_agent: str) -> str:
    """What kind of device signs in, in two words that tell a person's own devices apart and nobody's fingerprint.

    The user agent itself is not kept.
    """
    systems = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
               ("Mac OS", "Mac"), ("Linux", "Linux"))  # fmt: skip
    browsers = (("Edg", "Edge"), ("coc_coc", "Cốc Cốc"), ("OPR", "Opera"), ("Firefox", "Firefox"),
                ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
    system = next((word for mark, word in systems if mark in user_agent), "")
    browser = next((word for mark, word in browsers if mark in user_agent), "")
    return " · ".join(filter(None, (browser, system)))


def client_address(remote: str, forwarded: str, trusted: tuple[str, ...]) -> str:
    """Whose address asks: `remote`, or behind a trusted proxy the last address that no trusted proxy bears.

    `forwarded`: the X-Forwarded-For header. `trusted`: addresses and networks of our own proxies ("127.0.0.1",
    "10.0.0.0/8"). Anybody may write the header, so it is read from its right end and only from a trusted `remote`.
    """
    networks = [ipaddress.ip_network(one, strict=False) for one in trusted]

    def ours(address: str) -> bool:
        try:
            found = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(found in network for network in networks)

    address = remote
    for hop in reversed([hop.strip() for hop in forwarded.split(",") if hop.strip()]):
        if not ours(address):
            break
        try:
            address = str(ipaddress.ip_address(hop))
        except ValueError:
            break
    return address
