"""The sound of an approved script, for whoever would rather listen than read."""

import re

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import parse_etags

from danchu.channels import queries
from danchu.channels.queries.airing import VIETNAMESE, public_sound, sounding
from danchu.core.pages import public_page
from danchu.documents import files
from danchu.organisation.models import Commune

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


@public_page
def sound(request, commune, pk, ending):
    """The recording, or the machine's voice, whole or a part of it (RFC 9110, section 14: players jump by it)."""
    return _played(request, commune, ending, announcement=pk, language=VIETNAMESE)


@public_page
def sound_in(request, commune, pk, script, ending):
    """The same in a village's language."""
    return _played(request, commune, ending, announcement=pk, pk=script)


def _played(request, commune: str, ending: str, **which):
    found = get_object_or_404(Commune.objects.begun(), slug=commune)
    script = get_object_or_404(sounding(found), **which)
    told: queries.PublicSound = public_sound(script)
    if ending != told.ending:
        raise Http404
    response = _whole_or_part(request, script.recording, f'"{script.recording.sha256}"')
    response.headers["ETag"] = f'"{script.recording.sha256}"'
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    if found.is_sample:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _whole_or_part(request, kept, etag: str):
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponse(status=304)
    path, size = files.path_of(kept.sha256), kept.size
    condition = request.headers.get("If-Range", etag)
    match = _RANGE.fullmatch(request.headers.get("Range", "")) if condition == etag else None
    if match is None or match[0] == "bytes=-":
        return FileResponse(path.open("rb"), content_type=kept.media_type)
    first, last = match[1], match[2]
    begins = int(first) if first else max(size - int(last), 0)
    ends = min(int(last), size - 1) if first and last else size - 1
    if begins > ends:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    with path.open("rb") as data:
        data.seek(begins)
        part = data.read(ends - begins + 1)
    headers = {"Content-Range": f"bytes {begins}-{ends}/{size}"}
    return HttpResponse(part, status=206, content_type=kept.media_type, headers=headers)
