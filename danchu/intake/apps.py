from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "danchu.intake"
    label = "intake"
