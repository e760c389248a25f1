"""Pages for the commune's administrator."""

from functools import wraps

from danchu.core.pages import staff_page
from danchu.organisation.policies import check_may
from danchu.organisation.states import Permission


def admin_page(view):
    """Marks a page of the commune's administrator; other people of the commune are told whom to ask."""

    @staff_page
    @wraps(view)
    def guarded(request, *args, **kwargs):
        check_may(request.access, Permission.ADMINISTER)
        return view(request, *args, **kwargs)

    return guarded
