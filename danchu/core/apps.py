"""The application every other one stands on: layouts, components, calendar, clock."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "danchu.core"
    label = "core"
    verbose_name = "Nền tảng"
