"""What every answer carries: its language, and what the browser may not be asked for."""

from django.conf import settings
from django.utils import translation


class PermissionsPolicy:
    """No page of ours asks for camera, microphone, place or payment, and nothing in it ever may."""

    HEADER = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.HEADER)
        return response


class LanguageFromAddress:
    """Language from the address alone: `/en/…` is English, everything else Vietnamese.

    Django's own LocaleMiddleware also looks at the browser and answers `Vary: Accept-Language`, which would split
    every cache; here one address is one page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response
