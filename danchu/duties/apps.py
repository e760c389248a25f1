from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "danchu.duties"
    label = "duties"
