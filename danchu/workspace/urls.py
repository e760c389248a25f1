"""Addresses."""

from django.urls import path

from danchu.workspace.views import staff as views

staff = [path("", views.home, name="home")]
