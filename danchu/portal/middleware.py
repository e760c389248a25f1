"""The page cache: the outermost layer. A page found here touches neither session nor view.

The key is what a public page depends on, and nothing else: its address, the commune's public revision, the local
day, the language, the release and the rulebook version (design.md). A new register line or anything public that
is not a line moves the revision, so nothing is ever thrown out by hand and nothing stale is ever shown.
"""

import hashlib
from functools import lru_cache

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.http import parse_etags

from danchu import rulebook
from danchu.core import clock
from danchu.register import queries as register

KEPT_FOR = 24 * 60 * 60  # seconds; the day in the key ends earlier


class PublicPageCache:
    """Answers public pages from the cache; marks them as free of cookies."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_public, commune = _public_match(request)
        if not is_public:
            return self.get_response(request)
        # A public page is drawn for nobody: without cookies there is no session, no person and no message in it.
        request.META.pop("HTTP_COOKIE", None)
        key = page_key(f"{request.scheme}://{request.get_host()}{request.get_full_path()}", commune)
        kept = cache.get(key)
        if kept is None:
            response = self.get_response(request)
            if response.status_code != 200 or response.streaming:
                return response
            response.render() if hasattr(response, "render") else None
            # Of what is read, not of the revision: that one moves as well when something comes in that nobody may see.
            etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
            kept = (response.content, dict(response.headers), etag)
            cache.set(key, kept, KEPT_FOR)
        content, headers, etag = kept
        if _knows(request.headers.get("If-None-Match", ""), etag):
            response = HttpResponse(status=304)
        else:
            response = HttpResponse(content, headers=headers)
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = "public, no-cache"
        return response


def page_key(address: str, commune: str) -> str:
    """The cache key of a public page; `address` with its host, because a printed page names its own address.

    Pages of no commune show which communes there are, and stand on the revision of that alone.
    """
    parts = (
        address,
        commune,
        register.revision(commune),
        clock.today(),
        settings.RELEASE,
        rulebook.version(),
        settings.DEMO,
    )
    return "page:" + hashlib.sha256(repr(parts).encode()).hexdigest()


def _knows(header: str, etag: str) -> bool:
    """Whether the reader has this very page (RFC 9110, 13.1.2: weak comparison, a list, or any)."""
    return any(each in ("*", etag, f"W/{etag}") for each in parse_etags(header))


def _public_match(request) -> tuple[bool, str]:
    """Whether the address is a public page, and of which commune ("" where it is of none)."""
    if request.method not in ("GET", "HEAD"):
        return False, ""
    return _resolved(request.path_info, settings.ROOT_URLCONF)


@lru_cache(maxsize=2048)  # the same answer for the same address as long as the program runs, and a tenth of its time
def _resolved(path: str, urlconf: str) -> tuple[bool, str]:
    # The language prefix is read from the active language, which this outermost layer has to set itself.
    with translation.override(translation.get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            match = resolve(path, urlconf)
        except Resolver404:
            return False, ""
    return getattr(match.func, "is_public_page", False), match.kwargs.get("commune", "")
