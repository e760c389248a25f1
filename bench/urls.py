"""The product's addresses plus one: the bare view everything is measured against."""

from django.http import HttpResponse
from django.template import engines
from django.urls import path

from config.urls import urlpatterns as product
from danchu.organisation.models import Commune

_ONE_ROW = engines["django"].from_string("<!doctype html><title>{{ row.name }}</title><p>{{ row.name }}</p>")


def bare(request):
    """One row, one line of template, behind the same middleware."""
    return HttpResponse(_ONE_ROW.render({"row": Commune.objects.only("name").first()}))


urlpatterns = [path("bench-bare/", bare), *product]
