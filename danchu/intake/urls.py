"""Addresses."""

from django.urls import path

from danchu.intake.views import portal as views

portal = [path("", views.look_up, name="look_up")]  # below /{xa}/tra-cuu/
