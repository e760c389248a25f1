"""Two marks for views. `public_page`: shows only what is public, so that it may be kept and shared. `staff_page`: asks
who is there.

A public page carries no session, no CSRF cookie and no `Vary: Cookie`. What it depends on is the commune's public
revision, the local day, the language, the release and the rulebook version, and nothing else.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

type View = Callable[..., HttpResponseBase]


def public_page(view: View) -> View:
    """Marks a view as public: GET and HEAD only, kept by the page cache under the commune's revision."""

    @wraps(view)
    @require_safe
    def marked(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    marked.is_public_page = True
    return marked


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


def send_again(request, *, status: int):
    """Shows what was typed, to be sent again: after the session ended or the page grew old.

    Only for forms that came from our own pages: another site's form is not handed to a person to confirm.
    """
    origin = request.headers.get("Origin", "")
    ours = origin == f"{request.scheme}://{request.get_host()}"
    fields = [(name, value) for name, values in request.POST.lists() for value in values] if ours else []
    context = {
        "fields": [(name, value) for name, value in fields if name != "csrfmiddlewaretoken"],
        "had_files": bool(request.FILES),
        "signed_in": request.user.is_authenticated,
        "ours": ours,
    }
    return render(request, "core/send_again.html", context, status=status)


def csrf_failure(request, reason=""):
    """The answer to a form whose safety mark is missing or old: nothing typed is lost."""
    return send_again(request, status=403)
