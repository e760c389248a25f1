"""The person behind the request: `request.access` (None when nobody is signed in), worked out when first asked.

An answer that looked at the session is for one pair of eyes: no cache keeps it.
"""

from django.utils.functional import SimpleLazyObject

from danchu.core import clock
from danchu.core.pages import never_keep
from danchu.organisation.policies import access_of


class PersonOfRequest:
    """Hangs a lazy `access` on the request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.access = SimpleLazyObject(lambda: _access(request))
        response = self.get_response(request)
        return never_keep(response) if request.session.accessed else response


def _access(request):
    if not request.user.is_authenticated:
        return None
    person = getattr(request.user, "person", None)
    return access_of(person, clock.today()) if person else None
