from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "danchu.disclosure"
    label = "disclosure"
