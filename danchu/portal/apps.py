from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "danchu.portal"
    label = "portal"
