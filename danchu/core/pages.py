"""Three marks for views. `public_page`: shows only what is public, so that it may be kept and shared. `staff_page`:
asks who is there. `unkept_page`: anyone may write there without an account.

A public page carries no session, no CSRF cookie and no `Vary: Cookie`. What it depends on is the commune's public
revision, the local day, the language, the release and the rulebook version, and nothing else.
"""

import time
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

type View = Callable[..., HttpResponseBase]

form_page = require_http_methods(["GET", "HEAD", "POST"])  # looked at, and sent to the same address


def public_page(view: View) -> View:
    """Marks a view as public: GET and HEAD only, kept by the page cache under the commune's revision."""

    @wraps(view)
    @require_safe
    def marked(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    marked.is_public_page = True
    return marked


def unkept_page(view: View) -> View:
    """Marks a page on which anyone may write or read what is theirs, without an account: no cache keeps it.

    It carries a CSRF cookie, so it is no public page. `Referrer-Policy` stays `same-origin`: nothing goes to other
    sites, and without it browsers send `Origin: null`, which no form of ours would survive.
    """

    @wraps(view)
    @form_page
    @sensitive_post_parameters()
    def unkept(request, *args, **kwargs):
        response = never_keep(view(request, *args, **kwargs))
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return unkept


def inline(data: bytes, media: str, name: str) -> HttpResponse:
    """A paper made for the reader, shown by the browser where it can."""
    return HttpResponse(data, content_type=media, headers={"Content-Disposition": f'inline; filename="{name}"'})


def attached(data: bytes, media: str, name: str) -> HttpResponse:
    """A file made for the reader, kept by the browser under a name."""
    return HttpResponse(data, content_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def staff_page(view: View) -> View:
    """Marks a page of the workspace: whoever is not signed in is led to the sign-in page and back.

    `request.access` (danchu/organisation/middleware.py) says what the person may do. A form sent after the session
    ended is not lost: it is shown again, to be sent once more after signing in.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.access:
            _look_at_uploads(request)
            return never_keep(view(request, *args, **kwargs))
        if request.user.is_authenticated:
            raise PermissionDenied(_("Tài khoản này chưa gắn với người nào của xã. Hãy báo quản trị của xã."))
        if request.method == "POST":
            return send_again(request, status=401)
        return never_keep(redirect_to_login(request.get_full_path()))

    return guarded


def _look_at_uploads(request) -> None:
    """What takes long about a file is done before the service that keeps it holds the database."""
    if request.method == "POST" and request.FILES:
        look = import_string(settings.UPLOAD_LOOK)
        for _name, uploads in request.FILES.lists():
            for upload in uploads:
                look(upload)


def never_keep(response):
    """Pages of the workspace are for one pair of eyes: no cache keeps them."""
    response.headers.setdefault("Cache-Control", "no-store, private")
    return response


# -- what was typed is not lost ---------------------------------------------------------------------------------------
KEPT = "kept_form"  # session: the form that waits for its writer to sign in
KEPT_FOR = 30 * 60  # seconds it waits
KEPT_AT_MOST = 200_000  # letters; a longer one stays in the page it was typed in
PATH = "_path"  # the address a kept form was meant for


def send_again(request, *, status: int, too_long: bool = False):
    """Shows what was typed, to be sent again: after the session ended or the page grew old. One `too_long` to be kept
    waits in the page while its writer signs in on another.

    Only for forms that came from our own pages: another site's form is not handed to a person to confirm.
    """
    origin = request.headers.get("Origin", "")
    ours = origin == f"{request.scheme}://{request.get_host()}"
    context = {
        "fields": typed(request.POST) if ours else [],
        "path": own_path(request.POST.get(PATH, "")) or request.get_full_path(),
        "had_files": bool(request.FILES),
        "signed_in": request.user.is_authenticated,
        "ours": ours,
        "too_long": too_long,
    }
    return render(request, "core/send_again.html", context, status=status)


def typed(post) -> list[tuple[str, str]]:
    """What a person typed into a form: names and values, without the safety mark, the address and any password."""
    fields = [(name, value) for name, values in post.lists() for value in values]
    return [
        (name, value) for name, value in fields if name not in {"csrfmiddlewaretoken", PATH} and "password" not in name
    ]


def own_path(path: str) -> str:
    """The path when it lies within the product, else nothing."""
    return path if url_has_allowed_host_and_scheme(path, allowed_hosts=None) else ""


def keep_form(request) -> bool:
    """Keeps a form in the session while its writer signs in, second step and all; False when it is too long for that.

    Nobody's session with a form in it is gone soon; signing in makes it a whole one.
    """
    fields, path = typed(request.POST), own_path(request.POST[PATH])
    if not path or sum(len(name) + len(value) for name, value in fields) > KEPT_AT_MOST:
        return False
    if not request.user.is_authenticated:
        request.session.set_expiry(KEPT_FOR)
    request.session[KEPT] = {"path": path, "fields": fields, "at": time.time()}
    return True


def kept_form(request) -> dict | None:
    """The form that waits in this session (`path`, `fields`), unless it has waited too long."""
    kept = request.session.get(KEPT)
    return kept if kept and time.time() - kept["at"] < KEPT_FOR else None


def kept_form_address(request) -> str:
    """Where the form that waits can be sent; empty when none does."""
    return reverse("core:send_again") if kept_form(request) else ""


def csrf_failure(request, reason=""):
    """The answer to a form whose safety mark is missing or old: nothing typed is lost."""
    return send_again(request, status=403)
