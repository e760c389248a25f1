"""Pages for the commune's administrator."""

from functools import wraps

from django.http import Http404

from danchu.core.pages import staff_page
from danchu.organisation.policies import check_may
from danchu.organisation.states import Permission


def admin_page(view):
    """Marks a page of the commune's administrator; other people are told whom to ask.

    A page about one unit or person is simply not there for them, of whichever commune they are.
    """

    @staff_page
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if "pk" in kwargs and not request.access.may(Permission.ADMINISTER):
            raise Http404
        check_may(request.access, Permission.ADMINISTER)
        return view(request, *args, **kwargs)

    return guarded
