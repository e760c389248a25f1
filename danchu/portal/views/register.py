"""The public register: its lines, the proof of each, signed heads; pages for people, data for programs of strangers.

The formats stand in docs/register.md. Nothing here is signed in, and nothing is written.
"""

import json

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from danchu.core.pages import public_page
from danchu.portal import messages
from danchu.portal.forms import DigestForm, HeadForm, RegisterFilterForm
from danchu.portal.views.portal import commune_of
from danchu.register import queries as register
from danchu.register.rules import canonical

PER_PAGE = 25
JSON = "application/json; charset=utf-8"
TEXT = "text/plain; charset=utf-8"


# -- for people -------------------------------------------------------------------------------------------------------
@public_page
def lines(request, commune):
    """The register, newest first; of one kind of act, of a period."""
    own = commune_of(commune)
    form = RegisterFilterForm(request.GET)
    page = Paginator(register.lines(own.slug, **form.chosen), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "commune": own, "filter": form, "page": page, "filtered": bool(form.chosen),
        "lines": [messages.told(each, own) for each in page], "stamp": register.stamp(own.slug),
    }  # fmt: skip
    return render(request, "portal/register/list.html", context)


@public_page
def line(request, commune, number):
    """One line: what it says, its files, and whether it still is what was written."""
    own = commune_of(commune)
    proof = _proof(own, number, register.size_of(own.slug))
    same = register.about(own.slug, proof.line.subject).exclude(sequence=number)
    context = {
        "commune": own, "line": proof.line, "told": messages.told(proof.line, own), "proof": proof,
        "files": register.files_of(proof.line), "form": DigestForm(auto_id="%s"),
        "same": [messages.told(each, own) for each in same[:PER_PAGE]],
        "raw": json.dumps(json.loads(proof.data), ensure_ascii=False, indent=2, sort_keys=True),
    }  # fmt: skip
    return render(request, "portal/register/line.html", context)


@public_page
def check(request, commune):
    """A file in hand, or a head printed on a paper: is it what the register says?"""
    own = commune_of(commune)
    digest = DigestForm(request.GET if "ma" in request.GET else None, auto_id="%s")
    head = HeadForm(request.GET if "dong" in request.GET or "goc" in request.GET else None, auto_id="%s")
    context = {
        "commune": own, "digest_form": digest, "head_form": head, "stamp": register.stamp(own.slug),
        "key": register.verifier_key(own.slug), "asked": digest.is_bound or head.is_bound,
    }  # fmt: skip
    if digest.is_valid():
        found = register.naming(own.slug, digest.cleaned_data["ma"])
        context["found"] = [messages.told(each, own) for each in found]
    if head.is_valid():
        size = head.cleaned_data["dong"]
        context["head"] = _head_said(own, size, head.cleaned_data["goc"], now=context["stamp"].size)
    return render(request, "portal/register/check.html", context)


def _head_said(own, size: int, root: str, *, now: int) -> dict:
    """What can be said of a head on paper: `state` is `same`, `other` or `lost`."""
    if size > now:
        return {"state": "lost", "size": size}
    same = register.root(own.slug, size).hex().startswith(root)
    last = register.line(own.slug, size)
    return {"state": "same" if same else "other", "size": size, "at": last.recorded_at if last else None}


# -- for programs -----------------------------------------------------------------------------------------------------
@public_page
def data(request, commune):
    """Lines as JSON, oldest first, from `?tu=` on."""
    own = commune_of(commune)
    first = _number(request, "tu", 1)
    if first is None or first < 1:
        return _bad(_("“tu” là số của dòng đầu tiên, từ 1. Ví dụ: ?tu=1"))
    return _json(register.lines_document(own.slug, first))


@public_page
def line_data(request, commune, number):
    """The exact bytes of one line, of which its digest and its leaf are made."""
    own = commune_of(commune)
    found = register.from_sequence(own.slug, number, 1)
    if not found:
        raise Http404
    return HttpResponse(found[0][1], content_type=JSON)


@public_page
def proof(request, commune, number):
    """The proof of one line as JSON, in the register as it is now or of `?so-dong=`."""
    own = commune_of(commune)
    now = register.size_of(own.slug)
    size = _number(request, "so-dong", now)
    if size is None or not number <= size <= now:
        if not 0 < number <= now:
            raise Http404
        return _bad(_("“so-dong” phải từ %(number)s đến %(now)s.") % {"number": number, "now": now})
    return _json(register.inclusion_document(own.slug, _proof(own, number, size)))


@public_page
def continuation(request, commune):
    """That the register of `?tu=` lines is the beginning of that of `?den=` (or of now), as JSON."""
    own = commune_of(commune)
    now = register.size_of(own.slug)
    first, second = _number(request, "tu", None), _number(request, "den", now)
    if first is None or second is None or not 0 <= first <= second <= now:
        return _bad(_("Cần “tu” và “den” là hai số dòng, 0 ≤ tu ≤ den ≤ %(now)s. Ví dụ: ?tu=1&den=2") % {"now": now})
    return _json(register.continuation_document(own.slug, register.continuation(own.slug, first, second)))


@public_page
def checkpoint(request, commune):
    """The signed head (C2SP checkpoint) as it is now, or of `?so-dong=`."""
    own = commune_of(commune)
    now = register.size_of(own.slug)
    size = _number(request, "so-dong", now)
    if size is None or not 0 <= size <= now:
        return _bad(_("“so-dong” phải từ %(number)s đến %(now)s.") % {"number": 0, "now": now})
    return HttpResponse(register.checkpoint(own.slug, size), content_type=TEXT)


@public_page
def key(request, commune):
    """The public key of the commune's heads, as text (C2SP signed note)."""
    return HttpResponse(register.verifier_key(commune_of(commune).slug) + "\n", content_type=TEXT)


def _proof(own, number: int, size: int) -> register.Inclusion:
    found = register.inclusion(own.slug, number, size)
    if found is None:
        raise Http404
    return found


def _number(request, name: str, default: int | None) -> int | None:
    """A whole number from the address; the default where nothing is asked, None where it is no number."""
    text = request.GET.get(name, "")
    if not text:
        return default
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _json(document: dict) -> HttpResponse:
    """Canonical JSON: the line inside is byte for byte the one that was hashed."""
    return HttpResponse(canonical(document), content_type=JSON)


def _bad(sentence: str) -> HttpResponse:
    return HttpResponse(canonical({"error": sentence}), content_type=JSON, status=400)
