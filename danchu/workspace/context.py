"""What every layout may show. Public pages get nothing from here that belongs to a person."""

from django.conf import settings
from django.urls import translate_url

from danchu.core import clock
from danchu.workspace.navigation import navigation


def page_context(request):
    """The day, the demo's marks, the language links; for staff the person, the commune and the navigation."""
    match = request.resolver_match
    path = request.get_full_path()
    context = {
        "today": clock.today(),
        "demo": settings.DEMO,
        "demo_day_fixed": settings.FIXED_TODAY is not None,
        "language_links": [
            {"code": "vi", "label": "Tiếng Việt", "url": translate_url(path, "vi")},
            {"code": "en", "label": "English", "url": translate_url(path, "en")},
        ],
    }
    if getattr(match and match.func, "is_public_page", False) or not getattr(request, "access", None):
        return context
    access = request.access
    return context | {
        "access": access,
        "person": access.person,
        "commune": access.commune,
        "unit": access.unit,
        "staff_nav": navigation(request.path, access),
    }
