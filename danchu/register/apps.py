from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "danchu.register"
    label = "register"
