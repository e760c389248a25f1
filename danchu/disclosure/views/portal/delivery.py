"""The papers themselves: the bytes that went out, and only while they are public. What came in is never delivered."""

import re

from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import parse_etags

from danchu.core.pages import public_page
from danchu.disclosure import queries
from danchu.disclosure.views.portal import words
from danchu.disclosure.views.portal.item import gone, item_or_404, marked, readable_or_none
from danchu.disclosure.views.portal.reading import paper_or_404
from danchu.documents import files

SHOWN_INLINE = frozenset({files.PDF, files.JPEG, files.PNG, files.TEXT})
_RANGE = re.compile(r"bytes=(\d{1,15})?-(\d{1,15})?")


@public_page
def file(request, commune, year, number, paper, version=None):
    """A paper as it went out, to look at or with `?tai=1` to keep; 410 and why once it was taken down.

    Every reader asks again before showing a kept copy (`no-cache`): what is taken down is gone at once.
    """
    item, versions = item_or_404(commune, year, number)
    found = readable_or_none(item, versions, version)
    if found is None:
        return gone(request, item, versions, version)
    sent = paper_or_404(found, paper)
    etag = f'"{sent.published.sha256}"'
    headers = {"ETag": etag, "Cache-Control": "public, no-cache", "X-Content-Type-Options": "nosniff",
               "Accept-Ranges": "bytes"}  # fmt: skip
    if item.commune.is_sample:
        headers["X-Robots-Tag"] = "noindex"
    if any(each in ("*", etag, f"W/{etag}") for each in parse_etags(request.headers.get("If-None-Match", ""))):
        return marked(HttpResponse(status=304, headers=headers), found)
    whole = _part(request.headers.get("Range", ""), sent.published.size)
    if whole is None:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{sent.published.size}"})
    keep = bool(request.GET.get("tai")) or sent.published.media_type not in SHOWN_INLINE
    name = words.file_name(item, found, paper, sent)
    return marked(_answer(sent.published, whole, keep=keep, name=name, headers=headers), found)


@public_page
def picture(request, commune, year, number, paper, number_of):
    """One page of a paper as a picture (JPEG)."""
    item, versions = item_or_404(commune, year, number)
    found = readable_or_none(item, versions, None)
    if found is None:
        return gone(request, item, versions)
    sent = paper_or_404(found, paper)
    page = next((one for one in queries.page_pictures(sent) if one.number == number_of), None)
    if page is None:
        raise Http404
    etag = f'"{page.file.sha256}"'
    headers = {"ETag": etag, "Cache-Control": "public, no-cache", "X-Content-Type-Options": "nosniff",
               "X-Robots-Tag": "noindex"}  # fmt: skip
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponse(status=304, headers=headers)
    name = f"{commune}-{year}-{number}-{paper}-trang-{number_of}.jpg"
    return _answer(page.file, (0, page.file.size), keep=False, name=name, headers=headers)


def _part(header: str, size: int) -> tuple[int, int] | None:
    """From which octet to which (the end not included) is asked for (RFC 9110, 14.1.2); None: it cannot be given.

    Several ranges at once, and what is not understood, get the whole.
    """
    found = _RANGE.fullmatch(header.strip())
    if found is None or not any(found.groups()):
        return 0, size
    first, last = found.groups()
    if first is None:
        start, end = max(size - int(last), 0), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
    return (start, end) if start < end else None


def _answer(stored, part: tuple[int, int], *, keep: bool, name: str, headers: dict):
    """The whole file, or 206 with the part that was asked for."""
    path, (start, end) = files.path_of(stored.sha256), part
    if part == (0, stored.size):
        return FileResponse(path.open("rb"), content_type=stored.media_type, as_attachment=keep, filename=name,
                            headers=headers)  # fmt: skip
    with path.open("rb") as opened:
        opened.seek(start)
        content = opened.read(end - start)
    headers = {**headers, "Content-Range": f"bytes {start}-{end - 1}/{stored.size}"}
    return HttpResponse(content, status=206, content_type=stored.media_type, headers=headers)
