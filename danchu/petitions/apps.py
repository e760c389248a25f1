from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "danchu.petitions"
    label = "petitions"
