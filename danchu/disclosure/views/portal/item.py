"""The page of one item, where the printed QR code leads for ever: words first, papers, proof, versions, how to ask."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from danchu.channels import queries as channels
from danchu.core import clock
from danchu.core.differences import differences
from danchu.core.pages import public_page
from danchu.disclosure import queries
from danchu.disclosure.models import Item, Version
from danchu.disclosure.states import ItemState, VersionState
from danchu.disclosure.views.portal import words
from danchu.documents import files

MOST_DIFFERING = 9000  # letters of what differs in one paper, marks of change reckoned in


@public_page
def detail(request, commune, year, number):
    """One item as it is public now; or that it was, and why it is not any more."""
    item, versions = item_or_404(commune, year, number)
    today, current = clock.today(), next((one for one in versions if one.state == VersionState.PUBLIC), None)
    shown = current or (versions[0] if versions else None)
    names = queries.names_of(current) if current else None
    told = channels.word(item.commune, shown.subject if shown else "", today)
    tag, word = words.in_time(item, today)
    context = {
        "commune": item.commune, "item": item, "version": current, "last": shown, "today": today,
        "topic": words.topic(item.clause), "article": words.article(item.clause), "period": words.period(item),
        "papers": papers_of(item, current) if current else [],
        "why": item.explanation.get("explanation", ""), "in_time_tag": tag, "in_time": word,
        "word": told, "bare": ", ".join(queries.bare_of(item, shown, today)),
        "versions": [_told(item, one) for one in versions] if len(versions) > 1 else [],
        "ground": words.GROUNDS.get(shown.ground, "") if shown else "",
        "names": names, "names_open": names_open(names, today),
        "proof_url": _proof_url(commune, shown), "more": _further(commune, year, number),
        "sounds": channels.sounds_of(item.commune, current.subject) if current else (),
        "broadcast_days": words.days_words(told.broadcast_days),
        "changed_on": current.published_on if current and current.number > 1 else None,
        "noindex": queries.is_listed(current) or item.state == ItemState.ENDED,
        "short_address": request.build_absolute_uri(words.address(commune, item)),
    }  # fmt: skip
    return marked(render(request, "disclosure/public/item.html", context), current)


def item_or_404(commune: str, year: int, number: int, *, texts: bool = False) -> tuple[Item, list[Version]]:
    """The item behind an address and its versions that are or were public (3 queries); 404 for what never was."""
    item = queries.item_at(commune, year, number)
    if item is None:
        raise Http404
    return item, queries.versions_of(item, texts=texts)


def readable_or_none(item: Item, versions: list[Version], number: int | None) -> Version | None:
    """The version whose words and papers anyone may read: the public one, or by its number one it replaced.

    None for what was taken down; and once an item has ended nothing of it is read any more. 404 for no such version.
    """
    if number is None:
        return next((one for one in versions if one.state == VersionState.PUBLIC), None)
    found = next((one for one in versions if one.number == number), None)
    if found is None:
        raise Http404
    readable = (VersionState.PUBLIC, VersionState.REPLACED)
    return found if item.state == ItemState.PUBLIC and found.state in readable else None


def gone(request, item: Item, versions: list[Version], number: int | None = None):
    """410: this was public and was taken down, why, and what to do; for its papers, texts and lists."""
    last = next((one for one in versions if one.number == number), versions[0] if versions else None)
    context = {
        "commune": item.commune, "item": item, "last": last, "noindex": True,
        "ground": words.GROUNDS.get(last.ground, "") if last else "",
        "more": _further(item.commune.slug, item.year, item.number),
    }  # fmt: skip
    return render(request, "disclosure/public/gone.html", context, status=410)


def marked(response, version: Version | None):
    """The answer, closed to search engines where a list of names stands on the web in full."""
    if queries.is_listed(version):
        response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response


def names_open(names, today) -> bool:
    """Whether the names of a list are still shown: to the end of their last day, and not a minute longer."""
    return bool(names and names.erased_at is None and names.names_until and today <= names.names_until)


def papers_of(item: Item, version: Version) -> list[dict]:
    """The papers of a version as pages list them, counted from 1; only what goes out, never what came in."""
    return [
        {
            "number": number, "title": paper.title, "kind": words.file_kind(paper.published.media_type),
            "size": words.size(paper.published.size), "url": _paper_url(item, version, number, "file"),
            "text_url": _paper_url(item, version, number, "text"),
            "pictures_url": _paper_url(item, version, number, "pictures") if _has_pictures(version, paper) else "",
        }
        for number, paper in enumerate(version.papers.all(), 1)
        if paper.published is not None
    ]  # fmt: skip


def _has_pictures(version: Version, paper) -> bool:
    """Scans and PDFs have their pages as pictures, for phones; of what is public now."""
    return version.state == VersionState.PUBLIC and paper.published.media_type in (files.PDF, files.JPEG, files.PNG)


def _paper_url(item: Item, version: Version, number: int, what: str) -> str:
    where = [item.commune.slug, item.year, item.number]
    if version.state == VersionState.PUBLIC:
        return reverse(f"disclosure_public:{what}", args=[*where, number])
    return reverse(f"disclosure_public:version_{what}", args=[*where, version.number, number])


def _told(item: Item, version: Version) -> dict:
    where = [item.commune.slug, item.year, item.number, version.number]
    return {
        "version": version, "on": version.published_on, "what_changed": version.what_changed,
        "is_public": version.state == VersionState.PUBLIC, "withdrawn": version.state == VersionState.WITHDRAWN,
        "ground": words.GROUNDS.get(version.ground, ""), "url": reverse("disclosure_public:version", args=where),
        "compare_url": reverse("disclosure_public:differences", args=where) if version.number > 1 else "",
    }  # fmt: skip


def _proof_url(commune: str, version: Version | None) -> str:
    """Where it can be checked: the line of the register, else the register itself."""
    line = version.line_sequence if version else None
    return (line and words.built("portal:register_line", commune, line)) or reverse("portal:register", args=[commune])


def _further(commune: str, year: int, number: int) -> dict:
    """Pages of other areas that an item leads to, where they are built."""
    return {
        "ask": words.built("information_public:ask", commune),
        "wrong": words.built("information_public:wrong", commune, year, number),
    }


# -- versions ---------------------------------------------------------------------------------------------------------
@public_page
def version(request, commune, year, number, version):
    """One version as it went out; what replaced it stays a click away."""
    item, versions = item_or_404(commune, year, number)
    found = readable_or_none(item, versions, version)
    if found is None:
        return gone(request, item, versions, version)
    context = {
        "commune": item.commune, "item": item, "version": found, "papers": papers_of(item, found),
        "is_public": found.state == VersionState.PUBLIC, "noindex": True, "count": len(versions),
        "compare": found.number > 1,
    }  # fmt: skip
    return marked(render(request, "disclosure/public/version.html", context), found)


@public_page
def version_differences(request, commune, year, number, version):
    """What a version changes of the one before: its own words about it, the summary and each paper word by word."""
    item, versions = item_or_404(commune, year, number, texts=True)
    new = readable_or_none(item, versions, version)
    before = next((one for one in versions if one.number < version), None)
    if before is None:
        raise Http404
    old = readable_or_none(item, versions, before.number)
    if new is None or old is None:
        return gone(request, item, versions, version if new is None else before.number)
    context = {
        "commune": item.commune, "item": item, "new": new, "old": old, "noindex": True,
        "summary": differences(old.summary, new.summary), "papers": _compared(old, new),
    }  # fmt: skip
    return marked(render(request, "disclosure/public/differences.html", context), new)


def _compared(old: Version, new: Version) -> list[dict]:
    """The papers of both versions side by side: what differs; `state` is same, changed, gone, come."""
    rows = []
    for was, now in queries.paired(list(old.papers.all()), list(new.papers.all())):
        if was is None or now is None:
            there = now or was
            rows.append({"title": there.title if there else "", "state": "gone" if now is None else "come"})
            continue
        same = was.published.sha256 == now.published.sha256
        lines, cut = ((), 0) if same else _shortened(differences(was.text, now.text))
        rows.append({"title": now.title, "state": "same" if same else "changed", "lines": lines, "cut": cut})
    return rows


def _shortened(lines):
    """The first of the lines, as many as a page carries, and how many are left out."""
    room = MOST_DIFFERING
    for at, line in enumerate(lines):
        room -= sum(len(piece.text) + 60 for piece in line.stretches)
        if room < 0 and at:
            return lines[:at], len(lines) - at
    return lines, 0
